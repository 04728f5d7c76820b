"""What a model behind the coach shows: what it does, what it costs, and leave to ask it."""

import asyncio
from decimal import Decimal

import pytest

from agent.dialogue import Coaching, Remark
from tui.screens.consent import ConsentModal
from tui.widgets.status import StatusLine

NAME = "claude-probe"
ASKING = Coaching(model=NAME, doing=f"asking {NAME}: what made this possible", tokens_left=400_000)
SPENT = Coaching(
    model=NAME,
    tokens=12_345,
    tokens_left=387_655,
    cost=Decimal("0.1234"),
    cost_left=Decimal("1.8766"),
)
CONSENT = Remark(text="Nothing is sent unless you agree.", rule="coach:consent")


async def test_the_status_says_what_the_model_is_asked_and_which_key_goes_on_without(
    opened, script
):
    gate = asyncio.Event()
    turns = [script.opening(), script.answered(script.TEXT, SPENT)]
    async with opened(*turns, gate=gate, asking=True) as place:
        place.app.screen.query_one(StatusLine).coaching(ASKING)
        await place.pilot.pause()
        assert "Esc goes on without · asking claude-probe" in place.words
        await place.type("an answer")
        await place.pilot.press("ctrl+s")
        await place.pilot.pause()
        await place.pilot.press("escape")
        assert not place.session.asking
        gate.set()
        await script.settle(place.pilot)
        assert "12K of 400K tokens, $0.12 of $2.00" in place.words
        assert "Stopped" not in place.words


async def test_a_model_of_unknown_price_says_so(opened, script):
    async with opened(
        (*script.opening(), Coaching(model=NAME, tokens=900, tokens_left=10))
    ) as place:
        assert "claude-probe" in place.words
        assert "900 of 910 tokens, cost not known" in place.words


LONG = "claude-sonnet-5-5"
BUSY = SPENT.model_copy(
    update={"model": LONG, "doing": f"asking {LONG}: the events in the record (1200 characters)"}
)
REST = SPENT.model_copy(update={"model": LONG})


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("coaching", [BUSY, REST])
async def test_what_was_spent_can_be_read_whatever_the_width_and_the_work(
    opened, script, size, coaching
):
    async with opened(script.opening(), size=size) as place:
        line = place.app.screen.query_one(StatusLine)
        line.coaching(coaching)
        line.working("one moment (Esc stops)")
        await place.pilot.pause()
        (words,) = [row for row in place.words.splitlines() if "400K tokens" in row]
        assert words.rstrip().endswith(("$0.12 of $2.00", "$0.12/$2.00"))
        assert "12K" in words
        assert LONG in words
        assert ("Esc goes on without" in words) == bool(coaching.doing)


async def test_leave_is_asked_for_once_and_kept_when_given(opened, script):
    turns = [(*script.opening(), SPENT, CONSENT)]
    async with opened(*turns) as place:
        assert isinstance(place.app.screen, ConsentModal)
        assert "May claude-probe make proposals" in place.words
        await place.press("y")
        assert place.app._workspace.allowed == ["PM-2026-001"]
        assert not isinstance(place.app.screen, ConsentModal)


async def test_without_leave_nothing_is_kept(opened, script):
    async with opened((*script.opening(), SPENT, CONSENT)) as place:
        await place.press("escape")
        assert place.app._workspace.allowed == []
