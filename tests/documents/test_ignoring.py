"""Notes are taken out of a text without moving a line, and reach as far as their block."""

from hypothesis import given
from hypothesis import strategies as st

from agent.documents.ignoring import read_ignores

RULES = {"BP05", "X60"}
PARTS = st.sampled_from(
    ["Words.", "\n", "\n\n", "- ", "`", "```\n", "<!-- unblame:", " ignore BP05 so ", "-->", "<!--",
     "<!-- unblame: ignore BP05 a reason -->", "<!-- unblame: ignore-file X60\nit is known -->", "| a |"]
)  # fmt: skip


def rules():
    return RULES


@given(st.lists(PARTS, max_size=14).map("".join))
def test_no_line_moves_and_reading_again_finds_nothing_outside_code(text):
    read = read_ignores(text, rules)
    assert read.text.count("\n") == text.count("\n")
    lines = text.count("\n") + 1
    for ignore in read.ignores:
        assert 1 <= ignore.line <= lines
        assert ignore.first <= ignore.last


@given(st.text(max_size=200).filter(lambda text: "unblame:" not in text))
def test_a_text_without_notes_stays_as_it_is(text):
    assert read_ignores(text, rules) == read_ignores(text, dict)
    assert read_ignores(text, rules).text == text


def reach(text):
    (ignore,) = read_ignores(text, rules).ignores
    return ignore.first, ignore.last


NOTE = "<!-- unblame: ignore BP05 so said -->"


def test_alone_it_reaches_over_the_next_block():
    assert reach(f"{NOTE}\n\none\ntwo\n\nthree\n") == (3, 4)
    assert reach(f"{NOTE}\n- one\n  more\n- two\n") == (2, 3)
    assert reach(f"{NOTE}\n| a |\n| b |\n") == (2, 2)


def test_beside_words_it_reaches_over_its_own_block():
    assert reach(f"zero\n\none\ntwo {NOTE}\nthree\n\nfour\n") == (3, 5)
    assert reach(f"- one\n- two {NOTE}\n- three\n") == (2, 2)


def test_at_the_end_it_reaches_nothing_and_hurts_nothing():
    first, last = reach(f"one\n\n{NOTE}")
    assert first > 2
    assert last >= 3
