"""Which sentences are found, where, and what may stand in their place."""

import pytest

from agent.documents.redrafting import redraft
from agent.documents.redrafting.fitting import Frame, begins_a_block, fitted

SKIPPED = "The operator skipped the review on Monday."
BETTER = "The review was skipped on Monday."


def test_quotes_code_html_and_the_head_are_left_alone():
    text = (
        f"---\ntitle: {SKIPPED}\n---\n> {SKIPPED}\n\n```\n{SKIPPED}\n```\n\n    {SKIPPED}\n\n"
        f"<div>\n{SKIPPED}\n</div>\n\n<!-- {SKIPPED} -->\n\nShe wrote: “{SKIPPED}”\n"
    )
    assert redraft(text).sentences == ()


def test_people_that_the_document_names_are_known_everywhere():
    text = "Owner: Ingrith Vale\n\nIngrith forgot to run the check at 14:05.\n"
    (found,) = redraft(text).sentences
    assert found.rewrite == "The check was not run at 14:05."
    assert "Ingrith Vale" in redraft(text).people


def test_a_sentence_below_a_list_of_people_is_nobodys_name():
    text = "## Participants\n\n- Ingrith Vale\n\nIngrith forgot to run the check at 14:05.\n"
    (found,) = redraft(text).sentences
    assert found.rewrite == "The check was not run at 14:05."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- [x] {SKIPPED}", f"- [x] {BETTER}"),
        (f"1. {SKIPPED} It took 5 minutes.", f"1. {BETTER} It took 5 minutes."),
        (f"**{SKIPPED}** More.", f"**{BETTER}** More."),
        (f"It began. _{SKIPPED}_", f"It began. _{BETTER}_"),
        (f"{SKIPPED}[^1] More.\n\n[^1]: x", f"{BETTER}[^1] More.\n\n[^1]: x"),
        (f"One.<br>{SKIPPED}<br/>Two.", f"One.<br>{BETTER}<br/>Two."),
        (f"One.  \n{SKIPPED}  \nTwo.", f"One.  \n{BETTER}  \nTwo."),
        (f"One\\\n{SKIPPED}\\\nTwo.", f"One\\\n{BETTER}\\\nTwo."),
        (f"{SKIPPED} <!-- why --> More.", f"{BETTER} <!-- why --> More."),
        (f"# {SKIPPED} #", f"# {BETTER} #"),
        (f"{SKIPPED}\n====", f"{BETTER}\n===="),
        (f"| a |\n|---|\n| x \\| y. {SKIPPED} |", f"| a |\n|---|\n| x \\| y. {BETTER} |"),
        (f"\tcode\n\n*\t{SKIPPED}", f"\tcode\n\n*\t{BETTER}"),
        (f"\u200b{SKIPPED}\u200b", f"\u200b{BETTER}\u200b"),
        (f"No. 7 ran, e.g. at 5 p.m. {SKIPPED}", f"No. 7 ran, e.g. at 5 p.m. {BETTER}"),
        ("At noon Dr. Vale forgot to close the lid.", "At noon the lid was not closed."),
        ("Mr. Vale forgot to close the lid. No. 7 ran.", "The lid was not closed. No. 7 ran."),
        ("- The clerk forgot to close `gate-7`.", "- `gate-7` was not closed."),
        ("| The clerk forgot to close `gate-7` |\n|-|", "| `gate-7` was not closed |\n|-|"),
        ("**Cause:** The clerk forgot to close `gate-7`.", "**Cause:** `gate-7` was not closed."),
        (
            "- 12:04 UTC - The clerk forgot to close `gate-7`.",
            "- 12:04 UTC - `gate-7` was not closed.",
        ),
        ("[@vale](https://git.example/vale) forgot to close the lid.", "The lid was not closed."),
        ("**Vera** forgot to close the lid.", "The lid was not closed."),
        ("**Vera**: I forgot to close the lid.", "**Vera**: the lid was not closed."),
        ("Vera (**SRE**) accidentally shut the lid.", "The lid was accidentally shut."),
        (
            "The clerk [forgot](https://a.example/b) to go.",
            "The clerk [forgot](https://a.example/b) to go.",
        ),
    ],
)
def test_only_the_sentence_changes(text, expected):
    assert redraft(text).rewritten() == expected


@pytest.mark.parametrize("words", ["- a", "+ a", "* a", "1. a", "2) a", "# a", "> a", "| a", "<a>"])
@pytest.mark.parametrize("fence", ["```", "~~~", "--", "=", ":"])
def test_words_that_could_begin_a_block_are_told_from_code_and_bold_words(words, fence):
    assert begins_a_block(words)
    assert begins_a_block(f"{fence}a")
    assert not begins_a_block("`a` was not closed.")
    assert not begins_a_block("**Cause:** it was not closed.")


def test_the_second_of_two_equal_cells_is_found_in_its_own_place():
    text = f"| a | b |\n|---|---|\n| x \\| y | {SKIPPED} |\n"
    (found,) = redraft(text).sentences
    assert (found.span.line, found.span.column) == (3, 12)


def test_a_rewrite_that_would_lose_a_link_is_not_offered():
    text = "The operator skipped the [review](runbook.md) on Monday."
    for found in redraft(text).sentences:
        assert found.rewrite is None or "[review](runbook.md)" in found.rewrite


def test_a_sentence_whose_place_is_hidden_is_told_and_left():
    text = f"Cafe\u0301. {SKIPPED}\n"
    (found,) = redraft(text).sentences
    assert (found.rewrite, found.editable, found.span.line) == (None, False, 1)
    assert redraft(text).rewritten() == text


def test_a_wrapped_sentence_is_wrapped_with_its_indent_and_line_end():
    text = (
        "- The team looked at the graphs and then\r\n"
        "  went on, and the operator skipped the\r\n"
        "  review on Monday. It took\r\n"
        "  12 minutes.\r\n"
    )
    (found,) = redraft(text).sentences
    edit = found.edit(
        "A much longer sentence than before is what a person might write in its place, so."
    )
    rows = (text[: edit.start] + edit.text + text[edit.end :]).split("\r\n")
    assert all(row.startswith("  ") for row in rows[1:-1])
    assert max(map(len, rows)) <= 42


def test_on_one_line_a_sentence_stays_on_one_line():
    words = "word " * 60
    assert fitted(words.strip(), Frame()) == words.strip()


def test_no_wrapped_line_begins_like_a_block():
    frame = Frame(column=0, tail=0, width=12, indent="")
    for row in fitted("it ran at 1. and - then # was + more > than = it", frame).split("\n"):
        assert row[0] not in "1-#+>="


def test_a_persons_own_words_are_looked_at_again():
    draft = redraft("The operator skipped the review of `db1` at 14:05.\n")
    (found,) = draft.sentences
    fine = draft.recheck(found, "The review of `db1` at 14:05 was skipped.")
    assert fine.fine
    bad = draft.recheck(found, "The careless operator skipped it.")
    assert not bad.fine
    assert bad.blame
    assert any("14:05" in one for one in bad.lost)
    assert not bad.marks
