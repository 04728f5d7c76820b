"""Every question of the bank takes an answer, and what was answered is no longer open."""

from datetime import UTC, date, datetime

import pytest

from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.questions.bank import BankField, BankQuestion, load_bank
from agent.questions.filling import fill
from agent.questions.reading import ReadingContext
from agent.questions.relevance import Relevance, subjects_for

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SAMPLES = {
    "text": "some words here",
    "number": "50",
    "integer": "3",
    "percent": "20 %",
    "fraction": "99.9 %",
    "minutes": "118 min",
    "time": "14:05",
    "date": "2026-03-15",
    "timezone": "Europe/Berlin",
    "money": "20000 USD",
    "person": "Jon Reyes",
    "refs": "access log",
    "words": "one, two",
    "tri": "yes",
}
BY_NAME = {
    "id": "A1",
    "currency": "USD",
    "parent": "",
    "cause_ids": "U1",
    "cause_id": "U1",
    "barrier_ids": "B1",
    "barrier_id": "B1",
    "gap_ids": "E1",
    "depends_on": "A2",
    "events": "E1",
    "links": "U1",
    "node_id": "W1",
    "top": "T1",
    "keep": "A1",
    "actions": "A1",
    "inputs": "T1",
}
FIRST_OF_LIST = {"timeline.events": "E1", "analysis.causes": "U1", "actions": "A1", "people": "P1"}
SUBJECTS = {
    "passage": "summary.text",
    "action": "A1",
    "cause": "U1",
    "unproven_absence": "U1",
    "node": "W1",
    "event": "E1",
    "barrier": "B1",
    "why": "W1",
    "open_end": "W1",
    "omission": "W1",
    "decision": "E1",
    "spine": "ack",
    "gap": "E1-E2",
    "phase": "ttd",
    "dimension": "financial",
    "money": "impact.money.revenue",
    "estimate": "impact.users",
    "domain": "process",
    "candidate": "Y1",
    "lesson": "L1",
    "person": "P1",
    "responder": "P1",
    "evidence": "R1",
    "term": "BGP",
    "parked": "K1",
    "planned_share": "Z1",
}
STAYS_OPEN = {"TK-01a", "TK-01b"}
"""Looks at an open action: it is still open after the look."""


def document(incident_type: str) -> Postmortem:
    return Postmortem.model_validate(
        {
            "meta": {
                "id": "PM-2026-001",
                "type": incident_type,
                "severity": "sev2",
                "timezone": "UTC",
                "incident_date": "2026-03-03",
            },
            "summary": {"glossary": [{"id": "G1", "term": "BGP"}]},
            "people": [{"id": "P1", "display": "Mara Lind"}],
            "evidence": [{"id": "R1", "title": "log"}],
            "timeline": {
                "events": [
                    {"id": "E1", "text": "Chose a restart", "time": {"at": "2026-03-03T14:00:00Z"}},
                    {"id": "E2", "text": "Nodes came back"},
                ]
            },
            "impact": {"money": {"revenue": {"amount": "5"}}},
            "analysis": {
                "nodes": [{"id": "W1", "text": "One file for all nodes"}],
                "causes": [{"id": "U1"}],
                "barriers": [{"id": "B1", "layer": "test"}],
                "recurrence": {"candidates": [{"id": "Y1", "pm_id": "PM-2025-001"}]},
                "fault_tree": {"nodes": [{"id": "T1"}]},
            },
            "actions": [{"id": "A1", "text": "Refuse 20"}, {"id": "A2", "text": "Allow 50"}],
            "learning": {"lessons": [{"id": "L1", "text": "One file reaches all nodes"}]},
            "parking_lot": [{"id": "K1", "text": "A second file"}],
            "sharing": {"events": [{"id": "Z1", "audience": "team", "channel": "mail"}]},
        }
    )


def sample(field: BankField) -> str:
    if field.options:
        return field.options[-1].value
    if "{each}" in field.to:
        return FIRST_OF_LIST[field.to.partition(".{each}")[0]]
    if field.name in BY_NAME:
        return BY_NAME[field.name]
    return SAMPLES.get(field.kind, "")


def answer(question: BankQuestion) -> object:
    first = sample(question.fields[0])
    named = {field.name: sample(field) for field in question.fields}
    return {"text": first, "list": [first], "record": named, "rows": [named]}[question.form.kind]


def subject(kind: str) -> str:
    return SUBJECTS.get(kind) or SUBJECTS[kind.rpartition("_")[2]] if kind else ""


@pytest.mark.parametrize("question", load_bank().all(), ids=lambda question: question.id)
def test_an_answer_is_stored_and_closes_the_question(question: BankQuestion) -> None:
    before = document(question.types[0] if question.types else "production_outage")
    draft, about = Draft(before), subject(question.about)
    context = ReadingContext(
        timezone="UTC",
        incident_date=date(2026, 3, 3),
        now=NOW,
        document=before,
        previous=None,
    )
    stamp = Provenance(origin="human", at=NOW, question=question.id)
    filled = fill(draft, question, about, answer(question), context, stamp)
    after = draft.finish()
    assert filled.changed
    assert after != before
    open_still = {item.id for item in subjects_for(question, Relevance(after, {}, NOW))}
    assert not question.about or about not in open_still or question.id in STAYS_OPEN


def test_every_kind_of_subject_has_a_sample() -> None:
    assert all(subject(kind) for kind in {one.about for one in load_bank().all()} if kind)
