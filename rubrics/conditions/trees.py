"""The why-tree and the fault tree as graphs: depth, branches, ends. Cycles never hang."""

from collections.abc import Mapping
from functools import cached_property

from rubrics.conditions.case import Case
from rubrics.conditions.reading import Json, at, items, number, text, texts

_FAULT_GATES = ("AND", "OR", "VOTE")
_DEEP_ENOUGH = ("enabling", "systemic")


class WhyTree:
    """The why-tree of one case."""

    def __init__(self, case: Case) -> None:
        """Read the nodes of a case."""
        self._case = case
        self._by_id: Mapping[str, Json] = {text(node, "id"): node for node in case.nodes}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the children by id of the parent; top nodes under the empty id."""
        found: dict[str, tuple[str, ...]] = {}
        for name, node in self._by_id.items():
            parent = text(node, "parent")
            key = parent if parent in self._by_id else ""
            found[key] = (*found.get(key, ()), name)
        return found

    def depth(self, name: str) -> int:
        """Return how many answers lie between the problem and this node, itself included."""
        given = number(at(self._case.facts, f"computed.nodes.{name}.depth"))
        return int(given) if given is not None else len(self.lineage(name))

    def lineage(self, name: str) -> tuple[str, ...]:
        """Return the ids from the node up to its top node."""
        path: list[str] = []
        while name in self._by_id and name not in path:
            path.append(name)
            name = text(self._by_id[name], "parent")
        return tuple(path)

    def ends_well(self, name: str) -> bool:
        """Say whether a path may end here: a condition that somebody can change."""
        given = at(self._case.facts, f"computed.nodes.{name}.terminal_ok")
        return given if isinstance(given, bool) else self._may_end(self._by_id[name])

    def ends(self) -> tuple[str, ...]:
        """Return the ids of the nodes without children."""
        return tuple(name for name in self._by_id if not self.children.get(name))

    def branches(self) -> int:
        """Return the number of different paths the tree ends in."""
        return len(self.ends())

    def deepest(self) -> int:
        """Return the greatest depth."""
        return max((self.depth(name) for name in self._by_id), default=0)

    def human(self) -> tuple[Json, ...]:
        """Return the nodes that are human actions."""
        return tuple(node for node in self._by_id.values() if node.get("kind") == "human_action")

    def _may_end(self, node: Json) -> bool:
        name = text(node, "id")
        blamed = any(
            f.category == "blame"
            and f.severity != "info"
            and f.field.startswith(f"analysis.nodes.{name}.")
            for f in self._case.findings
        )
        return (
            node.get("kind") == "condition"
            and node.get("level") in _DEEP_ENOUGH
            and not self.children.get(name)
            and not blamed
            and (bool(text(node, "lever")) or self._acted_on(name))
        )

    def _acted_on(self, name: str) -> bool:
        causes = {text(c, "id") for c in self._case.causes if text(c, "node_id") == name}
        return any(causes & set(texts(action, "cause_ids")) for action in self._case.actions)


def fault_tree_holds(case: Case) -> bool:
    """Say whether the fault tree has a top from which basic events are reached without a cycle."""
    nodes = {text(node, "id"): node for node in items(case.facts, "analysis.fault_tree.nodes")}
    top = text(case.facts, "analysis.fault_tree.top")
    gated = top in nodes and text(nodes[top], "gate") in _FAULT_GATES
    return gated and _sound(top, nodes, set(), set())


def _sound(name: str, nodes: Mapping[str, Json], above: set[str], checked: set[str]) -> bool:
    node = nodes.get(name)
    if node is None or name in above:
        return False
    if name in checked:
        return True
    if not _well_formed(node):
        return False
    above.add(name)
    sound = all(_sound(child, nodes, above, checked) for child in texts(node, "inputs"))
    above.remove(name)
    checked.add(name)
    return sound


def _well_formed(node: Json) -> bool:
    inputs, gate = texts(node, "inputs"), text(node, "gate")
    if not gate:
        return bool(text(node, "text")) and not inputs
    votes = number(node.get("k")) if gate == "VOTE" else 1
    return votes is not None and 1 <= votes <= len(inputs)


def judged_layers(case: Case) -> tuple[str, ...]:
    """Return the layers of defence whose state is known."""
    return tuple(
        dict.fromkeys(
            text(barrier, "layer")
            for barrier in items(case.facts, "analysis.barriers")
            if text(barrier, "state") not in ("", "unknown")
        )
    )


def used_bones(case: Case) -> tuple[str, ...]:
    """Return the bones of the fishbone that hold a candidate."""
    candidates = items(case.facts, "analysis.fishbone.items")
    return tuple(dict.fromkeys(text(c, "bone").lower() for c in candidates if text(c, "text")))
