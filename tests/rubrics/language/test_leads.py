"""What stands before a sentence in a list: the trained part does not hear it."""

import pytest

from rubrics.language import scan
from rubrics.language.leads import lead_length
from rubrics.language.trained.plain import places, plain

_LEADS = (
    "12:04 UTC - ",
    "2024-03-05 09:12: ",
    "2024-03-05T09:12Z — ",
    "**12:04** ",
    "[12:04] ",
    "(09:15 CET) ",
    "12:04–12:30 UTC: ",
    "March 3, 12:04 UTC → ",
    "3 March: ",
    "5:30 pm: ",
    "5:30 PM ",
    "**Root cause:** ",
    "**Root cause**: ",
    "_What went wrong_: ",
    "Contributing factor: ",
    "12:04 - Detection: ",
)


@pytest.mark.parametrize("lead", _LEADS)
def test_a_time_or_label_is_no_part_of_the_sentence(lead: str) -> None:
    """The words behind it are what is heard, each with its place."""
    sentence = f"{lead}We left the old key in the vault."

    assert lead_length(sentence) == len(lead)
    assert plain(sentence) == "We left the old key in the vault."
    assert [sentence[place] for place in places(sentence)] == list(plain(sentence))


@pytest.mark.parametrize("mark", ["- ", "2. ", "> ", "- [ ] "])
def test_a_lead_may_stand_behind_a_list_mark(mark: str) -> None:
    """A timeline is a list as a rule."""
    assert plain(f"{mark}12:04 UTC: The pump stopped.") == "The pump stopped."


@pytest.mark.parametrize(
    "sentence",
    [
        "On 3 March, we moved the key.",
        "14:31 was when we noticed.",
        "12 - 14 nodes were lost.",
        "Note that: we moved the key.",
        "May - we are not sure - have been lost.",
        "The key moved.",
        "",
    ],
)
def test_other_words_are_part_of_the_sentence(sentence: str) -> None:
    """A time that the sentence needs is none, nor is a label before words in the middle of one."""
    assert lead_length(sentence) == 0


def test_a_time_before_an_account_makes_no_blame() -> None:
    """The same words were heard as blame behind a date."""
    told = "Farida moved traffic to the standby and the alarms cleared."

    for lead in _LEADS:
        assert not [one for one in scan(f"{lead}{told}") if one.category == "blame"], lead


def test_a_long_label_is_found_in_no_time() -> None:
    """Each part is bounded: words without end are looked at once."""
    assert lead_length("Root cause " * 100_000) == 0
    assert lead_length("1" * 200_000 + ":") == 0
    assert lead_length("*" * 200_000) == 0
