"""Why-trees: depths and paths, loops and loose ends, where a path may end."""

from hypothesis import given
from hypothesis import strategies as st

from agent.causes.why_tree import shape, terminal_ok, terminals
from agent.postmortem.causes import WhyNode


def node(name, parent="", **fields):
    return WhyNode(id=name, parent=parent, text=f"the text of {name}", **fields)


TREE = (node("W1"), node("W2", "W1"), node("W3", "W2"), node("W4", "W1"))


def test_depth_counts_answers_from_the_problem():
    assert shape(TREE).depths == {"W1": 1, "W2": 2, "W3": 3, "W4": 2}


def test_each_end_has_its_path():
    assert shape(TREE).paths == (("W1", "W2", "W3"), ("W1", "W4"))


def test_a_loop_is_found_once_and_lies_on_no_path():
    found = shape((node("W1"), node("W2", "W3"), node("W3", "W2")))
    assert found.cycles == (("W2", "W3"),)
    assert found.paths == (("W1",),)
    assert found.depths["W2"] == 0


def test_an_answer_to_a_node_that_is_gone_is_an_orphan():
    found = shape((node("W1"), node("W2", "W9")))
    assert found.orphans == ("W2",)


@given(
    st.lists(st.integers(-1, 9), min_size=1, max_size=10).map(
        lambda parents: tuple(
            node(f"W{n}", "" if parent < 0 else f"W{parent}") for n, parent in enumerate(parents)
        )
    )
)
def test_any_set_of_parents_has_a_shape(nodes):
    found = shape(nodes)
    assert set(found.depths) == {n.id for n in nodes}
    for path in found.paths:
        assert len(path) == len(set(path)) == found.depths[path[-1]]
    in_loops = {name for loop in found.cycles for name in loop}
    assert all(found.depths[name] == 0 for name in in_loops)


def test_an_id_given_twice_makes_no_endless_tree():
    found = shape((node("W1"), node("W2", "W1"), node("W1", "W2")))
    assert found.paths == ()
    assert found.cycles == (("W1", "W2"),)


END = {"level": "systemic", "lever": "validate pool sizes in the deploy step"}


def ends(changed=None, *, others=(), blames=False, acted_on=False):
    fields = {**END, **(changed or {})}
    last = node("W3", "W2", **fields)
    return terminal_ok(last, (last, *others), blames=lambda _: blames, acted_on=acted_on)


def test_a_path_may_end_in_a_condition_that_can_be_changed():
    assert ends()


def test_a_path_may_not_end_elsewhere():
    assert not ends({"kind": "human_action"})
    assert not ends({"level": "immediate"})
    assert not ends({"lever": " "})
    assert not ends({"confidence": "rejected"})
    assert not ends(others=(node("W4", "W3"),))
    assert not ends(blames=True)


def test_an_action_is_a_lever_too():
    assert ends({"lever": ""}, acted_on=True)


def test_a_rejected_answer_below_does_not_open_the_path_again():
    assert ends(others=(node("W4", "W3", confidence="rejected"),))


def test_every_node_is_judged():
    judged = terminals(TREE, blames=lambda _: False, acted_on={"W3"})
    assert judged == {"W1": False, "W2": False, "W3": False, "W4": False}
