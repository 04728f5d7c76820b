"""Reading the YAML that ships with a package: once a change, then from what was read.

What a file holds is kept beside it in `__pycache__`, as Python keeps bytecode, under the hash of
what it was made from. Where nothing may be written there, it is made each time.
"""

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any


def read_yaml(package: str, name: str) -> Any:  # noqa: ANN401 - what a model validates next
    """Return what a file of a package holds."""
    file = place(package, name)
    return kept(str(file), file.read_bytes(), _parsed)


def place(package: str, name: str) -> Path:
    """Return where a file of a package lies. `importlib.resources` costs each start 5 ms more."""
    return Path(import_module(package).__path__[0], name)


def kept(name: str, source: bytes, make: Callable[[bytes], Any]) -> Any:  # noqa: ANN401 - as above
    """Return what is made from a source, made anew only where the source changed.

    Args:
        name: The file it belongs to; it is kept beside that.
        source: All that it is made from.
        make: Makes it. Plain values and sets can be kept, others are made each time.
    """
    key = source_hash(source)
    value = kept_as(name, key)
    if value is None:
        value = make(source)
        keep(name, key, value)
    return value


def kept_as(name: str, key: bytes) -> Any:  # noqa: ANN401 - as above
    """Return what is kept beside a file under a key; None when there is nothing."""
    with suppress(OSError, EOFError, ValueError, TypeError):  # none, or one that was cut off
        content = _place(name).read_bytes()
        if content.startswith(key):
            return marshal.loads(content[len(key) :])  # noqa: S302 - as safe as the code beside it
    return None


def keep(name: str, key: bytes, value: Any) -> None:  # noqa: ANN401 - as above
    """Keep a value beside a file, as a whole or not at all: other processes may read it now."""
    if sys.dont_write_bytecode:
        return
    place = _place(name)
    making = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError, ValueError):  # not to be written here, or not to be kept at all
        content = key + marshal.dumps(value)
        place.parent.mkdir(exist_ok=True)
        making.write_bytes(content)
        making.replace(place)


def _place(name: str) -> Path:
    return Path(cache_from_source(f"{name}.py"))


def _parsed(source: bytes) -> Any:  # noqa: ANN401 - as above
    """Read with libyaml where it is there: 7 times faster."""
    import yaml  # noqa: PLC0415 - mostly not needed

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(source.decode(), Loader=loader)  # noqa: S506 - a safe loader
