import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.errors import AnswerError
from agent.hygiene import MAX_ANSWER, clean, clean_answer, one_line, shorten

ANY_TEXT = st.text(st.characters() | st.sampled_from("\x1b[]P;m\x07\x9b\x9c\u200b\u200d\u202e\r\n"))


@pytest.mark.parametrize(
    ("dirty", "kept"),
    [
        ("plain words", "plain words"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\x1b[31mred\x1b[0m alert", "red alert"),
        ("\x1b]0;pwned\x07title", "title"),
        ("\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0;2;0;0;0\x1b\\picture", "picture"),
        ("\x9b2Jcleared", "cleared"),
        ("\x1bcreset", "reset"),
        ("nul\x00 bell\x07 delete\x7f", "nul bell delete"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("abc\u202edcba\u202c", "abcdcba"),
        ("bl\u200bame bl\u200dame bla\u00adme", "blame blame blame"),
        ("hid\U000e0041\U000e0042den", "hidden"),
        ("e\u0301", "é"),
        ("\ufeffstart", "start"),
    ],
)
def test_what_can_harm_a_screen_or_hide_a_word_is_taken_out(dirty, kept):
    assert clean(dirty) == kept


def test_text_after_an_unterminated_escape_is_kept():
    assert "the pool ran dry" in clean("\x1b]0;the pool ran dry\nand more")


def test_emoji_and_scripts_that_need_joiners_stay_whole():
    family = "\U0001f469\u200d\U0001f4bb"
    persian = "می\u200cخواهم"
    assert clean(family) == family
    assert clean(persian) == persian


def test_a_lone_surrogate_becomes_a_replacement_character_and_a_pair_its_character():
    assert clean("a\ud800b") == "a\ufffdb"
    assert clean("\ud83d\ude00") == "\U0001f600"


@given(ANY_TEXT)
@example("\x1b\x1b[0m[0m")
@example("e\u200d\u0301")
@example("e\u0301\u200d\u0301")
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_clean_text_holds_no_control_characters_and_can_be_written_to_a_file(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@given(ANY_TEXT)
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert len(shorten(text, 20)) <= 20


@given(ANY_TEXT)
def test_a_shortened_text_stays_as_it_is(text):
    assert shorten(shorten(text, 20), 20) == shorten(text, 20)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("word", "word"),
        ("many words here, and more", "many words here,…"),
        ("x" * 30, "x" * 20 + "…"),
        ("one\n two", "one two"),
    ],
)
def test_a_text_is_cut_between_words_where_there_are_any(text, short):
    assert shorten(text, 21) == short


def test_an_answer_of_five_megabytes_gives_one_clear_line():
    with pytest.raises(AnswerError) as caught:
        clean_answer("x" * 5_000_000)
    line = str(caught.value)
    assert "5,000,000" in line
    assert f"{MAX_ANSWER:,}" in line
    assert "evidence" in line
    assert "\n" not in line


def test_an_answer_at_the_limit_is_read():
    assert len(clean_answer("x" * MAX_ANSWER)) == MAX_ANSWER


def test_a_storm_of_escapes_is_cleaned_in_reasonable_time():
    for storm in ("\x1b]\x1b[\x1bP", "\x90", "\x9d", "\x9b", "\x1b]8;;"):
        assert len(clean(storm * 100_000)) <= 400_000
