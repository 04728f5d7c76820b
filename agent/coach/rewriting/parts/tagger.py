"""Says which words of a blaming sentence are which of its parts, by a small trained network.

Three transformer layers stand on the word vectors of the encoder behind the blame rules, in the
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


class Reading(NamedTuple):
    """What the tagger makes of a sentence."""

    marks: tuple[str, ...]
    """The likeliest mark of each token."""
    tellable: float
    """How much speaks for telling it at all: the logarithm of the odds."""
    margin: float
    """By how much the mark of the least sure token leads before the next, in logits."""


class Tagger:
    """The network as it stands in its data file."""

    def __init__(self, arrays: Mapping[str, Any], pieces: WordPieces) -> None:
        """Take the arrays, word vectors among them. Raises KeyError when one is missing."""
        self._body = Body(arrays)
        self._say = Dense(arrays, "marks")
        self._pieces = pieces

    def __call__(self, sentence: Sentence) -> Reading | None:
        """Return the likeliest reading of a sentence; None when it is too long to be read."""
        cut = self._pieces.cut(sentence.text, LONGEST)
        heard = first_pieces(sentence, cut)
        if not heard:
            return None
        rows, _ = self._body([[piece.number for piece in cut]])
        said = self._say(rows)
        words = said[heard, :-1]
        order = np.argsort(-words, axis=1, kind="stable")[:, :2]
        two = np.take_along_axis(words, order, axis=1)
        lead = round(float((two[:, 0] - two[:, 1]).min()), 2)
        ranks: list[int] = order[:, 0].tolist()
        marks = (*(MARKS[rank] for rank in ranks),)
        return Reading(marks, round(float(said[0, -1]), 2), lead)


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
