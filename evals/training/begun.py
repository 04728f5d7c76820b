"""Takes the layers of a data file back into torch, as floats, so that training can go on."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from agent.coach.rewriting.writing.network import SMALL
from evals.training.nets import Encoder, kept, vocabulary
from rubrics.language.trained.tensors import lines

Arrays = Mapping[str, Any]
"""The arrays of a data file by their names."""


def word_vectors(arrays: Arrays) -> np.ndarray:
    """Return the word vectors of an encoder's data file, one row an entry of its vocabulary."""
    return arrays["words.w"].astype(np.float32) * arrays["words.s"][:, None]


def begun(arrays: Arrays) -> Encoder:
    """Return the encoder of a data file."""
    encoder = Encoder(int(arrays["layers"][0]))
    words = encoder.bert.embeddings.word_embeddings.weight.data
    words[kept(vocabulary())] = torch.tensor(word_vectors(arrays))
    take_layers(encoder.bert, arrays)
    take_dense(arrays, "look", encoder.look)
    take_dense(arrays, "heads", encoder.verdict, encoder.kind)
    return encoder


def take_layers(bert: nn.Module, arrays: Arrays) -> None:
    """Set places and layers of a BERT to those of a data file; its word vectors stay."""
    table = bert.embeddings
    places = _floats(arrays["places"])
    table.position_embeddings.weight.data[: len(places)] = places
    table.token_type_embeddings.weight.data.zero_()
    _take_norm(arrays, "norm", table.LayerNorm)
    for number, layer in enumerate(bert.encoder.layer):
        name, own = f"layer{number}", layer.attention.self
        take_dense(arrays, f"{name}.inputs", own.query, own.key, own.value)
        take_dense(arrays, f"{name}.out", layer.attention.output.dense)
        take_dense(arrays, f"{name}.up", layer.intermediate.dense)
        take_dense(arrays, f"{name}.down", layer.output.dense)
        _take_norm(arrays, f"{name}.norm1", layer.attention.output.LayerNorm)
        _take_norm(arrays, f"{name}.norm2", layer.output.LayerNorm)


def take_writer(arrays: Arrays, bert: nn.Module, writer: nn.Module, small: Sequence[str]) -> None:
    """Set layers and decoder to those of a writer's data file, each small word to its own row.

    A small word that the file does not know stays as it is.
    """
    take_layers(bert, arrays)
    rows = {word: SMALL + place for place, word in enumerate(lines(arrays["small"]))}
    known = [(SMALL + place, rows[word]) for place, word in enumerate(small) if word in rows]
    mine, theirs = zip(*((place, place) for place in range(SMALL)), *known, strict=True)
    mine, theirs = torch.tensor(mine), torch.tensor(theirs)
    say = nn.Linear(writer.say.in_features, SMALL + len(rows))
    take_dense(arrays, "write.say", say)
    writer.words.weight.data[mine] = _floats(arrays["write.words"])[theirs]
    writer.say.weight.data[mine] = say.weight.data[theirs]
    writer.say.bias.data[mine] = say.bias.data[theirs]
    for part in ("forms", "places"):
        getattr(writer, part).weight.data = _floats(arrays[f"write.{part}"])
    _take_norm(arrays, "write.norm", writer.norm)
    for part in ("copied", "next", "reach", "ask", "key", "how", "form"):
        take_dense(arrays, f"write.{part}", getattr(writer, part))
    for number, layer in enumerate(writer.layers):
        for part in ("inputs", "out", "up", "down"):
            take_dense(arrays, f"write{number}.{part}", getattr(layer, part))
        for part in ("norm1", "norm2"):
            _take_norm(arrays, f"write{number}.{part}", getattr(layer, part))


def take_dense(arrays: Arrays, name: str, *layers: nn.Linear) -> None:
    """Set dense layers to the one of a data file that holds them side by side."""
    weights = torch.tensor(arrays[f"{name}.w"].astype(np.float32) * arrays[f"{name}.s"])
    bias, begin = torch.tensor(np.array(arrays[f"{name}.b"])), 0
    for layer in layers:
        end = begin + layer.out_features
        layer.weight.data = weights[:, begin:end].T.contiguous()
        layer.bias.data = bias[begin:end].clone()
        begin = end


def _take_norm(arrays: Arrays, name: str, layer: nn.LayerNorm) -> None:
    layer.weight.data = torch.tensor(np.array(arrays[f"{name}.g"]))
    layer.bias.data = torch.tensor(np.array(arrays[f"{name}.b"]))


def _floats(values: np.ndarray) -> torch.Tensor:
    return torch.tensor(values.astype(np.float32))
