"""A document as plain values: put in and found by dotted paths, in the order of their ids."""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

Tree: TypeAlias = dict[str, Any]


def value_in(owner: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - any leaf
    """Return the value at a dotted path, or None."""
    place: Any = owner
    for step in path.split("."):
        if not isinstance(place, Mapping):
            return None
        place = place.get(step)  # pyright: ignore[reportUnknownVariableType,reportUnknownMemberType]
    return place  # pyright: ignore[reportUnknownVariableType]


def put_in(owner: Tree, path: str, value: object) -> None:
    """Put a value at a dotted path, making what lies between."""
    *way, leaf = path.split(".")
    place = owner
    for step in way:
        place = place.setdefault(step, {})
    place[leaf] = value


def natural_key(item: Mapping[str, Any]) -> tuple[str, int, str]:
    """Return what sorts ids as people count: A2 before A10."""
    parts = re.fullmatch(r"(.*?)(\d{0,9})", str(item.get("id", "")), re.DOTALL)
    prefix, number = (parts[1], parts[2]) if parts else ("", "")
    return prefix, int(number or 0), str(item.get("id", ""))
