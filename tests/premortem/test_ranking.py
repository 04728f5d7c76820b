"""Medians, spread, classes and the order of modes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.premortem.modes import Rating
from agent.premortem.ranking import (
    CLASSES,
    chances_of,
    class_of,
    fell_without_reason,
    ranked,
    rated,
    to_answer,
    to_watch,
    without_probability,
)
from agent.premortem.record import Premortem

Make = Callable[..., Premortem]

_SCALE = st.integers(1, 10)
_MAYBE = st.none() | _SCALE


def _ratings(severities: list[int], pct: list[float | None] | None = None) -> list[Rating]:
    return [
        Rating(
            id=f"RT{n}",
            mode_id="FM1",
            by=f"P{n}",
            severity=severity,
            probability_pct=pct[n] if pct else None,
        )
        for n, severity in enumerate(severities)
    ]


@given(_SCALE, _MAYBE, _MAYBE, st.integers(0, 2), st.integers(1, 9))
def test_no_class_falls_as_a_figure_rises(
    severity: int, occurrence: int | None, detection: int | None, which: int, step: int
) -> None:
    figures = [severity, occurrence, detection]
    before = CLASSES.index(class_of(*figures))
    figures[which] = min(10, (figures[which] or 0) + step)
    assert CLASSES.index(class_of(*figures)) <= before


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((9, 1, 1), "H"),
        ((7, 4, 1), "H"),
        ((5, 8, 1), "H"),
        ((7, 3, 1), "M"),
        ((4, 4, 1), "M"),
        ((7, 2, 7), "M"),
        ((7, 2, 6), "L"),
        ((6, 1, 10), "L"),
        ((8, None, None), "L"),
    ],
)
def test_classes_follow_the_method(figures: tuple[int, ...], expected: str) -> None:
    assert class_of(*figures) == expected


@given(st.lists(_SCALE, min_size=1, max_size=9))
def test_a_median_lies_among_the_ratings(severities: list[int]) -> None:
    found = rated(_ratings(severities))
    assert found is not None
    assert found.severity.low <= found.severity.median <= found.severity.high
    assert (found.severity.low, found.severity.high) == (min(severities), max(severities))


@given(st.lists(_SCALE, min_size=1, max_size=9))
def test_a_median_does_not_depend_on_the_order_of_the_people(severities: list[int]) -> None:
    one, other = rated(_ratings(severities)), rated(_ratings(severities[::-1]))
    assert one is not None
    assert other is not None
    assert one.severity == other.severity


def test_the_last_rating_of_a_person_counts() -> None:
    first = Rating(id="RT1", mode_id="FM1", by="P1", severity=2)
    found = rated([first, Rating(id="RT2", mode_id="FM1", by="P1", severity=9)])
    assert found is not None
    assert found.severity.median == 9
    assert found.raters == ("P1",)


def test_occurrence_comes_from_the_probability_when_only_that_was_given() -> None:
    found = rated(_ratings([5, 5], [40.0, 40.0]))
    assert found is not None
    assert found.occurrence is not None
    assert found.occurrence.median == 8


def test_ratings_are_talked_about_only_where_they_lie_apart() -> None:
    close, wide = rated(_ratings([5, 6, 7])), rated(_ratings([3, 6, 7]))
    assert close is not None
    assert wide is not None
    assert close.apart == ()
    assert wide.apart == ("severity",)


def test_probabilities_are_talked_about_two_bands_apart() -> None:
    close, wide = rated(_ratings([5, 5], [10.0, 20.0])), rated(_ratings([5, 5], [4.0, 20.0]))
    assert close is not None
    assert wide is not None
    assert "probability" not in close.apart
    assert "probability" in wide.apart


def test_the_product_needs_all_three_figures_and_never_decides(rated_by: Make) -> None:
    document = rated_by([(9, 1, 1, None)], [(6, 6, 9, None)])
    first, second = ranked(document)
    assert (first.mode.id, first.priority) == ("FM1", "H")
    assert first.rated is not None
    assert second.rated is not None
    assert (first.rated.rpn, second.rated.rpn) == (9, 324)


def test_modes_stand_by_class_then_probability(rated_by: Make) -> None:
    document = rated_by([(4, 2, 2, 60.0)], [(9, 2, 2, 5.0)], [(9, 2, 2, 30.0)], [])
    assert [place.mode.id for place in ranked(document)] == ["FM3", "FM2", "FM1", "FM4"]


def test_ratings_after_the_mitigations_take_the_place_of_the_first(rated_by: Make) -> None:
    document = rated_by([(8, 6, 5, 40.0)], after=[[(8, 1, 3, 5.0)]])
    place = ranked(document)[0]
    assert (place.first_priority, place.priority, place.probability_pct) == ("H", "L", 5.0)
    assert [one.mode.id for one in to_watch(document)] == ["FM1"]


def test_severity_may_fall_only_with_the_design(rated_by: Make) -> None:
    document = rated_by([(8, 6, 5, None)], after=[[(5, 6, 5, None)]])
    assert fell_without_reason(ranked(document)[0])
    changed = document.modes[0].model_copy(update={"design_changed": "Writes are idempotent."})
    mended = document.model_copy(update={"modes": (changed,)})
    assert not fell_without_reason(ranked(mended)[0])


def test_high_modes_and_the_first_three_need_an_answer(rated_by: Make) -> None:
    document = rated_by([(9, 5, 5, None)], [(9, 6, 5, None)], [(2, 2, 2, None)], [(2, 1, 1, None)])
    assert [place.mode.id for place in to_answer(document)] == ["FM2", "FM1", "FM3"]


def test_modes_without_a_probability_are_left_out_of_the_chance_and_named(rated_by: Make) -> None:
    document = rated_by([(5, 5, 5, 20.0)], [(5, 5, 5, None)])
    assert chances_of(document).any == pytest.approx(0.2)
    assert without_probability(document) == ("FM2",)
