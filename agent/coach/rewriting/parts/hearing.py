"""Hears a sentence for the tagger and for the writer: one row a word piece."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from agent.coach.rewriting.tokens import Sentence
from rubrics.language.trained.body import Body
from rubrics.language.trained.tensors import Floats
from rubrics.language.trained.word_pieces import Piece, WordPieces

LONGEST = 120
"""Word pieces that are heard; a longer sentence is not."""


class Heard(NamedTuple):
    """What the layers make of a sentence."""

    rows: Floats
    """One row a word piece."""
    first: list[int]
    """The place of the first piece of each token."""


class Hearer:
    """The layers as they stand in their data file."""

    def __init__(self, arrays: Mapping[str, Any], pieces: WordPieces) -> None:
        """Take the arrays, word vectors among them. Raises KeyError when one is missing."""
        self._body = Body(arrays)
        self._pieces = pieces
        self._last: tuple[str, Heard | None] = ("", None)

    def __call__(self, sentence: Sentence) -> Heard | None:
        """Return the rows of a sentence; None when it is too long to be heard."""
        if self._last[0] != sentence.text:
            self._last = (sentence.text, self._hear(sentence))
        return self._last[1]

    def _hear(self, sentence: Sentence) -> Heard | None:
        cut = self._pieces.cut(sentence.text, LONGEST)
        first = first_pieces(sentence, cut)
        if not first:
            return None
        rows, _ = self._body([[piece.number for piece in cut]])
        return Heard(rows, first)


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
