"""Reads the data files of the networks: arrays in the safetensors format, mapped into memory.

Only what is used of a file is read, and processes share it. The `safetensors` package reads it too,
but a commit hook does not need one more distribution; a test compares the two.
"""

import json
from collections.abc import Iterable, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_NUMBER = 8
"""Bytes of the number at the head: how long the table of contents is."""
_TYPES = {"I8": np.int8, "U8": np.uint8, "I32": np.int32, "F16": np.float16, "F32": np.float32}


def tensors(path: Path) -> dict[str, Any]:
    """Return the arrays of a data file. Raises OSError, ValueError or KeyError when it is none."""
    with path.open("rb") as file:
        content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    begin = _NUMBER + int.from_bytes(content[:_NUMBER], "little")
    entries: dict[str, dict[str, Any]] = json.loads(bytes(content[_NUMBER:begin]))
    return {name: _array(content[begin:], entry) for name, entry in entries.items()}


def lines(array: Any) -> list[str]:  # noqa: ANN401 - bytes of a text
    """Return the lines of a text that is kept as an array of bytes."""
    return array.tobytes().decode("utf-8").split("\n")


def as_floats(arrays: Mapping[str, Any], names: Iterable[str]) -> dict[str, Floats]:
    """Return arrays as floats that lie in one block: to get many blocks costs the system more."""
    chosen = {name: arrays[name] for name in names}
    block = np.empty(sum(array.size for array in chosen.values()), np.float32)
    floats: dict[str, Floats] = {}
    place = 0
    for name, array in chosen.items():
        floats[name] = block[place : place + array.size].reshape(array.shape)
        floats[name][...] = array
        place += array.size
    return floats


def _array(content: memoryview, entry: Mapping[str, Any]) -> NDArray[Any]:
    start, end = entry["data_offsets"]
    return np.frombuffer(content[start:end], _TYPES[entry["dtype"]]).reshape(entry["shape"])
