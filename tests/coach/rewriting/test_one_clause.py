"""One clause of a sentence is said anew where the others tell plainly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.coach.neutral import neutralise
from agent.coach.rewriting.one_clause import splits, stays_blameless
from agent.coach.rewriting.tokens import Sentence


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "The delay arose because our parcel carrier made an error while rebuilding the route"
            " table.",
            "The delay arose because an error occurred while the route table was being rebuilt.",
        ),
    ],
)
def test_the_clause_that_blames_is_said_anew(source: str, told: str) -> None:
    assert neutralise(source).text == told


@pytest.mark.parametrize(
    "source",
    [
        # Mockery says something else than its words, whichever clause is said anew.
        "Great job there: the delay arose because our parcel carrier made an error while"
        " rebuilding the route table.",
        "Nice work, the delay arose because our parcel carrier made an error while rebuilding"
        " the route table.",
    ],
)
def test_what_no_version_is_made_of_is_not_said_anew_by_clauses(source: str) -> None:
    assert not neutralise(source).text


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        # Petra is not the one who is gone.
        ("Petra saw the alarm, but we forgot the valve.", "we", True),
        ("We saw the alarm, but the crew forgot the valve.", "the crew", True),
        ("The alarm rang at noon, but the crew forgot the valve.", "the crew", True),
        # The same people are.
        ("We saw the alarm, but we forgot the valve.", "we", False),
        ("The crew saw the alarm, but nobody closed the valve.", "nobody", False),
        ("The crew saw the alarm, but the same crew forgot the valve.", "the same crew", False),
        # What is supposed of people is no plain account.
        ("If the crew had come, it would ring, but the mate forgot the valve.", "mate", False),
    ],
)
def test_nobody_who_may_be_gone_acts_in_the_rest(text: str, gone: str, *, stays: bool) -> None:
    found = [one for one in splits(Sentence(text)) if one.before]
    assert [stays_blameless(one, gone, ()) for one in found[-1:]] == [stays]


@pytest.mark.parametrize(
    "text",
    [
        # What follows has its doer before the joining word, or is a noun.
        "The clerk closed the file and then went on to the next one.",
        "The alarm rang until the very end of the shift.",
        # "She" is Petra.
        "Petra saw the alarm, but she forgot the valve.",
        # A second joining word opens what the first one joins.
        "The pump runs on the main line, and when they leave they stop it",
    ],
)
def test_a_clause_without_a_subject_of_its_own_is_not_parted(text: str) -> None:
    assert not any(one.before for one in splits(Sentence(text)))


_SUBJECTS = ("we", "the night crew", "Petra", "`node-3`", "nobody in the office", "it")
_ACTS = ("saw the alarm at 04:10", "closed `wipe.sh`", "had no key for the third lock")
_JOINS = (", but ", "; ", " because ", ", and ", ", which means ", " - ", ": ")


@given(st.lists(st.tuples(*map(st.sampled_from, (_SUBJECTS, _ACTS, _JOINS))), min_size=1))
def test_the_parts_are_the_sentence(clauses: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{who} {act}{join}" for who, act, join in clauses) + "the bell rang."
    text = text[:1].upper() + text[1:]
    for one in splits(Sentence(text)):
        assert one.with_clause(one.clause) == text
