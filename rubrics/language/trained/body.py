"""A few transformer layers in exact integer arithmetic: the same answer on every machine.

They hear a whole sentence at once; what is made of their rows is another's matter. Weights and
activations are whole numbers of at most seven bits before each product. Their sums stay below
2**24, so that a product in single precision is exact in whatever order a library adds it up.
Between the products stand only operations that IEEE 754 rounds alike everywhere (no exponential, no
sum of fractions): GELU and the exponential of softmax are looked up in tables.

The architecture is BERT's (Devlin et al. 2019).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rubrics.language.trained.tensors import Floats, as_floats

_TOP = 127.0
_SHORT = 64
"""Values of a row that is short: to go from row to row takes longer than to look at it."""
_FIX = 4096.0
"""Fixed point of layer norm: sums of whole numbers are exact in any order."""
_GELU_STEP, _GELU_REACH = 128, 8
_EXP_STEP, _EXP_REACH = 32, 12
EXP_TOP = 1023
"""The weight of what is met best."""
HEADS = 12
_DENSE = ("inputs", "out", "up", "down")
"""The dense layers of a layer. The inputs are what attention takes: query, key and value."""


def _gelu_table() -> Floats:
    steps = range(-_GELU_REACH * _GELU_STEP, _GELU_REACH * _GELU_STEP + 1)
    values = (x / _GELU_STEP * 0.5 * (1 + math.erf(x / _GELU_STEP / math.sqrt(2))) for x in steps)
    return np.array([round(value * _FIX) / _FIX for value in values], np.float32)


def _exp_table() -> Floats:
    steps = range(_EXP_REACH * _EXP_STEP + 1)
    return np.array([round(EXP_TOP * math.exp(-x / _EXP_STEP)) for x in steps], np.float32)


_GELU, _EXP = _gelu_table(), _exp_table()


class Dense:
    """A layer of whole-number weights, one scale a column."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        """Take weights, scales and biases. Raises KeyError when one is missing."""
        self._weights: Floats = np.asarray(arrays[f"{name}.w"], np.float32)
        self._scales: Floats = arrays[f"{name}.s"]
        self._bias: Floats = arrays[f"{name}.b"]

    def __call__(self, values: Floats) -> Floats:
        """Return what the layer makes of rows of values."""
        whole, scale = whole_numbers(values)
        product: Floats = whole @ self._weights
        product *= scale
        product *= self._scales
        product += self._bias
        return product


def whole_numbers(values: Floats, *, together: bool = False) -> tuple[Floats, Floats]:
    """Return values as whole numbers within 127, and the scales that bring them back.

    Args:
        values: Blocks of rows, of any shape.
        together: Whether the rows of a block have one scale; without it each has its own.
    """
    top = _greatest(values)
    if together:
        top = top.max(axis=-2, keepdims=True)
    scale = np.divide(np.maximum(top, np.float32(1e-6)), np.float32(_TOP), dtype=np.float32)
    whole = values / scale
    return np.rint(whole, out=whole), scale


def _greatest(values: Floats) -> Floats:
    """Return the greatest magnitude of each row. Of many short rows it is found side by side."""
    width = values.shape[-1]
    if width > _SHORT:
        return np.abs(values).max(axis=-1, keepdims=True)
    columns = np.ascontiguousarray(values.reshape(-1, width).T)
    return np.abs(columns, out=columns).max(axis=0).reshape(*values.shape[:-1], 1)


class Norm:
    """Layer norm over fixed-point values."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        """Take gain and bias. Raises KeyError when one is missing."""
        self._gain: Floats = arrays[f"{name}.g"]
        self._bias: Floats = arrays[f"{name}.b"]

    def __call__(self, values: Floats) -> Floats:
        """Return rows with mean zero and spread one, stretched and moved as was learned."""
        fixed = np.rint(values * np.float32(_FIX)).astype(np.float64)
        width = fixed.shape[-1]
        total = fixed.sum(-1, keepdims=True)
        squares = np.einsum("ij,ij->i", fixed, fixed)[:, None]
        variance = (squares - total * total / width) / width
        fixed -= total / width
        fixed /= np.sqrt(np.maximum(variance, 1e-6))
        normed = fixed.astype(np.float32)
        normed *= self._gain
        normed += self._bias
        return normed


class Rows:
    """Where the pieces of each sentence stand among the rows of all of them."""

    def __init__(self, lengths: Sequence[int]) -> None:
        """Place sentences of so many pieces each."""
        count, longest = len(lengths), max(lengths)
        self.mask = np.arange(longest)[None, :] < np.array(lengths)[:, None]
        self.place = np.nonzero(self.mask)
        self.shape = (count, longest)

    def padded(self, rows: Floats) -> Floats:
        """Return rows as (sentences, pieces, width), zero where no piece stands."""
        block = np.zeros((*self.shape, rows.shape[-1]), np.float32)
        block[self.place] = rows
        return block


class _Layer:
    """Self-attention and feed-forward, each with its residual."""

    def __init__(self, arrays: Mapping[str, Any], number: int) -> None:
        name = f"layer{number}"
        self._inputs, self._out, self._up, self._down = (
            Dense(arrays, f"{name}.{part}") for part in _DENSE
        )
        self._norm1, self._norm2 = Norm(arrays, f"{name}.norm1"), Norm(arrays, f"{name}.norm2")

    def __call__(self, values: Floats, rows: Rows) -> Floats:
        values = self._norm1(values + self._out(self._attend(values, rows)))
        return self._norm2(values + self._down(bent(self._up(values))))

    def _attend(self, values: Floats, rows: Rows) -> Floats:
        query, key, value = np.split(rows.padded(self._inputs(values)), 3, axis=-1)
        query, query_scale = whole_numbers(in_heads(query))
        key, key_scale = whole_numbers(in_heads(key))
        value, value_scale = whole_numbers(in_heads(value), together=True)
        met = (query @ key.swapaxes(-1, -2)) * query_scale * key_scale.swapaxes(-1, -2)
        met *= np.float32(1 / math.sqrt(query.shape[-1]))
        weights = softly(met, rows.mask[:, None, None, :])
        heard = (weights @ value) / weights.sum(-1, keepdims=True) * value_scale
        return heard.swapaxes(1, 2).reshape(*rows.shape, -1)[rows.place]


def in_heads(values: Floats) -> Floats:
    """Return rows (sentences, pieces, width) as (sentences, heads, pieces, width of a head)."""
    count, pieces, width = values.shape
    return values.reshape(count, pieces, HEADS, width // HEADS).swapaxes(1, 2)


def bent(values: Floats) -> Floats:
    """Return the GELU of values, by the table; far above zero it is the value itself."""
    place = values * np.float32(_GELU_STEP)
    np.rint(place, out=place)
    place += _GELU_REACH * _GELU_STEP
    found = _GELU.take(place.astype(np.intp), mode="clip")
    np.copyto(found, values, where=values > _GELU_REACH)
    return found


def softly(met: Floats, mask: NDArray[np.bool_]) -> Floats:
    """Return whole-number weights, up to 1023 for the greatest; 0 where the mask is false."""
    met = np.where(mask, met, np.float32(-1e4))
    place: Floats = met.max(-1, keepdims=True) - met
    place *= np.float32(_EXP_STEP)
    np.rint(place, out=place)
    return _EXP.take(place.astype(np.intp), mode="clip")  # the last of the table is 0


class Body:
    """Word vectors and layers: sentences of word pieces become one row a piece."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays of the data file. Raises KeyError when one is missing."""
        self._words: NDArray[np.int8] = arrays["words.w"]
        self._word_scales: Floats = arrays["words.s"]
        self._places = arrays["places"].astype(np.float32)
        self._norm = Norm(arrays, "norm")
        count = int(arrays["layers"][0])
        weights = (f"layer{number}.{part}.w" for number in range(count) for part in _DENSE)
        whole = {**arrays, **as_floats(arrays, weights)}
        self._layers = tuple(_Layer(whole, number) for number in range(count))

    def __call__(self, numbers: Sequence[Sequence[int]]) -> tuple[Floats, Rows]:
        """Return the row of each piece, sentence after sentence, and where each one stands."""
        rows = Rows([len(sentence) for sentence in numbers])
        pieces = np.array([number for sentence in numbers for number in sentence])
        values = self._words[pieces].astype(np.float32) * self._word_scales[pieces][:, None]
        values = self._norm(values + self._places[rows.place[1]])
        for layer in self._layers:
            values = layer(values, rows)
        return values, rows
