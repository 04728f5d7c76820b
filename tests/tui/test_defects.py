"""Defects inside, met through the real screen over the real session: one line, no word lost."""

import sqlite3
from dataclasses import replace

import pytest
from textual.widgets import TextArea

from agent.clock import SetClock
from agent.home import Home
from agent.workspace import Workspace
from tui.app import UnblameApp

WORDS = "Orders failed for two hours."
LATER = "A second try in other words."


class Failing:
    """Records of which one method raises, so many times."""

    def __init__(self, records, method, error, times):
        self.records, self.method, self.error, self.left = records, method, error, times

    def __getattr__(self, name):
        if name != self.method or not self.left:
            return getattr(self.records, name)
        self.left -= 1

        def fail(*_, **__):
            raise self.error

        return fail


class Real:
    """The app over real records that can be made to fail."""

    def __init__(self, home, script, open_id):
        self.script = script
        self.workspace = Workspace(home, SetClock(script.NOW))
        self.app = UnblameApp(self.workspace, open_id=open_id)
        self.context = self.app.run_test(size=(120, 40))

    async def __aenter__(self):
        self.pilot = await self.context.__aenter__()
        await self.script.settle(self.pilot)
        self.session = getattr(self.app.screen, "_session", None)
        return self

    async def __aexit__(self, *error):
        session = getattr(self.app.screen, "_session", None)
        if session is not None:
            await session.close()
        await self.context.__aexit__(*error)
        self.workspace.close()

    def fail(self, method, error, times=1000):
        records = Failing(self.workspace.records, method, error, times)
        self.session._tools = replace(self.session._tools, records=records)

    def heal(self):
        self.session._tools = replace(self.session._tools, records=self.workspace.records)

    async def send(self, words):
        self.area.load_text(words)
        await self.press("ctrl+s")

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.script.settle(self.pilot)

    @property
    def area(self):
        return self.app.screen.query("AnswerForm TextArea").first(TextArea)

    @property
    def words(self):
        said = [str(one.render()) for one in self.app.screen.query("#problem, #remarks Static")]
        said += [notice.message for notice in self.app._notifications]
        return " ".join(" ".join(said).split())


@pytest.fixture
def home(tmp_path):
    return Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()


@pytest.fixture
def real(home, script):
    return lambda open_id="new": Real(home, script, open_id)


BEFORE_IT_IS_STORED = ("stage", "commit_turn")
ERRORS = (ImportError("no such name"), sqlite3.OperationalError("locked"))


@pytest.mark.parametrize("method", BEFORE_IT_IS_STORED)
async def test_a_turn_that_fails_inside_says_so_and_keeps_the_words(real, method):
    async with real() as at:
        at.fail(method, RuntimeError("oops"), times=1)
        await at.send(WORDS)
        assert "Something went wrong inside Unblame (RuntimeError)." in at.words
        assert "Ctrl+R tries again." in at.words
        assert at.area.text == WORDS
        at.heal()
        assert at.session.draft() == WORDS
        await at.press("ctrl+r")
        assert at.session.document.summary.text == WORDS


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
async def test_an_app_left_after_a_failed_turn_goes_on_with_the_words_in_the_form(real, error):
    async with real() as at:
        at.fail("commit_turn", error)
        await at.send(WORDS)
        at.area.load_text(LATER)
        at.app.screen.keep_draft()
        pm_id = at.session.id
        await at.press("ctrl+q")
    async with real(pm_id) as at:
        assert at.area.text == LATER
        assert at.session.document.summary.text == ""
        await at.press("ctrl+s")
        assert at.session.document.summary.text == LATER


async def test_what_is_sent_after_a_turn_that_failed_late_is_kept_for_the_next_question(real):
    async with real() as at:
        at.fail("put_proposals", KeyError("x"), times=1)
        await at.send(WORDS)
        assert "Something went wrong inside Unblame (KeyError)." in at.words
        assert at.area.text == ""
        await at.send(LATER)
        assert at.session.document.summary.text == WORDS
        assert at.area.text == LATER
        assert "was not taken" in at.words


async def test_trying_a_turn_again_that_failed_late_goes_on_with_the_next_question(real):
    async with real() as at:
        at.fail("put_proposals", KeyError("x"), times=1)
        await at.send(WORDS)
        await at.press("ctrl+r")
        assert at.session.question.id != "TR-01"
        await at.send(LATER)
        assert at.session.document.meta.title == LATER


async def test_what_was_typed_after_a_turn_that_failed_late_is_there_on_the_next_day(real):
    async with real() as at:
        at.fail("put_proposals", KeyError("x"))
        await at.send(WORDS)
        at.area.load_text(LATER)
        pm_id = at.session.id
        await at.press("ctrl+q")
    async with real(pm_id) as at:
        assert at.session.question.id != "TR-01"
        assert at.area.text == LATER


async def test_a_defect_while_something_is_shown_leaves_the_app_usable(real):
    async with real() as at:
        at.fail("load", KeyError("x"), times=1)
        await at.send(WORDS)
        assert "Something went wrong inside Unblame (KeyError)." in at.words
        at.heal()
        await at.press("ctrl+r")
        assert at.session.document.summary.text == WORDS
        await at.send(LATER)
        assert at.session.document.meta.title == LATER


async def test_a_postmortem_that_cannot_be_opened_is_one_line(real):
    async with real(open_id=None) as at:
        at.workspace.records = Failing(at.workspace.records, "new_id", KeyError("x"), 1)
        await at.press("n")
        assert "Something went wrong inside Unblame (KeyError)." in at.words
        at.workspace.records = at.workspace.records.records
        await at.press("n")
        assert at.area.text == ""


async def test_the_details_hold_places_and_no_words(real, home):
    async with real() as at:
        at.fail("commit_turn", KeyError(WORDS))
        await at.send(WORDS)
        assert "defects.log" in at.words
    path = home.data / "defects.log"
    told = path.read_text(encoding="utf-8")
    assert "KeyError" in told
    assert "turns.py:" in told
    assert WORDS not in told
    assert path.stat().st_mode & 0o777 == 0o600
