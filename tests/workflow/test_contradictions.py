"""Facts that don't fit together: stored, told, and asked about at once."""

import pytest
from talking import SETUP, TRIAGE, Talk

from agent.dialogue import Advance, EditField, Override, Skip
from agent.questions import relevance
from agent.questions.bank import load_bank


@pytest.fixture
async def timeline(talk: Talk) -> Talk:
    """A session at its timeline."""
    for steps in (TRIAGE, SETUP):
        for question, value in steps:
            await talk.answer(question, value)
        await talk.send(Advance())
    assert talk.session.document.meta.state == "TIMELINE"
    return talk


async def test_an_end_before_its_start_is_asked_about_at_once(timeline: Talk) -> None:
    await timeline.answer("TL-03a", [{"time": "14:05", "text": "First failed payment"}])
    await timeline.answer("TL-10c", [{"time": "13:40", "text": "Error rate back to normal"}])
    view = timeline.session.view
    assert "X02" in {finding.rule for finding in view.errors}
    assert timeline.question.id == "TL-12b"
    about = {event.kind: event.id for event in timeline.session.document.timeline.events}
    assert timeline.question.about == about["resolved"]
    await timeline.answer("TL-12b", "15:40", timeline.question.about)
    assert "X02" not in {finding.rule for finding in timeline.session.view.errors}


@pytest.mark.parametrize("by_field", [True, False])
async def test_an_event_moves_when_its_time_is_mended(timeline: Talk, *, by_field: bool) -> None:
    rows = [{"time": f"14:0{n}", "text": f"Step {n}"} for n in (1, 2, 3)]
    await timeline.answer("TL-16", rows)
    if by_field:
        await timeline.send(EditField(path="timeline.events.E1.time", value="14:09"))
    else:
        await timeline.answer("TL-12b", "14:09", "E1")
    stored = [event.id for event in timeline.session.document.timeline.events]
    assert stored == ["E2", "E3", "E1"]
    assert "X01" not in {finding.rule for finding in timeline.session.view.findings}


async def test_exact_times_are_not_asked_about_unprompted(timeline: Talk) -> None:
    await timeline.answer("TL-16", [{"time": "14:01", "text": "Step"}])
    view = timeline.session.view
    seen = relevance.Relevance(view.document, view.facts, view.now)
    question = load_bank().by_id("TL-12b")
    assert relevance.subjects_for(question, seen) == ()
    assert [subject.id for subject in relevance.subjects("coarse_event", seen)] == ["E1"]


async def test_a_contradiction_behind_us_is_asked_about_where_we_are(timeline: Talk) -> None:
    await timeline.answer("TL-03a", [{"time": "14:05", "text": "First failed payment"}])
    await timeline.send(Override(reason="Short of time.", by="Mara Lind"))
    assert timeline.session.document.meta.state == "IMPACT"
    await timeline.answer("TL-10c", [{"time": "13:40", "text": "Error rate back to normal"}])
    assert timeline.question.id == "TL-12b"
    await timeline.send(Skip())
    assert timeline.question.id != "TL-12b"
