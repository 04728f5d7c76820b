"""A pre-mortem in the app, over a real workspace: begun, gone on with, looked at."""

from datetime import UTC, datetime

import pytest
from foreseeing import FAILURE, PLAN
from talking import Talk

from agent.clock import SetClock
from agent.dialogue import Advance
from agent.settings import Home
from agent.workspace import Workspace
from tui.app import UnblameApp
from tui.screens.facilitation import FacilitationScreen

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def place(tmp_path):
    """Return a workspace of its own, whose clock stands still."""
    home = Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()
    workspace = Workspace(home, SetClock(NOW), offline=True)
    yield workspace
    workspace.close()


@pytest.fixture
async def begun(place):
    """Return the id of a pre-mortem whose people are about to write alone."""
    session = await place.new_premortem()
    talk = Talk(session)
    for question, value in PLAN:
        await talk.answer(question, value)
    await talk.send(Advance())
    await talk.answer("PM-03", FAILURE)
    await session.close()
    return session.id


async def test_a_key_on_the_start_screen_begins_a_premortem(place, script):
    app = UnblameApp(place)
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


async def test_a_premortem_is_in_the_list_of_ones_own_and_gone_on_with(place, begun, script):
    app = UnblameApp(place)
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        assert f"Last: {begun} Rooms are booked in the new app (silent)" in script.words_on(app)
        await pilot.press("r")
        await script.settle(pilot)
        assert begun in script.words_on(app)
        await pilot.press("enter")
        await script.settle(pilot)
        assert "It is Hana Sato's turn." in script.words_on(app)
        assert "write" not in script.words_on(app)
        await pilot.press("enter")
        await script.settle(pilot)
        assert isinstance(app.screen, FacilitationScreen)
        assert "Hana Sato writes now, alone." in script.words_on(app)
        await app.action_quit()
