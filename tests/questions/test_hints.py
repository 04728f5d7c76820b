"""Every hint is an answer that the question takes, or is marked as advice."""

import re
from datetime import UTC, date, datetime

import pytest

from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.questions.bank import BankQuestion, load_bank
from agent.questions.filling import fill
from agent.questions.hearing import hear
from agent.questions.reading import ReadingContext
from agent.questions.sources import NewEvidence

CONTEXT = ReadingContext(
    now=datetime(2026, 3, 10, 12, tzinfo=UTC), timezone="UTC", incident_date=date(2026, 3, 3)
)
QUESTIONS = load_bank().all()
EVERY = (*QUESTIONS, *load_bank("premortem").all())
EXAMPLES = [question for question in QUESTIONS if not question.advice]
ADVICE = [question for question in QUESTIONS if question.advice]
NOTHING_YET = Postmortem.model_validate({"meta": {"id": "PM-2026-001"}})
WELL_FILLED = Postmortem.model_validate(
    {
        "meta": {"id": "PM-2026-001", "timezone": "UTC", "incident_date": "2026-03-03"},
        "people": [{"id": f"P{n}", "display": f"Person {n}"} for n in range(1, 4)],
        "timeline": {"events": [{"id": f"E{n}", "text": f"Step {n}"} for n in range(1, 10)]},
        "analysis": {
            "nodes": [{"id": "W1", "text": "One file for all nodes"}],
            "causes": [{"id": "U1"}],
            "fault_tree": {"nodes": [{"id": "T1"}]},
        },
        "actions": [{"id": f"A{n}", "text": f"Change {n}"} for n in range(1, 5)],
    }
)
"""A document with every id that a hint names."""
WITHOUT_A_DAY = [
    question
    for state in ("TRIAGE", "REFUSED", "SETUP")
    for question in load_bank().for_state(state)
    if not question.advice and not question.about
]
"""What is asked while the day of the incident may not be known."""
WITHOUT_SUBJECT = [question for question in EXAMPLES if not question.about]
MARK = re.compile(r"[A-Z]{1,2}\d+|[a-z]{1,3}")


@pytest.mark.parametrize("question", EXAMPLES, ids=lambda question: question.id)
def test_a_hint_is_read_as_the_answer_to_its_own_question(question: BankQuestion) -> None:
    heard = hear(question, question.hint, CONTEXT)
    assert heard.rows
    assert not heard.none


@pytest.mark.parametrize("question", EXAMPLES, ids=lambda question: question.id)
def test_a_hint_gives_each_field_what_belongs_there(question: BankQuestion) -> None:
    for row in hear(question, question.hint, CONTEXT).rows:
        for field, value in row.cells:
            if field.kind == "person":
                assert re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+)?", value.display)  # type: ignore[attr-defined]
            if field.kind in {"id", "ids"}:
                ids = (value,) if isinstance(value, str) else value
                assert all(MARK.fullmatch(each) for each in ids)  # type: ignore[attr-defined]
            if field.kind == "refs":
                titles = [ref.title for ref in value if isinstance(ref, NewEvidence)]  # type: ignore[attr-defined]
                assert all(len(title.split()) <= 4 for title in titles)


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_a_hint_says_a_choice_in_words(question: BankQuestion) -> None:
    assert not re.search(r"[a-z]_[a-z]", question.hint)


@pytest.mark.parametrize("question", EXAMPLES, ids=lambda question: question.id)
def test_an_example_offers_no_choice_of_answers(question: BankQuestion) -> None:
    assert not re.search(r"\bor:|, or |; or |\bsay \"", question.hint)


@pytest.mark.parametrize("question", ADVICE, ids=lambda question: question.id)
def test_advice_is_a_sentence(question: BankQuestion) -> None:
    assert question.hint.endswith(".")
    assert "|" not in question.hint


def _fill(question: BankQuestion, document: Postmortem) -> Postmortem:
    draft = Draft(document)
    context = ReadingContext(
        now=CONTEXT.now,
        timezone=document.meta.timezone,
        incident_date=document.meta.incident_date,
        document=document,
    )
    stamp = Provenance(origin="human", at=context.now, question=question.id)
    fill(draft, question, "", question.hint, context, stamp)
    return draft.finish()


@pytest.mark.parametrize("question", WITHOUT_SUBJECT, ids=lambda question: question.id)
def test_a_hint_typed_as_shown_is_stored(question: BankQuestion) -> None:
    assert _fill(question, WELL_FILLED) != WELL_FILLED


@pytest.mark.parametrize("question", WITHOUT_A_DAY, ids=lambda question: question.id)
def test_a_hint_is_stored_where_nothing_is_known_yet(question: BankQuestion) -> None:
    assert _fill(question, NOTHING_YET) != NOTHING_YET


PARTS = [
    ("AC-11", "effect 5, effort 2", {"impact": "5", "effort": "2"}),
    ("AC-11", "Effort: 2, effect: 5", {"impact": "5", "effort": "2"}),
    ("AC-11", "2 | 5", {"effort": "2", "impact": "5"}),
    ("AC-20", "A1 | effort 2 | effect 5 | P1", {"effort": "2", "impact": "5", "priority": "P1"}),
    ("AC-20", "A1 | 2 | 5 | P1", {"effort": "2", "impact": "5", "priority": "P1"}),
    ("IM-01", "50,000 of 250,000", {"affected": "50000", "base": "250000"}),
    (
        "IM-01",
        "50,000 out of 250,000 mobile users | estimated yes",
        {"affected": "50000", "base": "250000", "unit": "mobile users", "estimated": "yes"},
    ),
    ("IM-O1", "9,400 of 47,000 requests", {"bad_events": "9400", "total_events": "47000"}),
    ("IM-B1", "cases 340, counted in: refunds", {"value": "340", "unit": "refunds"}),
    ("TL-N1", "Waiting two minutes more, 3 at most", {"explanation": "Waiting two minutes more, 3 at most"}),
    ("IM-S3", "Letters to 1,900 people", {"text": "Letters to 1,900 people"}),
]  # fmt: skip


@pytest.mark.parametrize(("question_id", "text", "cells"), PARTS)
def test_values_beside_their_names_and_in_order_are_understood(
    question_id: str, text: str, cells: dict[str, str]
) -> None:
    (row,) = hear(load_bank().by_id(question_id), text, CONTEXT).rows
    assert {field.name: str(value) for field, value in row.cells} == cells
