"""Says which words of a blaming sentence are which of its parts, by a small trained network.

Three transformer layers stand on the word vectors of the trained part behind the blame rules, in the
same exact arithmetic: the same marks on every machine.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from agent.coach.rewriting.parts.marks import MARKS
from agent.coach.rewriting.tokens import Sentence
from rubrics.language.trained.body import Body, Dense
from rubrics.language.trained.word_pieces import Piece, WordPieces

LONGEST = 120
"""Word pieces that are read; a longer sentence gets no marks."""


class Marked(NamedTuple):
    """The marks of a sentence's tokens, and how sure they are."""

    marks: tuple[str, ...]
    margin: float
    """By how much the mark of the least sure token leads before the next, in logits."""
    tellable: float
    """How much speaks for telling it at all: the logarithm of the odds."""


class Tagger:
    """The network as it stands in its data file."""

    def __init__(self, arrays: Mapping[str, Any], pieces: WordPieces) -> None:
        """Take the arrays, word vectors among them. Raises KeyError when one is missing."""
        self._body = Body(arrays)
        self._say = Dense(arrays, "marks")
        self._pieces = pieces

    def __call__(self, sentence: Sentence) -> Marked | None:
        """Return the marks of a sentence; None when it is too long to be read."""
        cut = self._pieces.cut(sentence.text, LONGEST)
        heard = first_pieces(sentence, cut)
        if not heard:
            return None
        rows, _ = self._body([[piece.number for piece in cut]])
        said = self._say(rows)
        words = said[heard, :-1]
        leading = np.sort(words, axis=1)
        margin = float((leading[:, -1] - leading[:, -2]).min())
        marks = tuple(MARKS[number] for number in words.argmax(1).tolist())
        return Marked(marks, round(margin, 2), round(float(said[0, -1]), 2))


def first_pieces(sentence: Sentence, cut: Sequence[Piece]) -> list[int]:
    """Return the place of the first word piece of each token; none when the end is missing."""
    found: list[int] = []
    place, end = 1, len(cut) - 1
    for token in sentence.tokens:
        while place < end and cut[place].end <= token.start:
            place += 1
        if place >= end:
            return []
        found.append(place)
    return found
