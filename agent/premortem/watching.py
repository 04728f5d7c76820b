"""What is to be looked at and when: cadences, what is due, which thresholds were crossed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from agent.postmortem.actions import FINISHED
from agent.premortem.modes import Mode
from agent.premortem.ranking import ranked
from agent.premortem.record import Premortem
from agent.premortem.signals import Cadence, Reading, Signal
from agent.premortem.thresholds import threshold_in

DAYS: Final[Mapping[Cadence, int]] = {
    "weekly": 7,
    "two_weekly": 14,
    "monthly": 30,
    "quarterly": 91,
    "yearly": 365,
}
"""The days from one look to the next."""
REVIEW_DAYS: Final = 91
"""After so many days the whole list is looked at again (three to four months)."""
_FROM_PCT: Final[tuple[tuple[float, Cadence], ...]] = (
    (25, "two_weekly"),
    (10, "monthly"),
    (5, "quarterly"),
)
_WEEKLY_ABOVE: Final = 50
_STARTING: Final[Cadence] = "monthly"
"""The cadence of a mode of which nobody said how probable it is."""

DueKind = Literal["signal", "action", "contingency", "review", "end"]


@dataclass(frozen=True, slots=True)
class Watched:
    """One signal as it stands at a moment."""

    signal: Signal
    """The signal."""
    mode: Mode | None
    """The mode it warns of."""
    cadence: Cadence
    """How often it is looked at."""
    due_on: date | None
    """When it is to be looked at next; None before there is a decision."""
    last: Reading | None
    """What it showed last."""
    breached: bool
    """Whether the last reading crossed the threshold."""
    fired_at: datetime | None
    """When the threshold was crossed for the first time."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done on a day."""

    kind: DueKind
    """What it is."""
    subject: str
    """The id of the signal, action or mode; empty for the document as a whole."""
    text: str
    """What it is about, in words of the document."""
    owner: str
    """The id of the person who does it; may be empty."""
    on: date
    """The day."""


def cadence_of(pct: float | None) -> Cadence:
    """Return how often a mode of some probability (percent) is looked at (method, section 5)."""
    if pct is None:
        return _STARTING
    if pct > _WEEKLY_ABOVE:
        return "weekly"
    often: Cadence = "yearly"
    for limit, cadence in reversed(_FROM_PCT):
        if pct >= limit:
            often = cadence
    return often


def crossed(signal: Signal, reading: Reading) -> bool:
    """Return whether a reading crossed its signal's threshold: as said, else as computed."""
    if reading.crossed:
        return reading.crossed == "yes"
    limit = threshold_in(signal.threshold)
    return limit is not None and reading.value is not None and limit.crossed_by(reading.value)


def readings_of(document: Premortem, signal_id: str) -> tuple[Reading, ...]:
    """Return the readings of a signal, the earliest first."""
    found = (reading for reading in document.readings if reading.signal_id == signal_id)
    return tuple(sorted(found, key=lambda reading: reading.at))


def watched(document: Premortem) -> tuple[Watched, ...]:
    """Return every signal as it stands, in the order of the document."""
    expected = {place.mode.id: place.expected_pct for place in ranked(document)}
    modes = {mode.id: mode for mode in document.modes}
    return tuple(
        _watched(document, signal, modes.get(signal.mode_id), expected.get(signal.mode_id))
        for signal in document.signals
    )


def breaches(document: Premortem) -> tuple[Watched, ...]:
    """Return the signals whose last reading crossed the threshold."""
    return tuple(place for place in watched(document) if place.breached)


def agenda(document: Premortem) -> tuple[Due, ...]:
    """Return all that is still to be done on some day, the next first."""
    if document.meta.state == "CLOSED" or document.meta.status == "closed":
        return ()
    return tuple(sorted(_agenda(document), key=lambda due: (due.on, due.kind, due.subject)))


def due(document: Premortem, today: date) -> tuple[Due, ...]:
    """Return what is due by a day, the longest overdue first."""
    return tuple(one for one in agenda(document) if one.on <= today)


def next_review(document: Premortem) -> date | None:
    """Return when the list is to be looked at again; None before there is a decision."""
    last = max(document.reviews, key=lambda review: review.at, default=None)
    if last is not None and last.next_on is not None:
        return last.next_on
    since = last.at if last is not None else document.decision.at
    return since.date() + timedelta(days=REVIEW_DAYS) if since else None


def _watched(document: Premortem, signal: Signal, mode: Mode | None, pct: float | None) -> Watched:
    cadence = signal.cadence or cadence_of(pct)
    readings = readings_of(document, signal.id)
    last = readings[-1] if readings else None
    fired = next((reading.at for reading in readings if crossed(signal, reading)), None)
    breached = last is not None and crossed(signal, last)
    return Watched(
        signal, mode, cadence, _due_on(document, signal, cadence, last), last, breached, fired
    )


def _due_on(
    document: Premortem, signal: Signal, cadence: Cadence, last: Reading | None
) -> date | None:
    decided = document.decision.at.date() if document.decision.at else None
    since = last.at.date() if last else signal.watched_from or decided
    return since + timedelta(days=DAYS[cadence]) if since else None


def _agenda(document: Premortem) -> Iterator[Due]:
    for place in watched(document):
        if place.due_on is not None:
            signal = place.signal
            yield Due("signal", signal.id, signal.name, signal.owner, place.due_on)
    for action in document.actions:
        if action.due is not None and action.status not in FINISHED:
            yield Due("action", action.id, action.text, action.owner, action.due)
    for mode in document.modes:
        plan = mode.contingency
        if plan.ready_by is not None and plan.text:
            yield Due("contingency", mode.id, plan.text, plan.owner, plan.ready_by)
    review = next_review(document)
    if review is not None:
        yield Due("review", "", "the list of failure modes", "", review)
    if document.plan.end is not None and document.decision.verdict not in {"", "stop"}:
        yield Due("end", "", document.plan.measure or document.plan.goal, "", document.plan.end)
