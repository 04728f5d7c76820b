"""The questions of a pre-mortem: short, open, with hints that are answers and places that exist."""

import re
from datetime import UTC, datetime

import pytest

from agent.errors import AnswerError
from agent.premortem.record import Meta, Premortem
from agent.questions import about_premortem
from agent.questions.bank import BankQuestion, load_bank, render
from agent.questions.hearing import hear
from agent.questions.places import has_place
from agent.questions.reading import ReadingContext
from agent.questions.relevance import Relevance, subjects

BANK = load_bank("premortem")
SHARED = {question.id for question in load_bank().all()}
OWN = [question for question in BANK.all() if question.id not in SHARED]
CONTEXT = ReadingContext(now=datetime(2026, 9, 1, tzinfo=UTC))
CLOSED = re.compile(r"(?:do|does|did|is|are|was|were|will|can|could|should|has|have)\b", re.I)
OF_THE_METHOD = {f"PM-{number:02}" for number in range(1, 17)}


def test_every_question_of_the_method_is_there() -> None:
    present = {re.sub(r"[a-z]$", "", question.id) for question in OWN}
    assert present >= OF_THE_METHOD


def test_ids_are_given_once_and_never_those_of_a_postmortem() -> None:
    ids = [question.id for question in BANK.all()]
    assert len(ids) == len(set(ids))
    assert all(question.id.startswith("PM-") for question in OWN)


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_a_question_is_short_open_and_asks_for_facts(question: BankQuestion) -> None:
    words = question.text.replace("{text}", "").split()
    assert len(words) <= 30
    asked = [part.strip() for part in re.split(r"(?<=[.?:”])\s", question.text) if "?" in part]
    assert asked
    assert not any(CLOSED.match(part.lstrip("“")) for part in asked)


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_a_hint_is_read_as_the_answer_to_its_own_question(question: BankQuestion) -> None:
    heard = hear(question, question.hint, CONTEXT)
    assert heard.rows
    if question.form.kind in {"rows", "record"}:
        assert len(heard.rows[0].cells) > 1 or len(question.fields) == 1 or question.unsaid


@pytest.mark.parametrize("question", BANK.all(), ids=lambda question: question.id)
def test_every_answer_has_a_place_in_the_document(question: BankQuestion) -> None:
    form = question.form
    base = ""
    if form.kind != "text" and form.list_path:
        assert form.list_path in Premortem.prefixes
        base = f"{form.list_path}.X1."
    for field in question.fields:
        if field.to != "note":
            path = base + field.to.replace("{about}", "X1").replace("{each}", "X1")
            assert has_place(path, Premortem), path
    for path in form.also:
        assert has_place(path.replace("{about}", "X1"), Premortem)


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_what_is_asked_about_stands_in_the_question(question: BankQuestion) -> None:
    assert bool(question.about) == ("{text}" in question.text)
    long = "word " * 40
    shown = render(question, "FM1", long.strip())
    assert (long.strip() in shown) == (question.in_full and bool(question.about))


def test_scales_end_where_they_make_sense() -> None:
    rating = BANK.by_id("PM-32")
    for text in ("FM1 | 0", "FM1 | 11", "FM1 | 5 | 5 | 5 | 101 %"):
        with pytest.raises(AnswerError, match="makes no sense"):
            hear(rating, text, CONTEXT)


@pytest.mark.parametrize("kind", sorted(about_premortem.LISTINGS))
def test_an_empty_pre_mortem_has_nothing_to_ask_about(kind: str) -> None:
    empty = Premortem(meta=Meta(id="PRE-2026-001"))
    seen: Relevance[Premortem] = Relevance(empty, {}, CONTEXT.now)
    assert subjects(kind, seen) == ()
