"""People in an answers file who write or rate without taking part, found before it is used."""

from collections.abc import Iterator
from datetime import UTC, datetime

from agent.errors import InputError
from agent.hygiene import shorten
from agent.postmortem.people import Person
from agent.premortem.record import Premortem, participants
from agent.questions.bank import Bank
from agent.questions.hearing import hear
from agent.questions.naming import find_person
from agent.questions.reading import ReadingContext
from agent.workflow.answers import AnswersFile

PEOPLE = "PM-21"
"""The question that names those who take part."""
_THEIRS = {"writer", "rater", "rater_again"}
"""What questions to one participant are about."""


def refuse_strangers(
    answers: AnswersFile, name: str, bank: Bank, document: Premortem | None
) -> None:
    """Raise InputError for an answer of somebody who is not among the participants."""
    people = (*(participants(document) if document else ()), *_named(answers, bank))
    for question, entries in answers.answers.items():
        asked = bank.find(question)
        if asked is None or asked.about not in _THEIRS:
            continue
        for entry in entries:
            if entry.about and not find_person(entry.about, people):
                raise InputError(
                    f"{name}: {question} is about “{shorten(entry.about)}”, who takes no part.",
                    f"Add the person to {PEOPLE}, or correct the name.",
                )


def _named(answers: AnswersFile, bank: Bank) -> Iterator[Person]:
    context = ReadingContext(now=datetime(2026, 1, 1, tzinfo=UTC))
    number = 0
    for entry in answers.answers.get(PEOPLE, ()):
        rows = hear(bank.by_id(PEOPLE), entry.answer, context).rows if entry.answer else ()
        for row in rows:
            number += 1
            parts = {field.to: value for field, value in row.cells}
            aliases = parts.get("aliases") or ()
            yield Person.model_validate(
                {"id": f"P{number}", "display": parts["display"], "aliases": aliases}
            )
