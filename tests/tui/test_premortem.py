"""A pre-mortem in the app, over a real workspace: begun, gone on with, looked at."""

from datetime import UTC, datetime

import pytest
from foreseeing import FAILURE, HANA, PIET, PLAN
from talking import Talk

from agent.clock import SetClock
from agent.dialogue import Advance, Answer
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
        assert isinstance(app.screen, FacilitationScreen)
        await app.action_quit()


async def test_what_was_rated_is_drawn_beside_the_question_and_in_the_document(
    place, begun, script
):
    await rate(place, begun)
    app = UnblameApp(place, open_id=begun)
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        words = script.words_on(app)
        assert "Failure modes by weight" in words
        assert "M FM1   30 %  S8 O5 D7" in words or "H FM1   30 %  S8 O5 D7" in words
        assert "Severity by occurrence" in words
        await pilot.press("f7")
        await script.settle(pilot)
        assert "Rooms are booked in the new app" in script.words_on(app)
        await pilot.press("p")
        await script.settle(pilot)
        assert "Risk matrix" in script.words_on(app)
        await app.action_quit()
    narrow = UnblameApp(place, open_id=begun)
    async with narrow.run_test() as pilot:
        await script.settle(pilot)
        await pilot.press("f9")
        await script.settle(pilot)
        assert "Failure modes by weight" in script.words_on(narrow)
        await narrow.action_quit()


async def rate(place, begun):
    """Take a pre-mortem through the round to the first ratings."""
    session = await place.open_premortem(begun)
    talk = Talk(session)
    await talk.answer("PM-04", HANA, about="P1")
    await talk.answer("PM-04", PIET, about="P2")
    await talk.send(Advance())
    for _ in (*HANA, *PIET):
        await talk.send(Answer(value={"collected": "kept"}))
    assert session.document.meta.state == "CLUSTER"
    modes = [{"text": "The panels go dark", "reason_ids": "RS1, RS2, RS3, RS4, RS5, RS6"}]
    await talk.answer("PM-29", modes)
    rating = {"mode_id": "FM1", "severity": 8, "occurrence": 5, "detection": 7}
    await talk.answer("PM-32", [{**rating, "probability_pct": 30}], about="P1")
    await session.close()
