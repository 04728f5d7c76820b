"""When things happened: the parts events play, durations between them, phases over their limit.

Computed durations come with the facts; those that are missing are read off the events.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Literal, NamedTuple, cast

from rubrics.conditions.case import Case
from rubrics.conditions.reading import Json, at, event_time, number, text
from rubrics.emphasis import PhaseName, emphasis

Role = Literal["start", "detect", "stop", "end"]
PHASES: tuple[PhaseName, ...] = ("ttd", "tta", "t_known", "gap_max")
_FINENESS = {"second": 0, "minute": 1, "hour": 2, "day": 3}
_MINUTE = timedelta(minutes=1)


class Phase(NamedTuple):
    """A stretch of the response and the longest it may last unexplained."""

    name: str
    """ttd, tta, t_known or gap_max."""
    minutes: float
    """How long it lasted."""
    limit: float
    """How long it may last."""

    @property
    def over(self) -> bool:
        """Whether it lasted longer than it may."""
        return self.minutes > self.limit


def precise(event: Json, needed: str) -> bool:
    """Say whether the time of an event is known at least as exactly as needed."""
    fineness = _FINENESS.get(text(event, "time.precision"))
    return event_time(event) is not None and fineness is not None and fineness <= _FINENESS[needed]


def timed(case: Case, kinds: Iterable[str]) -> tuple[datetime, ...]:
    """Return the moments of all events of some kinds, in time order."""
    return tuple(sorted(m for kind in kinds for m in case.moments_by_kind.get(kind, ())))


def role(case: Case, name: Role) -> datetime | None:
    """Return when a part was played: the first time, for the end the last."""
    moments = timed(case, emphasis().roles[name])
    if not moments:
        return None
    return moments[-1] if name == "end" else moments[0]


def spine(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of the type's spine that are timed, and those that are missing."""
    there = tuple(kind for kind in case.profile.spine if _has_moment(case, kind))
    return there, tuple(kind for kind in case.profile.spine if kind not in there)


def minutes(case: Case, name: str) -> float | None:
    """Return a computed duration in minutes, else as read off the events."""
    given = number(at(case.facts, f"computed.metrics.{name}"))
    return given if given is not None else _from_events(case).get(name)


def phases(case: Case) -> tuple[Phase, ...]:
    """Return the phases that have a length and a limit."""
    given: Any = at(case.facts, "computed.phases")
    if isinstance(given, Mapping) and given:
        return _given_phases(cast("Json", given))
    found: list[Phase] = []
    for name in PHASES:
        length, limit = minutes(case, name), _limit(case, name)
        if length is not None and limit is not None:
            found.append(Phase(name, length, limit))
    return tuple(found)


def explained(case: Case, phase: Phase) -> bool:
    """Say whether an observation tells what made the phase as long as it was."""
    return any(
        text(seen, "metric").lower() == phase.name and text(seen, "explanation")
        for seen in case.observations
    )


def _given_phases(given: Json) -> tuple[Phase, ...]:
    found: list[Phase] = []
    for name, entry in given.items():
        length, limit = number(at(entry, "minutes")), number(at(entry, "limit"))
        if length is not None and limit is not None:
            found.append(Phase(name, length, limit))
    return tuple(found)


def _limit(case: Case, name: PhaseName) -> float | None:
    if case.profile.span_share is None:
        return case.by_severity(emphasis().phase_limits).get(name)
    span = minutes(case, "impact_duration")
    return None if span is None else span * case.profile.span_share


def _has_moment(case: Case, kind: str) -> bool:
    return bool(timed(case, (kind,))) or case.not_applicable(f"timeline.{kind}")


def _from_events(case: Case) -> Mapping[str, float]:
    start, detect, stop, end = (role(case, name) for name in ("start", "detect", "stop", "end"))
    ack, diagnosis = _first(case, "ack"), _first(case, "diagnosis")
    contained, response = _first(case, "contained"), _first(case, "response_decided", "replanned")
    alerts = timed(case, ("alert_fired", "reported", "detected"))
    spans = {
        "ttd": (start, detect),
        "tta": (alerts[0] if alerts else None, ack),
        "tti": (ack, diagnosis),
        "ttm": (start, stop),
        "t_known": (diagnosis, stop),
        "ttr": (detect, end),
        "impact_duration": (start, end),
        "dwell": (start, detect),
        "contain": (detect, contained),
        "eradicate": (contained, _first(case, "eradicated")),
        "response_lag": (detect, response),
        "exposure": (_first(case, "hazard_open"), _first(case, "trigger")),
        "removal": (detect, _first(case, "hazard_removed")),
        "slip": (_first(case, "deadline"), _first(case, "delivered_or_stopped")),
    }
    found = {name: (b - a) / _MINUTE for name, (a, b) in spans.items() if a and b}
    return {**found, **_gaps(case, detect, end), **_target_gap(case)}


def _first(case: Case, *kinds: str) -> datetime | None:
    moments = timed(case, kinds)
    return moments[0] if moments else None


def _gaps(case: Case, detect: datetime | None, end: datetime | None) -> Mapping[str, float]:
    if detect is None or end is None or end <= detect:
        return {}
    moments = sorted(m for event in case.events if (m := event_time(event)) and detect <= m <= end)
    longest = max((after - before for before, after in pairwise(moments)), default=timedelta())
    return {"gap_max": longest / _MINUTE}


def _target_gap(case: Case) -> Mapping[str, float]:
    expected = number(at(case.facts, "impact.product.expected"))
    actual = number(at(case.facts, "impact.product.actual"))
    return {} if expected is None or actual is None else {"target_gap": expected - actual}
