"""Stretches of a timeline that lasted longer than they may unexplained: silences and phases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agent.postmortem.metrics import Metrics, measure
from agent.postmortem.record import Postmortem
from agent.postmortem.timeline import Event
from rubrics.emphasis import PhaseName, emphasis

_WORDS: Mapping[PhaseName, str] = {
    "ttd": "the time until it was noticed",
    "tta": "the time until somebody took it on",
    "t_known": "the time from knowing the mechanism to stopping it",
    "gap_max": "the longest time without an entry",
}
_MINUTES_OF_DAY = 1440.0


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nothing was recorded."""

    id: str
    """The ids of the entries before and after: E3-E4."""
    text: str
    """From when to when, and how long: 14:15-15:30 (75 min)."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the event that took longer than its limit."""

    name: PhaseName
    """Its metric."""
    text: str
    """What it is, and how long it took."""


def long_gaps(document: Postmortem) -> tuple[Gap, ...]:
    """Return the silences between detection and end over the limit, in the order of time."""
    metrics = measure(document)
    limit = _limit("gap_max", document, metrics.minutes("impact_duration"))
    if limit is None:
        return ()
    return tuple(
        _gap(before, after, minutes)
        for before, after, minutes in _silences(_response(document, metrics))
        if minutes > limit
    )


def long_phases(document: Postmortem, computed: Mapping[str, Any]) -> tuple[Phase, ...]:
    """Return the phases over their limit, as computed or else as measured here."""
    lengths = _given(computed) or _measured(document)
    return tuple(
        Phase(name, f"{words} ({length(lengths[name][0])})")
        for name, words in _WORDS.items()
        if name in lengths and lengths[name][0] > lengths[name][1]
    )


def length(minutes: float) -> str:
    """Return minutes as words: 75 min, or days from two days on."""
    if minutes >= 2 * _MINUTES_OF_DAY:
        return f"{minutes / _MINUTES_OF_DAY:.0f} days"
    return f"{minutes:.0f} min"


def _given(computed: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    phases: Mapping[str, Any] = computed.get("phases") or {}
    return {
        name: (float(phase["minutes"]), float(phase["limit"]))
        for name, phase in phases.items()
        if phase and phase.get("minutes") is not None and phase.get("limit") is not None
    }


def _measured(document: Postmortem) -> dict[str, tuple[float, float]]:
    metrics = measure(document)
    whole = metrics.minutes("impact_duration")
    found: dict[str, tuple[float, float]] = {}
    for name in _WORDS:
        minutes, limit = metrics.minutes(name), _limit(name, document, whole)
        if minutes is not None and limit is not None:
            found[name] = (minutes, limit)
    return found


def _limit(name: PhaseName, document: Postmortem, whole: float | None) -> float | None:
    rules = emphasis()
    share = rules.profile(document.meta.type).span_share
    if share is not None:
        return None if whole is None else whole * share
    limits = rules.phase_limits
    return limits.get(document.meta.severity or "sev3", limits["sev3"]).get(name)


def _response(document: Postmortem, metrics: Metrics) -> list[tuple[datetime, Event]]:
    """Return the timed events from detection to end; none while either is unknown."""
    timed = [(e.time.at, e) for e in document.timeline.events if e.time.at is not None]
    moments = {event.id: moment for moment, event in timed}
    detect = moments.get(metrics.roles.get("DETECT", ""))
    end = moments.get(metrics.roles.get("END", ""))
    if detect is None or end is None:
        return []
    inside = [entry for entry in timed if detect <= entry[0] <= end]
    return sorted(inside, key=lambda entry: entry[0])


def _silences(events: list[tuple[datetime, Event]]) -> Iterator[tuple[Event, Event, float]]:
    if not events:
        return
    latest, last = _until(*events[0]), events[0][1]
    for moment, event in events[1:]:
        yield last, event, (moment - latest).total_seconds() / 60
        until = _until(moment, event)
        if until >= latest:
            latest, last = until, event


def _until(moment: datetime, event: Event) -> datetime:
    ended = event.end.at if event.end is not None else None
    return moment if ended is None else max(ended, moment)


def _gap(before: Event, after: Event, minutes: float) -> Gap:
    assert after.time.at is not None  # noqa: S101 - only timed events are looked at
    assert before.time.at is not None  # noqa: S101
    since, until = _until(before.time.at, before), after.time.at
    form = "%H:%M" if since.date() == until.date() else "%Y-%m-%d %H:%M"
    span = f"{since.strftime(form)}-{until.strftime(form)}"
    return Gap(f"{before.id}-{after.id}", f"{span} ({length(minutes)})")
