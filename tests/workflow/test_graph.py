"""The graph: four nodes for every state of the table, and not one state by name."""

from pathlib import Path

import pytest

from agent.workflow import graph
from agent.workflow.states import STATES

NODES = ("ask", "take", "propose", "guard")


def test_every_state_has_its_four_nodes() -> None:
    names = set(graph.build().get_graph().nodes) - {"__start__", "__end__", "open"}
    assert names == {f"{node}_{state.name.lower()}" for state in STATES for node in NODES}


def test_the_graph_knows_no_state_by_name() -> None:
    source = Path(graph.__file__).read_text("utf-8")
    for state in STATES:
        assert state.name not in source
        assert f'"{state.name.lower()}' not in source
        assert f"_{state.name.lower()}" not in source


def test_the_drawing_of_the_graph_shows_every_state() -> None:
    drawing = graph.build().get_graph().draw_mermaid()
    for state in STATES:
        for node in NODES:
            assert f"{node}_{state.name.lower()}" in drawing


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_waits_before_it_stores_and_decides_last(state: object) -> None:
    name = state.name.lower()  # type: ignore[attr-defined]
    edges = {(edge.source, edge.target) for edge in graph.build().get_graph().edges}
    assert {
        (f"ask_{name}", f"take_{name}"),
        (f"take_{name}", f"propose_{name}"),
        (f"propose_{name}", f"guard_{name}"),
    } <= edges
