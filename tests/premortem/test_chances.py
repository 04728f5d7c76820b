"""The chance that anything fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.premortem.chances import (
    BANDS,
    band,
    chances,
    middle_of,
    occurrence_of,
    over_confident_by,
)

_P = st.floats(0, 1)
_PCT = st.floats(0, 100)


def _named(values: list[float]) -> list[tuple[str, float]]:
    return [(f"FM{n}", p) for n, p in enumerate(values, 1)]


@given(st.lists(_P, max_size=12))
def test_the_chance_of_any_lies_within_its_bounds(values: list[float]) -> None:
    found = chances(_named(values))
    assert 0 <= found.lower <= found.any <= found.upper <= 1


@given(st.lists(_P, min_size=1, max_size=8))
def test_the_order_of_the_modes_does_not_matter(values: list[float]) -> None:
    assert chances(_named(values)).any == pytest.approx(chances(_named(sorted(values))).any)


@given(st.lists(_P, max_size=8), _P)
def test_one_more_mode_never_makes_failure_less_probable(values: list[float], more: float) -> None:
    assert chances(_named([*values, more])).any >= chances(_named(values)).any - 1e-12


@given(st.lists(_P, min_size=1, max_size=8))
def test_a_weight_is_what_the_chance_falls_by_without_the_mode(values: list[float]) -> None:
    found = chances(_named(values))
    for weight in found.weights:
        rest = [(name, p) for name, p in _named(values) if name != weight.mode]
        assert weight.lowers_by == pytest.approx(found.any - chances(rest).any, abs=1e-9)


def test_the_brittle_point_is_the_mode_whose_removal_helps_most() -> None:
    assert chances([("FM1", 0.1), ("FM2", 0.4), ("FM3", 0.2)]).brittle == "FM2"


def test_no_modes_mean_no_chance_and_no_brittle_point() -> None:
    found = chances([])
    assert (found.any, found.lower, found.upper, found.brittle) == (0, 0, 0, "")


def test_a_plan_is_over_confident_by_what_the_lower_bound_contradicts() -> None:
    found = chances([("FM1", 0.35), ("FM2", 0.1)])
    assert over_confident_by(found, 90) == pytest.approx(25)
    assert over_confident_by(found, 60) is None
    assert over_confident_by(found, None) is None


@given(_PCT, _PCT)
def test_occurrence_and_band_never_fall_as_the_probability_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert occurrence_of(low) <= occurrence_of(high)
    assert BANDS.index(band(low)) <= BANDS.index(band(high))


@given(_PCT)
def test_a_band_survives_the_way_over_the_occurrence(pct: float) -> None:
    assert band(middle_of(occurrence_of(pct))) == band(pct)


@pytest.mark.parametrize(
    ("pct", "name"),
    [
        (1, "very low"),
        (5, "low"),
        (14.9, "low"),
        (15, "medium"),
        (35, "high"),
        (70, "high"),
        (71, "very high"),
    ],
)
def test_bands_meet_at_their_limits(pct: float, name: str) -> None:
    assert band(pct) == name
