"""One document as the checks look at it: its events in time, its live causes and actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from rubrics.conditions.case import live_actions, live_causes
from rubrics.conditions.reading import Json, at, day, items, moment, number, text, texts

STATES = (
    "TRIAGE",
    "SETUP",
    "TIMELINE",
    "IMPACT",
    "CAUSES",
    "ACTIONS",
    "LEARNING",
    "REVIEW",
    "SHARE",
    "TRACK",
    "CLOSED",
)
_WIDTH: Mapping[str, timedelta] = {
    "second": timedelta(0),
    "minute": timedelta(seconds=59),
    "hour": timedelta(minutes=59, seconds=59),
    "day": timedelta(hours=23, minutes=59, seconds=59),
}
FINISHED = frozenset({"done", "verified", "declined"})


class TimedEvent(NamedTuple):
    """An event with a time, and the bounds within which it lies."""

    id: str
    """Its id."""
    kind: str
    """Its kind."""
    at: datetime
    """The moment as stored."""
    earliest: datetime
    """The earliest moment that the stated precision allows."""
    latest: datetime
    """The latest one."""
    data: Json
    """The whole event."""

    def surely_before(self, other: "TimedEvent") -> bool:
        """Return whether it came first whatever the precision hides."""
        return self.latest < other.earliest

    @property
    def told(self) -> str:
        """Return the event in a few words: what it is and when."""
        return f"{self.id} ({self.kind.replace('_', ' ')}, {clock(self.at)})"

    @property
    def path(self) -> str:
        """Return the place of its time."""
        return f"timeline.events.{self.id}.time"


@dataclass(frozen=True)
class Dossier:
    """The facts of one document and the moment they are judged for."""

    facts: Json
    """The document's JSON and its computed values."""
    now: datetime
    """The moment, with an offset."""
    blames_from: float | None = None
    """How strong a sign of blame must be in this document; by default what each text asks for."""

    @cached_property
    def type(self) -> str:
        """The incident's type, empty when unknown."""
        return text(self.facts, "meta.type")

    @cached_property
    def severity(self) -> str:
        """The severity that counts, empty when unknown."""
        return text(self.facts, "computed.severity") or text(self.facts, "meta.severity")

    @cached_property
    def major(self) -> bool:
        """Whether it is a sev1 or a sev2."""
        return self.severity in {"sev1", "sev2"}

    @cached_property
    def told_in_minutes(self) -> bool:
        """Whether spans of this type are told in minutes rather than days."""
        return text(self.facts, "computed.unit") != "days"

    @cached_property
    def stored_events(self) -> tuple[TimedEvent, ...]:
        """Events with a time, in the order stored."""
        read = (timed_event(event) for event in items(self.facts, "timeline.events"))
        return tuple(event for event in read if event is not None)

    @cached_property
    def events(self) -> tuple[TimedEvent, ...]:
        """Events with a time, in the order of time."""
        return tuple(sorted(self.stored_events, key=lambda event: event.at))

    def of_kind(self, *kinds: str) -> tuple[TimedEvent, ...]:
        """Return the timed events of some kinds in the order of time."""
        return tuple(event for event in self.events if event.kind in kinds)

    def first(self, *kinds: str) -> TimedEvent | None:
        """Return the first timed event of some kinds."""
        return next(iter(self.of_kind(*kinds)), None)

    def role(self, name: str) -> TimedEvent | None:
        """Return the event that plays START, DETECT, STOP or END."""
        wanted = text(self.facts, f"computed.roles.{name}")
        return next((event for event in self.events if event.id == wanted), None)

    def minutes(self, metric: str) -> float | None:
        """Return a metric in minutes."""
        return number(at(self.facts, f"computed.metrics.{metric}"))

    def plus_minus(self, metric: str) -> float:
        """Return the uncertainty of a metric in minutes."""
        return number(at(self.facts, f"computed.spans.{metric}.plus_minus")) or 0.0

    def over_limit(self, phase: str) -> bool | None:
        """Return whether a phase took longer than its limit; None when it isn't known."""
        if number(at(self.facts, f"computed.phases.{phase}.minutes")) is None:
            return None
        return at(self.facts, f"computed.phases.{phase}.over") is True

    @cached_property
    def causes(self) -> tuple[Json, ...]:
        """Causes that are neither rejected nor limited the harm."""
        return live_causes(self.facts)

    @cached_property
    def nodes(self) -> tuple[Json, ...]:
        """Nodes of the why-tree that were not rejected."""
        nodes = items(self.facts, "analysis.nodes")
        return tuple(node for node in nodes if node.get("confidence") != "rejected")

    @cached_property
    def actions(self) -> tuple[Json, ...]:
        """Actions that were not declined."""
        return live_actions(self.facts)

    def judged(self, action: Json, aspect: str) -> str:
        """Return control, strength or intent of an action, as computed."""
        return text(self.facts, f"computed.actions.{text(action, 'id')}.{aspect}")

    def acting_on(self, cause_id: str) -> tuple[Json, ...]:
        """Return the live actions that name a cause."""
        return self._actions_by_cause.get(cause_id, ())

    @cached_property
    def _actions_by_cause(self) -> Mapping[str, tuple[Json, ...]]:
        found: dict[str, tuple[Json, ...]] = {}
        for action in self.actions:
            for named in dict.fromkeys(texts(action, "cause_ids")):
                found[named] = (*found.get(named, ()), action)
        return found

    @cached_property
    def people(self) -> Mapping[str, Json]:
        """People by id."""
        return {text(person, "id"): person for person in items(self.facts, "people")}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names and handles of persons, the longest first."""
        persons = [p for p in self.people.values() if p.get("kind") == "individual"]
        known = {n for p in persons for n in (text(p, "display"), *texts(p, "aliases")) if n}
        return tuple(sorted(known, key=lambda name: (-len(name), name)))

    @cached_property
    def written_at(self) -> datetime:
        """When the document was published, else the moment it is judged for.

        A day without a time of day is over at its end.
        """
        published = moment(at(self.facts, "meta.published_at"))
        if published is None:
            return self.now
        return published + _WIDTH["day"] if published.time() == time() else published

    def reached(self, state: str) -> bool:
        """Return whether the session has come as far as a state. LIGHT counts as ACTIONS."""
        here = text(self.facts, "meta.state").replace("LIGHT", "ACTIONS")
        return here in STATES and STATES.index(here) >= STATES.index(state)

    def dated(self, action: Json, name: str) -> date | None:
        """Return a day of an action."""
        return day(action.get(name))


def timed_event(event: Json) -> TimedEvent | None:
    """Return an event with the bounds of its time, or None without a time that can be read."""
    moment_at = moment(at(event, "time.at"))
    if moment_at is None:
        return None
    bounds = _bounds(event, moment_at)
    return TimedEvent(text(event, "id"), text(event, "kind"), moment_at, *bounds, data=event)


def _bounds(event: Json, moment_at: datetime) -> tuple[datetime, datetime]:
    stated = number(at(event, "time.plus_minus_min"))
    try:
        if stated is None:
            width = _WIDTH.get(text(event, "time.precision"), _WIDTH["day"])
            return moment_at, moment_at + width
        slack = timedelta(minutes=stated)
        return moment_at - slack, moment_at + slack
    except OverflowError:  # at the ends of the calendar
        return moment_at, moment_at


def clock(moment_at: datetime) -> str:
    """Return a moment as people read it."""
    return f"{moment_at:%Y-%m-%d %H:%M}"


def amount(value: float) -> str:
    """Return a number without needless digits."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def length(minutes: float) -> str:
    """Return a span of minutes as people say it."""
    if minutes >= 2 * 1440:
        return f"{amount(minutes / 1440)} days"
    return f"{amount(minutes)} min"


def quoted(words: str, most: int = 60) -> str:
    """Return a text in quotes, cut where it is long."""
    cut = words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
    return f"“{cut}”"


def listed(parts: Sequence[str], most: int = 4) -> str:
    """Return the first few parts as one line."""
    rest = f" and {len(parts) - most} more" if len(parts) > most else ""
    return ", ".join(parts[:most]) + rest
