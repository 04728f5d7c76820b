"""Regular expressions whose compiled form is kept beside the code, as Python keeps bytecode.

To compile those of a check takes a quarter of its start. The form belongs to one release of
CPython, so it is kept under the hash of that release; anywhere else patterns are compiled as ever.
"""

import importlib
import re
import sys
from array import array
from functools import cache
from importlib.util import source_hash
from typing import Any, Final

from rubrics.package_data import keep, kept_as

_Form = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What CPython runs: flags, code, and the groups by number and name."""
_FROM: Final = source_hash(sys.version.encode())
_NUMBERS: Final = "I"
"""The code is a row of these."""
_KNOWN: Final = sys.implementation.name == "cpython" and (3, 11) <= sys.version_info < (3, 14)
"""Whether the form of this Python is known."""
_new: dict[tuple[str, int], _Form] = {}
NO_END: Final = "".join(
    rf"(?<!\b{word}\.)"
    for word in ("Dr", "Mr", "Mrs", "Ms", "Prof", "Capt", "Sgt", "Lt", "Rev", "St", "Jr", "approx")
)
"""Behind a full stop: it belongs to a title or a shortened word and ends no sentence."""


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a compiled pattern of the code or of its data; never one made of a person's words."""
    if not _KNOWN:
        return re.compile(pattern, flags)
    asked = pattern, int(flags)
    form = _forms().get(asked) or _new.get(asked)
    if form is None:
        form = _new[asked] = _form(*asked)
    own_flags, code, groups, names, order = form
    numbers = array(_NUMBERS, code).tolist()
    return _module("_sre").compile(pattern, own_flags, numbers, groups, names, order)


def keep_new() -> None:
    """Keep the forms of the patterns that were compiled since the start."""
    if _new:
        keep(__file__, _FROM, _forms() | _new)


@cache
def _forms() -> dict[tuple[str, int], _Form]:
    return kept_as(__file__, _FROM) or {}


def _form(pattern: str, flags: int) -> _Form:
    """Do what `re.compile` does, up to the step that makes an object of the form."""
    parsed = _module("re._parser").parse(pattern, flags)
    code = array(_NUMBERS, _module("re._compiler")._code(parsed, flags))  # noqa: SLF001
    names: dict[str, int] = parsed.state.groupdict
    order: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        order[number] = name
    return (
        int(flags | parsed.state.flags),
        code.tobytes(),
        parsed.state.groups - 1,
        dict(names),
        tuple(order),
    )


def _module(name: str) -> Any:  # noqa: ANN401 - what the standard library shows to itself only
    return importlib.import_module(name)
