"""Says which words of a blaming sentence are which of its parts, by a small trained network.

Three transformer layers stand on the word vectors of the encoder behind the blame rules, in the
same exact arithmetic: the same marks on every machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from agent.coach.rewriting.parts.marks import MARKS
from agent.coach.rewriting.tokens import Sentence
from rubrics.language.trained.body import Body, Dense
from rubrics.language.trained.word_pieces import Piece, WordPieces

LONGEST = 120
"""Word pieces that are read; a longer sentence gets no marks."""

_UNSURE, _TURNED, _DEAREST = 7, 3, 2.5
"""Of so many unsure tokens at most three get their second mark, at so much cost."""


class Marked(NamedTuple):
    """One reading of a sentence: the marks of its tokens, and what speaks against them."""

    marks: tuple[str, ...]
    cost: float
    """By how much the likeliest marks lead before these, in logits."""


class Reading(NamedTuple):
    """What the tagger makes of a sentence."""

    tellable: float
    """How much speaks for telling it at all: the logarithm of the odds."""
    margin: float
    """By how much the mark of the least sure token leads before the next, in logits."""
    readings: tuple[Marked, ...]
    """The likeliest marks, and then those in which a few unsure tokens have their second mark."""


class Tagger:
    """The network as it stands in its data file."""

    def __init__(self, arrays: Mapping[str, Any], pieces: WordPieces) -> None:
        """Take the arrays, word vectors among them. Raises KeyError when one is missing."""
        self._body = Body(arrays)
        self._say = Dense(arrays, "marks")
        self._pieces = pieces

    def __call__(self, sentence: Sentence) -> Reading | None:
        """Return the readings of a sentence; None when it is too long to be read."""
        cut = self._pieces.cut(sentence.text, LONGEST)
        heard = first_pieces(sentence, cut)
        if not heard:
            return None
        rows, _ = self._body([[piece.number for piece in cut]])
        said = self._say(rows)
        words = said[heard, :-2]
        order = np.argsort(-words, axis=1, kind="stable")[:, :2]
        two = np.take_along_axis(words, order, axis=1)
        leads = [round(lead, 2) for lead in (two[:, 0] - two[:, 1]).tolist()]
        ranks: list[list[int]] = order.tolist()
        first, second = ([MARKS[one[rank]] for one in ranks] for rank in (0, 1))
        tellable = round(float(said[0, -2]), 2)
        return Reading(tellable, min(leads), (*_readings(first, second, leads),))

    def reads(self, text: str) -> float:
        """Return how much speaks for a telling to be a right one: the logarithm of the odds."""
        cut = self._pieces.cut(text, LONGEST)
        rows, _ = self._body([[piece.number for piece in cut]])
        return round(float(self._say(rows[:1])[0, -1]), 2)


def _readings(first: list[str], second: list[str], leads: list[float]) -> Iterator[Marked]:
    """Yield the marks with the second one at no, one, two or three unsure tokens, by their cost."""
    unsure = sorted(range(len(leads)), key=lambda place: (leads[place], place))[:_UNSURE]
    chosen = [
        (sum(leads[place] for place in places), places)
        for count in range(_TURNED + 1)
        for places in combinations([place for place in unsure if leads[place] <= _DEAREST], count)
    ]
    for cost, places in sorted(chosen):
        if cost <= _DEAREST:
            turned = set(places)
            marks = (second[n] if n in turned else mark for n, mark in enumerate(first))
            yield Marked(tuple(marks), round(cost, 2))


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
