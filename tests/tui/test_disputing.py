"""Disputing a flag by keys: which one, why, and what happens when it can't be."""

from agent.dialogue import Dispute, Ended, Flag
from agent.errors import AnswerError
from tui.screens.disputing import FlagsModal
from tui.screens.document import DocumentScreen
from tui.screens.facilitation import FacilitationScreen


async def test_a_flag_is_chosen_and_disputed_with_a_reason(opened, script):
    turns = (script.opening(), script.answered(script.TEXT))
    async with opened(*turns, flags=script.FLAGS) as at:
        await at.press("ctrl+g")
        assert "BP05" in at.words
        await at.press("enter")
        assert script.FLAGS[0].text in at.words
        await at.fill("It is a quote", "Ana")
        await at.press("ctrl+s")
        reply = Dispute(
            rule="BP05", field="timeline.events.E2.text", reason="It is a quote", by="Ana"
        )
        assert at.session.replies == [reply]


async def test_a_dispute_without_a_reason_is_not_sent(opened, script):
    async with opened(script.opening(), flags=script.FLAGS) as at:
        await at.press("ctrl+g", "down", "enter", "ctrl+s")
        assert "(C2.K3.users)" in at.words
        assert "Why it is wrong is needed." in at.words
        await at.press("escape")
        assert at.session.replies == []
        assert isinstance(at.app.screen, FacilitationScreen)


async def test_leaving_the_list_of_flags_sends_nothing(opened, script):
    async with opened(script.opening(), flags=script.FLAGS) as at:
        await at.type("half an answer")
        await at.press("ctrl+g", "escape")
        assert at.session.replies == []
        assert at.text == "half an answer"


async def test_with_nothing_flagged_it_says_so(opened, script):
    async with opened(script.opening()) as at:
        await at.press("ctrl+g")
        assert "Nothing to dispute" in at.words
        assert not isinstance(at.app.screen, FlagsModal)


async def test_a_flag_can_be_disputed_from_the_document(opened, script):
    turns = (script.opening(), script.answered(script.TEXT))
    async with opened(*turns, flags=script.FLAGS) as at:
        await at.press("f7", "d", "enter")
        await at.fill("It is a quote")
        await at.press("ctrl+s")
        assert [reply.reason for reply in at.session.replies] == ["It is a quote"]
        assert isinstance(at.app.screen, DocumentScreen)


async def test_the_document_says_that_nothing_is_to_dispute(opened, script):
    async with opened(script.opening()) as at:
        await at.press("f7", "d")
        assert "Nothing to dispute" in at.words


async def test_a_refused_dispute_says_why(opened, script):
    refused = (AnswerError("BP05 finds nothing in timeline.events.E2.text."),)
    async with opened(script.opening(), refused, flags=script.FLAGS) as at:
        await at.press("ctrl+g", "enter")
        await at.fill("It is a quote")
        await at.press("ctrl+s")
        assert "BP05 finds nothing in timeline.events.E2.text." in at.words


async def test_what_is_read_only_or_closed_has_nothing_disputed(opened, script):
    async with opened(script.opening(), flags=script.FLAGS, read_only=True) as at:
        await at.press("ctrl+g")
        assert "read only" in at.words
        assert not isinstance(at.app.screen, FlagsModal)
    async with opened((script.PROGRESS, Ended(state="CLOSED")), flags=script.FLAGS) as at:
        await at.press("ctrl+g")
        assert "It is closed. Ctrl+O opens it again." in at.words


async def test_the_palette_finds_disputing_by_name(opened, script):
    async with opened(script.opening(), flags=script.FLAGS) as at:
        await at.press("ctrl+p", *"Dispute")
        await at.pilot.pause(0.5)
        await at.press("enter")
        assert isinstance(at.app.screen, FlagsModal)


async def test_hostile_flags_are_only_words(opened, script):
    flag = Flag(rule="X1", field=script.HOSTILE, text=script.HOSTILE)
    async with opened(script.opening(), flags=(flag,)) as at:
        for key in ("ctrl+g", "enter"):
            await at.press(key)
            assert "[bold]x[/bold]" in at.words
            assert "\x1b" not in at.words


async def test_a_long_list_of_flags_leaves_room_for_what_enter_does(opened, script):
    flags = tuple(Flag(rule=f"X{n}", text="what is needed here " * 5) for n in range(30))
    async with opened(script.opening(), flags=flags, size=(80, 24)) as at:
        await at.press("ctrl+g")
        assert "Enter takes it" in at.words
        await at.press("end", "enter")
        assert "(X29)" in at.words
