"""Holds a sentence while it is told: its parts, what is said for them, and what still waits."""

from dataclasses import dataclass, field

from agent.coach.rewriting.parts.marks import ACTS, DOER, KEPT, OBJECTS, UNDONE, Part
from agent.coach.rewriting.parts.verb_group import Act
from agent.coach.rewriting.tokens import Sentence


@dataclass(slots=True)
class Teller:
    """A sentence that is told part by part, from its start to its end."""

    sentence: Sentence
    parts: list[Part]
    out: dict[int, str] = field(default_factory=dict[int, str])
    """What is said in place of a part."""
    waiting: list[tuple[int, Act]] = field(default_factory=list[tuple[int, Act]])
    """Acts whose object has not come yet."""
    refusal: int | None = None
    """The part that says that the next act was not done, or late."""
    last: tuple[int, Act] | None = None
    """The act before, and its part."""
    done: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """The parts that became subjects, and how they are said."""
    denied: bool | None = None
    """Whether the act told last was denied."""

    def words_of(self, place: int) -> tuple[str, ...]:
        """Return the words of a part in lower case."""
        return self.sentence.words(self.parts[place].start, self.parts[place].end)

    def said(self, place: int) -> str:
        """Return what is said for a part so far."""
        part = self.parts[place]
        return self.out.get(place, self.sentence.between(part.start, part.end))

    def low_before(self, place: int) -> str:
        """Return the word before a part that is still there."""
        for part in reversed(self.parts[:place]):
            if part.mark == KEPT:
                return self.sentence.low(part.end - 1)
            if part.mark in OBJECTS or part.mark in ACTS:
                return "<part>"
        return ""

    def kept_before(self, place: int) -> int:
        """Return the number of the last part before another that stays as it is."""
        return next(n for n in range(place - 1, -1, -1) if self.parts[n].mark == KEPT)

    def has_doer(self) -> bool:
        """Return whether the sentence says who acted."""
        return any(part.mark in (DOER, UNDONE) for part in self.parts)
