"""How long each part of an incident took, from its timeline: TTD, TTA, TTM and their kin."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from agent.postmortem.kinds import ROLES, SIGNALS, Role, Unit, kinds_of, role_kinds
from agent.postmortem.record import Postmortem
from agent.postmortem.timeline import Event, EventKind
from agent.postmortem.values import Precision, TimePoint

SHARES: Mapping[str, str] = {
    "ttd": "detection",
    "tta": "acknowledgement",
    "tti": "diagnosis",
    "t_known": "recovery",
    "t_verify": "verification",
}
"""The parts of an incident whose share is shown, and the lever each of them is."""

_HALF_UNIT: Mapping[Precision, float] = {
    "second": 0.5 / 60,
    "minute": 0.5,
    "hour": 30.0,
    "day": 720.0,
    "unknown": 720.0,
}
_COARSENESS: tuple[Precision, ...] = ("second", "minute", "hour", "day", "unknown")
_MINUTES: Mapping[Unit, float] = {"minutes": 1.0, "days": 1440.0}


class Span(NamedTuple):
    """The time between two events."""

    minutes: float
    """Its length in minutes."""
    unit: Unit
    """The unit in which it is told."""
    events: tuple[str, str]
    """Ids of the events it runs between."""
    precision: Precision
    """The coarser of the two precisions."""
    plus_minus: float
    """Its uncertainty in minutes: the sum of half a unit of each end, or as stated."""

    @property
    def value(self) -> float:
        """Return the length in the unit in which it is told."""
        return self.minutes / _MINUTES[self.unit]


class Metrics(NamedTuple):
    """Everything that can be computed from the times of one timeline."""

    unit: Unit
    """The unit in which spans are told."""
    roles: Mapping[Role, str]
    """The id of the event that plays each role; a role nobody plays is left out."""
    spans: Mapping[str, Span | None]
    """Spans by name; None when a time is missing or the order is impossible."""
    attempts: int
    """Attempts to stop it."""
    attempts_failed: int
    """Attempts that neither the stop nor the end followed from."""
    shares: Mapping[str, float]
    """Parts of the duration in percent, by metric."""
    lever: str
    """The part that took longest, in a word; empty when no part is known."""

    def minutes(self, name: str) -> float | None:
        """Return a span in minutes, or None."""
        span = self.spans.get(name)
        return None if span is None else span.minutes


def measure(document: Postmortem) -> Metrics:
    """Compute the metrics of a document (method 3.2)."""
    return _Reading(document).metrics()


class _Reading:
    """The timed events of one document, by what they are."""

    def __init__(self, document: Postmortem) -> None:
        self.type = document.meta.type
        self.unit: Unit = kinds_of(self.type).unit
        timed = (event for event in document.timeline.events if event.time.at is not None)
        self.events = sorted(timed, key=_moment)
        self.roles: dict[Role, Event] = {}
        for role in ROLES:
            if (event := self._playing(role)) is not None:
                self.roles[role] = event

    def metrics(self) -> Metrics:
        spans = self._spans()
        shares = self._shares(spans)
        attempts = [e for e in self.events if e.kind == "mitigation_attempt"]
        ends = {*role_kinds(self.type, "STOP"), *role_kinds(self.type, "END")}
        helped = {cause for event in self.events if event.kind in ends for cause in event.caused_by}
        return Metrics(
            unit=self.unit,
            roles={role: event.id for role, event in self.roles.items()},
            spans=spans,
            attempts=len(attempts),
            attempts_failed=sum(attempt.id not in helped for attempt in attempts),
            shares=shares,
            lever=SHARES[max(shares, key=lambda name: shares[name])] if shares else "",
        )

    def _spans(self) -> dict[str, Span | None]:
        start, detect = self.roles.get("START"), self.roles.get("DETECT")
        stop, end = self.roles.get("STOP"), self.roles.get("END")
        ack, diagnosis = self._first("ack"), self._first("diagnosis")
        contained, eradicated = self._first("contained"), self._last("eradicated")
        seen_early = detect is not None and start is not None and self._may_precede(detect)
        ttd = self._between(start, detect)
        spans = {
            "ttd": self._zero(start, detect) if ttd is None and seen_early else ttd,
            "tta": self._between(self._signal_before(ack), ack),
            "tti": self._between(ack, diagnosis),
            "ttm": self._between(start, stop),
            "t_known": self._between(diagnosis, stop),
            "ttr": self._between(detect, end),
            "impact_duration": self._between(start, end),
            "t_verify": self._between(stop, end),
            "comms_first": self._between(detect, self._after(detect, "comms_external")),
            "gap_max": self._longest_gap(detect, end),
            "contain": self._between(detect, contained),
            "eradicate": self._between(contained, eradicated),
            "response_lag": self._between(detect, self._first("response_decided", "replanned")),
        }
        return spans | self._of_type()

    def _shares(self, spans: Mapping[str, Span | None]) -> dict[str, float]:
        """Return the parts of the duration in percent. What began before the harm is no part."""
        whole, start = spans["impact_duration"], self.roles.get("START")
        if whole is None or start is None or whole.minutes <= 0:
            return {}
        before = {event.id for event in self.events if _moment(event) < _moment(start)}
        parts = ((name, spans[name]) for name in SHARES)
        return {
            name: 100 * part.minutes / whole.minutes
            for name, part in parts
            if part is not None and part.events[0] not in before
        }

    def _of_type(self) -> dict[str, Span | None]:
        start, detect = self.roles.get("START"), self.roles.get("DETECT")
        match self.type:
            case "security_incident":
                return {"dwell": self._between(start, detect)}
            case "project_failure":
                deadline = self._first("deadline")
                delivered = self._last("delivered_or_stopped")
                return {
                    "slip": self._between(deadline, delivered),
                    "warning_lead": self._between(detect, deadline),
                }
            case "near_miss":
                hazard = self._first("hazard_open")
                return {
                    "exposure": self._between(hazard, self._first("trigger")),
                    "removal": self._between(detect, self._last("hazard_removed")),
                }
            case _:
                return {}

    def _playing(self, role: Role) -> Event | None:
        """Return the first event of a kind for START and DETECT, the last for STOP and END."""
        for kind in role_kinds(self.type, role):
            event = self._last(kind) if role in {"STOP", "END"} else self._first(kind)
            if event is not None:
                return event
        return None

    def _first(self, *kinds: EventKind) -> Event | None:
        return next((event for event in self.events if event.kind in kinds), None)

    def _last(self, kind: EventKind) -> Event | None:
        return next((event for event in reversed(self.events) if event.kind == kind), None)

    def _after(self, mark: Event | None, kind: EventKind) -> Event | None:
        if mark is None:
            return None
        later = (e for e in self.events if e.kind == kind and _moment(e) >= _moment(mark))
        return next(later, None)

    def _signal_before(self, ack: Event | None) -> Event | None:
        """Return the first alert, report or detection that the acknowledgement answers."""
        if ack is None:
            return None
        start = self.roles.get("START")
        since = min(_moment(start), _moment(ack)) if start is not None else None
        signals = [event for event in self.events if event.kind in SIGNALS]
        answered = [event for event in signals if _moment(event) <= _moment(ack)]
        current = [e for e in answered if since is None or _moment(e) >= since]
        return next(iter(current or answered), None)

    def _may_precede(self, detect: Event) -> bool:
        """Return whether the trouble may have been seen before it began."""
        return self.type in {"near_miss", "project_failure"} or "predicted" in detect.flags

    def _zero(self, earlier: Event | None, later: Event | None) -> Span | None:
        if earlier is None or later is None:
            return None
        return _span(earlier.time, later.time, 0.0, (earlier.id, later.id), self.unit)

    def _between(self, earlier: Event | None, later: Event | None) -> Span | None:
        if earlier is None or later is None:
            return None
        minutes = (_moment(later) - _moment(earlier)).total_seconds() / 60
        if minutes < 0:
            return None
        return _span(earlier.time, later.time, minutes, (earlier.id, later.id), self.unit)

    def _longest_gap(self, detect: Event | None, end: Event | None) -> Span | None:
        """Return the longest time in which nothing was recorded between DETECT and END."""
        if detect is None or end is None or _moment(end) < _moment(detect):
            return None
        inside = [e for e in self.events if _moment(detect) <= _moment(e) <= _moment(end)]
        gaps = [gap for gap in _gaps(inside, self.unit) if gap is not None]
        return max(gaps, key=lambda gap: gap.minutes, default=None)


def _gaps(events: Sequence[Event], unit: Unit) -> Iterable[Span | None]:
    if len(events) < 2:
        return
    latest, last = _ended(events[0]), events[0]
    for event in events[1:]:
        minutes = max(0.0, (_moment(event) - latest).total_seconds() / 60)
        yield _span(last.time, event.time, minutes, (last.id, event.id), unit)
        if _ended(event) >= latest:
            latest, last = _ended(event), event


def _ended(event: Event) -> datetime:
    ended = None if event.end is None else event.end.at
    return _moment(event) if ended is None else max(ended, _moment(event))


def _moment(event: Event) -> datetime:
    assert event.time.at is not None  # noqa: S101 - only timed events are looked at
    return event.time.at


def _span(
    earlier: TimePoint, later: TimePoint, minutes: float, events: tuple[str, str], unit: Unit
) -> Span:
    finer_first = _COARSENESS.index(earlier.precision) <= _COARSENESS.index(later.precision)
    coarser = later.precision if finer_first else earlier.precision
    return Span(minutes, unit, events, coarser, _uncertainty(earlier) + _uncertainty(later))


def _uncertainty(time: TimePoint) -> float:
    return _HALF_UNIT[time.precision] if time.plus_minus_min is None else time.plus_minus_min
