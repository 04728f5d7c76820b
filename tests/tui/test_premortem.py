"""A pre-mortem in the app, over a real workspace: begun, gone on with, looked at."""

import asyncio
from datetime import UTC, datetime

import pytest
from textual.app import App

from agent.clock import SetClock
from agent.dialogue import Ask
from agent.home import Home
from agent.samples import premortem_answers
from agent.workflow.player import Player
from agent.workspace import Workspace
from tui.app import UnblameApp
from tui.fields import stored_rows
from tui.screens.facilitation import FacilitationScreen
from tui.widgets.foresight import ForesightPanel

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home with the sample, played to its watch."""
    home = Home.resolve({"UNBLAME_HOME": str(tmp_path_factory.mktemp("watched"))}).make()
    workspace = Workspace(home, SetClock(NOW), offline=True)
    asyncio.run(_play(workspace))
    workspace.close()
    return home


async def _play(workspace):
    session, heard = await workspace.new_premortem(), []
    try:
        answers = premortem_answers()
        await Player(session, answers, workspace.records, workspace.clock).play(heard.append)
    finally:
        await session.close()


@pytest.fixture
def place(home):
    """Return the workspace of that home, whose clock stands still."""
    workspace = Workspace(home, SetClock(NOW), offline=True)
    yield workspace
    workspace.close()


@pytest.fixture
def watched(place):
    """Return the id of the sample."""
    return next(one.id for one in place.premortems() if one.state == "WATCH")


@pytest.fixture
def empty(tmp_path):
    """Return a workspace with nothing in it."""
    home = Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()
    workspace = Workspace(home, SetClock(NOW), offline=True)
    yield workspace
    workspace.close()


async def test_a_key_on_the_start_screen_begins_a_premortem(empty, script):
    app = UnblameApp(empty)
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        assert "Pre-mortem" in script.words_on(app)
        await pilot.press("p")
        await script.settle(pilot)
        assert isinstance(app.screen, FacilitationScreen)
        words = script.words_on(app)
        assert "What are we about to do?" in words
        assert "Reasons, written" in words
        assert "Score" not in words
        await app.action_quit()


async def test_the_list_of_ones_own_holds_premortems_which_are_gone_on_with(place, watched, script):
    app = UnblameApp(place)
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        await pilot.press("r")
        await script.settle(pilot)
        assert watched in script.words_on(app)
        await pilot.press("enter")
        await script.settle(pilot)
        assert isinstance(app.screen, FacilitationScreen)
        assert "Watch. Step 5 of 5" in script.words_on(app)
        await app.action_quit()


async def test_the_matrix_and_the_ranking_are_pictures_of_the_document(place, watched, script):
    app = UnblameApp(place, open_id=watched)
    async with app.run_test(size=(100, 40)) as pilot:
        await script.settle(pilot)
        await pilot.press("f7", "p")
        await script.settle(pilot)
        words = script.words_on(app)
        assert "Failure modes by weight" in words
        assert "Risk matrix" in words
        first = next(line for line in words.splitlines() if "FM1" in line)
        assert "█" in first
        assert "%" in first
        assert "occurrence, 1 the rarest" in words
        await app.action_quit()


async def test_nobody_sees_what_another_person_rated_before_rating(place, watched, script):
    session = await place.open_premortem(watched)
    _ = [event async for event in session.reply(Ask(question="PM-32", about="P2"))]
    form, document = session.question.form, session.document
    await session.close()
    assert {row.id for row in stored_rows(document, form)} == {
        rating.id for rating in document.ratings if (rating.by, rating.round) == ("P2", "first")
    }
    rating = document.model_copy(
        update={
            "meta": document.meta.model_copy(update={"state": "RATE"}),
            "ratings": tuple(one for one in document.ratings if one.by != "P2"),
        }
    )
    panel = ForesightPanel()
    app = App()
    async with app.run_test():
        await app.mount(panel)
        panel.show(rating)
        assert "Failure modes by weight" not in panel.query_one(".foresight").content.plain
        panel.show(document)
        assert "Failure modes by weight" in panel.query_one(".foresight").content.plain


async def test_the_panel_beside_the_question_shows_the_modes_by_weight(place, watched, script):
    app = UnblameApp(place, open_id=watched)
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        words = script.words_on(app)
        assert "Failure modes by weight" in words
        assert "if they are independent" in words
        await app.action_quit()
