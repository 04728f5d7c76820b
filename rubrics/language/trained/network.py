"""The network's forward pass in exact integer arithmetic: the same answer on every machine.

Weights are whole numbers of at most seven bits, what they meet is one of at most eight. Their sums
stay below 2**24, so that a product in single precision is exact in whatever order a library adds it
up. Between the products stand only operations that IEEE 754 rounds alike everywhere.

One convolution hears five word pieces at a time. Of each of its channels the greatest value and the
mean over the sentence are kept; two dense layers make the verdict and the kinds of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rubrics.language.trained.tensors import Floats

HEARD = 5
"""Word pieces that the convolution hears at a time."""
MEAN_COUNTS = 4
"""The mean of a channel is small beside its greatest value; this brings them together."""
STEP = 64
"""What is heard comes in steps of one of so many, as whole numbers: sums are exact in any order."""
_TOP = np.float32(1024)
_LEVELS = np.float32(255)
_SILENCE = (0,) * (HEARD // 2)
"""What stands between two sentences: a piece whose vector is zero."""


class Dense:
    """A layer of whole-number weights, one scale a column."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        """Take weights, scales and biases. Raises KeyError when one is missing."""
        self._weights: Floats = arrays[f"{name}.w"].astype(np.float32)
        self._scales: Floats = arrays[f"{name}.s"]
        self._bias: Floats = arrays[f"{name}.b"]

    def __call__(self, values: Floats) -> Floats:
        """Return what the layer makes of rows of values from zero up."""
        whole, scale = whole_numbers(values)
        product = whole @ self._weights
        product *= scale
        return self.scaled(product)

    def scaled(self, product: Floats) -> Floats:
        """Bring rows of whole products to their scales, in place."""
        product *= self._scales
        product += self._bias
        return product


class Convolution(Dense):
    """A layer over so many word pieces side by side.

    A text says most of its pieces again. So each is met once with its weights at every place where
    it can stand, and a row is the sum of what was found: exact, for these are whole numbers.
    """

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        """Take the vectors of the pieces, too. Raises KeyError when something is missing."""
        super().__init__(arrays, name)
        self._words: NDArray[np.int8] = arrays["words"]
        self._by_place = self._weights.reshape(HEARD, -1, self._weights.shape[-1])

    def of_pieces(self, pieces: NDArray[np.int_]) -> Floats:
        """Return what the layer makes of each run of pieces."""
        different, which = np.unique(pieces, return_inverse=True)
        values = self._words[different].astype(np.float32)
        count = len(pieces) - HEARD + 1
        product = np.zeros((count, self._bias.size), np.float32)
        for place, weights in enumerate(self._by_place):
            product += (values @ weights).take(which[place : place + count], axis=0)
        return self.scaled(product)


def whole_numbers(values: Floats) -> tuple[Floats, Floats]:
    """Return rows of values from zero up as whole numbers, and the scales that bring them back."""
    scale = np.maximum(values.max(axis=-1, keepdims=True), np.float32(1e-6)) / _LEVELS
    return np.rint(values / scale), scale


class Network:
    """The convolution and the two layers above it."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays of the data file. Raises KeyError when one is missing."""
        self._hear = Convolution(arrays, "hear")
        self._think = Dense(arrays, "think")
        self._say = Dense(arrays, "say")

    def __call__(self, numbers: Sequence[Sequence[int]]) -> Floats:
        """Return the verdict and the kinds for each sentence of word pieces, side by side."""
        pieces = [*_SILENCE, *(piece for one in numbers for piece in (*one, *_SILENCE))]
        lengths = [len(one) for one in numbers]
        top, mean = _top_and_sum(self._heard(np.array(pieces)), lengths)
        mean /= np.array(lengths, np.float32)[:, None]
        mean *= np.float32(MEAN_COUNTS)
        thought = self._think(np.concatenate((top, mean), 1) / np.float32(STEP))
        return self._say(np.maximum(thought, 0))

    def _heard(self, pieces: NDArray[np.int_]) -> Floats:
        heard = self._hear.of_pieces(pieces)
        np.rint(heard, out=heard)
        return np.clip(heard, 0, _TOP, out=heard)


def _top_and_sum(heard: Floats, lengths: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the greatest values and the sums of each sentence; silence stands between them.

    One after the other takes less than half of what `reduceat` takes.
    """
    top, total = np.empty((2, len(lengths), heard.shape[-1]), np.float32)
    start = 0
    for row, length in enumerate(lengths):
        sentence = heard[start : start + length]
        sentence.max(axis=0, out=top[row])
        sentence.sum(axis=0, out=total[row])
        start += length + len(_SILENCE)
    return top, total
