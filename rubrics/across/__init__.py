"""Warnings that need the other documents of a store: repeats, and who has too much to do."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from rubrics.conditions.case import live_actions, live_causes
from rubrics.conditions.reading import Json, at, day, items, listed, text, texts
from rubrics.contradictions.dossier import FINISHED
from rubrics.contradictions.rules import Clashes, clash, load, run
from rubrics.findings import Finding

_A_YEAR = timedelta(days=365)
_MOST_OPEN = 5
_MOST_OF_PLAN = 0.4
_A_PLAN = 4


@dataclass(frozen=True)
class Shelf:
    """A document beside the others of its store."""

    facts: Json
    """The document's JSON."""
    others: tuple[Json, ...]
    """That of the others."""

    @cached_property
    def day(self) -> date | None:
        """When it happened."""
        return _day_of(self.facts)


def check(facts: Json, others: Sequence[Json], now: datetime) -> tuple[Finding, ...]:
    """Return what a document shows beside the others that happened by now; none is an error."""
    mine = text(facts, "meta.id")
    known = tuple(
        other
        for other in others
        if text(other, "meta.id") != mine and (_day_of(other) or now.date()) <= now.date()
    )
    return run(load("rubrics.across"), CHECKS, Shelf(facts, known), "contradiction")


def repeats(shelf: Shelf) -> Clashes:
    """X38: an earlier incident was confirmed as the same, or shares service and category."""
    for earlier in shelf.others:
        if _confirmed(shelf.facts, earlier) or _alike(shelf, earlier):
            name = f"{text(earlier, 'meta.id')} {text(earlier, 'meta.title')}".strip()
            plan = listed(_told(action) for action in live_actions(earlier)) or "none"
            yield clash("analysis.recurrence", earlier=name, plan=plan)


def loads(shelf: Shelf) -> Clashes:
    """X54: an owner has more open actions than get done, or most of this plan."""
    mine = Counter(_owners(shelf.facts))
    everywhere = Counter(
        owner for facts in (shelf.facts, *shelf.others) for owner in _owners(facts)
    )
    plan = len(_open(shelf.facts))
    for owner, here in sorted(mine.items()):
        if everywhere[owner] > _MOST_OPEN:
            told = f"{everywhere[owner]} open actions in all documents, at most {_MOST_OPEN}"
            yield clash("actions", owner=owner, load=told)
        elif plan >= _A_PLAN and here > _MOST_OF_PLAN * plan:
            yield clash("actions", owner=owner, load=f"{here} of the {plan} open actions here")


def _confirmed(facts: Json, earlier: Json) -> bool:
    name = text(earlier, "meta.id")
    return any(
        text(candidate, "confirmed") == "yes" and text(candidate, "pm_id") == name
        for candidate in items(facts, "analysis.recurrence.candidates")
    )


def _alike(shelf: Shelf, earlier: Json) -> bool:
    before = _day_of(earlier)
    if shelf.day is None or before is None or not timedelta(0) <= shelf.day - before <= _A_YEAR:
        return False
    services = {name.lower() for name in texts(shelf.facts, "meta.services")}
    shared = services & {name.lower() for name in texts(earlier, "meta.services")}
    return bool(shared and _categories(shelf.facts) & _categories(earlier))


def _categories(facts: Json) -> set[str]:
    primary = (cause for cause in live_causes(facts) if cause.get("role") == "primary")
    return {text(cause, "category") for cause in primary} - {"", "unknown"}


def _told(action: Json) -> str:
    state = "verified, and did not hold" if text(action, "status") == "verified" else ""
    return f"{text(action, 'text')} ({state or text(action, 'status') or 'open'})"


def _open(facts: Json) -> tuple[Json, ...]:
    return tuple(a for a in live_actions(facts) if text(a, "status") not in FINISHED)


def _owners(facts: Json) -> list[str]:
    """Return who has the open actions, once for each, by the name that is shown."""
    people = {text(person, "id"): text(person, "display") for person in items(facts, "people")}
    owners = (text(action, "owner") for action in _open(facts))
    return [people.get(owner, owner) for owner in owners if owner]


def _day_of(facts: Json) -> date | None:
    return day(at(facts, "meta.incident_date")) or day(at(facts, "meta.created_at"))


CHECKS: Mapping[str, Callable[[Shelf], Clashes]] = {"repeats": repeats, "loads": loads}
"""The functions by the names that the rules use."""
