"""How likely the top event of a fault tree is, and how much each basic event matters to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from agent.causes.fault_tree import CutSet, cut_sets
from agent.postmortem.causes import FaultTree

EXACT_UP_TO = 15
"""Cut sets up to which the exact probability is computed."""


@dataclass(frozen=True, slots=True)
class EventImportance:
    """What one basic event contributes."""

    event: str
    """Its id."""
    fussell_vesely: float
    """Share of the top event's probability that runs through sets with this event, 0-1."""
    birnbaum: float
    """P(top) if it were certain minus P(top) if it were impossible."""


@dataclass(frozen=True, slots=True)
class Importance:
    """The probability of the top event in three readings, and its events by importance."""

    sets: Mapping[CutSet, float]
    """The probability of each cut set."""
    rare_event: float
    """The sum over the sets, at most 1: an upper bound."""
    upper_bound: float
    """1 - prod(1 - P(C)); exact when no two sets share an event, an upper bound otherwise."""
    exact: float | None
    """The exact probability for independent events; None beyond 15 sets."""
    events: tuple[EventImportance, ...]
    """Every basic event of a cut set, the most important one first."""


def importance(tree: FaultTree) -> Importance | None:
    """Return the probabilities of a tree, or None when a basic event has none.

    Raises DocumentError as `cut_sets` does. Basic events are taken to be independent.
    """
    sets = cut_sets(tree)
    known = {node.id: node.p for node in tree.nodes if not node.gate and node.p is not None}
    events = list(dict.fromkeys(event for found in sets for event in found))
    if not sets or any(event not in known for event in events):
        return None
    chances = {event: known[event] for event in events}
    by_set = {found: prod(chances[event] for event in found) for found in sets}
    top = _bound(sets, chances)
    ranked = sorted(
        (_importance_of(event, sets, chances, top) for event in events),
        key=lambda item: (-item.fussell_vesely, -item.birnbaum, events.index(item.event)),
    )
    return Importance(
        sets=by_set,
        rare_event=min(1.0, sum(by_set.values())),
        upper_bound=top,
        exact=exact(sets, chances) if len(sets) <= EXACT_UP_TO else None,
        events=tuple(ranked),
    )


def _importance_of(
    event: str, sets: Sequence[CutSet], chances: Mapping[str, float], top: float
) -> EventImportance:
    through = _bound([found for found in sets if event in found], chances)
    certain = _top(sets, {**chances, event: 1.0})
    impossible = _top(sets, {**chances, event: 0.0})
    share = min(1.0, through / top) if top > 0 else 0.0
    return EventImportance(event, share, certain - impossible)


def _top(sets: Sequence[CutSet], chances: Mapping[str, float]) -> float:
    return exact(sets, chances) if len(sets) <= EXACT_UP_TO else _bound(sets, chances)


def _bound(sets: Sequence[CutSet], chances: Mapping[str, float]) -> float:
    return 1 - prod(1 - prod(chances[event] for event in found) for found in sets)


def exact(sets: Sequence[CutSet], chances: Mapping[str, float]) -> float:
    """Return the probability that at least one set holds, by Shannon's expansion.

    It equals inclusion and exclusion over the sets, at a fraction of the terms.
    """
    if any(not found for found in sets):
        return 1.0
    if not sets:
        return 0.0
    if len(sets) == 1:
        return prod(chances[event] for event in sets[0])
    pivot = _most_shared(sets)
    without = tuple(found for found in sets if pivot not in found)
    given = tuple(tuple(e for e in found if e != pivot) for found in sets)
    chance = chances[pivot]
    return chance * exact(given, chances) + (1 - chance) * exact(without, chances)


def _most_shared(sets: Sequence[CutSet]) -> str:
    counts: dict[str, int] = {}
    for found in sets:
        for event in found:
            counts[event] = counts.get(event, 0) + 1
    return max(counts, key=lambda event: counts[event])
