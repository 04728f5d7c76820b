import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.figures import Judged, f1, quality, share, wilson


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_wilson_interval_lies_within_0_and_1_and_holds_the_share(pair):
    hits, of = pair
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1


def test_the_wilson_interval_is_the_published_one():
    low, high = wilson(81, 263)
    assert (low, high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))


def test_a_share_of_nothing_has_no_value():
    assert share("x", 0, 0).value is None


def test_precision_recall_and_f1_come_from_the_same_counts():
    found, missed = Judged(truth=True, said=True), Judged(truth=True, said=False)
    cases = [found] * 6 + [missed] * 2 + [Judged(truth=False, said=True)] * 4
    precision, recall, score = quality(cases)
    assert (precision.value, recall.value) == (0.6, 0.75)
    assert score.value == pytest.approx(2 / 3)


def test_the_same_cases_give_the_same_interval_and_groups_make_it_wider():
    cases = [Judged(truth=True, said=n % 3 > 0) for n in range(60)]
    grouped = [Judged(truth=True, said=n % 3 > 0, group=str(n % 3)) for n in range(60)]
    alone, together = f1("F1", cases), f1("F1", grouped)
    assert alone == f1("F1", cases)
    assert together.high - together.low > alone.high - alone.low
