"""A tiny convolution over word pieces that lets most innocent sentences pass at once.

It is a hundred times cheaper than the encoder and leans far to the side of doubt: what it lets pass
is scored so low that the encoder hardly ever thinks otherwise. Same exact arithmetic as there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rubrics.language.encoder.network import Dense, Floats

_FIX = 4096.0
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
        longest = max(map(len, numbers))
        padded = np.array([[*row, *([0] * (longest - len(row)))] for row in numbers])
        lengths = np.array([len(row) for row in numbers])
        mask = (np.arange(longest)[None, :] < lengths[:, None])[..., None]
        rows = np.nonzero(mask[..., 0])
        values = self._words[padded].astype(np.float32) * self._scales[padded][..., None] * mask
        for number, (dilation, convolve) in enumerate(
            zip(_DILATIONS, self._convolutions, strict=True)
        ):
            windows = _windows(values, dilation)[rows]
            heard = np.zeros((*mask.shape[:2], convolve.width), np.float32)
            heard[rows] = np.maximum(convolve(windows), 0)
            values = heard if number == 0 else values + heard
        top = np.where(mask, values, np.float32(-1e4)).max(1)
        fixed = np.rint(values * np.float32(_FIX)).astype(np.int64).sum(1)
        mean = (fixed / (lengths[:, None] * _FIX)).astype(np.float32)
        return self._out(np.concatenate((top, mean), 1))[:, 0]


def _windows(values: Floats, dilation: int) -> NDArray[np.float32]:
    """Return each place with its two neighbours at a distance, side by side."""
    padded = np.pad(values, ((0, 0), (dilation, dilation), (0, 0)))
    length = values.shape[1]
    return np.concatenate(
        [padded[:, shift : shift + length] for shift in (0, dilation, 2 * dilation)], -1
    )
