"""A tiny convolution over word pieces that lets most innocent sentences pass at once.

It is a hundred times cheaper than the encoder and leans far to the side of doubt: what it lets pass
is scored so low that the encoder hardly ever thinks otherwise. Same exact arithmetic as there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rubrics.language.encoder.network import FIX, Dense, Floats, Rows

_DILATIONS = (1, 2, 4)


class Sieve:
    """Three dilated convolutions, then the greatest and the mean of each channel."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays of the data file. Raises KeyError when one is missing."""
        self._words = arrays["sieve.words.w"]
        self._scales = arrays["sieve.words.s"].astype(np.float32)
        self._convolutions = tuple(
            Dense(arrays, f"sieve.conv{number}") for number in range(len(_DILATIONS))
        )
        self._out = Dense(arrays, "sieve.out")

    def __call__(self, numbers: Sequence[Sequence[int]]) -> Floats:
        """Return one score a sentence of word pieces; the higher, the more it needs a reading."""
        rows = Rows([len(sentence) for sentence in numbers])
        pieces = np.array([number for sentence in numbers for number in sentence])
        values = rows.padded(self._words[pieces].astype(np.float32) * self._scales[pieces][:, None])
        for number, (dilation, convolve) in enumerate(
            zip(_DILATIONS, self._convolutions, strict=True)
        ):
            heard = rows.padded(np.maximum(convolve(_windows(values, dilation)[rows.place]), 0))
            values = heard if number == 0 else values + heard
        top = np.where(rows.mask[..., None], values, np.float32(-1e4)).max(1)
        fixed = np.rint(values * np.float32(FIX)).astype(np.int64).sum(1)
        mean = (fixed / (rows.lengths[:, None] * FIX)).astype(np.float32)
        return self._out(np.concatenate((top, mean), 1))[:, 0]


def _windows(values: Floats, dilation: int) -> NDArray[np.float32]:
    """Return each place with its two neighbours at a distance, side by side."""
    padded = np.pad(values, ((0, 0), (dilation, dilation), (0, 0)))
    length = values.shape[1]
    return np.concatenate(
        [padded[:, shift : shift + length] for shift in (0, dilation, 2 * dilation)], -1
    )
