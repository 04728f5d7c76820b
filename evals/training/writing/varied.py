"""Tells a sentence of other things: rare words give way to words like them, its grammar stays.

The writer copies words by their places. So the same steps write the same rewrite of the other
things, and it learns to look at how a sentence is built and not at what it is of.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import torch

from evals.training.nets import near_words
from evals.training.writing.sentences import Pair

_SHARE = 0.35
"""How many of the words that have others like them give way."""
_COMMON = 350
"""So many word pieces, the commonest, stay: grammar hangs on them."""
_MOST, _ALIKE = 25, 0.2
"""How many words are like one, and how near their vectors at least are."""
_ENDINGS = ("ing", "ed", "ly", "ies", "s", "er", "ion")


class Variety:
    """Words like others, by the numbers of their pieces."""

    def __init__(
        self, rows: Sequence[Pair], entries: Sequence[str], vectors: torch.Tensor, seed: int
    ) -> None:
        """Find what may give way in these rows; `vectors` has one row an entry of the base."""
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        often = Counter(number for row in rows for number in row.numbers)
        common = {number for number, _ in often.most_common(_COMMON)}
        numbers = {entry: number for number, entry in enumerate(entries)}
        rare = {entry: number for entry, number in numbers.items() if number not in common}
        self._like = _alike(near_words(vectors, _MOST, _ALIKE), rare)

    def __call__(self, row: Pair) -> Pair:
        """Return a row with some of its rare words changed for words like them."""
        begins, last = {*row.heard}, len(row.numbers) - 1
        numbers = [
            self._instead(number)
            if place in begins and (place + 1 in begins or place + 1 >= last)
            else number
            for place, number in enumerate(row.numbers)
        ]
        return replace(row, numbers=(*numbers,))

    def _instead(self, number: int) -> int:
        others = self._like.get(number)
        if others is None or self._chance.random() >= _SHARE:
            return number
        return self._chance.choice(others)


def _alike(near: Mapping[str, Sequence[str]], rare: Mapping[str, int]) -> dict[int, list[int]]:
    """Return for each rare word those near it that end alike, so that they are the same form."""
    found: dict[int, list[int]] = {}
    for word, others in near.items():
        like = [rare[one] for one in others if one in rare and _ending(one) == _ending(word)]
        if word in rare and like:
            found[rare[word]] = like
    return found


def _ending(word: str) -> str:
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "")
