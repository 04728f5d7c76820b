"""Reasons written elsewhere."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from agent.premortem.joining import Written, join, say_the_same
from agent.premortem.record import Meta, Premortem

_AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
_BLANK = Premortem(meta=Meta(id="PRE-2026-001"))
_TEXTS = st.lists(
    st.sampled_from(["the vendor is late", "Vendor, the: is late", "no test", "a test"])
)


def _written(texts: list[str], by: str = "") -> list[Written]:
    return [Written(text, by, "reasons.txt") for text in texts]


@given(_TEXTS, _TEXTS)
def test_no_text_is_dropped_and_none_is_told_twice(here: list[str], there: list[str]) -> None:
    first = join(_BLANK, _written(here, "P1"), _AT, open_at_once=False)
    both = join(first.document, _written(there, "P2"), _AT, open_at_once=False)
    told = [part.text for r in both.document.reasons for part in (r, *r.wordings)]
    assert set(told) == {*here, *there}
    assert both.added + both.alike + both.known == len(there)


@given(_TEXTS)
def test_joining_a_file_again_changes_nothing(texts: list[str]) -> None:
    once = join(_BLANK, _written(texts), _AT, open_at_once=False).document
    again = join(once, _written(texts), _AT, open_at_once=False)
    assert again.document == once
    assert again.known == len(texts)


def test_the_same_reason_in_other_words_is_kept_as_a_wording() -> None:
    texts = ["The settlement file came late.", "The settlement file came late!"]
    joined = join(_BLANK, _written(texts), _AT, open_at_once=False)
    (reason,) = joined.document.reasons
    assert reason.text == texts[0]
    assert [wording.text for wording in reason.wordings] == [texts[1]]
    assert (joined.added, joined.alike) == (1, 1)


def test_a_number_or_a_no_makes_another_reason() -> None:
    assert not say_the_same("the job ran for 3 days", "the job ran for 4 days")
    assert not say_the_same("the desk was told on that day", "the desk was not told on that day")


def test_what_is_joined_after_the_round_is_not_hidden() -> None:
    hidden = join(_BLANK, _written(["a"]), _AT, open_at_once=False).document
    shown = join(_BLANK, _written(["a"]), _AT, open_at_once=True).document
    assert hidden.reasons[0].read_out_at is None
    assert shown.reasons[0].read_out_at == _AT
