"""Items with parents as trees: nothing is lost, whatever the parents say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MAX_DEPTH = 12
"""Deeper items stand at the root and name their parent."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An item with what hangs under it."""

    item: Mapping[str, Any]
    at_root: bool
    """True at the root, where a parent has to be named."""
    children: tuple["Branch", ...] = ()


def forest_of(items: Sequence[Mapping[str, Any]]) -> tuple[Branch, ...]:
    """Return the items as trees. Orphans, circles and what lies too deep stand at the root."""
    children: dict[str, list[int]] = {}
    for position, item in enumerate(items):
        children.setdefault(item["parent"], []).append(position)
    done: set[int] = set()

    def grow(position: int, depth: int) -> Branch:
        done.add(position)
        item = items[position]
        below = children.get(item["id"], []) if item["id"] and depth < MAX_DEPTH else []
        grown = tuple(grow(child, depth + 1) for child in below if child not in done)
        return Branch(item, depth == 0, grown)

    order = [*children.get("", []), *range(len(items))]
    return tuple(grow(position, 0) for position in order if position not in done)
