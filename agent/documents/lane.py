"""The lane of a timeline: its phases from the beginning to the end, measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from agent.postmortem.kinds import DETECT, role_kinds
from agent.postmortem.record import Postmortem
from agent.postmortem.timeline import Event, EventKind

_KNOWN: tuple[EventKind, ...] = ("diagnosis",)


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of the timeline."""

    name: str
    """What ended it."""
    start: datetime
    end: datetime
    share: float
    """Its part of the whole, 0-1."""

    @property
    def minutes(self) -> float:
        """Return its length in minutes."""
        return (self.end - self.start).total_seconds() / 60


@dataclass(frozen=True, slots=True)
class Lane:
    """The whole stretch with its phases, and where the events lie on it."""

    start: datetime
    end: datetime
    phases: tuple[Phase, ...]
    events: tuple[tuple[float, str], ...]
    """Position 0-1 and id of each timed event within the lane."""


def lane_of(document: Postmortem) -> Lane | None:
    """Return the lane, or None when fewer than two different moments are known."""
    timed = [(event.time.at, event) for event in document.timeline.events if event.time.at]
    points = _points(document.meta.type, timed)
    if len(points) < 2:
        points = _outer(timed)
    if len(points) < 2:
        return None
    start, end = points[0][0], points[-1][0].astimezone(points[0][0].tzinfo)
    whole = (end - start).total_seconds()
    phases = tuple(
        Phase(
            name, before, after.astimezone(start.tzinfo), (after - before).total_seconds() / whole
        )
        for (before, _), (after, name) in pairwise(points)
    )
    events = tuple(
        ((at - start).total_seconds() / whole, event.id)
        for at, event in sorted(timed, key=lambda pair: pair[0])
        if start <= at <= end
    )
    return Lane(start, end, phases, events)


def _points(
    incident_type: str, timed: Sequence[tuple[datetime, Event]]
) -> list[tuple[datetime, str]]:
    """Return the moments between phases, in order of time; a moment is never used twice.

    A mechanism that was found after the end is left out: no phase of the harm ended with it, and a
    stretch of days would press the others together.
    """
    known = first_moment(_KNOWN, timed)
    over = first_moment(role_kinds(incident_type, "END"), timed)
    later = known is not None and over is not None and known > over
    wanted: tuple[tuple[tuple[EventKind, ...], str], ...] = (
        (role_kinds(incident_type, "START"), "beginning"),
        (DETECT, "until it was seen"),
        (("ack",), "until someone was on it"),
        (() if later else _KNOWN, "until the mechanism was known"),
        (role_kinds(incident_type, "STOP"), "until it was under control"),
        (role_kinds(incident_type, "END"), "until it was over"),
    )
    found = {at: name for kinds, name in wanted if (at := first_moment(kinds, timed)) is not None}
    return sorted(found.items(), key=lambda point: point[0])


def first_moment(
    kinds: Sequence[EventKind], timed: Sequence[tuple[datetime, Event]]
) -> datetime | None:
    """Return the first moment of the most telling kind that has one."""
    for kind in kinds:
        moments = [at for at, event in timed if event.kind == kind]
        if moments:
            return min(moments)
    return None


def _outer(timed: Sequence[tuple[datetime, Event]]) -> list[tuple[datetime, str]]:
    moments = sorted({at for at, _ in timed})
    return [(moments[0], ""), (moments[-1], "first to last entry")] if len(moments) > 1 else []
