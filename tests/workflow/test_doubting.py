"""Answers to a why that name no condition: asked about once, then taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import Talk

from agent.dialogue import Answer, Remark
from agent.errors import AnswerError
from agent.workflow.answers import Entry
from agent.workflow.conduct import conduct, names_no_condition
from agent.workflow.doubting import Doubts, TooLittleError
from agent.workflow.matching import reply_of
from agent.workspace import Workspace


def conditions(talk: Talk) -> list[str]:
    return [node.text for node in talk.session.document.analysis.nodes]


@pytest.mark.parametrize("words", conduct().too_little.flags)
async def test_a_why_without_a_condition_is_asked_about_and_then_taken(talk: Talk, words: str):
    turn = talk.session.turn
    with pytest.raises(AnswerError, match="does not say what made it possible") as refused:
        await talk.answer("CA-02", words)
    assert "\n" not in str(refused.value)
    assert (talk.session.turn, conditions(talk)) == (turn, [])
    events = await talk.answer("CA-02", words)
    assert talk.session.turn == turn + 1
    assert "conduct:too_little" in [e.rule for e in events if isinstance(e, Remark)]
    assert conditions(talk) == ([] if words == "n/a" else [words])


async def test_other_words_that_say_too_little_are_asked_about_anew(talk: Talk):
    for words in ("abc", "idk", "abc"):
        with pytest.raises(TooLittleError):
            await talk.answer("CA-02", words)
    await talk.answer("CA-02", "ABC ")
    assert conditions(talk) == ["ABC"]


async def test_the_same_words_are_asked_about_anew_where_they_answer_another_why(talk: Talk):
    with pytest.raises(TooLittleError):
        await talk.answer("CA-02", "abc")
    await talk.answer("CA-02", "The limit was too low.")
    with pytest.raises(TooLittleError):
        await talk.answer("CA-02", "abc", about="W1")


async def test_a_condition_is_taken_at_once(talk: Talk):
    for words in conduct().too_little.passes:
        await talk.answer("CA-02", words)
    assert len(conditions(talk)) == len(conduct().too_little.passes)


async def test_one_row_that_says_too_little_keeps_all_of_them_back(talk: Talk):
    rows = [{"text": "The limit was too low."}, {"text": "idk"}]
    with pytest.raises(TooLittleError, match="idk"):
        await talk.answer("CA-02", rows)
    assert conditions(talk) == []


async def test_no_other_question_is_doubted(talk: Talk):
    await talk.answer("CA-05", "n/a")
    assert talk.session.document.analysis.why_now == "n/a"


async def test_an_answers_file_is_taken_at_its_word_and_told_of_it(talk: Talk):
    events = await talk.send(reply_of(Entry(answer="idk"), "CA-02", ""))
    assert conditions(talk) == ["idk"]
    assert "“idk” names no condition" in next(e.text for e in events if isinstance(e, Remark))


async def test_what_was_taken_as_it_is_is_taken_again_after_a_crash(
    talk: Talk, workspace: Workspace
):
    session = talk.session
    reply = Answer(value="idk", question="CA-02", as_is=True)
    stored = reply.model_dump_json()
    workspace.records.stage(session.id, session.turn, stored, workspace.clock.now())
    await session.close()
    again = await workspace.open_session(session.id)
    try:
        assert [node.text for node in again.document.analysis.nodes] == ["idk"]
    finally:
        await again.close()


@given(st.text(max_size=60))
def test_whatever_is_said_the_same_words_are_taken_the_second_time(words: str):
    doubts, reply = Doubts(), Answer(value=words)
    with pytest.raises(TooLittleError), doubts.noted(reply, "CA-02", ""):
        raise TooLittleError("It says too little.")
    heard = doubts.heard(reply, "CA-02", "")
    assert isinstance(heard, Answer)
    assert (heard.as_is, heard.value) == (True, words)


@given(st.text(max_size=3000))
def test_any_text_is_judged(words: str):
    assert names_no_condition(words) in {True, False}


def test_long_answers_are_judged_in_no_time():
    assert not names_no_condition("we really just still " * 900 + "x y")
