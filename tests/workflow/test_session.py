"""A session over the real graph, the real records and the real bank."""

from collections.abc import Sequence

import pytest
from talking import SETUP, TRIAGE, Talk

from agent.clock import SetClock
from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Ask,
    Asked,
    Back,
    Blocked,
    DontKnow,
    Edit,
    EditField,
    Moved,
    Override,
    Park,
    Proposed,
    Reject,
    Remark,
    RemoveItem,
    Skip,
    Stored,
)
from agent.errors import AnswerError, SessionBusyError, StoreError
from agent.home import Home
from agent.workspace import Workspace


async def _through(talk: Talk, answers: Sequence[tuple[str, object]]) -> None:
    for question, value in answers:
        await talk.answer(question, value)


async def test_a_new_session_opens_with_the_first_question(talk: Talk) -> None:
    assert talk.question.id == "TR-01"
    assert talk.question.required


async def test_an_answer_is_on_disk_before_the_next_question_shows(
    talk: Talk, workspace: Workspace
) -> None:
    stored = False
    async for event in talk.session.reply(Answer(value="Orders failed for two hours.")):
        if isinstance(event, Stored):
            document = workspace.load(talk.session.id)
            assert document.summary.text == "Orders failed for two hours."
            stored = True
        if isinstance(event, Asked):
            assert stored
            assert event.question.id != "TR-01"


async def test_an_answer_that_cannot_be_read_changes_nothing(talk: Talk) -> None:
    before = talk.session.document
    with pytest.raises(AnswerError, match="purple"):
        await talk.answer("TR-03", "purple")
    assert talk.session.document == before
    assert talk.question.id == "TR-01"


async def test_advancing_too_early_names_the_missing_facts_and_asks(talk: Talk) -> None:
    await talk.answer("TR-01", "Orders failed for two hours.")
    await talk.send(Advance())
    (blocked,) = talk.of(Blocked)
    facts = [gap.fact for gap in blocked.missing]
    assert "the type of incident" in facts
    assert talk.question.required


async def test_the_guard_lets_a_complete_step_pass(talk: Talk) -> None:
    await _through(talk, TRIAGE)
    await talk.send(Advance())
    (moved,) = talk.of(Moved)
    assert (moved.before, moved.after) == ("TRIAGE", "SETUP")
    assert talk.session.document.meta.severity == "sev2"
    assert talk.session.document.meta.severity_source == "computed"


async def test_an_override_needs_a_reason_and_shows_in_the_document(talk: Talk) -> None:
    with pytest.raises(AnswerError, match="reason"):
        await talk.send(Override(reason=" ", by="Mara"))
    await talk.send(Override(reason="The rest comes tomorrow.", by="Mara Lind"))
    (override,) = talk.session.document.meta.overrides
    assert override.state == "TRIAGE"
    assert override.by == "Mara Lind"
    assert override.missing
    assert talk.session.document.meta.state == "SETUP"


async def test_an_ongoing_incident_is_refused_until_it_is_over(talk: Talk) -> None:
    await _through(talk, TRIAGE)
    await talk.answer("TR-02a", "no")
    assert talk.session.document.meta.state == "REFUSED"
    assert talk.session.document.meta.refused_reason == "ongoing"
    await talk.answer("TR-02a", "yes")
    assert talk.session.document.meta.state == "TRIAGE"


async def test_a_review_that_assesses_a_person_cannot_be_overridden(talk: Talk) -> None:
    await talk.answer("TR-06b", "punitive")
    assert talk.session.document.meta.refused_reason == "punitive"
    with pytest.raises(AnswerError, match="assesses"):
        await talk.send(Override(reason="The director wants it", by="Mara"))


async def test_going_back_shows_the_former_answer_and_deletes_nothing(talk: Talk) -> None:
    await talk.answer("TR-01", "Orders failed for two hours.")
    await talk.answer("TR-13", "Pool size")
    await talk.send(Back())
    assert talk.question.id == "TR-13"
    assert "Pool size" in talk.question.former
    await talk.send(Back())
    assert talk.question.id == "TR-01"
    assert talk.session.document.meta.title == "Pool size"
    await talk.send(Answer(value="Orders failed from 14:07 to 16:05."))
    assert talk.session.document.summary.text == "Orders failed from 14:07 to 16:05."
    assert talk.session.document.meta.title == "Pool size"


async def test_a_fix_raised_early_goes_to_the_parking_lot(talk: Talk) -> None:
    await talk.answer("TR-10", "We should add a limit to the deploy step.")
    (parked,) = talk.session.document.parking_lot
    assert "limit" in parked.text
    assert talk.session.document.actions == ()


async def test_a_thought_can_be_parked_while_the_question_stays_open(talk: Talk) -> None:
    before = talk.question.id
    await talk.send(Park(text="Look at the retry settings"))
    assert talk.question.id == before
    assert talk.session.document.parking_lot[0].text == "Look at the retry settings"


async def test_saying_dont_know_twice_stores_the_field_as_unknown(talk: Talk) -> None:
    first = talk.question.id
    await talk.send(DontKnow())
    assert talk.session.document.absences == {}
    await talk.send(Ask(question=first))
    await talk.send(DontKnow(follow_up_owner="Support"))
    assert talk.session.document.absences["summary.text"].follow_up_owner == "Support"


async def test_not_applicable_needs_a_reason(talk: Talk) -> None:
    with pytest.raises(AnswerError, match="reason"):
        await talk.send(Skip(not_applicable=True))
    await talk.send(Skip(not_applicable=True, reason="No text is kept"))
    assert talk.session.document.absences["summary.text"].kind == "not_applicable"


async def test_a_question_left_out_comes_back_only_at_the_end(talk: Talk) -> None:
    first = talk.question.id
    await talk.send(Skip())
    assert talk.question.id != first


async def test_a_blaming_answer_is_offered_in_neutral_words(talk: Talk) -> None:
    text = "The on-call engineer failed to roll back config 88 at 14:20."
    await talk.answer("TR-01", text)
    assert talk.session.document.summary.text == text
    (proposed,) = talk.of(Proposed)
    assert proposed.proposals[0].label


async def test_an_accepted_proposal_knows_where_it_came_from(talk: Talk) -> None:
    await talk.answer("TR-01", "The engineer forgot to renew the certificate of api-gw.")
    proposal = talk.session.proposals[0]
    await talk.send(Edit(proposal=proposal.id, text="The certificate of api-gw ran out."))
    document = talk.session.document
    if proposal.effect.kind == "put":
        assert document.summary.text == "The certificate of api-gw ran out."
        stamp = document.provenance["summary.text"]
        assert stamp.origin == "proposed-edited"
        assert stamp.proposal == proposal.text
    else:
        assert talk.question.text == "The certificate of api-gw ran out."


async def test_a_rejected_proposal_changes_nothing(talk: Talk) -> None:
    await talk.answer("TR-01", "The engineer forgot to renew the certificate of api-gw.")
    before = talk.session.document
    await talk.send(Reject(proposal="all"))
    assert talk.session.document == before
    assert talk.session.proposals == ()


async def test_proposals_are_gone_after_the_next_answer(talk: Talk) -> None:
    await talk.answer("TR-01", "The engineer forgot to renew the certificate of api-gw.")
    old = talk.session.proposals[0].id
    await talk.answer("TR-13", "Certificate ran out")
    with pytest.raises(AnswerError, match="Proposal"):
        await talk.send(Accept(proposal=old))


async def test_any_field_can_be_edited_by_its_path(talk: Talk) -> None:
    await talk.send(EditField(path="meta.severity", value="sev1"))
    meta = talk.session.document.meta
    assert (meta.severity, meta.severity_source) == ("sev1", "declared")
    with pytest.raises(AnswerError, match=r"summary\.txet"):
        await talk.send(EditField(path="summary.txet", value="x"))
    with pytest.raises(AnswerError, match="sev9"):
        await talk.send(EditField(path="meta.severity", value="sev9"))


async def test_a_date_is_edited_in_the_words_people_use(talk: Talk) -> None:
    await talk.answer("AC-14", "- Reject pools below 50 in the deploy step (Owner: Ana Ruiz)")
    await talk.send(EditField(path="actions.A1.due", value="15 March"))
    assert str(talk.session.document.actions[0].due) == "2026-03-15"


async def test_an_item_is_taken_out_and_its_id_is_not_given_again(talk: Talk) -> None:
    await talk.answer("LE-08", ["the first", "the second"])
    await talk.send(RemoveItem(path="learning.thanks.LT2"))
    await talk.answer("LE-08", ["the third"])
    assert [item.id for item in talk.session.document.learning.thanks] == ["LT1", "LT3"]
    with pytest.raises(AnswerError, match="kept by the session"):
        await talk.send(RemoveItem(path="score_history.0"))
    with pytest.raises(AnswerError, match="not an item"):
        await talk.send(RemoveItem(path="summary.text"))


async def test_a_pasted_record_is_known_as_imported(talk: Talk) -> None:
    await talk.answer("SU-14", "2026-03-02")
    await talk.answer("TL-16", "14:05 config 88 deployed\n14:10 alert fired")
    await talk.answer("TL-16", [{"time": "14:20", "text": "cause found"}])
    document = talk.session.document
    assert document.provenance["timeline.events.E1.text"].origin == "imported"
    assert document.provenance["timeline.events.E3.text"].origin == "human"


async def test_the_opening_words_are_said_and_agreed_to(talk: Talk) -> None:
    await _through(talk, TRIAGE)
    await talk.send(Advance())
    said = [remark.text for remark in talk.of(Remark)]
    assert any("conditions, not culprits" in text for text in said)
    await talk.answer("SU-09", "Agreed.")
    assert "conditions, not culprits" in talk.session.document.ground_rules.text


async def test_a_session_goes_on_in_another_process_where_it_stopped(
    talk: Talk, home: Home, clock: SetClock
) -> None:
    await talk.answer("TR-01", "Orders failed for two hours.")
    asked = talk.question
    await talk.session.close()
    later = Workspace(home, clock)
    again = await later.open_session(talk.session.id)
    assert again.question == asked
    assert again.document.summary.text == "Orders failed for two hours."
    await again.close()
    later.close()


async def test_lost_checkpoints_are_rebuilt_from_the_records(
    talk: Talk, home: Home, clock: SetClock
) -> None:
    await _through(talk, TRIAGE)
    document = talk.session.document
    await talk.session.close()
    for path in home.data.glob("checkpoints.db*"):
        path.unlink()
    later = Workspace(home, clock)
    again = await later.open_session(talk.session.id)
    assert again.document == document
    await Talk(again).send(Advance())
    assert again.document.meta.state == "SETUP"
    await again.close()
    later.close()


async def test_a_second_process_reads_and_does_not_write(
    talk: Talk, home: Home, clock: SetClock
) -> None:
    await talk.answer("TR-01", "Orders failed for two hours.")
    second = Workspace(home, clock)
    with pytest.raises(SessionBusyError, match=talk.session.id):
        await second.open_session(talk.session.id, exclusive=True)
    reader = await second.open_session(talk.session.id)
    assert reader.read_only
    remarks = [event async for event in reader.start() if isinstance(event, Remark)]
    assert talk.session.id in remarks[0].text
    with pytest.raises(StoreError, match="only be read"):
        async for _ in reader.reply(Advance()):
            pass
    await reader.close()
    second.close()


async def test_the_draft_of_a_line_survives(talk: Talk, home: Home, clock: SetClock) -> None:
    talk.session.keep_draft("Orders fai")
    await talk.session.close()
    later = Workspace(home, clock)
    again = await later.open_session(talk.session.id)
    assert again.draft() == "Orders fai"
    await again.close()
    later.close()


async def test_setup_is_left_with_an_owner_a_facilitator_and_the_ground_rules(talk: Talk) -> None:
    await _through(talk, TRIAGE)
    await talk.send(Advance())
    await _through(talk, SETUP)
    await talk.send(Advance())
    assert talk.session.document.meta.state == "TIMELINE"
    assert talk.session.document.ground_rules.shown_at is not None
