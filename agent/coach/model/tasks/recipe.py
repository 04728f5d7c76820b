"""What a task needs: a prompt with data, the form of the answer, and drafts with their checks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from agent.coach.model.answers import Answer
from agent.coach.model.checks import (
    Check,
    no_blame,
    no_orders,
    nobody,
    words_at_least,
    words_at_most,
)
from agent.coach.model.prompts import Brief
from agent.dialogue import Proposal
from agent.postmortem.people import names_of
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument, Premortem


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal before it was checked, and the checks that it has to pass."""

    proposal: Proposal
    checks: tuple[Check, ...]
    also: tuple[tuple[str, tuple[Check, ...]], ...] = ()
    """Other texts that the proposal carries, each with its checks."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a task is put to a model. What a task is about decides the types of its functions."""

    answer: type[Answer]
    brief: Callable[[Any, Any], Brief | None]
    """The data, or None when there is nothing to ask a model about."""
    drafts: Callable[[Any, Any, Any], Iterable[Draft]]
    """The proposals in an answer, from answer, task and document."""
    doing: str
    """What the model is asked for, in words for the person."""
    beside: bool = False
    """Whether the rules coach's offers about other gaps stay beside the model's."""
    longest: int = 700
    """Tokens that an answer may have, without thinking."""
    about: type[Postmortem] | type[Premortem] = Postmortem
    """The kind of document. Of the other kind nothing is sent for this task."""


def decent(document: AnyDocument, most: int, fewest: int = 4) -> tuple[Check, ...]:
    """Return the checks that every text passes: short, about nobody, without blame."""
    people = names_of(document.people)
    size = (words_at_least(fewest), words_at_most(most))
    return (*size, nobody(people), no_blame(people), no_orders)


def first(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first texts that say something; a model is not held to the number asked for."""
    return tuple(text.strip() for text in texts if text.strip())[:most]
