"""What a pre-mortem had said of a failure that happened: about the list, never about people."""

from dataclasses import dataclass
from datetime import datetime

from agent.premortem.record import Outcome, Premortem
from agent.premortem.watching import Watched, watched


@dataclass(frozen=True, slots=True)
class Foresight:
    """One failure that happened, held against the list."""

    outcome: Outcome
    """The failure."""
    named_before: tuple[str, ...]
    """The linked modes that stood on the list before it happened."""
    named_after: tuple[str, ...]
    """The linked modes that came onto the list later."""
    fired: tuple[Watched, ...]
    """Signals of the linked modes that crossed their threshold before it happened."""
    silent: tuple[Watched, ...]
    """Signals of the linked modes that did not."""

    @property
    def foreseen(self) -> bool:
        """Return whether the failure was named before it happened."""
        return bool(self.named_before)

    @property
    def signal_fired(self) -> bool | None:
        """Return whether a signal fired before it; None when no signal watched for it."""
        return bool(self.fired) if self.fired or self.silent else None


def foresight(document: Premortem) -> tuple[Foresight, ...]:
    """Return what the list had said of each failure that was linked."""
    return tuple(_foresight(document, outcome) for outcome in document.outcomes)


def named_at(document: Premortem, mode_id: str) -> datetime | None:
    """Return when a mode came onto the list; for one without a record, when the list began."""
    record = document.provenance.get(f"modes.{mode_id}.text")
    return record.at if record else document.meta.created_at


def _foresight(document: Premortem, outcome: Outcome) -> Foresight:
    known = [mode.id for mode in document.modes if mode.id in outcome.modes]
    moments = {mode: named_at(document, mode) for mode in known}
    before = tuple(mode for mode in known if _is_before(moments[mode], outcome.happened_at))
    signals = [place for place in watched(document) if place.signal.mode_id in known]
    fired = tuple(
        place
        for place in signals
        if place.fired_at is not None and _is_before(place.fired_at, outcome.happened_at)
    )
    return Foresight(
        outcome,
        before,
        tuple(mode for mode in known if mode not in before),
        fired,
        tuple(place for place in signals if place not in fired),
    )


def _is_before(moment: datetime | None, happened: datetime | None) -> bool:
    """Return whether something came first; with a moment unknown, the order of the store counts."""
    return moment is None or happened is None or moment < happened
