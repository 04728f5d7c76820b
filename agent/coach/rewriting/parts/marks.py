"""The parts of a blaming sentence that a rewrite needs to know, and how they are written down.

A mark stands for a run of words: `{D The operator} {V had dropped} {SS the tables}.`
"""

import re
from dataclasses import dataclass
from typing import Final

from agent.coach.rewriting.tokens import Sentence

KEPT: Final = "O"
DOER, ACT, UNDONE, LATE = "D", "V", "N", "L"
THING, THINGS = "S", "SS"
CLAUSE, RELATIVE, RELATIVES = "I", "R", "RR"
MARKS: Final = (KEPT, DOER, ACT, UNDONE, LATE, THING, THINGS, CLAUSE, RELATIVE, RELATIVES)
"""What stays; who acted and what judges them; the verb of an act; what says that it was not done,
or done late; the one or the many things it was done to; a verb whose object is a clause; a verb in
a clause about a thing or things named before."""
ACTS: Final = frozenset({ACT, CLAUSE, RELATIVE, RELATIVES})
"""The marks of verbs."""
OBJECTS: Final = frozenset({THING, THINGS})
"""The marks of what acts were done to."""
TELLING: Final = ACTS | {UNDONE, LATE}
"""The marks without which nothing is told."""
LEFT_OUT: Final = (DOER, UNDONE, LATE)
"""The marks of words that no telling has."""

_MARKED = re.compile(r"\{([A-Z]{1,2}) ([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of tokens with one mark."""

    mark: str
    start: int
    """Its first token."""
    end: int
    """The token after it."""


def read_marked(line: str) -> tuple[str, tuple[str, ...]]:
    """Return a marked sentence as its text and the mark of each token.

    Raises:
        ValueError: A mark is unknown, or its words begin or end within a token.
    """
    text, place = "", 0
    spans: list[tuple[int, int, str]] = []
    for match in _MARKED.finditer(line):
        text += line[place : match.start()]
        if match.group(1) not in MARKS:
            raise ValueError(f"there is no mark {match.group(1)}: {match.group()}")
        spans.append((len(text), len(text) + len(match.group(2)), match.group(1)))
        text += match.group(2)
        place = match.end()
    text += line[place:]
    if "{" in "".join(_MARKED.split(line)[::3]) and _MARKED.search(line) is None:
        raise ValueError("a brace is not closed")
    marks: list[str] = []
    tokens = Sentence(text).tokens
    for token in tokens:
        over = [span for span in spans if span[0] < token.end and token.start < span[1]]
        if any(token.start < start or token.end > end for start, end, _ in over):
            raise ValueError(f"a mark begins or ends within “{token.text}”")
        marks.append(over[0][2] if over else KEPT)
    return text, tuple(marks)


def parts_of(marks: tuple[str, ...]) -> list[Part]:
    """Return the runs of equal marks in their order."""
    found: list[Part] = []
    for place, mark in enumerate(marks):
        if found and found[-1].mark == mark:
            found[-1] = Part(mark, found[-1].start, place + 1)
        else:
            found.append(Part(mark, place, place + 1))
    return found
