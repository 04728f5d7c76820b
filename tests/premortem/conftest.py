"""Small pre-mortems."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from agent.premortem.modes import Mode, Rating
from agent.premortem.record import Meta, Premortem

Figures = tuple[int, int | None, int | None, float | None]
"""Severity, occurrence, detection, probability in percent."""

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def rated_by() -> Callable[..., Premortem]:
    """Return a maker of documents: for each mode, the figures of each person."""

    def make(*modes: Sequence[Figures], after: Sequence[Sequence[Figures]] = ()) -> Premortem:
        ratings = [
            Rating(
                id=f"RT{mode}{person}{in_round}",
                mode_id=f"FM{mode}",
                by=f"P{person}",
                round="after" if in_round else "first",
                severity=severity,
                occurrence=occurrence,
                detection=detection,
                probability_pct=pct,
            )
            for in_round, given in enumerate((modes, after))
            for mode, people in enumerate(given, 1)
            for person, (severity, occurrence, detection, pct) in enumerate(people, 1)
        ]
        return Premortem(
            meta=Meta(id="PRE-2026-001", created_at=AT),
            modes=tuple(Mode(id=f"FM{n}", text=f"mode {n}") for n in range(1, len(modes) + 1)),
            ratings=tuple(ratings),
        )

    return make
