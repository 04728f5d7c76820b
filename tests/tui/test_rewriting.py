"""The review of a draft, driven by keys: nothing is written before the person says so."""

import pytest

from agent.documents.redrafting import redraft
from agent.documents.redrafting.review import Review
from tui.commands.text_files import read_text
from tui.reviewing import ReviewApp

DRAFT = """\
# Orders stopped

The operator skipped the review on Monday. It took
12 minutes.

- The engineer should have been wiser about `pool.yaml` at 14:05.

The operator skipped the check on Friday.
"""
BETTER = "The review was skipped on Monday."
SIZES = [(80, 24), (120, 40)]


class At:
    """The review of a file, opened and driven by keys."""

    def __init__(self, script, path, size):
        self.script, self.path = script, path
        file = read_text(str(path))
        self.review = Review(redraft(file.text))
        self.app = ReviewApp(file, self.review)
        self.context = self.app.run_test(size=size)

    async def __aenter__(self):
        self.pilot = await self.context.__aenter__()
        await self.script.settle(self.pilot)
        return self

    async def __aexit__(self, *error):
        await self.context.__aexit__(*error)

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.script.settle(self.pilot)

    async def say(self, words):
        self.app.screen.query_one("FieldLine TextArea").load_text(words)
        await self.press("ctrl+s")

    @property
    def words(self):
        return self.script.words_on(self.app)

    @property
    def on_disk(self):
        return self.path.read_text()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def at(request, script, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(DRAFT)
    return At(script, path, request.param)


async def test_the_sentence_its_reason_and_its_rewrite_are_on_the_screen(at):
    async with at:
        assert "»The operator skipped the review on Monday.« It took" in at.words
        assert f"Proposed: {BETTER}" in at.words
        assert "Warning BP09" in at.words
        assert "3 sentences · 0 decided · 3 with blame left" in at.words


async def test_every_key_is_named_at_the_bottom(at):
    async with at:
        keys = at.words.rstrip().splitlines()[-1]
        for word in ("a Accept", "e Edit", "r Reject", "w Write", "q Quit", "u Undo",
                     "A All of rule", "n Next", "p Back"):  # fmt: skip
            assert word in keys


async def test_accepted_and_written_the_file_changes_and_the_old_one_is_kept(at, tmp_path):
    async with at:
        await at.press("a")
        assert at.on_disk == DRAFT
        await at.press("w")
    assert at.on_disk == DRAFT.replace("The operator skipped the review on Monday.", BETTER)
    assert (tmp_path / "draft.md.bak").read_text() == DRAFT
    assert at.app.written
    assert "1 sentence rewritten. 2 with blame left in it." in at.app.return_value


async def test_after_a_decision_the_next_open_sentence_shows(at):
    async with at:
        await at.press("r")
        assert "2 of 3: line 6" in at.words
        assert "No rewrite keeps the facts" in at.words
        await at.press("a")
        assert "There is no rewrite that keeps the facts" in at.words


async def test_all_of_a_rule_are_accepted_and_taken_back_together(at):
    async with at:
        await at.press("A")
        assert at.review.changed == 2
        await at.press("u")
        assert at.review.decided == 0
        await at.press("u")
        assert "nothing to take back" in at.words


async def test_going_forth_and_back_goes_round(at):
    async with at:
        await at.press("p")
        assert "3 of 3: line 8" in at.words
        await at.press("n", "n")
        assert "2 of 3: line 6" in at.words


async def test_own_words_are_looked_at_again(at):
    async with at:
        await at.press("n", "e")
        await at.say("The careless engineer asked.")
        words = " ".join(at.words.split())
        assert "“careless” still blames" in words
        assert "missing: 14:05" in words
        assert "A link, code or another mark" in words
        assert "doubtful" in words
        await at.press("e")
        await at.say("At 14:05 the question about `pool.yaml` was not put.")
        await at.press("p", "n", "w")
    assert "- At 14:05 the question about `pool.yaml` was not put.\n" in at.on_disk


async def test_a_form_that_is_left_decides_nothing(at):
    async with at:
        await at.press("e", "escape")
        assert at.review.decided == 0


async def test_without_decisions_it_ends_at_once_and_writes_nothing(at):
    async with at:
        await at.press("q")
    assert at.on_disk == DRAFT
    assert "nothing was written" in at.app.return_value


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_with_decisions_it_asks_before_it_ends(at, key):
    async with at:
        await at.press("a", key)
        assert "1 decision is not written." in at.words
        await at.press("escape")
        assert "Accepted" in at.words
        await at.press(key, "d")
    assert at.on_disk == DRAFT
    assert not at.app.written


async def test_the_question_at_the_end_can_be_answered_with_writing(at):
    async with at:
        await at.press("a", "q", "w")
    assert BETTER in at.on_disk


async def test_nothing_accepted_is_nothing_to_write(at):
    async with at:
        await at.press("r", "w")
        assert "Nothing to write" in at.words
    assert at.on_disk == DRAFT


async def test_a_file_that_changed_meanwhile_is_not_overwritten_and_no_decision_is_lost(at):
    async with at:
        await at.press("a")
        at.path.write_text("Somebody else was here.\n")
        await at.press("w")
        assert "it changed since it was read" in " ".join(at.words.split())
        assert at.review.decided == 1
    assert at.on_disk == "Somebody else was here.\n"


async def test_markup_and_escapes_in_a_draft_are_shown_as_text(script, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(f"The operator skipped the review on Monday. {script.HOSTILE}\n")
    async with At(script, path, (80, 24)) as at:
        assert "[bold]x[/bold]" in at.words
        assert "\x1b" not in at.words


async def test_without_colour_the_words_say_it_all(script, tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    path = tmp_path / "draft.md"
    path.write_text(DRAFT)
    async with At(script, path, (80, 24)) as at:
        await at.press("a", "p")
        assert "1 of 3" in at.words
        assert "accepted" in at.words
        assert "You accepted it." in at.words
        assert "needs you" in at.words
