"""Turns that fail, take long or are left: no word of the person is lost."""

import asyncio

import pytest

from agent.dialogue import Answer, EditField, Remark
from agent.errors import AnswerError
from tui.screens.start import StartScreen


async def test_a_failed_turn_keeps_the_text_and_can_be_tried_again(opened, script):
    failed = (AnswerError("“soon” is not a time.", "Write it as 14:05."),)
    async with opened(script.opening(), failed, script.answered(script.NUMBER)) as at:
        await at.type("soon")
        await at.press("ctrl+s")
        assert at.text == "soon"
        assert "“soon” is not a time. Write it as 14:05." in at.words
        await at.press("ctrl+r")
        assert at.session.replies == [Answer(value="soon"), Answer(value="soon")]
        assert script.NUMBER.text in at.words


async def test_a_defect_inside_keeps_the_text_too(opened, script):
    async with opened(script.opening(), (RuntimeError("oops"),)) as at:
        await at.type("words")
        await at.pilot.press("ctrl+s")
        await at.pilot.pause()
        await at.pilot.pause()
        assert at.text == "words"
        assert "Something went wrong inside Unblame" in at.words


async def test_keys_during_a_turn_are_kept_for_the_next_question(opened, script):
    gate = asyncio.Event()
    turns = (script.opening(), script.answered(script.TEXT.model_copy(update={"id": "TL-02"})))
    async with opened(*turns, gate=gate) as at:
        await at.type("first")
        await at.pilot.press("ctrl+s")
        await at.pilot.pause()
        await at.pilot.press("n", "e", "x", "t")
        await at.pilot.press("ctrl+s")
        await at.pilot.pause()
        assert "One moment" in at.words
        gate.set()
        await script.settle(at.pilot)
        assert at.session.replies == [Answer(value="first")]
        assert at.text == "next"


async def test_keys_during_a_turn_that_fails_come_after_what_was_sent(opened, script):
    gate = asyncio.Event()
    async with opened(script.opening(), (AnswerError("No."),), gate=gate) as at:
        await at.type("first")
        await at.pilot.press("ctrl+s")
        await at.pilot.pause()
        await at.pilot.press("m", "o", "r", "e")
        gate.set()
        await script.settle(at.pilot)
        assert at.text == "first\nmore"


async def test_a_long_turn_can_be_stopped(opened, script):
    async with opened(script.opening(), gate=asyncio.Event()) as at:
        await at.type("first")
        await at.pilot.press("ctrl+s")
        await at.pilot.pause()
        await at.pilot.press("escape")
        await at.pilot.pause()
        await at.pilot.pause()
        assert at.text == "first"
        assert "Stopped." in at.words


async def test_the_draft_is_kept_while_typing_and_when_leaving(opened, script):
    async with opened(script.opening()) as at:
        await at.type("half")
        at.app.screen.keep_draft()
        assert at.session.kept == ["half"]
        at.app.screen.keep_draft()
        assert at.session.kept == ["half"]
        await at.type("half an answer")
        await at.press("ctrl+l")
        assert at.session.kept == ["half", "half an answer"]
        assert at.session.closed
        assert isinstance(at.app.screen, StartScreen)


async def test_quitting_keeps_the_draft(opened, script):
    async with opened(script.opening()) as at:
        await at.type("half")
        await at.pilot.press("ctrl+q")
        await at.pilot.pause()
        assert at.session.kept == ["half"]
        assert at.session.closed


async def test_the_draft_comes_back(opened, script):
    async with opened(script.opening(), first_draft="half") as at:
        assert at.text == "half"


async def test_a_read_only_session_says_so_and_refuses_replies(opened, script):
    async with opened(script.opening(), read_only=True) as at:
        assert "Read only" in at.words
        await at.type("words")
        await at.press("ctrl+s")
        await at.press("f2")
        assert at.session.replies == []
        assert at.session.kept == []
        assert at.text == "words"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)])
@pytest.mark.parametrize("name", ["ROWS", "TEXT", "CHOICE", "TREE"])
async def test_what_is_wrong_is_seen_however_much_there_is_to_show(opened, script, name, size):
    long = tuple(Remark(text=f"{n} {'much was said ' * 8}") for n in range(9))
    question = getattr(script, name)
    turns = ((*long, *script.opening(question, proposals=script.PROPOSALS)),)
    async with opened(
        *turns, (AnswerError("It can't be read.", "Say it otherwise."),), size=size
    ) as at:
        await at.press("f4")
        await at.fill("a thought")
        await at.press("ctrl+s")
        assert "It can't be read. Say it otherwise." in at.words


async def test_an_edit_that_met_the_end_of_an_earlier_turn_is_sent_again(opened, script):
    resumed = (Remark(text="Your last answer was stored."), *script.opening())
    turns = (script.opening(), resumed, script.answered(script.TEXT))
    async with opened(*turns) as at:
        at.app.screen.send(EditField(path="meta.title", value="Orders down"))
        await script.settle(at.pilot)
        assert at.session.replies == [EditField(path="meta.title", value="Orders down")] * 2
