"""Minimal cut sets and path sets of a fault tree by MOCUS (Fussell and Vesely, 1972; IEC 61025)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby
from math import comb
from typing import Literal

from agent.errors import DocumentError
from agent.postmortem.causes import FaultNode, FaultTree

MAX_ROWS = 20_000
"""Rows of the table at which the computation gives up."""

FlawKind = Literal[
    "no_top", "missing_input", "empty_gate", "bad_vote", "cycle", "unreachable", "one_input"
]
CutSet = tuple[str, ...]


class FaultTreeTooLargeError(DocumentError):
    """The tree has more combinations than can be listed."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that keeps a tree from being computed, or makes a gate pointless."""

    kind: FlawKind
    """What is wrong."""
    node: str
    """The id of the node."""
    detail: str
    """What was seen."""

    @property
    def blocks(self) -> bool:
        """Return whether nothing can be computed as long as it stands."""
        return self.kind not in {"one_input", "unreachable"}


def top_of(tree: FaultTree) -> str:
    """Return the id of the top event: the one named, else the only one that feeds no gate."""
    if tree.top:
        return tree.top
    fed = {name for node in tree.nodes for name in node.inputs}
    roots = [node.id for node in tree.nodes if node.id not in fed]
    return roots[0] if len(roots) == 1 else ""


def flaws(tree: FaultTree) -> tuple[Flaw, ...]:
    """Return what is wrong with a tree, in the order of its nodes. No nodes, no flaws."""
    if not tree.nodes:
        return ()
    nodes = {node.id: node for node in tree.nodes}
    top = top_of(tree)
    if top not in nodes:
        detail = f"the top event {top} is not in the tree" if top else "no top event is named"
        return (Flaw("no_top", top, detail),)
    local = [flaw for node in tree.nodes for flaw in _flaws_of(node, nodes)]
    shape = [*_cycles(nodes), *_unreachable(nodes, top)]
    return (*local, *shape)


def _flaws_of(node: FaultNode, nodes: Mapping[str, FaultNode]) -> Iterator[Flaw]:
    missing = [name for name in node.inputs if name not in nodes]
    if missing:
        yield Flaw("missing_input", node.id, f"its input {missing[0]} is not in the tree")
    if not node.gate:
        if node.inputs:
            yield Flaw("bad_vote", node.id, "it has inputs but no gate")
        return
    count = len(node.inputs)
    if count == 0:
        yield Flaw("empty_gate", node.id, f"its {node.gate} gate has no inputs")
    elif node.gate == "VOTE" and not 1 <= (node.k or 0) <= count:
        asked = "no number" if node.k is None else str(node.k)
        yield Flaw("bad_vote", node.id, f"its vote asks for {asked} of {count} inputs")
    elif node.gate != "VOTE" and count == 1:
        yield Flaw("one_input", node.id, f"its {node.gate} gate has one input, {node.inputs[0]}")


def _cycles(nodes: Mapping[str, FaultNode]) -> Iterator[Flaw]:
    """Yield the first node of each loop, by depth-first search without recursion."""
    state: dict[str, int] = {}
    for root in nodes:
        stack = [(root, False)]
        while stack:
            name, leaving = stack.pop()
            if leaving:
                state[name] = 2
            elif state.get(name) is None and name in nodes:
                state[name] = 1
                stack.append((name, True))
                stack.extend((child, False) for child in reversed(nodes[name].inputs))
                looping = next((c for c in nodes[name].inputs if state.get(c) == 1), None)
                if looping is not None:
                    yield Flaw("cycle", looping, f"it depends on itself through {name}")


def _unreachable(nodes: Mapping[str, FaultNode], top: str) -> Iterator[Flaw]:
    reached, waiting = set[str](), [top]
    while waiting:
        name = waiting.pop()
        if name in nodes and name not in reached:
            reached.add(name)
            waiting.extend(nodes[name].inputs)
    for name in nodes:
        if name not in reached:
            yield Flaw("unreachable", name, f"no gate under {top} uses it")


def cut_sets(tree: FaultTree) -> tuple[CutSet, ...]:
    """Return the minimal combinations of basic events that are enough for the top event.

    Sorted by size, then by the order of the nodes. Raises DocumentError when the tree has a flaw
    that blocks, FaultTreeTooLargeError beyond 20,000 rows.
    """
    return _computed(tree, swapped=False)


def path_sets(tree: FaultTree) -> tuple[CutSet, ...]:
    """Return the minimal combinations whose absence is enough to prevent the top event.

    These are the cut sets of the tree with AND and OR swapped; VOTE k/n becomes (n-k+1)/n.
    """
    return _computed(tree, swapped=True)


def single_points(tree: FaultTree) -> tuple[str, ...]:
    """Return the basic events that are enough on their own."""
    return tuple(found[0] for found in cut_sets(tree) if len(found) == 1)


def _computed(tree: FaultTree, *, swapped: bool) -> tuple[CutSet, ...]:
    if not tree.nodes:
        return ()
    for flaw in flaws(tree):
        if flaw.blocks:
            raise DocumentError(
                f"The fault tree can't be computed: {flaw.node}: {flaw.detail}.".replace(
                    ": :", ":"
                ),
                "Mend that node.",
            )
    gates = tuple((node.id, node.gate, node.k or 0, node.inputs) for node in tree.nodes)
    return _mocus(top_of(tree), gates, swapped)


_Gate = tuple[str, str, int, tuple[str, ...]]


@lru_cache(maxsize=64)
def _mocus(top: str, gates: tuple[_Gate, ...], swapped: bool) -> tuple[CutSet, ...]:  # noqa: FBT001
    """Substitute gates row by row until only basic events are left. A row is a set of bits."""
    bit = {name: 1 << place for place, (name, _, _, _) in enumerate(gates)}
    choices = {
        bit[name]: _choices(gate, k, [bit[i] for i in inputs], swapped=swapped)
        for name, gate, k, inputs in gates
        if gate
    }
    gate_bits = sum(choices)
    waiting, seen, done = [bit[top]], {bit[top]}, set[int]()
    while waiting:
        row = waiting.pop()
        pending = row & gate_bits
        if not pending:
            done.add(row)
            continue
        gate = pending & -pending
        for choice in choices[gate]:
            following = (row & ~gate) | choice
            if following not in seen:
                seen.add(following)
                waiting.append(following)
        if len(seen) > MAX_ROWS:
            raise _too_large()
    names = [name for name, _, _, _ in gates]
    return tuple(_names(row, names) for row in _ordered(_minimal(done), names))


def _too_large() -> FaultTreeTooLargeError:
    return FaultTreeTooLargeError(
        f"The fault tree is too large: more than {MAX_ROWS:,} combinations.",
        "Split it at a gate into trees of their own.",
    )


def _choices(gate: str, k: int, inputs: list[int], *, swapped: bool) -> tuple[int, ...]:
    """Return the rows that a gate turns into, each the inputs that are enough for it."""
    count = len(inputs)
    needed = {"AND": count, "OR": 1, "VOTE": k}[gate]
    if swapped:
        needed = count - needed + 1
    if comb(count, needed) > MAX_ROWS:
        raise _too_large()
    chosen = (_union(group) for group in combinations(inputs, needed))
    return tuple(dict.fromkeys(chosen))


def _union(bits: tuple[int, ...]) -> int:
    row = 0
    for bit in bits:
        row |= bit
    return row


def _minimal(rows: set[int]) -> list[int]:
    """Drop every row that holds a smaller one. Kept rows are looked up by their lowest bit."""
    kept: dict[int, list[int]] = {}
    minimal: list[int] = []
    by_size = sorted(rows, key=lambda row: (row.bit_count(), row))
    for _, group in groupby(by_size, key=int.bit_count):
        fresh = [row for row in group if not _holds_any(row, kept)]
        minimal.extend(fresh)
        for row in fresh:
            kept.setdefault(row & -row, []).append(row)
    return minimal


def _holds_any(row: int, kept: Mapping[int, list[int]]) -> bool:
    return any(smaller & row == smaller for bit in _bits(row) for smaller in kept.get(bit, ()))


def _bits(row: int) -> Iterator[int]:
    while row:
        lowest = row & -row
        yield lowest
        row ^= lowest


def _names(row: int, names: list[str]) -> CutSet:
    return tuple(names[bit.bit_length() - 1] for bit in _bits(row))


def _ordered(rows: list[int], names: list[str]) -> list[int]:
    places = {row: [bit.bit_length() for bit in _bits(row)] for row in rows}
    return sorted(rows, key=lambda row: (len(places[row]), places[row], len(names)))
