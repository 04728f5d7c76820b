"""The shape of a why-tree: depth, paths, where a path may end, loops and loose ends."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from agent.postmortem.causes import WhyNode


@dataclass(frozen=True, slots=True)
class Shape:
    """A why-tree as a graph. Nodes in a loop or below a missing parent belong to no path."""

    depths: Mapping[str, int]
    """Steps from the problem, 1 for a direct answer; 0 for nodes that no path reaches."""
    paths: tuple[tuple[str, ...], ...]
    """Every path from the problem to a node that nothing explains."""
    cycles: tuple[tuple[str, ...], ...]
    """Loops, each beginning with its first node in the document."""
    orphans: tuple[str, ...]
    """Nodes whose parent is not in the tree."""


def shape(nodes: Sequence[WhyNode]) -> Shape:
    """Return the shape of a tree. It never fails, whatever the parents say.

    Of two nodes with the same id the later one counts.
    """
    parents = {node.id: node.parent for node in nodes}
    children = children_of(nodes)
    depths = dict.fromkeys(parents, 0)
    waiting = [(child, 1) for child in children.get("", ())]
    while waiting:
        name, depth = waiting.pop()
        if not depths[name] and name:
            depths[name] = depth
            waiting.extend((child, depth + 1) for child in children.get(name, ()))
    leaves = [n for n in parents if depths[n] and not children.get(n)]
    return Shape(
        depths=depths,
        paths=tuple(_path_to(leaf, parents) for leaf in leaves),
        cycles=tuple(_cycles(parents)),
        orphans=tuple(n for n, parent in parents.items() if parent and parent not in parents),
    )


def children_of(nodes: Sequence[WhyNode]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the answers to each node, by the node's id; "" for the problem."""
    children: dict[str, tuple[str, ...]] = {}
    for name, parent in {node.id: node.parent for node in nodes}.items():
        children[parent] = (*children.get(parent, ()), name)
    return children


def _path_to(leaf: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    path = [leaf]
    while parents[path[-1]]:
        path.append(parents[path[-1]])
    return tuple(reversed(path))


def _cycles(parents: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    settled = set[str]()
    for start in parents:
        trail: list[str] = []
        name = start
        while name in parents and name not in settled and name not in trail:
            trail.append(name)
            name = parents[name]
        if name in trail:
            yield tuple(trail[trail.index(name) :])
        settled.update(trail)


def terminal_ok(
    node: WhyNode, nodes: Sequence[WhyNode], *, blames: Callable[[str], bool], acted_on: bool
) -> bool:
    """Return whether a path may end at a node (method 3.3).

    It is a condition, enabling or systemic, blames nobody, something can be changed there (a
    lever is named or an action acts on it), and nothing below it explains it further.
    """
    open_children = any(n.parent == node.id and n.confidence != "rejected" for n in nodes)
    return (
        node.kind == "condition"
        and node.level in {"enabling", "systemic"}
        and node.confidence != "rejected"
        and not open_children
        and (bool(node.lever.strip()) or acted_on)
        and not blames(node.text)
    )


def terminals(
    nodes: Sequence[WhyNode], *, blames: Callable[[str], bool], acted_on: AbstractSet[str]
) -> dict[str, bool]:
    """Return for each node whether a path may end there."""
    return {
        node.id: terminal_ok(node, nodes, blames=blames, acted_on=node.id in acted_on)
        for node in nodes
    }
