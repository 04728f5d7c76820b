"""Writes the trained network as whole numbers into the data file of the package."""

from pathlib import Path

import numpy as np

from evals.labels import BLAMING
from evals.training.nets import Listener, vocabulary
from evals.training.texts import KINDS
from rubrics.language.trained.network import HEARD, STEP

_TOP = 127
_STILL = "[PAD]"
"""The entry that stands between sentences: its vector is zero."""


def write(path: Path, net: Listener) -> None:
    """Write the data file."""
    entries = vocabulary()
    kept = [number for number, entry in enumerate(entries) if _is_kept(entry)]
    arrays = {
        "kinds": _text(KINDS),
        "blaming_kinds": np.array([len(BLAMING)], np.int32),
        "vocabulary": _text(entries[number] for number in kept),
    }
    words = _values(net.words.weight)[kept]
    words[[entries[number] == _STILL for number in kept]] = 0
    scales = np.abs(words).max(0) / _TOP
    arrays["words"] = np.rint(words / scales).astype(np.int8)
    heard = _values(net.hear.weight).transpose(2, 1, 0) * scales[None, :, None]
    _dense(arrays, "hear", heard.reshape(HEARD * len(scales), -1), net.hear, STEP)
    _dense(arrays, "think", _values(net.think.weight).T, net.think)
    _dense(arrays, "say", _values(net.say.weight).T, net.say)
    np.savez(path, **arrays)


def _is_kept(entry: str) -> bool:
    return bool(entry) and entry.isascii() and not entry.startswith("[unused")


def _text(lines) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _dense(arrays, name: str, weight: np.ndarray, layer, step: int = 1) -> None:
    scales = np.maximum(np.abs(weight).max(0) / _TOP, 1e-8)
    arrays[f"{name}.w"] = np.rint(weight / scales).astype(np.int8)
    arrays[f"{name}.s"] = (scales * step).astype(np.float32)
    arrays[f"{name}.b"] = _values(layer.bias) * np.float32(step)


def _values(parameter) -> np.ndarray:
    return parameter.detach().numpy().copy()
