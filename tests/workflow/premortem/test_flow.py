"""The way through a pre-mortem: guards, contradictions, the watch."""

from pathlib import Path

import pytest
from foreseeing import write
from talking import Talk

from agent.clock import SetClock
from agent.dialogue import Advance, Back, Reopen
from agent.errors import AnswerError
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Played, Player
from agent.workflow.premortem.flow import PREMORTEM
from agent.workflow.premortem.guards import GUARDS
from agent.workspace import Workspace

SAMPLE = Path(__file__).parents[2] / "samples" / "answers" / "room_booking.yaml"


async def play(workspace: Workspace, talk: Talk) -> Played:
    answers = AnswersFile.load(SAMPLE, "premortem")
    player = Player(talk.session, answers, workspace.records, workspace.clock)
    return await player.play(lambda _: None)


def test_every_state_has_a_guard_and_its_questions() -> None:
    sections = {question.state for question in PREMORTEM.bank().all()}
    for state in PREMORTEM.states:
        assert state.name in GUARDS
        assert set(state.questions) <= sections
        assert 0 <= state.step < len(PREMORTEM.steps)


def test_the_states_form_one_way_from_the_plan_to_the_end() -> None:
    way = ["PLAN"]
    while (following := PREMORTEM.following(way[-1], None)) is not None:  # type: ignore[arg-type]
        way.append(following)
    assert way == list(PREMORTEM.order)


async def test_the_sample_is_played_to_the_watch_and_again_without_a_change(
    workspace: Workspace, premortem: object
) -> None:
    talk = Talk(premortem)  # type: ignore[arg-type]
    played = await play(workspace, talk)
    document = talk.session.document
    assert (document.meta.state, document.meta.status) == ("WATCH", "watching")
    assert played.unused == []
    await play(workspace, talk)
    assert talk.session.document == document


async def test_a_decision_after_the_end_of_the_plan_is_stored_and_asked_about(talk: Talk) -> None:
    await talk.send(Back(state="PLAN"))
    await talk.answer("PM-20", "2026-12-24")
    gaps = PREMORTEM.missing("PLAN", talk.session.view)
    assert [gap.rule for gap in gaps] == ["decision-after-end"]
    assert talk.question.id == "PM-20"


async def test_a_failure_that_may_happen_is_not_taken_for_one_that_has_happened(
    talk: Talk,
) -> None:
    await talk.send(Back(state="FAILURE"))
    await talk.answer("PM-03", "It might be late.")
    facts = " ".join(gap.fact for gap in PREMORTEM.missing("FAILURE", talk.session.view))
    assert "past tense" in facts
    assert "day" in facts
    assert "size" in facts


async def test_every_reason_needs_one_mode_and_every_mode_a_chain(talk: Talk) -> None:
    await write(talk)
    while talk.session.document.meta.state == "COLLECT":
        await talk.answer("PM-26", "kept", about=talk.question.about)
    await talk.answer("PM-29", [{"text": "Late bookings", "reason_ids": "RS2, RS5"}])
    await talk.answer("PM-29", [{"text": "Dark panels", "reason_ids": "RS1, RS2"}])
    facts = [gap.fact for gap in PREMORTEM.missing("CLUSTER", talk.session.view)]
    assert "a failure mode for RS4" in facts
    assert "RS2 in one failure mode, not in FM1 and FM2" in facts
    assert any("FM1 to the failure" in fact for fact in facts)
    await talk.answer("PM-31", "FM2", about="RS4")
    assert "RS4" in talk.session.document.modes[1].reason_ids


@pytest.mark.parametrize(
    ("question", "about", "value"),
    [
        ("PM-32", "P1", [{"mode_id": "FM1", "severity": 11}]),
        ("PM-32", "P1", [{"mode_id": "FM1", "severity": 5, "probability_pct": "140 %"}]),
        ("PM-32", "P1", [{"mode_id": "FM9", "severity": 5}]),
        ("PM-22", "", "140 %"),
    ],
)
async def test_figures_out_of_their_range_are_refused(
    talk: Talk, question: str, about: str, value: object
) -> None:
    before = talk.session.document
    with pytest.raises(AnswerError):
        await talk.answer(question, value, about=about)
    assert talk.session.document == before


async def test_what_is_read_of_a_signal_is_kept_with_its_number(
    workspace: Workspace, premortem: object, clock: SetClock
) -> None:
    talk = Talk(premortem)  # type: ignore[arg-type]
    await play(workspace, talk)
    await talk.answer("PM-43", "4 rooms, all on one day", about="SG1")
    (reading,) = talk.session.document.readings
    assert (str(reading.value), reading.at) == ("4", clock.now())


async def test_going_back_to_a_step_with_nothing_open_asks_its_first_question(
    workspace: Workspace, premortem: object
) -> None:
    talk = Talk(premortem)  # type: ignore[arg-type]
    await play(workspace, talk)
    for state, question in (("RATE", "PM-32"), ("SILENT", "PM-04")):
        await talk.send(Back(state=state))  # type: ignore[arg-type]
        assert talk.question.id == question


async def test_a_watch_is_closed_with_its_outcome_and_can_be_opened_again(
    workspace: Workspace, premortem: object
) -> None:
    talk = Talk(premortem)  # type: ignore[arg-type]
    await play(workspace, talk)
    await talk.answer("PM-46", "All bookings are made in the app.")
    await talk.send(Advance())
    assert talk.session.document.meta.state == "CLOSED"
    await talk.send(Reopen(reason="the second office opens"))
    assert talk.session.document.meta.state == "WATCH"
