"""Checks of the plan: dates, owners, status, load, strength, links (X50-X64)."""

import re
from collections.abc import Mapping
from datetime import timedelta

from rubrics.actions import MAX_ACTIONS, valid_owner
from rubrics.conditions.reading import at, items, moment, same, text, texts
from rubrics.contradictions.causes import first_loop
from rubrics.contradictions.dossier import FINISHED, Dossier, quoted
from rubrics.contradictions.rules import Clashes, clash
from rubrics.emphasis import emphasis
from rubrics.patterns import regex

_SECOND_HEAD = regex(
    r"\band (?:then )?(?P<head>add|remove|delete|retire|revoke|replace|migrate|switch|block|reject"
    r"|enforce|validate|limit|automate|build|implement|configure|enable|disable|instrument|rotate"
    r"|patch|document|write|hire|review|schedule|rehearse|train|update|create|alert|move|extend)\b",
    re.IGNORECASE,
)


def impossible_due(dossier: Dossier) -> Clashes:
    """X50: due before it was written down, or already past when the document goes out."""
    published = moment(at(dossier.facts, "meta.published_at"))
    for action in dossier.actions:
        due, created = dossier.dated(action, "due"), dossier.dated(action, "created_at")
        name = text(action, "id")
        if due is None:
            continue
        if created is not None and due < created:
            yield clash(f"actions.{name}.due", action=name, due=due, other=f"written on {created}")
        elif due < dossier.now.date() and text(action, "status") not in FINISHED:
            late_at_once = published is None or due < published.date()
            gone = published.date() if published and late_at_once else dossier.now.date()
            yield clash(
                f"actions.{name}.due",
                severity="error" if late_at_once else "warning",
                question="AC-06" if late_at_once else "TK-03",
                action=name,
                due=due,
                other=f"it was not done on {gone}",
            )


def owners(dossier: Dossier) -> Clashes:
    """X51: an owner who is not one person, is not known here, or has not agreed."""
    for action in dossier.actions:
        owner, name = text(action, "owner"), text(action, "id")
        person = dossier.people.get(owner)
        if not owner:
            continue
        shown = text(person, "display") if person else owner
        place = f"actions.{name}.owner"
        if not valid_owner(
            shown, "group" if person and person.get("kind") == "group" else "individual"
        ):
            yield clash(
                place, severity="error", action=name, owner=shown, trouble="is not one person"
            )
        elif person is None:
            yield clash(place, action=name, owner=shown, trouble="is not among the people listed")
        elif not action.get("owner_accepted_at") and dossier.reached("REVIEW"):
            yield clash(place, action=name, owner=shown, trouble="has not been asked to agree")


def status_and_dates(dossier: Dossier) -> Clashes:
    """X53: done or verified without the date or the evidence that goes with it."""
    for action in items(dossier.facts, "actions"):
        name, status = text(action, "id"), text(action, "status")
        closed, created = moment(action.get("closed_at")), moment(action.get("created_at"))
        if status in {"done", "verified"} and closed is None:
            yield clash(
                f"actions.{name}.closed_at", action=name, status=status, other="no closing day"
            )
        if status == "verified" and not texts(action, "verification.evidence"):
            place = f"actions.{name}.verification.evidence"
            yield clash(place, action=name, status=status, other="no evidence")
        if closed is not None and created is not None and closed < created:
            other = f"a closing day, {closed.date()}, before it was written down, {created.date()}"
            yield clash(f"actions.{name}.closed_at", action=name, status=status, other=other)


def too_many(dossier: Dossier) -> Clashes:
    """X55: more actions than get done, the same one twice, or two in one."""
    if len(dossier.actions) > MAX_ACTIONS:
        yield clash(
            "actions", trouble=f"the plan has {len(dossier.actions)} actions, at most {MAX_ACTIONS}"
        )
    firsts: list[tuple[str, str]] = []
    for action in dossier.actions:
        name, words = text(action, "id"), text(action, "text")
        first = next((one for one, others in firsts if same(others, words)), "")
        if first:
            yield clash(f"actions.{name}.text", trouble=f"{first} and {name} say the same")
        else:
            firsts.append((name, words))
    for action in dossier.actions:
        second = _SECOND_HEAD.search(text(action, "text"))
        if second is not None:
            name = text(action, "id")
            told = f"{name} holds two actions: {quoted(text(action, 'text'))}"
            yield clash(f"actions.{name}.text", trouble=told)


def stated_horizon(dossier: Dossier) -> Clashes:
    """X56: it stands under another horizon than its date gives."""
    for action in dossier.actions:
        name, stated = text(action, "id"), text(action, "stated_horizon")
        computed = dossier.judged(action, "horizon")
        if stated and computed and stated != computed:
            due = dossier.dated(action, "due")
            yield clash(
                f"actions.{name}.due", action=name, stated=stated, due=due, computed=computed
            )


def due_policy(dossier: Dossier) -> Clashes:
    """X57: a priority whose date lies later than its policy allows."""
    for action in dossier.actions:
        due, created = dossier.dated(action, "due"), dossier.dated(action, "created_at")
        priority = text(action, "priority")
        limit = _days_of(dossier.severity, priority)
        if due is None or created is None or limit is None:
            continue
        if due - created > timedelta(days=limit):
            yield clash(
                f"actions.{text(action, 'id')}.due",
                action=text(action, "id"),
                priority=priority,
                days=(due - created).days,
                limit=limit,
            )


def _days_of(severity: str, priority: str) -> int | None:
    days: Mapping[str, int] = emphasis().priority_days.get(severity, {})
    return days.get(priority)


def all_weak(dossier: Dossier) -> Clashes:
    """X58: every action is of the weakest kind."""
    strengths = [dossier.judged(action, "strength") for action in dossier.actions]
    if strengths and set(strengths) == {"weaker"}:
        yield clash(
            "actions",
            severity="error" if dossier.major else "warning",
            count=len(strengths),
            severity_=dossier.severity or "severity unknown",
        )


def closed_or_circular(dossier: Dossier) -> Clashes:
    """X59: closed with work left to do, or actions that wait for each other."""
    still_open = [text(a, "id") for a in dossier.actions if text(a, "status") not in FINISHED]
    if text(dossier.facts, "meta.state") == "CLOSED" and still_open:
        told = f"the postmortem is closed and {', '.join(still_open)} is not done"
        yield clash(f"actions.{still_open[0]}.status", trouble=told)
    waits = {text(a, "id"): texts(a, "depends_on") for a in dossier.actions}
    loop = first_loop(waits)
    if loop:
        told = " waits for ".join([*loop, loop[0]])
        yield clash(f"actions.{loop[0]}.depends_on", trouble=told, question="AC-06")


def unlinked(dossier: Dossier) -> Clashes:
    """X60: an action that acts on nothing that was found."""
    loose = [
        text(action, "id")
        for action in dossier.actions
        if not any(texts(action, name) for name in ("cause_ids", "barrier_ids", "gap_ids"))
    ]
    for name in loose:
        yield clash(
            f"actions.{name}.cause_ids",
            severity="error" if len(loose) > 0.3 * len(dossier.actions) else "warning",
            action=f"{name} {quoted(text(at(dossier.facts, f'actions.{name}'), 'text'))}",
            count=f"{len(loose)} of {len(dossier.actions)}",
        )


def training_only(dossier: Dossier) -> Clashes:
    """X64: a cause that is met by training alone."""
    for cause in dossier.causes:
        name = text(cause, "id")
        controls = {dossier.judged(a, "control") for a in dossier.acting_on(name)}
        if controls == {"training"}:
            acting = ", ".join(text(a, "id") for a in dossier.acting_on(name))
            yield clash(
                f"analysis.causes.{name}",
                severity="error" if dossier.major else "warning",
                cause=name,
                actions=acting,
            )
