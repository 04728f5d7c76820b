"""The start screen and the lists behind it."""

import subprocess
import sys
from pathlib import Path

from agent.errors import StoreError
from tui.screens.facilitation import FacilitationScreen
from tui.screens.help import HelpScreen
from tui.screens.lists import ListScreen
from tui.screens.similar import SimilarScreen
from tui.screens.start import StartScreen
from tui.themes import LIGHT

_FIRST_PAINT = """
import asyncio, sys
from tui.app import UnblameApp

class Workspace:
    clock = None
    def listings(self): return ()
    def premortems(self): return ()
    def warm_up(self): pass

async def paint():
    async with UnblameApp(Workspace()).run_test() as pilot:
        await pilot.pause()

asyncio.run(paint())
heavy = {"langgraph", "chromadb", "anthropic", "wordllama", "numpy"} & set(sys.modules)
sys.exit(f"imported before the first paint: {sorted(heavy)}" if heavy else 0)
"""


def test_the_first_paint_imports_nothing_heavy():
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_PAINT], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


async def test_what_is_heavy_is_prepared_after_the_first_paint(make_app, script):
    app = make_app(open_id=None)
    async with app.run_test() as pilot:
        await script.settle(pilot)
        assert app._workspace.warmed
        assert "getting ready" not in script.words_on(app)


async def test_empty_lists_say_what_to_do_in_words(make_app, script):
    app = make_app(open_id=None)
    async with app.run_test() as pilot:
        await script.settle(pilot)
        assert "No postmortems yet. Press n to begin one." in script.words_on(app)
        await pilot.press("r")
        await script.settle(pilot)
        assert "No postmortems yet. Press n to begin one." in script.words_on(app)
        await pilot.press("escape", "a")
        await script.settle(pilot)
        assert "No open actions." in script.words_on(app)


async def test_each_line_of_the_menu_has_a_key(make_app, script):
    app = make_app(open_id=None, own=script.LISTINGS, actions=script.ACTIONS)
    async with app.run_test() as pilot:
        for key, screen in (("r", ListScreen), ("l", ListScreen), ("a", ListScreen)):
            await script.settle(pilot)
            await pilot.press(key)
            await script.settle(pilot)
            assert isinstance(app.screen, screen)
            await pilot.press("escape")
        for key, screen in (("s", SimilarScreen), ("h", HelpScreen)):
            await script.settle(pilot)
            await pilot.press(key)
            await script.settle(pilot)
            assert isinstance(app.screen, screen)
            await pilot.press("escape")
        await script.settle(pilot)
        assert isinstance(app.screen, StartScreen)


async def test_resume_shows_what_is_open_with_state_score_and_age(make_app, script):
    app = make_app(open_id=None, own=script.LISTINGS)
    async with app.run_test() as pilot:
        await script.settle(pilot)
        await pilot.press("r")
        await script.settle(pilot)
        words = script.words_on(app)
        assert "Search slow" in words
        assert "2.87 fail" in words
        assert "3 hours ago" in words
        assert "PM-2026-001" not in words
        await pilot.press("enter")
        await script.settle(pilot)
        assert app._workspace.opened == ["PM-2026-002"]
        assert isinstance(app.screen, FacilitationScreen)


async def test_an_overdue_action_is_said_to_be_overdue_in_words(make_app, script):
    app = make_app(open_id=None, actions=script.ACTIONS)
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        await pilot.press("a")
        await script.settle(pilot)
        words = script.words_on(app)
        assert "2026-03-01 overdue" in words
        assert "nobody" in words
        assert "no date" in words


async def test_a_search_shows_its_hits_and_whether_the_fix_shipped(make_app, script):
    app = make_app(open_id=None)
    async with app.run_test() as pilot:
        await script.settle(pilot)
        await pilot.press("s", "x", "enter")
        await script.settle(pilot)
        words = script.words_on(app)
        assert "Pool exhausted after failover" in words
        assert "2 actions still open" in words


async def test_a_session_that_cannot_be_opened_says_so_and_the_menu_stays(make_app, script):
    app = make_app(open_id=None, problem=StoreError("The records are locked.", "Close the other."))
    async with app.run_test(notifications=True) as pilot:
        await script.settle(pilot)
        await pilot.press("n")
        await script.settle(pilot)
        assert isinstance(app.screen, StartScreen)
        assert "The records are locked." in script.words_on(app)


async def test_a_small_terminal_gets_one_line_and_grows_back(make_app, script):
    app = make_app(script.opening())
    async with app.run_test(size=(40, 10)) as pilot:
        await script.settle(pilot)
        words = script.words_on(app)
        assert "Please enlarge the terminal" in " ".join(words.split())
        assert "What did the first person" not in words
        await pilot.resize_terminal(80, 24)
        await script.settle(pilot)
        assert "What did the first person" in script.words_on(app)


async def test_the_theme_changes_by_a_key(make_app, script):
    app = make_app(open_id=None)
    async with app.run_test() as pilot:
        await script.settle(pilot)
        await pilot.press("ctrl+t")
        assert app.theme == LIGHT.name
