"""Says which words of a blaming sentence are which of its parts, by a small trained network.

Three transformer layers stand on the word vectors of the encoder behind the blame rules, in the
same exact arithmetic: the same marks on every machine.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from agent.coach.rewriting.parts.hearing import Hearer
from agent.coach.rewriting.parts.marks import MARKS
from agent.coach.rewriting.tokens import Sentence
from rubrics.language.trained.body import Dense


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

    def __init__(self, arrays: Mapping[str, Any], hear: Hearer) -> None:
        """Take the arrays. Raises KeyError when one is missing."""
        self._hear = hear
        self._say = Dense(arrays, "marks")

    def __call__(self, sentence: Sentence) -> Reading | None:
        """Return the likeliest reading of a sentence; None when it is too long to be read."""
        heard = self._hear(sentence)
        if heard is None:
            return None
        said = self._say(heard.rows)
        words = said[heard.first, :-1]
        order = np.argsort(-words, axis=1, kind="stable")[:, :2]
        two = np.take_along_axis(words, order, axis=1)
        lead = round(float((two[:, 0] - two[:, 1]).min()), 2)
        ranks: list[int] = order[:, 0].tolist()
        marks = (*(MARKS[rank] for rank in ranks),)
        return Reading(marks, round(float(said[0, -1]), 2), lead)
