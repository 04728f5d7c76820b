"""Facilitation by keys: questions, replies, and no word lost."""

from textual import events
from textual.widgets import Input, OptionList

from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Ask,
    Back,
    Blocked,
    DontKnow,
    Edit,
    Ended,
    Missing,
    Override,
    Park,
    Reject,
    Reopen,
    Skip,
    Stored,
)
from tui.widgets.proposals import ProposalsList


async def test_the_question_its_reason_and_its_hint_are_shown(opened, script):
    async with opened(script.opening()) as at:
        assert script.TEXT.text in at.words
        assert "Why now: The timeline has no first signal yet." in at.words
        assert "For example: 14:10 pager" in at.words
        assert "no model · 0 tokens · cost 0" in at.words


async def test_steps_and_score_are_said_in_words_and_fold_when_narrow(opened, script):
    async with opened(script.opening(), size=(120, 40)) as at:
        assert "needs 3.5" in at.words
        assert "not known yet" in at.words
        assert "Weighted mean 2.87" in at.words
        assert "needs the first" in at.words
        await at.press("f9")
        assert "Weighted mean" not in at.words
    async with opened(script.opening()) as at:
        assert "Weighted mean" not in at.words
        assert "Timeline. Step 1 of 5: Timeline and impact, blocked by 2 · Score 2.87" in at.words
        await at.press("f9")
        assert "Weighted mean 2.87" in at.words
        await at.press("f9")
        assert script.TEXT.text in at.words


async def test_an_answer_is_sent_by_key_and_the_next_question_comes(opened, script):
    async with opened(script.opening(), script.answered(script.NUMBER)) as at:
        await at.type("The pager, at 14:10")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value="The pager, at 14:10")]
        assert script.NUMBER.text in at.words
        assert "needed to go on" in at.words


async def test_what_was_typed_before_the_key_is_sent_with_it(opened, script):
    async with opened(script.opening(), script.answered(script.NUMBER)) as at:
        for key in (*"fast", "ctrl+s"):
            character = key if len(key) == 1 else None
            at.app.post_message(events.Key(key, character))
        await script.settle(at.pilot)
        assert at.session.replies == [Answer(value="fast")]


async def test_enter_sends_a_single_line(opened, script):
    async with opened(script.opening(script.NUMBER), script.answered(script.TEXT)) as at:
        await at.fill("50K")
        await at.press("enter")
        assert at.session.replies == [Answer(value="50K")]


async def test_a_number_key_points_at_a_choice_and_enter_sends_it(opened, script):
    async with opened(script.opening(script.CHOICE), script.answered(script.TEXT)) as at:
        await at.press("3")
        assert at.session.replies == []
        await at.press("enter")
        assert at.session.replies == [Answer(value="near_miss")]


async def test_an_empty_answer_is_not_sent(opened, script):
    async with opened(script.opening()) as at:
        await at.press("ctrl+s")
        assert at.session.replies == []
        assert "Nothing was entered." in at.words


async def test_replies_that_need_no_words_are_one_key(opened, script):
    turns = [script.answered(script.TEXT) for _ in range(3)]
    async with opened(script.opening(), *turns) as at:
        await at.press("f2")
        await at.press("f5")
        await at.press("f6")
        assert at.session.replies == [DontKnow(), Back(), Advance()]


async def test_the_second_dont_know_asks_who_could_find_out(opened, script):
    turns = [script.answered(script.TEXT) for _ in range(2)]
    async with opened(script.opening(), *turns) as at:
        await at.press("f2")
        await at.press("f2")
        await at.fill("Ana", "2026-03-15")
        await at.press("ctrl+s")
        assert at.session.replies[1].follow_up_owner == "Ana"
        assert str(at.session.replies[1].by) == "2026-03-15"


async def test_a_day_that_cannot_be_read_is_told_and_not_sent(opened, script):
    turns = [script.answered(script.TEXT) for _ in range(2)]
    async with opened(script.opening(), *turns) as at:
        await at.press("f2")
        await at.press("f2")
        await at.fill("Ana", "soon")
        await at.press("ctrl+s")
        assert len(at.session.replies) == 1
        assert "is not a date" in at.words


async def test_parking_a_thought_keeps_what_was_typed(opened, script):
    async with opened(script.opening(), script.answered(script.TEXT)) as at:
        await at.type("half an answer")
        await at.press("f4")
        await at.fill("Rotate the keys")
        await at.press("enter")
        assert at.session.replies == [Park(text="Rotate the keys")]
        assert at.text == "half an answer"


async def test_skipping_takes_a_reason(opened, script):
    async with opened(script.opening(), script.answered(script.NUMBER)) as at:
        await at.press("f3")
        await at.fill("Nobody was there")
        await at.press("ctrl+s")
        assert at.session.replies == [Skip(reason="Nobody was there")]


async def test_words_typed_for_a_question_wait_until_it_is_asked_again(opened, script):
    turns = [script.answered(script.NUMBER), script.answered(script.TEXT)]
    async with opened(script.opening(), *turns) as at:
        await at.type("half an answer")
        await at.press("f5")
        assert script.NUMBER.text in at.words
        await at.press("f5")
        assert at.text == "half an answer"


async def test_a_blocked_step_says_what_is_missing_and_can_be_overridden(opened, script):
    missing = Missing(fact="the end of the incident", questions=("TL-10",))
    blocked = (
        Stored(revision=2),
        Blocked(state="TIMELINE", missing=(missing,)),
        *script.opening()[3:],
    )
    async with opened(script.opening(), blocked, script.answered(script.TREE)) as at:
        await at.press("f6")
        assert "the end of the incident" in at.words
        await at.press("ctrl+o")
        assert "- the first signal" in at.words
        await at.press("ctrl+s")
        assert "Why is needed." in at.words
        await at.fill("No logs are left", "Ana")
        await at.press("ctrl+s")
        assert at.session.replies[-1] == Override(reason="No logs are left", by="Ana")


async def test_the_palette_jumps_to_what_is_missing(opened, script):
    missing = Missing(fact="the end of the incident", questions=("TL-10",), about="E1")
    blocked = (Blocked(state="TIMELINE", missing=(missing,)), *script.opening()[3:])
    async with opened(script.opening(), blocked, script.answered(script.TEXT)) as at:
        await at.press("f6")
        jump = at.app.screen.commands()[0]
        assert jump.title == "Answer: the end of the incident"
        await at.press("ctrl+p")
        at.app.screen.query_one(Input).value = "the end of the incident"
        await at.pilot.pause(0.3)
        await at.press("enter")
        assert at.session.replies[-1] == Ask(question="TL-10", about="E1")


async def test_proposals_are_accepted_edited_and_rejected_by_key(opened, script):
    def offering(count):
        return script.answered(
            script.TEXT, script.Proposed(proposals=script.PROPOSALS[2 - count :])
        )

    first = script.opening(proposals=script.PROPOSALS)
    async with opened(first, offering(2), offering(1), script.answered(script.TEXT)) as at:
        await at.press("f8")
        await at.press("a")
        await at.press("down")
        await at.press("e")
        await at.type("In my words")
        await at.press("ctrl+s")
        await at.press("r")
        accept, edit, reject = at.session.replies
        assert accept == Accept(proposal="3.1")
        assert edit == Edit(proposal="3.2", text="In my words")
        assert reject == Reject(proposal="3.2")
        assert not at.app.screen.query_one(ProposalsList).display
        assert at.app.screen.query_one("AnswerForm TextArea").has_focus


async def test_proposals_are_never_filled_into_the_answer(opened, script):
    async with opened(script.opening(proposals=script.PROPOSALS)) as at:
        assert at.text == ""


async def test_what_is_closed_can_be_opened_again_with_a_reason(opened, script):
    closed = (script.PROGRESS, Ended(state="CLOSED"))
    async with opened(closed, script.answered(script.TEXT)) as at:
        assert "This postmortem is closed." in at.words
        await at.press("ctrl+o")
        await at.fill("It happened again")
        await at.press("enter")
        assert at.session.replies == [Reopen(reason="It happened again")]


async def test_the_former_answer_is_there_after_going_back(opened, script):
    before = script.CHOICE.model_copy(update={"former": "near_miss"})
    async with opened(script.opening(before)) as at:
        assert at.app.screen.query_one("AnswerForm OptionList", OptionList).highlighted == 2


async def test_the_former_reply_is_shown_as_words(opened, script):
    reply = Answer(value="The pager, at 14:10").model_dump_json()
    before = script.TEXT.model_copy(update={"former": reply})
    async with opened(script.opening(before)) as at:
        assert at.text == "The pager, at 14:10"


async def test_a_former_record_fills_its_lines(opened, script):
    reply = Answer(value={"revenue": "20K USD"}).model_dump_json()
    before = script.RECORD.model_copy(update={"former": reply})
    async with opened(script.opening(before)) as at:
        assert "20K USD" in at.words


async def test_nothing_of_the_last_question_is_left_once_it_is_closed(opened, script):
    lane = script.drawn_document()
    done = script.PROGRESS.model_copy(update={"state": "CLOSED", "guard_met": True})
    asked = script.opening(script.ROWS)
    async with opened(asked, (done, Ended(state="CLOSED")), document=lane, size=(120, 40)) as at:
        await at.press("f6")
        assert "This postmortem is closed." in at.words
        assert "may be left" not in at.words
        assert "├" not in at.words


async def test_advice_is_not_told_as_an_example(opened, script):
    question = script.TEXT.model_copy(update={"hint": "Say so now.", "advice": True})
    async with opened(script.opening(question)) as at:
        assert "Say so now." in at.words
        assert "For example" not in at.words
