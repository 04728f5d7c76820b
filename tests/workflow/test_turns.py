"""Turns: on through the states, back, over a guard, and on after something failed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from leftovers import document_in, undisturbed_home
from talking import SETUP, TRIAGE, Talk

from agent.clock import SetClock
from agent.dialogue import (
    Advance,
    Answer,
    Asked,
    Back,
    Blocked,
    DontKnow,
    EditField,
    Ended,
    Missing,
    Override,
    Progress,
    Remark,
    Reopen,
    Skip,
)
from agent.errors import AnswerError, StoreError
from agent.home import Home
from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem, StateName
from agent.workflow import checkpoints
from agent.workflow.guards import missing_facts
from agent.workspace import Workspace

Opened = Callable[[Postmortem], Awaitable[Talk]]


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[StateName], Postmortem]:
    """The demo's document as it was when its session left a state."""
    shared = tmp_path_factory.getbasetemp().parent / "undisturbed"
    return lambda state: document_in(undisturbed_home(shared), state)


@pytest.fixture
async def opened(workspace: Workspace, clock: SetClock) -> AsyncIterator[Opened]:
    """Open a session on a document."""
    talks: list[Talk] = []

    async def open_(document: Postmortem) -> Talk:
        clock.move(max(stamp.at for stamp in document.provenance.values() if stamp.at))
        workspace.records.create(document, clock.now())
        talks.append(Talk(await workspace.open_session(document.meta.id)))
        return talks[-1]

    yield open_
    for talk in talks:
        await talk.session.close()


def changed(document: Postmortem, values: dict[str, object]) -> Postmortem:
    draft = Draft(document)
    for path, value in values.items():
        draft.set(path, value)
    return draft.finish()


# --- after a crash ---------------------------------------------------------------------------


async def test_a_reply_left_waiting_is_taken_at_the_moment_it_came(
    talk: Talk, home: Home, workspace: Workspace, clock: SetClock
) -> None:
    came = clock.now()
    reply = Answer(value="Orders failed for two hours.")
    workspace.records.stage(talk.session.id, talk.session.turn, reply.model_dump_json(), came)
    await talk.session.close()
    later = Workspace(home, SetClock(came + timedelta(days=3)))
    again = await later.open_session(talk.session.id)
    assert again.document.provenance["summary.text"].at == came
    assert later.records.turns(again.id)[-1].at == came
    assert again.question is not None
    assert again.question.id != "TR-01"
    await again.close()
    later.close()


async def test_a_turn_stored_before_an_error_is_not_taken_twice(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = talk.session._tools.records

    def full(*_: object) -> None:
        raise StoreError("The disk is full.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(records, "put_proposals", full)
        with pytest.raises(StoreError, match="full"):
            await talk.send(Answer(value="Orders failed for two hours."))
    asked = talk.session.turn
    await talk.send(Answer(value="Orders failed for two hours."))
    assert [remark.rule for remark in talk.of(Remark)] == ["session:resumed"]
    assert talk.session.turn == asked + 1
    assert talk.question.id != "TR-01"
    await talk.answer("TR-13", "Pool size")
    assert talk.session.document.meta.title == "Pool size"


async def test_an_answer_that_could_not_be_stored_can_be_given_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = talk.session._tools.records

    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(records, "commit_turn", full)
        with pytest.raises(StoreError, match="full"):
            await talk.send(Answer(value="Orders failed."))
    await talk.send(Answer(value="Orders failed for two hours."))
    assert talk.session.document.summary.text == "Orders failed for two hours."


async def test_a_library_that_fails_costs_a_remark_and_no_turn(
    opened: Opened, demo: Callable[[StateName], Postmortem]
) -> None:
    talk = await opened(demo("SHARE"))

    def broken(_: Postmortem) -> None:
        raise StoreError("The library is damaged.", "Rebuild it.")

    talk.session._tools = replace(talk.session._tools, keep=broken)
    await talk.send(Advance())
    assert "library" in [remark.rule for remark in talk.of(Remark)]
    assert talk.session.document.meta.state == "TRACK"


async def test_checkpoints_from_another_history_are_made_again(
    talk: Talk, home: Home, clock: SetClock
) -> None:
    await talk.answer("TR-01", "Orders failed for two hours.")
    stored = talk.session._tools.records.load(talk.session.id)
    better = changed(stored.document, {"meta.title": "Amended elsewhere"})
    await talk.session.close()
    later = Workspace(home, clock)
    later.records.amend(better, clock.now(), based_on=stored.revision)
    again = Talk(await later.open_session(talk.session.id))
    await again.answer("TR-03", "production_outage")
    assert again.session.document.meta.title == "Amended elsewhere"
    await again.session.close()
    later.close()


async def test_a_machine_clock_put_back_does_not_lose_the_place(
    talk: Talk, home: Home, clock: SetClock
) -> None:
    await talk.answer("TR-01", "Orders failed for two hours.")
    await talk.session.close()
    later = Workspace(home, clock)
    again = await later.open_session(talk.session.id)
    for table in ("checkpoints", "writes"):
        await again._connection.execute(f"UPDATE {table} SET checkpoint_id = 'f' || checkpoint_id")
    await again._connection.commit()
    talked = Talk(again)
    await talked.answer("TR-13", "Pool size")
    await talked.answer("TR-03", "production_outage")
    assert again.document.meta.title == "Pool size"
    assert again.document.meta.type == "production_outage"
    await again.close()
    later.close()


async def test_only_the_last_checkpoint_is_kept(talk: Talk) -> None:
    for question, value in TRIAGE:
        await talk.answer(question, value)
    cursor = await talk.session._connection.execute("SELECT count(*) FROM checkpoints")
    assert await cursor.fetchone() == (1,)
    await checkpoints.prune(talk.session._connection, talk.session.id)
    assert talk.session.question is not None


# --- refused ---------------------------------------------------------------------------------


def _gaps(talk: Talk) -> tuple[Missing, ...]:
    return missing_facts(talk.session.document.meta.state, talk.session.view)


async def test_triage_is_not_left_before_purpose_and_depth_are_asked(talk: Talk) -> None:
    share = ("TR-04", "5 % | no | no | no")
    for question, value in (*TRIAGE[:4], share):
        await talk.answer(question, value)
    assert talk.session.document.meta.severity == "sev3"
    assert talk.session.document.meta.depth == ""
    await talk.send(Advance())
    assert talk.of(Blocked)
    assert talk.question.id == "TR-06b"
    await talk.send(Answer(value="none"))
    asked: list[str] = []
    while talk.session.document.meta.state == "TRIAGE":
        asked.append(talk.question.id)
        await talk.send(Answer(value=_LITTLE[talk.question.id]))
    assert asked == ["TR-07", "TR-09", "TR-14", "TR-10"]
    assert talk.session.document.meta.depth == "light"


_LITTLE = {"TR-07": "alert", "TR-09": 1, "TR-14": "no | no | no | no", "TR-10": "none"}


@pytest.mark.parametrize(
    ("kind", "question"),
    [("process_failure", "TR-B1"), ("product_failure", "TR-P1"), ("near_miss", "TR-N2")],
)
async def test_severity_rests_on_the_question_of_the_type(
    talk: Talk, kind: str, question: str
) -> None:
    for asked, value in TRIAGE:
        await talk.answer(asked, kind if asked == "TR-03" else value)
    assert question in {q for gap in _gaps(talk) for q in gap.questions}
    assert talk.question.id == question


async def test_a_declared_depth_needs_no_more_facts(talk: Talk) -> None:
    for question, value in (*TRIAGE[:6], ("TR-18", "standard")):
        await talk.answer(question, value)
    assert not _gaps(talk)


async def test_a_trivial_incident_is_refused_until_there_is_a_reason(talk: Talk) -> None:
    for question, value in (*TRIAGE, ("TR-04", {"users_pct": 0, "internal_only": "yes"})):
        await talk.answer(question, value)
    for question, value in (("TR-07", "alert"), ("TR-06a", "the team"), ("TR-O2", "none")):
        assert talk.session.document.meta.state == "TRIAGE"
        assert question in {q for gap in _gaps(talk) for q in gap.questions}
        await talk.answer(question, value)
    if talk.session.document.meta.state != "REFUSED":
        await talk.send(Advance())
    assert talk.session.document.meta.refused_reason == "trivial"
    assert talk.question.id == "RF-02"
    await talk.send(Answer(value="It is the third time this month."))
    assert talk.session.document.meta.state in {"TRIAGE", "SETUP"}


async def test_the_reason_of_a_refusal_changes_with_the_facts(talk: Talk) -> None:
    await talk.answer("TR-02a", "no")
    assert talk.session.document.meta.refused_reason == "ongoing"
    await talk.answer("TR-06b", "punitive")
    assert talk.session.document.meta.refused_reason == "punitive"
    with pytest.raises(AnswerError, match="assesses"):
        await talk.send(Override(reason="The director wants it", by="Mara"))


async def test_a_refused_review_can_go_on_by_a_decision(talk: Talk) -> None:
    await talk.answer("TR-02a", "no")
    await talk.send(Override(reason="The rest is monitored.", by="Mara Lind"))
    assert talk.session.document.meta.state == "TRIAGE"
    assert talk.session.document.meta.overrides[0].state == "REFUSED"


# --- back and on -----------------------------------------------------------------------------


async def test_no_state_ahead_can_be_gone_back_to(talk: Talk) -> None:
    for state in ("SETUP", "LIGHT", "CLOSED", "REFUSED"):
        with pytest.raises(AnswerError, match="behind"):
            await talk.send(Back(state=state))
    assert talk.session.document.meta.state == "TRIAGE"


async def test_no_later_answer_leads_past_a_guard(talk: Talk) -> None:
    for question, value in TRIAGE:
        await talk.answer(question, value)
    await talk.send(Advance())
    await talk.answer("SU-01", "Alex Moreno")
    turn = talk.session.turn - 1
    await talk.send(Back(state="TRIAGE"))
    await talk.send(EditField(path="meta.title", value=""))
    with pytest.raises(AnswerError, match="later step"):
        await talk.send(Back(to=turn))
    await talk.send(Back())
    assert talk.session.document.meta.state == "TRIAGE"


async def test_the_state_cannot_be_edited_as_a_field(talk: Talk) -> None:
    for path in ("meta.state", "meta.overrides", "score_history"):
        with pytest.raises(AnswerError, match="kept by the session"):
            await talk.send(EditField(path=path, value="CLOSED"))


async def test_going_back_and_forward_again_asks_nothing_twice(
    opened: Opened, demo: Callable[[StateName], Postmortem]
) -> None:
    talk = await opened(demo("ACTIONS"))
    before = talk.session.document
    await talk.send(Back(state="TIMELINE"))
    assert talk.session.document.meta.state == "TIMELINE"
    assert talk.of(Asked)
    settled: set[tuple[str, str]] = set()
    for _ in range(40):
        if talk.session.document.meta.state == "LEARNING":
            break
        question = talk.session.question
        if question is not None and not question.required and talk.of(Blocked):
            break
        if question is not None:
            assert (question.id, question.about) not in settled
            settled.add((question.id, question.about))
        await talk.send(Advance())
        assert not talk.of(Blocked)
    assert talk.session.document.meta.state == "LEARNING"
    assert talk.session.document.timeline == before.timeline
    assert talk.session.document.actions == before.actions


async def test_an_error_found_in_the_review_leads_back_and_returns(
    opened: Opened, demo: Callable[[StateName], Postmortem]
) -> None:
    talk = await opened(demo("REVIEW"))
    events = talk.session.document.timeline.events
    detected = next(event for event in events if event.kind == "detected")
    path = f"timeline.events.{detected.id}.time"
    await talk.send(EditField(path=path, value="2026-03-02 17:30"))
    assert talk.session.document.meta.state == "TIMELINE"
    question = talk.question
    assert question.required
    await talk.send(EditField(path=path, value="2026-03-02 14:10"))
    assert talk.session.document.meta.state == "REVIEW"
    await talk.send(Back(state="TIMELINE"))
    assert talk.session.document.meta.state == "TIMELINE"


async def test_a_closed_review_is_opened_again_and_stays_open(
    opened: Opened, demo: Callable[[StateName], Postmortem]
) -> None:
    talk = await opened(demo("CLOSED"))
    assert isinstance([e async for e in talk.session.start()][-1], Ended)
    await talk.send(Reopen(reason="It happened again."))
    document = talk.session.document
    assert (document.meta.state, document.meta.status) == ("TRACK", "tracking")
    assert document.meta.closed_at is None
    assert "happened again" in document.followup.entries[-1].note
    assert talk.of(Asked)
    await talk.send(Advance())
    assert talk.of(Blocked)
    assert talk.session.document.meta.state == "TRACK"


@pytest.mark.parametrize("anew", [True, False])
async def test_a_reopened_review_closes_only_after_work_of_its_own(
    opened: Opened, demo: Callable[[StateName], Postmortem], *, anew: bool
) -> None:
    talk = await opened(demo("CLOSED"))
    await talk.send(Reopen(reason="It happened again."))
    if anew:
        assert (talk.question.id, talk.question.about) == ("TK-05", "U1")
        await talk.send(Answer(value="held | refused 3 more sizes since it was opened again"))
    else:
        await talk.answer("AC-14", "- Refuse sizes in the second file too (Owner: Sam Okoye)")
        (action,) = talk.session.document.actions[-1:]
        await talk.send(Advance())
        (blocked,) = talk.of(Blocked)
        assert {gap.about for gap in blocked.missing} == {action.id}
        await talk.answer("TK-04", "verified | pipeline run 9 | Jon Reyes", action.id)
    if talk.session.document.meta.state != "CLOSED":
        await talk.send(Advance())
    assert talk.session.document.meta.state == "CLOSED"


async def test_what_is_closed_takes_no_answer_to_nothing(
    opened: Opened, demo: Callable[[StateName], Postmortem]
) -> None:
    talk = await opened(demo("CLOSED"))
    for reply in (Answer(value="x"), DontKnow(), Skip()):
        with pytest.raises(AnswerError, match="No question"):
            await talk.send(reply)
    with pytest.raises(AnswerError, match="closed"):
        await talk.send(Override(reason="No reason", by="Mara"))


async def test_a_declined_action_with_a_reason_closes(
    opened: Opened, demo: Callable[[StateName], Postmortem]
) -> None:
    document = demo("TRACK")
    last = document.actions[-1].id
    talk = await opened(
        changed(
            document, {f"actions.{last}.status": "declined", f"actions.{last}.declined_reason": ""}
        )
    )
    await talk.send(Advance())
    (blocked,) = talk.of(Blocked)
    assert [gap.about for gap in blocked.missing] == [last]
    assert (talk.question.id, talk.question.about) == ("TK-09", last)
    await talk.send(Answer(value="Another team does it already."))
    if talk.session.document.meta.state != "CLOSED":
        await talk.send(Advance())
    assert talk.session.document.meta.state == "CLOSED"


@pytest.mark.parametrize(
    "state",
    ["TRIAGE", "SETUP", "TIMELINE", "IMPACT", "CAUSES", "ACTIONS", "LEARNING", "REVIEW", "SHARE"],
)
async def test_every_state_can_be_left_by_a_named_decision(
    state: StateName, opened: Opened, demo: Callable[[StateName], Postmortem], workspace: Workspace
) -> None:
    talk = await opened(demo(state))
    for reply in (Override(reason=" ", by="Mara"), Override(reason="Because", by=" ")):
        with pytest.raises(AnswerError, match="reason and a name"):
            await talk.send(reply)
    await talk.send(Override(reason="The rest comes tomorrow.", by="Mara Lind"))
    document = talk.session.document
    assert document.meta.state != state
    assert document.meta.overrides[-1].state == state
    assert "The rest comes tomorrow." in workspace.markdown(document)
    assert state in workspace.not_ready(document.meta.id)


async def test_a_break_is_offered_once_after_the_sixth_reply(talk: Talk) -> None:
    offered: list[int] = []
    replies = [Answer(value=v, question=q) for q, v in TRIAGE]  # type: ignore[arg-type]
    replies += [Advance()]
    replies += [Answer(value=v, question=q) for q, v in SETUP]  # type: ignore[arg-type]
    for number, reply in enumerate(replies, start=1):
        await talk.send(reply)
        (progress,) = talk.of(Progress)
        if progress.offer_break:
            offered.append(number)
    assert offered == [6]
