"""Cut sets: the examples of the method, brute force against truth tables, flaws, limits."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.causes.fault_tree import (
    FaultTreeTooLargeError,
    cut_sets,
    flaws,
    path_sets,
    single_points,
)
from agent.causes.importance import exact, importance
from agent.errors import DocumentError
from agent.postmortem.causes import FaultNode, FaultTree


def gate(name, kind, *inputs, k=None):
    return FaultNode(id=name, gate=kind, inputs=inputs, k=k)


def tree(*gates, basic="abcde", chances=None):
    chances = chances or {}
    leaves = tuple(FaultNode(id=name, p=chances.get(name)) for name in basic)
    return FaultTree(top=gates[0].id, nodes=(*gates, *leaves))


def as_sets(found):
    return {frozenset(one) for one in found}


def test_one_pair_and_three_single_events():
    found = tree(
        gate("T", "OR", "G", "H"), gate("G", "AND", "a", "b"), gate("H", "OR", "c", "d", "e")
    )
    assert cut_sets(found) == (("c",), ("d",), ("e",), ("a", "b"))
    assert single_points(found) == ("c", "d", "e")


def test_a_set_that_holds_a_smaller_one_is_dropped():
    found = tree(
        gate("T", "OR", "G", "c", "H"), gate("G", "AND", "a", "b"), gate("H", "AND", "a", "b", "d")
    )
    assert as_sets(cut_sets(found)) == {frozenset("c"), frozenset("ab")}


def test_a_vote_is_every_combination_of_its_inputs():
    found = tree(gate("T", "VOTE", "a", "b", "c", k=2), basic="abc")
    assert as_sets(cut_sets(found)) == {frozenset("ab"), frozenset("ac"), frozenset("bc")}
    assert as_sets(path_sets(found)) == as_sets(cut_sets(found))


def test_path_sets_say_what_would_have_been_enough_to_prevent_it():
    found = tree(gate("T", "OR", "G", "c"), gate("G", "AND", "a", "b"), basic="abc")
    assert as_sets(path_sets(found)) == {frozenset("ac"), frozenset("bc")}


def test_the_only_root_is_the_top_when_none_is_named():
    found = FaultTree(nodes=(gate("T", "OR", "a"), FaultNode(id="a")))
    assert cut_sets(found) == (("a",),)


def test_an_empty_tree_has_no_sets_and_no_flaws():
    assert cut_sets(FaultTree()) == ()
    assert flaws(FaultTree()) == ()


@st.composite
def small_trees(draw):
    """Trees of up to six basic events and four gates, with shared parts."""
    basic = [f"b{n}" for n in range(draw(st.integers(1, 6)))]
    names = list(basic)
    gates = []
    for number in range(draw(st.integers(1, 4))):
        inputs = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4))
        kind = draw(st.sampled_from(["AND", "OR", "VOTE"]))
        k = draw(st.integers(1, len(inputs))) if kind == "VOTE" else None
        gates.append(gate(f"g{number}", kind, *inputs, k=k))
        names.append(f"g{number}")
    leaves = tuple(FaultNode(id=name, p=draw(st.floats(0, 1))) for name in basic)
    return FaultTree(top=gates[-1].id, nodes=(*leaves, *gates))


def happens(found, name, true):
    node = next(node for node in found.nodes if node.id == name)
    if not node.gate:
        return name in true
    count = sum(happens(found, child, true) for child in node.inputs)
    needed = {"AND": len(node.inputs), "OR": 1, "VOTE": node.k}[node.gate]
    return count >= needed


def minimal_by_brute_force(found, wanted):
    basic = sorted(node.id for node in found.nodes if not node.gate)
    enough = [
        frozenset(chosen)
        for size in range(len(basic) + 1)
        for chosen in combinations(basic, size)
        if wanted(frozenset(chosen))
    ]
    return {one for one in enough if not any(other < one for other in enough)}


@given(small_trees())
def test_cut_sets_are_the_minimal_true_rows_of_the_truth_table(found):
    assert as_sets(cut_sets(found)) == minimal_by_brute_force(
        found, lambda true: happens(found, found.top, true)
    )


@given(small_trees())
def test_path_sets_are_the_minimal_sets_whose_absence_prevents_it(found):
    basic = frozenset(node.id for node in found.nodes if not node.gate)
    assert as_sets(path_sets(found)) == minimal_by_brute_force(
        found, lambda absent: not happens(found, found.top, basic - absent)
    )


@settings(max_examples=60)
@given(small_trees())
def test_the_exact_probability_is_that_of_the_truth_table(found):
    chances = {node.id: node.p for node in found.nodes if not node.gate}
    expected = 0.0
    for values in product([False, True], repeat=len(chances)):
        true = {name for name, value in zip(chances, values, strict=True) if value}
        weight = 1.0
        for name, chance in chances.items():
            weight *= chance if name in true else 1 - chance
        expected += weight * happens(found, found.top, true)
    measured = importance(found)
    assert measured is not None
    if measured.exact is not None:
        assert measured.exact == pytest.approx(expected, abs=1e-9)
        assert measured.exact <= measured.upper_bound + 1e-9
    assert measured.upper_bound <= measured.rare_event + 1e-9


def test_importance_ranks_the_event_that_most_runs_through():
    found = tree(
        gate("T", "OR", "G", "c"),
        gate("G", "AND", "a", "b"),
        basic="abc",
        chances={"a": 0.1, "b": 0.2, "c": 0.3},
    )
    measured = importance(found)
    assert measured is not None
    assert measured.rare_event == pytest.approx(0.32)
    assert measured.upper_bound == pytest.approx(1 - 0.98 * 0.7)
    assert measured.exact == pytest.approx(measured.upper_bound)
    assert [event.event for event in measured.events] == ["c", "a", "b"]
    first = measured.events[0]
    assert first.fussell_vesely == pytest.approx(0.3 / measured.upper_bound)
    assert first.birnbaum == pytest.approx(0.98)


def test_without_every_probability_there_is_no_importance():
    found = tree(gate("T", "OR", "a", "b"), basic="ab", chances={"a": 0.1})
    assert importance(found) is None


def test_nothing_is_certain_without_sets():
    assert exact((), {}) == 0.0
    assert exact(((),), {}) == 1.0


@pytest.mark.parametrize(
    ("nodes", "kind"),
    [
        ((gate("T", "OR", "x"),), "missing_input"),
        ((gate("T", "OR"),), "empty_gate"),
        ((gate("T", "VOTE", "a", k=2), FaultNode(id="a")), "bad_vote"),
        ((gate("T", "VOTE", "a"), FaultNode(id="a")), "bad_vote"),
        ((gate("T", "OR", "G", "a"), gate("G", "AND", "T", "a"), FaultNode(id="a")), "cycle"),
        (
            (gate("T", "OR", "a", "b"), FaultNode(id="a"), FaultNode(id="b"), FaultNode(id="c")),
            "unreachable",
        ),
        ((gate("T", "AND", "a"), FaultNode(id="a")), "one_input"),
    ],
)
def test_each_flaw_is_named(nodes, kind):
    assert kind in {flaw.kind for flaw in flaws(FaultTree(top="T", nodes=nodes))}


def test_a_tree_with_a_loop_is_refused_and_not_followed():
    looped = FaultTree(top="T", nodes=(gate("T", "OR", "G"), gate("G", "OR", "T")))
    with pytest.raises(DocumentError):
        cut_sets(looped)


def test_a_top_that_is_not_there_is_a_flaw():
    found = FaultTree(top="Z", nodes=(FaultNode(id="a"),))
    assert [flaw.kind for flaw in flaws(found)] == ["no_top"]


def test_a_part_that_nothing_uses_is_noted_and_the_rest_is_computed():
    found = FaultTree(top="T", nodes=(gate("T", "OR", "a", "b"), *map(leaf, "abc")))
    assert cut_sets(found) == (("a",), ("b",))


def leaf(name):
    return FaultNode(id=name)


def test_more_than_twenty_thousand_rows_are_refused():
    pairs = [gate(f"g{n}", "OR", f"a{n}", f"b{n}") for n in range(16)]
    leaves = [leaf(f"{side}{n}") for n in range(16) for side in "ab"]
    top = gate("T", "AND", *(pair.id for pair in pairs))
    with pytest.raises(FaultTreeTooLargeError):
        cut_sets(FaultTree(top="T", nodes=(top, *pairs, *leaves)))


def test_a_vote_over_many_inputs_is_refused_before_it_is_listed():
    leaves = [leaf(f"a{n}") for n in range(40)]
    top = gate("T", "VOTE", *(node.id for node in leaves), k=20)
    with pytest.raises(FaultTreeTooLargeError):
        cut_sets(FaultTree(top="T", nodes=(top, *leaves)))
