"""Words of a house are covered one letter for one letter, and findings get them back."""

from hypothesis import given
from hypothesis import strategies as st

from rubrics.language import scan
from rubrics.vocabulary import Vocabulary, accepts, uncovered

HOUSE = Vocabulary(
    people=("Zorvex",), roles=("duty captain",), teams=("Kestrel",), systems=("Kim", "Kim Gateway")
)


@given(st.text(alphabet="Kim Zorvex duty captain.Kestrel\n", max_size=80))
def test_a_covered_text_is_as_long_and_keeps_its_lines(text):
    covered = HOUSE.covered(text)
    assert len(covered) == len(text)
    assert covered.count("\n") == text.count("\n")


def test_a_finding_says_the_words_that_stand_there():
    text = "Then the Duty Captain forgot to look."
    (found,) = scan(HOUSE.covered(text), only=frozenset({"blame"}))
    told = uncovered(found, text)
    assert "Duty Captain forgot" in told.text
    assert "Duty Captain forgot" in told.message
    assert text[told.start : told.end] == told.text


def test_a_system_is_no_person_and_parts_of_words_are_left_alone():
    assert scan(HOUSE.covered("Kim Gateway forgot to renew."), only=frozenset({"blame"})) == ()
    assert HOUSE.covered("Kimberly met Kestrels.") == "Kimberly met Kestrels."
    assert HOUSE.without_systems(("kim", "Ana")) == ("Ana",)


def test_without_words_nothing_is_touched():
    text = "Kim forgot to look."
    assert Vocabulary().covered(text) is text


def test_an_accepted_wording_is_accepted_where_it_stands_only():
    text = "Kim forgot to look. Many orders were lost."
    found = scan(text, field="summary.text")
    accepted = [one for one in found if accepts(("many orders",), one, text)]
    assert [one.text for one in accepted] == ["Many orders"]
