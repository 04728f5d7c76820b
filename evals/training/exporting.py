"""Writes trained networks as whole numbers into the data file of the package."""

from pathlib import Path

import numpy as np

from evals.labels import BLAMING
from evals.training.nets import BASE, Convolutions, Encoder
from evals.training.texts import KINDS

_PLACES = 128
_TOP, _TOP_OF_WIDE = 127, 84
"""Whole-number weights: sums of 1,536 products stay below 2**24 with the smaller one."""


def write(path: Path, encoder: Encoder, sieve: Convolutions) -> None:
    """Write the data file."""
    arrays = {"kinds": _text(KINDS)}
    arrays["blaming_kinds"] = np.array([len(BLAMING)], np.int32)
    kept, entries = vocabulary()
    arrays["vocabulary"] = _text(entries)
    _encoder(arrays, encoder, kept)
    _sieve(arrays, sieve, kept)
    np.savez(path, **arrays)


def vocabulary() -> tuple[list[int], list[str]]:
    """Return the entries of the base's vocabulary that are kept: plain ASCII."""
    entries = (BASE / "vocab.txt").read_text(encoding="utf-8").split("\n")
    kept = [
        number
        for number, entry in enumerate(entries)
        if entry and entry.isascii() and not entry.startswith("[unused")
    ]
    return kept, [entries[number] for number in kept]


def _text(lines) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _encoder(arrays, encoder: Encoder, kept) -> None:
    bert = encoder.bert
    table = bert.embeddings
    _words(arrays, "words", _values(table.word_embeddings.weight)[kept])
    first = _values(table.token_type_embeddings.weight)[0]
    arrays["places"] = (_values(table.position_embeddings.weight)[:_PLACES] + first).astype(
        np.float16
    )
    _norm(arrays, "norm", table.LayerNorm)
    layers = bert.encoder.layer
    arrays["layers"] = np.array([len(layers)], np.int32)
    for number, layer in enumerate(layers):
        attention, name = layer.attention, f"layer{number}"
        _dense(arrays, f"{name}.query", attention.self.query)
        _dense(arrays, f"{name}.key", attention.self.key)
        _dense(arrays, f"{name}.value", attention.self.value)
        _dense(arrays, f"{name}.out", attention.output.dense)
        _dense(arrays, f"{name}.up", layer.intermediate.dense)
        _dense(arrays, f"{name}.down", layer.output.dense)
        _norm(arrays, f"{name}.norm1", attention.output.LayerNorm)
        _norm(arrays, f"{name}.norm2", layer.output.LayerNorm)
    _dense(arrays, "look", encoder.look)
    _dense(arrays, "heads", encoder.verdict, encoder.kind)


def _sieve(arrays, sieve: Convolutions, kept) -> None:
    _words(arrays, "sieve.words", _values(sieve.words.weight)[kept])
    for number, layer in enumerate(sieve.convolutions):
        weight = _values(layer.weight)  # (out, in, 3)
        flat = weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])
        _matrix(arrays, f"sieve.conv{number}", flat, _values(layer.bias))
    _dense(arrays, "sieve.out", sieve.out)


def _words(arrays, name: str, table: np.ndarray) -> None:
    scales = np.maximum(np.abs(table).max(1) / _TOP, 1e-8)
    arrays[f"{name}.w"] = np.rint(table / scales[:, None]).astype(np.int8)
    arrays[f"{name}.s"] = scales.astype(np.float32)


def _dense(arrays, name: str, *layers) -> None:
    weight = np.concatenate([_values(layer.weight) for layer in layers]).T
    _matrix(arrays, name, weight, np.concatenate([_values(layer.bias) for layer in layers]))


def _matrix(arrays, name: str, weight: np.ndarray, bias: np.ndarray) -> None:
    top = _TOP_OF_WIDE if weight.shape[0] > 1_000 else _TOP
    scales = np.maximum(np.abs(weight).max(0) / top, 1e-8)
    arrays[f"{name}.w"] = np.rint(weight / scales).astype(np.int8)
    arrays[f"{name}.s"] = scales.astype(np.float32)
    arrays[f"{name}.b"] = bias.astype(np.float32)


def _norm(arrays, name: str, layer) -> None:
    arrays[f"{name}.g"], arrays[f"{name}.b"] = _values(layer.weight), _values(layer.bias)


def _values(parameter) -> np.ndarray:
    return parameter.detach().numpy()
