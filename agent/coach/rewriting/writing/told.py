"""A draft beside its source, with the steps that write it."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.coach.rewriting.parts.marks import DOER
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.steps import Copied, Step


@dataclass(frozen=True, slots=True)
class Told:
    """A source, its marks, and how it is told."""

    sentence: Sentence
    marks: Sequence[str]
    steps: Sequence[Step]
    text: str

    @property
    def copied(self) -> list[int]:
        """The places of the words that are there."""
        return [step.place for step in self.steps if isinstance(step, Copied)]

    @property
    def gone(self) -> list[int]:
        """The places of the words that are not there."""
        copied = set(self.copied)
        return [place for place in range(len(self.sentence.tokens)) if place not in copied]

    def is_doer(self, place: int) -> bool:
        """Return whether the word at a place of the source is marked as of the doer."""
        return (*self.marks[place : place + 1],) == (DOER,)
