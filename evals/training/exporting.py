"""Writes the trained networks as whole numbers into the data files of the package."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from evals.labels import BLAMING
from evals.training.nets import Encoder, Listener, kept, vocabulary
from evals.training.texts import KINDS
from rubrics.language.trained.network import HEARD, STEP

_TOP, _TOP_OF_WIDE = 127, 84
"""Whole-number weights: sums of 1,536 products stay below 2**24 with the smaller one."""
_WIDE = 1_000
_PLACES = 128
"""Places in a sentence that are kept; fewer word pieces are read."""
_STILL = "[PAD]"
"""The entry that stands between sentences: its vector is zero."""


def write(path: Path, net: Listener) -> None:
    """Write the data file of the network that hears every sentence."""
    entries = vocabulary()
    places = kept(entries)
    arrays = {
        "kinds": _text(KINDS),
        "blaming_kinds": np.array([len(BLAMING)], np.int32),
        "vocabulary": _text(entries[number] for number in places),
    }
    words = _values(net.words.weight)[places]
    words[[entries[number] == _STILL for number in places]] = 0
    scales = np.abs(words).max(0) / _TOP
    arrays["words"] = np.rint(words / scales).astype(np.int8)
    heard = _values(net.hear.weight).transpose(2, 1, 0) * scales[None, :, None]
    _matrix(arrays, "hear", heard.reshape(HEARD * len(scales), -1), _values(net.hear.bias), STEP)
    _dense(arrays, "think", net.think)
    _dense(arrays, "say", net.say)
    _save(path, arrays)


def write_encoder(path: Path, encoder: Encoder) -> None:
    """Write the data file of the encoder that reads again; its vocabulary is that of the other."""
    table = encoder.bert.embeddings
    words = _values(table.word_embeddings.weight)[kept(vocabulary())]
    scales = np.maximum(np.abs(words).max(1) / _TOP, 1e-8)
    layers = encoder.bert.encoder.layer
    arrays = {
        "words.w": np.rint(words / scales[:, None]).astype(np.int8),
        "words.s": scales.astype(np.float32),
        "places": _places(table),
        "layers": np.array([len(layers)], np.int32),
    }
    _norm(arrays, "norm", table.LayerNorm)
    for number, layer in enumerate(layers):
        _layer(arrays, f"layer{number}", layer)
    _dense(arrays, "look", encoder.look)
    _dense(arrays, "heads", encoder.verdict, encoder.kind)
    _save(path, arrays)


def write_tagger(path: Path, net) -> None:
    """Write the data file of the tagger; its word vectors are those of the encoder."""
    arrays = _layers(net)
    _dense(arrays, "marks", net.mark, net.tellable)
    _save(path, arrays)


def write_writer(path: Path, layers, writer, small: Sequence[str]) -> None:
    """Write the data file of the writer; its word vectors are those of the encoder, too."""
    arrays = {
        **_layers(layers),
        "small": _text(small),
        "write.layers": np.array([len(writer.layers)], np.int32),
    }
    for number, layer in enumerate(writer.layers):
        name = f"write{number}"
        for part in ("inputs", "out", "up", "down"):
            _dense(arrays, f"{name}.{part}", getattr(layer, part))
        for part in ("norm1", "norm2"):
            _norm(arrays, f"{name}.{part}", getattr(layer, part))
    _norm(arrays, "write.norm", writer.norm)
    for part in ("words", "forms", "places"):
        arrays[f"write.{part}"] = _values(getattr(writer, part).weight).astype(np.float16)
    for part in ("copied", "next", "reach", "say", "ask", "key", "how", "form"):
        _dense(arrays, f"write.{part}", getattr(writer, part))
    _save(path, arrays)


def _layers(net) -> dict[str, np.ndarray]:
    table, layers = net.bert.embeddings, net.bert.encoder.layer
    arrays = {"places": _places(table), "layers": np.array([len(layers)], np.int32)}
    _norm(arrays, "norm", table.LayerNorm)
    for number, layer in enumerate(layers):
        _layer(arrays, f"layer{number}", layer)
    return arrays


def _places(table) -> np.ndarray:
    first = _values(table.token_type_embeddings.weight)[0]
    return (_values(table.position_embeddings.weight)[:_PLACES] + first).astype(np.float16)


def _save(path: Path, arrays) -> None:
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, path)


def _layer(arrays, name: str, layer) -> None:
    attention = layer.attention
    inputs = attention.self
    _dense(arrays, f"{name}.inputs", inputs.query, inputs.key, inputs.value)
    _dense(arrays, f"{name}.out", attention.output.dense)
    _dense(arrays, f"{name}.up", layer.intermediate.dense)
    _dense(arrays, f"{name}.down", layer.output.dense)
    _norm(arrays, f"{name}.norm1", attention.output.LayerNorm)
    _norm(arrays, f"{name}.norm2", layer.output.LayerNorm)


def _text(lines) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _dense(arrays, name: str, *layers) -> None:
    weight = np.concatenate([_values(layer.weight) for layer in layers]).T
    _matrix(arrays, name, weight, np.concatenate([_values(layer.bias) for layer in layers]))


def _matrix(arrays, name: str, weight: np.ndarray, bias: np.ndarray, step: int = 1) -> None:
    top = _TOP_OF_WIDE if weight.shape[0] > _WIDE else _TOP
    scales = np.maximum(np.abs(weight).max(0) / top, 1e-8)
    arrays[f"{name}.w"] = np.rint(weight / scales).astype(np.int8)
    arrays[f"{name}.s"] = (scales * step).astype(np.float32)
    arrays[f"{name}.b"] = (bias * np.float32(step)).astype(np.float32)


def _norm(arrays, name: str, layer) -> None:
    arrays[f"{name}.g"], arrays[f"{name}.b"] = _values(layer.weight), _values(layer.bias)


def _values(parameter) -> np.ndarray:
    return parameter.detach().numpy().copy()
