"""The second reading: what the layers make of a sentence, pooled into a verdict and its kinds.

Of the rows of a sentence a weighted mean is taken (attention pooling); a dense layer says the rest.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rubrics.language.trained.body import Body, Dense, softly, whole_numbers
from rubrics.language.trained.tensors import Floats


class Encoder:
    """The layers with the heads of a verdict."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays of the data file. Raises KeyError when one is missing."""
        self._body = Body(arrays)
        self._look = Dense(arrays, "look")
        self._say = Dense(arrays, "heads")

    def __call__(self, numbers: Sequence[Sequence[int]]) -> Floats:
        """Return the verdict and the kinds for each sentence of word pieces, side by side."""
        values, rows = self._body(numbers)
        weights = softly(rows.padded(self._look(values))[..., 0], rows.mask)
        whole, scale = whole_numbers(rows.padded(values), together=True)
        pooled = (weights[:, None, :] @ whole)[:, 0] / weights.sum(-1, keepdims=True)
        return self._say(pooled * scale[:, 0])
