"""Every question of the bank that makes sense by now, to jump to from the command palette."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from agent.dialogue import Ask
from agent.postmortem.record import Postmortem

if TYPE_CHECKING:
    from agent.questions.bank import BankQuestion
    from agent.questions.relevance import Relevance

_SUBJECTS = 20
"""A question that can be about more things than this is reached from its own table."""

Jump = tuple[str, Ask]


def jumps(document: Postmortem, now: datetime) -> tuple[Jump, ...]:
    """Return the words of each question with the reply that asks it, in the order of the bank."""
    from agent import assessment  # noqa: PLC0415 - the first paint doesn't pay for it
    from agent.questions import bank, relevance  # noqa: PLC0415

    seen = relevance.Relevance(document, assessment.facts(document, now), now)
    return tuple(
        jump
        for question in bank.load_bank().all()
        if question.state != "REFUSED" and relevance.fits(question, document.meta.type, seen)
        for jump in _about_each(question, seen)
    )


def _about_each(question: "BankQuestion", seen: "Relevance") -> Iterator[Jump]:
    from agent.questions import bank, relevance  # noqa: PLC0415 - as above

    if not question.about:
        yield f"{question.id}: {bank.render(question, '', '')}", Ask(question=question.id)
        return
    subjects = relevance.subjects(question.about, seen)
    for subject in subjects if len(subjects) <= _SUBJECTS else ():
        words = bank.render(question, subject.id, subject.text)
        place = f"{question.id} {subject.id}".strip()
        yield f"{place}: {words}", Ask(question=question.id, about=subject.id)
