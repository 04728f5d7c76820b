"""The exit guard of each state: the facts that are still missing, and the questions for them."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import datetime

from agent.dialogue import AnyState, Missing
from agent.postmortem import severity
from agent.postmortem.actions import FINISHED, Action
from agent.postmortem.learning import Effectiveness
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.questions.bank import load_bank, whole_of
from agent.workflow.computed import refusal
from agent.workflow.view import View

Guard = Callable[[View], Iterator[Missing]]

LIGHT_BAR, BAR = 2.5, 3.0
"""The score that the criterion of a step has to reach, on the light path and else (method 1)."""
_SIZED_BY: Mapping[str, Mapping[str, str]] = {
    "product_failure": {"TR-P1": "intake.size_pct"},
    "project_failure": {"TR-J1": "intake.size_pct"},
    "process_failure": {"TR-B1": "intake.size_pct"},
    "near_miss": {"TR-N2": "intake.worst_credible", "TR-N3": "intake.stopped_by"},
}
"""The questions that the severity of a type rests on, and what each fills."""
_ASKED_BY: Mapping[str, frozenset[str]] = {
    "TR-07": frozenset({"detection.source"}),
    "TR-09": frozenset({"intake.teams"}),
    "TR-14": frozenset(
        f"intake.{name}"
        for name in ("new_service", "confusion", "resolve_target_missed", "luck_limited_harm")
    ),
    "TR-O2": frozenset({"intake.manual_intervention"}),
    "TR-06a": frozenset({"meta.asked_by"}),
    "TR-10": frozenset({"intake.surprises"}),
    "TR-08": frozenset({"intake.look_alikes"}),
    "TR-15": frozenset({"intake.contributing_factors"}),
    "TR-04": frozenset({"intake.data_exposed"}),
}
"""The questions about depth and triggers, in the order in which they are asked."""
_AUDIENCES = ("team", "stakeholders", "related_teams", "org", "company")
_MINIMUM_AUDIENCE = {"sev1": "org", "sev2": "stakeholders", "sev3": "team", "sev4": "team"}


def missing_facts(state: AnyState, view: View) -> tuple[Missing, ...]:
    """Return what the guard of a state still needs; nothing means that it may be left."""
    return tuple(GUARDS[state](view))


def _need(fact: str, *questions: str, about: str = "", rule: str = "") -> Missing:
    return Missing(fact=fact, questions=questions, about=about, rule=rule)


def _triage(view: View) -> Iterator[Missing]:
    meta, intake = view.document.meta, view.document.intake
    summary = view.document.summary.text
    if not summary:
        yield _need("a summary of what happened", "TR-01")
    elif any(f.field == "summary.text" and f.rule == "X71" for f in view.findings):
        yield _need("a summary without placeholders", "TR-01")
    if not meta.title:
        yield _need("a title", "TR-13")
    if not meta.type:
        yield _need("the type of incident", "TR-03")
    if intake.resolved != "yes":
        yield _need("that the harm is over", "TR-02a")
    if intake.purpose_conflict == "punitive":
        yield _need("a purpose other than assessing a person", "TR-06b")
    elif not severity.was_asked(view.document, "intake.purpose_conflict"):
        yield _need("what the outcome will be used for", "TR-06b")
    yield from _weight(view.document)


def _weight(document: Postmortem) -> Iterator[Missing]:
    """Yield what severity, depth and the need for a review at all still depend on."""
    meta = document.meta
    sizes = _SIZED_BY.get(meta.type, {})
    unsized = tuple(q for q, path in sizes.items() if not severity.was_asked(document, path))
    if meta.severity_source != "declared" and unsized:
        yield _need("how far it went: what the severity of this type rests on", *unsized)
    if not meta.severity:
        yield _need("the severity: who could not do what, and what share", *sizes, "TR-04")
        return
    if severity.looks_trivial(document) and not meta.purpose:
        triggers = severity.unasked_triggers(document)
        yield from _unasked("whether anything calls for a review", triggers)
    if not meta.depth:
        facts = severity.depth(document).unasked
        yield from _unasked("what the depth of the review rests on", facts)


def _unasked(fact: str, fields: Sequence[str]) -> Iterator[Missing]:
    questions = [question for question, asks in _ASKED_BY.items() if asks & set(fields)]
    if questions:
        yield _need(fact, *questions)


def _setup(view: View) -> Iterator[Missing]:
    document = view.document
    if not any(_holds(person, "owner") for person in document.people):
        yield _need("an owner: one person", "SU-01")
    if not any(_holds(person, "facilitator") for person in document.people):
        yield _need("a facilitator", "SU-02")
    if not document.meta.timezone:
        yield _need("the time zone of the records", "SU-07")
    if document.meta.incident_date is None:
        yield _need("the day the incident began", "SU-14")
    if not document.evidence:
        yield _need("at least one record to look at", "SU-05")
    if document.ground_rules.shown_at is None:
        yield _need("the ground rules, shown", "SU-09")
    if not document.people:
        yield _need("the people, with a role each", "SU-04")


def _holds(person: object, role: str) -> bool:
    return role in getattr(person, "review_roles", ()) and getattr(person, "kind", "") == (
        "individual"
    )


def _timeline(view: View) -> Iterator[Missing]:
    yield from contradictions(view, "T")
    yield from _reaches(view, "C1")


def _impact(view: View) -> Iterator[Missing]:
    yield from contradictions(view, "I")
    yield from _reaches(view, "C2")


def _causes(view: View) -> Iterator[Missing]:
    yield from contradictions(view, "C")
    yield from _reaches(view, "C3")
    judged = {b.layer for b in view.document.analysis.barriers if b.state != "unknown"}
    if view.major and len(judged) < 3:
        yield _need(f"three safeguards judged ({len(judged)} so far)", "CA-06")


def _actions(view: View) -> Iterator[Missing]:
    yield from contradictions(view, "A")
    yield from _reaches(view, "C4")
    covered = {cause for action in _live(view) for cause in action.cause_ids}
    for cause in view.document.analysis.causes:
        counts = cause.role != "mitigating" and cause.confidence != "rejected"
        if counts and cause.id not in covered and cause.accepted_risk is None:
            yield _need(
                f"an action for {cause.id}, or its risk accepted",
                "AC-02a",
                "AC-18",
                about=cause.id,
            )


def _live(view: View) -> tuple[Action, ...]:
    return tuple(action for action in view.document.actions if action.status != "declined")


def _learning(view: View) -> Iterator[Missing]:
    learning = view.document.learning
    if not learning.lessons:
        yield _need("a lesson", "LE-01")
    if not learning.went_well:
        yield _need("something that went well", "LE-03")
    if not learning.lucky and not learning.lucky_none:
        yield _need("where luck helped, or that it did not", "LE-04")
    if not view.document.analysis.recurrence.searched_at:
        yield _need("a look at earlier incidents", "LE-10")


def _light(view: View) -> Iterator[Missing]:
    for guard in (_timeline, _impact, _causes, _actions, _learning, _review):
        yield from guard(view)


def _review(view: View) -> Iterator[Missing]:
    yield from contradictions(view, "TICAD")
    for finding in view.errors:
        if finding.category == "blame":
            fact = f"{finding.message} ({finding.field})"
            yield _need(fact, "RV-16", about=finding.field, rule=finding.rule)
    minima = [
        gap
        for result in view.scorecard.criteria
        if result.minimum is not None
        for gap in _reaches(view, result.id, result.minimum)
    ]
    yield from minima
    if not view.scorecard.gate_passed:
        yield from _steps(view, {whole_of(name) for gap in minima for name in gap.questions})
    yield from _confirmed(view)


def _steps(view: View, named: Set[str]) -> Iterator[Missing]:
    """Yield what raises the score, but for what another gap names in its own words."""
    for step in view.scorecard.next_steps:
        # A step names one part of a split question; which part fits is the engine's to say.
        whole = whole_of(step.question)
        if not whole or whole not in named:
            yield _need(step.do, *((whole,) if whole else ()), rule=step.criterion)


def _confirmed(view: View) -> Iterator[Missing]:
    people = view.document.people
    owners = {person.id for person in people if "owner" in person.review_roles}
    reviewers = {person.id for person in people if "reviewer" in person.review_roles}
    if not view.light and not reviewers - owners:
        yield _need("a reviewer who is not the owner", "RV-11")
    took_part = [p for p in people if p.role_in_incident not in {"none", "observer"}]
    for person in took_part:
        if person.confirmed_timeline == "unknown":
            fact = f"that {person.display} recognises the story"
            yield _need(fact, "RV-12", "RV-01", about=person.id)


def _share(view: View) -> Iterator[Missing]:
    document = view.document
    if document.meta.published_at is None:
        yield _need("the day it was published", "SH-01")
    reached = [_AUDIENCES.index(event.audience) for event in document.sharing.events]
    minimum = _MINIMUM_AUDIENCE.get(document.meta.severity, "team")
    if max(reached, default=-1) < _AUDIENCES.index(minimum):
        yield _need(f"readers: at least {minimum.replace('_', ' ')}", "SH-02")
    for action in _live(view):
        if not action.tracker.key:
            yield _need(f"{action.id} in a tracker", "SH-06", "SH-05", about=action.id)
    external = document.sharing.external
    if external.needed != "not_needed" and external.approved_at is None:
        yield _need("the external summary approved, or not needed", "SH-04", "SH-04b")


def _track(view: View) -> Iterator[Missing]:
    document = view.document
    for action in document.actions:
        if action.status not in FINISHED:
            yield _need(f"{action.id} done or declined", "TK-04", "TK-09", about=action.id)
        elif action.status == "declined" and not action.declined_reason:
            yield _need(f"why {action.id} was declined", "TK-09", about=action.id)
        elif action.status != "declined" and not action.verification.evidence:
            yield _need(f"the evidence that {action.id} is done", "TK-04", about=action.id)
    if not any(entry.kind == "follow_up_review" for entry in document.followup.entries):
        yield _need("the follow-up review", "TK-11")
    judged = {e.cause_id for e in document.followup.effectiveness if _is_judged(e)}
    for cause in document.analysis.causes:
        if cause.role == "primary" and cause.id not in judged:
            yield _need(f"whether the fix for {cause.id} held", "TK-05", about=cause.id)
    if not _worked_since_reopened(document):
        fact = "work since it was opened again: a new action, or a new look at whether the fix held"
        primary = next((c.id for c in document.analysis.causes if c.role == "primary"), "")
        yield _need(fact, "TK-05", "AC-14", about=primary)


def _worked_since_reopened(document: Postmortem) -> bool:
    """Return whether an action or a verdict came after the last reopening, if there was one."""
    reopened = [e for e in document.followup.entries if e.kind == "reopened"]
    if not reopened:
        return True
    last = reopened[-1]
    if {action.id for action in document.actions} - set(last.actions):
        return True
    origins = document.provenance
    began = origins.get(f"followup.entries.{last.id}.kind")
    looks = (o for path, o in origins.items() if path.startswith("followup.effectiveness."))
    return began is not None and any(_moment(look) > _moment(began) for look in looks)


def _moment(origin: Provenance) -> tuple[datetime, int]:
    return origin.at, origin.turn or 0


def _is_judged(found: Effectiveness) -> bool:
    """Return whether a fix was looked at: not when too early, nor when waived for no reason."""
    return found.verdict != "too_early" and (found.verdict != "waived" or bool(found.reason))


def _closed(_: View) -> Iterator[Missing]:
    return iter(())


def _refused(view: View) -> Iterator[Missing]:
    match refusal(view.document):
        case "ongoing":
            yield _need("that the harm is over", "TR-02a")
        case "punitive":
            yield _need("a purpose other than assessing a person", "TR-06b")
        case "trivial":
            yield _need("a reason to review it all the same", "RF-02")
        case _:
            return


GUARDS: Mapping[AnyState, Guard] = {
    "TRIAGE": _triage,
    "SETUP": _setup,
    "TIMELINE": _timeline,
    "IMPACT": _impact,
    "CAUSES": _causes,
    "ACTIONS": _actions,
    "LEARNING": _learning,
    "LIGHT": _light,
    "REVIEW": _review,
    "SHARE": _share,
    "TRACK": _track,
    "CLOSED": _closed,
    "REFUSED": _refused,
}


def _reaches(view: View, criterion_id: str, threshold: float | None = None) -> Iterator[Missing]:
    """Yield the unmet conditions of a criterion that stand before the score asked for."""
    result = view.criterion(criterion_id)
    wanted = (LIGHT_BAR if view.light else BAR) if threshold is None else threshold
    if result.score is None or result.score >= wanted:
        return
    for condition in result.conditions:
        told_already = condition.id.endswith(".consistent")
        if condition.level <= math.ceil(wanted) and not condition.ok and not told_already:
            about = _about(condition.questions, condition.fields[0]) if condition.fields else ""
            fact = f"{condition.needed} ({condition.observed})"
            yield _need(fact, *condition.questions, about=about, rule=condition.id)


def contradictions(view: View, groups: str) -> Iterator[Missing]:
    """Yield the errors of some groups of checks, with the questions that mend them."""
    for finding in view.errors_of(groups):
        questions = (finding.question,) if finding.question else ()
        about = subject_in(finding.field)
        yield _need(finding.message, *questions, about=about, rule=finding.rule)


def _about(questions: Sequence[str], path: str) -> str:
    """Return what a gap is about: a question about words is about their place in the document."""
    first = load_bank().find(questions[0]) if questions else None
    return path if first is not None and first.about == "passage" else subject_in(path)


def subject_in(path: str) -> str:
    """Return the id inside a path: `actions.A1.owner` is about A1."""
    steps = path.split(".")
    return next((step for step in steps if step[:1].isupper() and step[-1:].isdigit()), "")
