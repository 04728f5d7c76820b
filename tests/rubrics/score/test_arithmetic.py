"""The sums of the method: weights, means, display, levels and half points."""

import pytest

from rubrics.conditions.case import Case
from rubrics.emphasis import emphasis
from rubrics.findings import Condition
from rubrics.gate import bar, gate
from rubrics.score import floor2, level_reached, weighted_mean

SCORES: dict[str, float | None] = dict(
    zip((f"C{n}" for n in range(1, 9)), (4.0, 3.0, 3.0, 3.0, 5.0, 4.0, 3.0, 4.0), strict=True)
)


@pytest.mark.parametrize(
    ("kind", "total"), [("", 9.70), ("production_outage", 11.14), ("security_incident", 11.40)]
)
def test_weights_times_multipliers_sum_up_as_published(kind: str, total: float):
    sums = sum(emphasis().weight(name, kind) for name in emphasis().weights)
    assert float(sums) == pytest.approx(total)


@pytest.mark.parametrize(("kind", "mean"), [("", 3.598), ("production_outage", 3.553)])
def test_the_mean_is_the_one_of_the_worked_example(kind: str, mean: float):
    assert weighted_mean(SCORES, kind) == pytest.approx(mean, abs=5e-4)


@pytest.mark.parametrize(("severity", "ready"), [("sev1", False), ("sev3", True)])
def test_the_worked_example_is_ready_for_sev3_and_not_for_sev1(severity: str, now, *, ready: bool):
    facts = {"meta": {"type": "production_outage", "severity": severity}}
    case = Case(facts, now, "provisional")
    ruling = gate(case, weighted_mean(SCORES, case.type), SCORES, bar(case))
    assert ruling.passed is ready
    assert ruling.verdict == ("ready" if ready else "basic")


def test_equal_scores_have_exactly_that_mean():
    for kind in ("", *emphasis().types):
        assert weighted_mean(dict.fromkeys(SCORES, 3.5), kind) == 3.5


def test_a_score_that_is_not_known_is_left_out_of_the_mean():
    assert weighted_mean({"C1": 4.0, "C6": None}, "") == 4.0
    assert weighted_mean({"C6": None}, "") is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3.496, "3.49"),
        (3.4999999, "3.49"),
        (3.55, "3.55"),
        (3.5, "3.50"),
        (5.0, "5.00"),
        (None, "–"),
    ],
)
def test_a_score_is_never_shown_rounded_up(value: float | None, shown: str):
    assert floor2(value) == shown


def _conditions(*levels: tuple[int, str]) -> list[Condition]:
    return [
        Condition(id="C1.K2.a", level=level, ok=sign == "+", observed="", needed="")
        for level, signs in levels
        for sign in signs
    ]


@pytest.mark.parametrize(
    ("levels", "points"),
    [
        (((2, "-"), (3, "++"), (4, "+"), (5, "+")), 1.0),
        (((2, "+-"), (3, "++"), (4, "+"), (5, "+")), 1.5),
        (((2, "+--"), (3, "++"), (4, "+"), (5, "+")), 1.0),
        (((2, "++"), (3, "---"), (4, "+"), (5, "+")), 2.0),
        (((2, "+"), (3, "++-"), (4, "+"), (5, "+")), 2.5),
        (((2, "+"), (3, "+"), (4, "+"), (5, "+-")), 4.5),
        (((2, "+"), (3, "+"), (4, "+"), (5, "+++")), 5.0),
    ],
)
def test_a_level_holds_with_all_below_it_and_half_of_the_next_gives_half_a_point(levels, points):
    assert level_reached(_conditions(*levels)) == points
