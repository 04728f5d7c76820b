"""Records imported into a session: evidence at once, events only when somebody takes them."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from agent.dialogue import Accept, Answer, Edit, Import, Override, Reject
from agent.errors import AnswerError
from agent.workspace import Workspace

LOG = """source: gate log
13:58 Alert firing: scan latency above 4 s
14:10 thanks all
14:20 Decision: roll back ticket-gate to 4.18.2
15:51 Mitigated: scans take less than 1 s
"""
RECORD = Import(title="gates.log", text=LOG)
ON = Override(reason="The facts come later.", by="Mara Lind")


@pytest.fixture
async def begun(workspace):
    """A maker of sessions, which end with the test."""
    sessions = []

    async def make(*replies):
        session = await workspace.new_session()
        sessions.append(session)
        await heard(session, *replies)
        return session

    yield make
    for session in sessions:
        await session.close()


async def heard(session, *replies):
    return [event for reply in replies for event in [one async for one in session.reply(reply)]]


def texts(session):
    return [one.text for one in session.proposals]


async def test_a_record_becomes_evidence_and_no_event(begun):
    session = await begun(ON, ON)
    before = session.question
    events = await heard(session, RECORD)
    (evidence,) = session.document.evidence
    assert (evidence.title, evidence.kind, evidence.machine) == ("gates.log", "log", True)
    assert evidence.sha256 == sha256(LOG.encode()).hexdigest()
    assert session.document.provenance["evidence.R1.title"].origin == "imported"
    assert session.document.timeline.events == ()
    assert (session.question.id, session.question.about) == (before.id, before.about)
    assert [one.text for one in events if one.kind == "remark"] == ["4 events to look at."]


async def test_each_event_on_offer_shows_its_line_and_becomes_data_when_it_is_taken(begun):
    session = await begun(ON, ON)
    await heard(session, Answer(value="2031-05-01", question="SU-14"), RECORD)
    alert, talk, decision, _ = session.proposals
    assert alert.reason == "Line 2 of R1: “13:58 Alert firing: scan latency above 4 s”"
    assert alert.coach == "rules"
    await heard(session, Accept(proposal=alert.id), Reject(proposal=talk.id))
    await heard(session, Edit(proposal=decision.id, text="Roll back of ticket-gate decided"))
    first, second = session.document.timeline.events
    assert (first.text, first.kind) == ("Alert firing: scan latency above 4 s", "alert_fired")
    assert first.sources == ("R1",)
    assert session.document.provenance["timeline.events.E1.text"].origin == "proposed-accepted"
    assert session.document.provenance["timeline.events.E2.text"].origin == "proposed-edited"
    assert second.text == "Roll back of ticket-gate decided"
    assert texts(session) == ["Mitigated: scans take less than 1 s"]


async def test_what_was_imported_early_waits_for_the_timeline_and_its_times_for_the_day(begun):
    session = await begun()
    events = await heard(session, RECORD)
    assert "when the timeline is made" in next(e.text for e in events if e.kind == "remark")
    assert session.proposals == ()
    assert session.question is not None
    await heard(session, ON, ON)
    assert len(session.proposals) == 4
    document = session.document
    assert document.meta.incident_date is None
    await heard(session, Answer(value="2031-05-01", question="SU-14"))
    await heard(session, Accept(proposal=session.proposals[-1].id))
    (event,) = session.document.timeline.events
    assert event.time.at == datetime(2031, 5, 1, 15, 51, tzinfo=UTC)


async def test_events_stay_on_offer_while_the_timeline_is_made_also_after_a_restart(
    begun, workspace, home, clock
):
    session = await begun(ON, ON, Answer(value="2031-05-01", question="SU-14"), RECORD)
    await heard(session, Answer(value="13:50 Gates opened\n13:55 Queue seen", question="TL-16"))
    offered = texts(session)
    assert len(offered) == 4
    await session.close()
    workspace.close()
    later = Workspace(home, clock, offline=True)
    again = await later.open_session(session.id)
    assert texts(again) == offered
    await heard(again, ON)
    assert again.document.meta.state == "IMPACT"
    assert again.proposals == ()
    await again.close()
    later.close()


async def test_a_record_that_is_imported_again_offers_nothing_twice(begun):
    session = await begun(ON, ON)
    await heard(session, RECORD)
    await heard(session, Reject(proposal="all"))
    events = await heard(session, RECORD)
    assert len(session.document.evidence) == 1
    assert session.proposals == ()
    assert "No event was found that is new." in [e.text for e in events if e.kind == "remark"]


async def test_another_record_of_the_same_name_gets_a_name_of_its_own(begun):
    session = await begun(ON, ON)
    await heard(session, RECORD, Import(title="gates.log", text="16:40 Alert resolved\n"))
    assert [one.title for one in session.document.evidence] == ["gates.log", "gates.log (2)"]
    assert session.proposals[-1].reason.startswith("Line 1 of R2")


async def test_what_is_told_twice_in_a_minute_is_offered_once_unless_a_number_differs(begun):
    session = await begun(ON, ON, Answer(value="2031-05-01", question="SU-14"))
    told = (
        "14:05:10 Alert firing: queue of gate 7 is full",
        "14:05:40 Alert firing: the queue of gate 7 is full",
        "14:05:50 Alert firing: queue of gate 8 is full",
        "14:09:10 Alert firing: queue of gate 7 is full",
    )
    await heard(session, Import(title="gates.log", text="\n".join(told)))
    assert [one.line for one in session.proposals] == [1, 3, 4]


async def test_of_a_long_record_the_kinds_of_events_come_before_the_talk(begun):
    talk = "".join(
        f"[13:{n % 60:02}:{n // 60:02}] jo: still looking at it {n}\n" for n in range(300)
    )
    alert = "[14:01:00] alertbot: Alert firing: scan latency above 4 s\n"
    session = await begun(ON, ON)
    await heard(session, Import(title="chat", text=talk + alert))
    (offer,) = session.proposals
    assert (offer.line, offer.effect.fields["kind"]) == (301, "alert_fired")


@pytest.mark.parametrize("text", ["", " \n\n", "\x1b[31m\u200b"])
async def test_a_record_without_a_word_is_refused(begun, text):
    session = await begun(ON, ON)
    with pytest.raises(AnswerError, match=r"gates.log is empty"):
        await heard(session, Import(title="gates.log", text=text))
    assert session.document.evidence == ()


async def test_a_premortem_takes_no_record(workspace):
    session = await workspace.new_premortem()
    with pytest.raises(AnswerError, match="no timeline"):
        await heard(session, RECORD)
    await session.close()


async def test_a_hostile_title_and_text_reach_no_terminal(begun):
    session = await begun(ON, ON)
    title = "a\x1b]0;x\x07\n<b>.log" * 40
    await heard(session, Import(title=title, text="14:05 \x1b[31mAlert\x1b[0m firing [bold]x\n"))
    (evidence,) = session.document.evidence
    assert "\x1b" not in evidence.title
    assert len(evidence.title) <= 120
    (offer,) = session.proposals
    assert "\x1b" not in offer.text + offer.reason
