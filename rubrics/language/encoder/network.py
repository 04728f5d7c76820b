"""The encoder's forward pass in exact integer arithmetic: the same answer on every machine.

Weights and activations are whole numbers of at most seven bits before each product. Their sums stay
below 2**24, so that a product in single precision is exact in whatever order a library adds it up.
Between the products stand only operations that IEEE 754 rounds alike everywhere (no exponential, no
sum of fractions): GELU and the exponential of softmax are looked up in tables.

The architecture is BERT's (Devlin et al. 2019) with attention pooling on top.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_TOP = 127.0
_FIX = 4096.0
"""Fixed point of layer norm: sums of whole numbers are exact in any order."""
_GELU_STEP, _GELU_REACH = 128, 8
_EXP_STEP, _EXP_REACH, _EXP_TOP = 32, 12, 1023
_HEADS = 12


def _gelu_table() -> Floats:
    steps = range(-_GELU_REACH * _GELU_STEP, _GELU_REACH * _GELU_STEP + 1)
    values = (x / _GELU_STEP * 0.5 * (1 + math.erf(x / _GELU_STEP / math.sqrt(2))) for x in steps)
    return np.array([round(value * _FIX) / _FIX for value in values], np.float32)


def _exp_table() -> Floats:
    steps = range(_EXP_REACH * _EXP_STEP + 1)
    return np.array([round(_EXP_TOP * math.exp(-x / _EXP_STEP)) for x in steps], np.float32)


_GELU, _EXP = _gelu_table(), _exp_table()


class Dense:
    """A layer of whole-number weights, one scale a column."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        """Take the layer's weights, scales and bias. Raises KeyError when one is missing."""
        self.weights = np.ascontiguousarray(arrays[f"{name}.w"].astype(np.float32))
        self.scales = arrays[f"{name}.s"].astype(np.float32)
        self.bias = arrays[f"{name}.b"].astype(np.float32)

    def __call__(self, values: Floats) -> Floats:
        """Return the products of the last axis with the weights, with the bias."""
        whole, scale = whole_numbers(values)
        return (whole @ self.weights) * scale * self.scales + self.bias


def whole_numbers(values: Floats, axis: int | tuple[int, ...] = -1) -> tuple[Floats, Floats]:
    """Return values as whole numbers within 127, and the scale that brings them back."""
    top = np.maximum(np.abs(values).max(axis=axis, keepdims=True), np.float32(1e-6))
    scale = (top / np.float32(_TOP)).astype(np.float32)
    return np.rint(values / scale), scale


class _Norm:
    """Layer norm over fixed-point values."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        self.gain = arrays[f"{name}.g"].astype(np.float32)
        self.bias = arrays[f"{name}.b"].astype(np.float32)

    def __call__(self, values: Floats) -> Floats:
        fixed = np.rint(values * np.float32(_FIX)).astype(np.int64)
        width = fixed.shape[-1]
        centred = fixed * width - fixed.sum(-1, keepdims=True)
        spread = (centred.astype(np.float64) / width).round().astype(np.int64)
        variance = (spread * spread).sum(-1, keepdims=True) / width
        normed = spread / np.sqrt(variance + 1e-6)
        return normed.astype(np.float32) * self.gain + self.bias


class _Layer:
    """Self-attention and feed-forward, each with its residual."""

    def __init__(self, arrays: Mapping[str, Any], number: int) -> None:
        name = f"layer{number}"
        self.query, self.key, self.value, self.out, self.up, self.down = (
            Dense(arrays, f"{name}.{part}")
            for part in ("query", "key", "value", "out", "up", "down")
        )
        self.norm1, self.norm2 = _Norm(arrays, f"{name}.norm1"), _Norm(arrays, f"{name}.norm2")

    def __call__(self, values: Floats, mask: NDArray[np.bool_]) -> Floats:
        values = self.norm1(values + self.out(self._attend(values, mask)))
        raised = self.up(values)
        place = np.rint(np.clip(raised, -_GELU_REACH, _GELU_REACH) * np.float32(_GELU_STEP)).astype(
            np.int32
        )
        bent = np.where(raised > _GELU_REACH, raised, _GELU[place + _GELU_REACH * _GELU_STEP])
        return self.norm2(values + self.down(bent))

    def _attend(self, values: Floats, mask: NDArray[np.bool_]) -> Floats:
        """Values are (sentences, pieces, width); the mask is true where a piece stands."""
        query, query_scale = whole_numbers(self._heads(self.query(values)))
        key, key_scale = whole_numbers(self._heads(self.key(values)))
        value, value_scale = whole_numbers(
            self._heads(self.value(values) * mask[..., None]), axis=(-2, -1)
        )
        width = query.shape[-1]
        met = (query @ key.swapaxes(-1, -2)) * query_scale * key_scale.swapaxes(-1, -2)
        met = met / np.float32(math.sqrt(width))
        weights = softly(met, mask[:, None, None, :])
        total = weights.sum(-1, keepdims=True)
        heard = (weights @ value) / total * value_scale
        count, _, pieces, _ = heard.shape
        return heard.swapaxes(1, 2).reshape(count, pieces, -1)

    @staticmethod
    def _heads(values: Floats) -> Floats:
        count, pieces, width = values.shape
        return values.reshape(count, pieces, _HEADS, width // _HEADS).swapaxes(1, 2)


def softly(met: Floats, mask: NDArray[np.bool_]) -> Floats:
    """Return whole-number weights, up to 1023 for the greatest; 0 where the mask is false."""
    met = np.where(mask, met, np.float32(-1e4))
    below = (met.max(-1, keepdims=True) - met) * np.float32(_EXP_STEP)
    place = np.rint(np.minimum(below, np.float32(_EXP_REACH * _EXP_STEP))).astype(np.int32)
    return np.where(mask, _EXP[place], np.float32(0))


class Network:
    """The whole encoder with its two heads."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays of the data file. Raises KeyError when one is missing."""
        self._words, self._word_scales = arrays["words.w"], arrays["words.s"].astype(np.float32)
        self._places = arrays["places"].astype(np.float32)
        self._norm = _Norm(arrays, "norm")
        self._layers = tuple(_Layer(arrays, number) for number in range(int(arrays["layers"][0])))
        self._look = Dense(arrays, "look")
        self._heads = Dense(arrays, "heads")

    def __call__(self, numbers: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """Read sentences of word pieces.

        Returns:
            The outputs of the heads, (sentences, heads), and how much each piece counted,
            (sentences, pieces), each row with a sum of 1.
        """
        longest = max(map(len, numbers))
        padded = np.array([[*row, *([0] * (longest - len(row)))] for row in numbers])
        lengths = np.array([len(row) for row in numbers])
        mask = np.arange(longest)[None, :] < lengths[:, None]
        values = self._words[padded].astype(np.float32) * self._word_scales[padded][..., None]
        values = self._norm(values + self._places[:longest])
        for layer in self._layers:
            values = layer(values, mask)
        weights = softly(self._look(values)[..., 0], mask)
        whole, scale = whole_numbers(values * mask[..., None], axis=(-2, -1))
        total = weights.sum(-1, keepdims=True)
        pooled = (weights[:, None, :] @ whole)[:, 0] / total * scale[:, 0]
        return self._heads(pooled), weights / total
