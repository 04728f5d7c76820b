"""C6: what is checked about timeliness and follow-through."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from rubrics.conditions import coverage, smart
from rubrics.conditions.case import DONE, Case, Check, Seen, ids, share
from rubrics.conditions.moments import role
from rubrics.conditions.reading import Json, at, day, items, listed, moment, number, text
from rubrics.emphasis import emphasis

Tier = Literal["good", "ok", "late"]
_HOUR = timedelta(hours=1)
_OVERDUE_DAYS = 7


def write_up_hours(case: Case) -> float | None:
    """Return the hours from the end of the harm to the first review; None when unknown.

    While a session runs and has not come to review, the clock runs until now.
    """
    end = _harm_known_over(case)
    reached = moment(at(case.facts, "meta.entered_review_at"))
    reached = reached or moment(at(case.facts, "meta.published_at"))
    if reached is None and at(case.facts, "meta.created_at") is not None:
        reached = case.now
    if end is None or reached is None:
        return None
    return max((reached - end) / _HOUR, 0.0)


def written_up(case: Case, *, within: Tier) -> Seen:
    """The write-up came to review in time."""
    hours = case.once(write_up_hours)
    limit: float = getattr(case.by_severity(emphasis().write_up_hours), within)
    if hours is None:
        return Seen(ok=False, observed="not known: no end of the harm, or no date of the write-up")
    observed = f"{hours:.0f} h after the end, {limit:g} h allowed"
    return Seen(hours <= limit, observed, ("meta.entered_review_at",))


def some_tracked(case: Case) -> Seen:
    """Something is tracked, or there is a reason to have no action."""
    found = sum(smart.tracked(case, action) for action in case.actions)
    excused = not case.actions and (
        case.not_applicable("actions")
        or bool(case.causes and all(map(coverage.accepted, case.causes)))
    )
    observed = "no action, with a reason" if excused else f"{found} tracked"
    return Seen(found > 0 or excused, observed, ("actions",))


def tracked(case: Case, *, at_least: float, whole: bool) -> Seen:
    """Actions are tracked, with an owner and a day where the whole is asked for."""
    bare = tuple(action for action in case.actions if not _followed(case, action, whole=whole))
    part = len(case.actions) - len(bare)
    observed = f"{part} of {len(case.actions)} tracked" + (" with owner and day" if whole else "")
    ok = share(part, len(case.actions)) >= at_least or (not case.actions and some_tracked(case).ok)
    return Seen(ok, observed, tuple(f"actions.{name}.tracker" for name in ids(bare)))


def looked_at(case: Case, *, after_days: int) -> Seen:
    """Some time after publication the actions were looked at."""
    since = moment(at(case.facts, "meta.published_at"))
    found = len(_looks(case))
    due = since is not None and case.now - since > timedelta(days=after_days)
    observed = f"{found} looks at the actions" if due else "not due yet"
    return Seen(not due or found > 0, observed, ("followup.entries",))


def no_long_gap(case: Case, *, days: Mapping[str, int]) -> Seen:
    """While actions are open they are looked at regularly; before publication it is planned."""
    limit = case.by_severity(days)
    since = moment(at(case.facts, "meta.published_at"))
    if since is None:
        cadence = number(at(case.facts, "followup.cadence_days"))
        planned = case.planning and cadence is not None and cadence <= limit
        observed = f"planned every {cadence:g} days" if cadence else "not planned"
        return Seen(planned, observed, ("followup.cadence_days",))
    until = _open_until(case)
    stops = [since, *(look for look in _looks(case) if since < look < until), until]
    longest = max((after - before).days for before, after in pairwise(stops))
    return Seen(longest <= limit, f"longest gap {longest} days", ("followup.entries",))


def finished(case: Case, *, more_than: float = -1.0, at_least: float = 0.0) -> Seen:
    """Enough of the actions due so far are done."""
    due = tuple(a for a in case.actions if (on := day(a.get("due"))) and on <= case.now.date())
    open_ = tuple(action for action in due if text(action, "status") not in DONE)
    if not due:
        return Seen(ok=bool(case.actions), observed="no action due yet")
    part = share(len(due) - len(open_), len(due))
    observed = f"{len(due) - len(open_)} of {len(due)} due so far are done"
    fields = tuple(f"actions.{name}.status" for name in ids(open_))
    return Seen(part >= at_least and part > more_than, observed, fields)


def due_by_priority(case: Case) -> Seen:
    """Actions are due as soon as their priority asks for."""
    limits = case.by_severity(emphasis().priority_days)
    late = tuple(action for action in case.actions if _too_late(case, action, limits))
    observed = f"{len(late)} due later than their priority asks"
    dated = bool(case.actions) and all(day(action.get("due")) for action in case.actions)
    fields = tuple(f"actions.{name}.due" for name in ids(late))
    return Seen(dated and not late, observed if dated else "not every action has a day", fields)


def escalated(case: Case) -> Seen:
    """What is more than a week overdue was raised with somebody."""
    today = case.now.date()
    silent = tuple(
        a
        for a in case.actions
        if text(a, "status") not in DONE
        and (due := day(a.get("due")))
        and (today - due).days > _OVERDUE_DAYS
        and not items(a, "escalations")
    )
    observed = (
        f"overdue in silence: {listed(ids(silent))}" if silent else "nothing overdue in silence"
    )
    fields = tuple(f"actions.{name}.escalations" for name in ids(silent))
    return Seen(
        bool(case.actions) and not silent, observed if case.actions else "no actions", fields
    )


def next_look(case: Case) -> Seen:
    """The day of the follow-up review is set, or it was held."""
    on = day(at(case.facts, "followup.review_on"))
    held = any(text(e, "kind") == "follow_up_review" for e in items(case.facts, "followup.entries"))
    observed = "held" if held else (on.isoformat() if on else "no day set")
    return Seen(held or on is not None, observed, ("followup.review_on",))


def not_closed_open(case: Case) -> Seen:
    """A closed document has no open action."""
    closed = "closed" in (text(case.facts, "meta.status"), text(case.facts, "meta.state").lower())
    open_ = tuple(action for action in case.actions if text(action, "status") not in DONE)
    observed = f"closed with {len(open_)} open" if closed else f"{len(open_)} open, not closed"
    fields = tuple(f"actions.{name}.status" for name in ids(open_)) if closed else ()
    return Seen(not (closed and open_), observed, fields)


def effect_checked(case: Case) -> Seen:
    """Whether the fix held was looked at, or the day for it is still to come."""
    judged = {
        text(looked, "cause_id")
        for looked in items(case.facts, "followup.effectiveness")
        if text(looked, "verdict") != "waived" or text(looked, "reason")
    }
    if case.primaries and all(text(cause, "id") in judged for cause in case.primaries):
        return Seen(ok=True, observed="looked at")
    days = _effect_days(case)
    waiting = bool(days) and max(days) >= case.now.date()
    observed = f"due on {max(days).isoformat()}" if days else "no day set to look at the effect"
    return Seen(waiting, observed, ("followup.effectiveness",))


def _harm_known_over(case: Case) -> datetime | None:
    end, detect = role(case, "end"), role(case, "detect")
    reported_late = case.type == "security_incident" and end and detect and detect > end
    return detect if reported_late else end


def _followed(case: Case, action: Json, *, whole: bool) -> bool:
    named = bool(text(action, "owner")) and day(action.get("due")) is not None
    return smart.tracked(case, action) and (named or not whole)


def _looks(case: Case) -> tuple[datetime, ...]:
    found = (moment(entry.get("at")) for entry in items(case.facts, "followup.entries"))
    return tuple(sorted(look for look in found if look is not None))


def _open_until(case: Case) -> datetime:
    closings = [moment(a.get("closed_at")) for a in case.actions if text(a, "status") in DONE]
    known = [closing for closing in closings if closing is not None]
    all_done = len(known) == len(case.actions) and bool(known)
    since = moment(at(case.facts, "meta.published_at")) or case.now
    return max(min(max(known), case.now) if all_done else case.now, since)


def _too_late(case: Case, action: Json, limits: Mapping[str, int]) -> bool:
    due, begun = day(action.get("due")), day(action.get("created_at"))
    end = role(case, "end")
    begun = begun or (end.date() if end else None)
    allowed = limits.get(text(action, "priority"))
    if due is None or begun is None or allowed is None:
        return False
    return (due - begun).days > allowed


def _effect_days(case: Case) -> tuple[date, ...]:
    acting = (a for c in case.primaries for a in coverage.actions_on(case, text(c, "id")))
    days = (day(at(action, "measure.check_on")) for action in acting)
    known = tuple(on for on in days if on is not None)
    review = day(at(case.facts, "followup.review_on"))
    return known or ((review,) if review else ())


CHECKS: Mapping[str, Check] = {
    "follow_up.written_up": written_up,
    "follow_up.some_tracked": some_tracked,
    "follow_up.tracked": tracked,
    "follow_up.looked_at": looked_at,
    "follow_up.no_long_gap": no_long_gap,
    "follow_up.finished": finished,
    "follow_up.due_by_priority": due_by_priority,
    "follow_up.escalated": escalated,
    "follow_up.next_look": next_look,
    "follow_up.not_closed_open": not_closed_open,
    "follow_up.effect_checked": effect_checked,
}
