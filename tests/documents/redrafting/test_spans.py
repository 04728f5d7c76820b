"""Nothing of a file changes but the sentences that are rewritten."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.documents.reader.pieces import source_of
from agent.documents.redrafting import Edit, applied, redraft

BLAMING = (
    "The operator skipped the review on Monday.",
    "The engineer forgot to run the check.",
    "Ana carelessly deleted the table at 14:05.",
    "Dana failed to apply the patch before 09:30.",
    "The manager should have asked.",
)
CALM = ("The pool was empty.", "It took 12 minutes.", "See `run.sh` and [the log](log.md).")
sentence = st.sampled_from(BLAMING + CALM)
prose = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
wrapped = prose.map(lambda text: text.replace(" the ", "\nthe "))


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


block = st.one_of(
    prose,
    wrapped,
    wrapped.map(lambda text: f"- {_indented(text)}\n  - nested\n- [ ] {_indented(text)}"),
    wrapped.map(lambda text: f"1. {text}"),
    prose.map(lambda text: f"## {text}"),
    prose.map(lambda text: f"**{text}** {text}"),
    prose.map(lambda text: f"| a | b |\n|---|---|\n| 14:05 | {text} |\n| x \\| y. {text} | z |"),
    wrapped.map(lambda text: "> " + text.replace("\n", "\n> ")),
    prose.map(lambda text: f"```\n{text}\n```"),
    prose.map(lambda text: f"<!-- {text} -->"),
    prose.map(lambda text: f"<div>\n{text}\n</div>"),
    prose.map(lambda text: f"{text}  \n{text}\\\n{text}"),
    st.just("[log]: https://example.org/a_b"),
    st.just("***"),
)
head = st.sampled_from(("", "---\ntitle: The engineer forgot it.\nowner: Ana Moor\n---\n"))
line_end = st.sampled_from(("\n", "\r\n", "\r"))
tail = st.sampled_from(("", "\n", "   \n\n", "\t"))


@st.composite
def documents(draw: st.DrawFn) -> str:
    body = "\n\n".join(draw(st.lists(block, min_size=1, max_size=5)))
    return f"{draw(head)}{body}{draw(tail)}".replace("\n", draw(line_end))


def _outline(text: str) -> list[tuple[object, ...]]:
    return [
        (piece.kind, piece.level, len(piece.cells), piece.quoted, piece.ordered)
        for piece in source_of(text).pieces
    ]


@settings(max_examples=50)
@given(documents())
def test_everything_outside_the_spans_stays_byte_for_byte(text):
    draft = redraft(text)
    rest, place = [], 0
    pattern = ""
    for edit in sorted(draft.rewrites):
        pattern += re.escape(text[place : edit.start]) + re.escape(edit.text)
        place = edit.end
        rest.append(text[edit.start : edit.end])
    assert re.fullmatch(pattern + re.escape(text[place:]), draft.rewritten(), re.DOTALL)
    assert all(any(word in CALM_OR_BLAMING for word in one.split()) for one in rest)
    assert _outline(draft.rewritten()) == _outline(text)


CALM_OR_BLAMING = frozenset(word for one in BLAMING for word in one.split())


@settings(max_examples=25)
@given(documents())
def test_each_sentence_is_told_at_its_place(text):
    lines = re.split(r"\r\n|\r|\n", text)
    for one in redraft(text).sentences:
        assert text[one.start : one.end] == one.text
        assert " ".join(one.text.split()) == " ".join(one.words.split())
        span = one.span
        last = lines[span.end_line - 1][: span.end_column - 1]
        assert lines[span.line - 1][span.column - 1 :].startswith(re.split(r"[\r\n]", one.text)[0])
        assert last.endswith(re.split(r"[\r\n]+", one.text)[-1].strip())


@settings(max_examples=25)
@given(documents(), st.randoms(use_true_random=False))
def test_edits_compose_in_any_order_and_portion(text, random):
    draft = redraft(text)
    edits = list(draft.rewrites)
    one_by_one = text
    for edit in sorted(edits, reverse=True):
        one_by_one = applied(one_by_one, [edit])
    random.shuffle(edits)
    assert applied(text, edits) == one_by_one
    assert applied(text, ()) == text
    some = edits[: len(edits) // 2]
    later = redraft(applied(text, some))
    assert later.rewritten().split() == draft.rewritten().split()


@settings(max_examples=25)
@given(documents())
def test_what_was_rewritten_needs_no_second_rewrite(text):
    again = redraft(redraft(text).rewritten())
    assert again.rewrites == ()


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_survives(text):
    draft = redraft(text)
    assert applied(text, ()) == text
    assert all(text[one.start : one.end] == one.text for one in draft.sentences)


@settings(max_examples=50)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(BLAMING),
            st.text("\x1b[m\u200b\xa0\x0b\u2028|\\`*_<>-#1. \n\r\t", max_size=8),
        ),
        max_size=8,
    ).map("".join)
)
def test_sentences_among_odd_characters_are_cut_out_whole(text):
    draft = redraft(text)
    for one in draft.sentences:
        if one.editable:
            assert applied(text, [one.edit(one.words)]).count("skipped") == text.count("skipped")
    assert _outline(draft.rewritten()) == _outline(text)


@pytest.mark.parametrize("edits", [[(0, 3), (2, 5)], [(4, 9)], [(3, 2)]])
def test_edits_that_overlap_or_leave_the_text_are_refused(edits):
    with pytest.raises(ValueError, match="overlaps"):
        applied("12345", [Edit(start, end, "x") for start, end in edits])
