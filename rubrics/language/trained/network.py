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

    def of_whole(self, whole: Floats, scale: Floats | None = None) -> Floats:
        """Return what the layer makes of rows of whole numbers, zero where it is below zero."""
        product = whole @ self._weights
        if scale is not None:
            product *= scale
        product *= self._scales
        product += self._bias
        return product

    def __call__(self, values: Floats) -> Floats:
        """Return what the layer makes of rows of values from zero up."""
        return self.of_whole(*whole_numbers(values))


def whole_numbers(values: Floats) -> tuple[Floats, Floats]:
    """Return rows of values from zero up as whole numbers, and the scales that bring them back."""
    scale = np.maximum(values.max(axis=-1, keepdims=True), np.float32(1e-6)) / _LEVELS
    return np.rint(values / scale), scale


class Network:
    """The convolution and the two layers above it."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays of the data file. Raises KeyError when one is missing."""
        self._words: NDArray[np.int8] = arrays["words"]
        self._hear = Dense(arrays, "hear")
        self._think = Dense(arrays, "think")
        self._say = Dense(arrays, "say")

    def __call__(self, numbers: Sequence[Sequence[int]]) -> Floats:
        """Return the verdict and the kinds for each sentence of word pieces, side by side."""
        pieces = [*_SILENCE, *(piece for one in numbers for piece in (*one, *_SILENCE))]
        lengths = np.array([len(one) for one in numbers])
        ends = np.cumsum(lengths + len(_SILENCE))
        starts = ends - lengths - len(_SILENCE)
        heard = self._heard(np.array(pieces))
        for silent in range(len(_SILENCE)):
            heard[ends[:-1] - 1 - silent] = 0
        top = np.maximum.reduceat(heard, starts)
        mean: Floats = np.add.reduceat(heard, starts)
        mean /= lengths[:, None].astype(np.float32)
        mean *= np.float32(MEAN_COUNTS)
        thought = self._think(np.concatenate((top, mean), 1) / np.float32(STEP))
        return self._say(np.maximum(thought, 0))

    def _heard(self, pieces: NDArray[np.int_]) -> Floats:
        values = self._words[pieces].astype(np.float32)
        count = len(pieces) - HEARD + 1
        side_by_side = np.concatenate([values[at : at + count] for at in range(HEARD)], 1)
        heard = self._hear.of_whole(side_by_side)
        np.rint(heard, out=heard)
        return np.clip(heard, 0, _TOP, out=heard)
