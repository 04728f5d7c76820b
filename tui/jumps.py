"""Every question of the bank that makes sense by now, to jump to from the command palette."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.dialogue import Ask
from agent.premortem.record import AnyDocument, Premortem

if TYPE_CHECKING:
    from agent.questions.bank import BankQuestion
    from agent.questions.relevance import Relevance

_SUBJECTS = 20
"""A question that can be about more things than this is reached from its own table."""

Jump = tuple[str, Ask]


def jumps(document: AnyDocument, now: datetime) -> tuple[Jump, ...]:
    """Return the words of each question with the reply that asks it, in the order of the bank."""
    from agent.questions import bank, relevance  # noqa: PLC0415 - the first paint doesn't pay

    seen = _seen(document, now)
    kind = "premortem" if isinstance(document, Premortem) else "postmortem"
    incident = "" if isinstance(document, Premortem) else document.meta.type
    return tuple(
        jump
        for question in bank.load_bank(kind).all()
        if question.state != "REFUSED" and relevance.fits(question, incident, seen)
        for jump in _about_each(question, seen)
    )


def _seen(document: AnyDocument, now: datetime) -> "Relevance[Any]":
    from agent import assessment  # noqa: PLC0415 - as above
    from agent.questions import relevance  # noqa: PLC0415

    premortem = isinstance(document, Premortem)
    facts = {} if premortem else assessment.facts(document, now)
    return relevance.Relevance(document, facts, now)


def _about_each(question: "BankQuestion", seen: "Relevance[Any]") -> Iterator[Jump]:
    from agent.questions import bank, relevance  # noqa: PLC0415 - as above

    if not question.about:
        yield f"{question.id}: {bank.render(question, '', '')}", Ask(question=question.id)
        return
    subjects = relevance.subjects(question.about, seen)
    for subject in subjects if len(subjects) <= _SUBJECTS else ():
        words = bank.render(question, subject.id, subject.text)
        place = f"{question.id} {subject.id}".strip()
        yield f"{place}: {words}", Ask(question=question.id, about=subject.id)
