"""Where a comma alone joins two clauses of a whole sentence."""

import pytest

from agent.coach.rewriting.splices import parted


@pytest.mark.parametrize(
    "text",
    [
        "However, it was not checked that the lock held.",
        "On 3 May, it was left open.",
        "When the pump stopped, it was not noticed.",
        "Had it been read, it would have been known.",
        "The door was shut.",
    ],
)
def test_a_comma_behind_what_is_no_clause_of_its_own_stays(text: str) -> None:
    assert parted(text, of_us=False) == text


def test_two_clauses_are_parted() -> None:
    told = parted("The limit was raised, it was not tested.", of_us=False)
    assert told == "The limit was raised; it was not tested."


@pytest.mark.parametrize(("of_us", "stays"), [(True, True), (False, False)])
def test_they_may_be_those_who_are_gone(*, of_us: bool, stays: bool) -> None:
    text = "The limit was raised, they were not told."
    assert (parted(text, of_us=of_us) is not None) == stays


def test_what_the_comma_ends_has_to_be_clear() -> None:
    assert parted("The limit was raised because it rained, it was not tested.", of_us=True) is None
