"""The LangGraph of a session, built from the table of states. It knows no state by name.

Every state has the same four small nodes: `ask` waits for a reply, `take` stores it, `propose`
lets the coach offer something, `guard` decides where to go and which question is next. A model
call and an interrupt never share a node. The state of the graph is small JSON: a pointer to a
revision of the document, never the document.
"""

from typing import Any, TypedDict

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from agent.workflow import turns
from agent.workflow.states import STATES, State
from agent.workflow.tools import Tools


class Position(TypedDict):
    """Where a session stands: plain JSON."""

    pm_id: str
    state: str
    revision: int
    turn: int
    """The number of the next record write; the open question waits for it."""
    question: str
    about: str
    wording: str
    reason: str
    required: bool
    intent: str
    wanted: list[list[str]]
    """Questions to ask next, as [question, about, wording]."""
    goto: str
    changed: list[str]
    answered: str
    """The question that was just answered."""
    returned: list[str]
    """Errors that already sent the session back once; a last "" once it came back."""


Graph = CompiledStateGraph[Position, Tools, Position, Position]


def build(
    checkpointer: "BaseCheckpointSaver[Any] | None" = None, states: tuple[State, ...] = STATES
) -> Graph:
    """Build the graph from a table of states. Raises nothing; building reads no file."""
    builder = StateGraph(Position, context_schema=Tools)
    add_node: Any = builder.add_node  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    guards = tuple(f"guard_{place.name.lower()}" for place in states)
    asks = tuple(f"ask_{place.name.lower()}" for place in states)
    for place in states:
        name = place.name.lower()
        add_node(f"ask_{name}", ask)
        add_node(f"take_{name}", take)
        add_node(f"propose_{name}", propose)
        add_node(f"guard_{name}", guard, destinations=(*guards, *asks))
        builder.add_edge(f"ask_{name}", f"take_{name}")
        builder.add_edge(f"take_{name}", f"propose_{name}")
        builder.add_edge(f"propose_{name}", f"guard_{name}")
    add_node("open", enter, destinations=guards)
    builder.add_edge(START, "open")
    compiled: Any = builder.compile  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return compiled(checkpointer=checkpointer, name="unblame")


def enter(state: Position) -> Command[str]:
    """Go to the guard of the state the session stands in."""
    return Command(goto=f"guard_{state['state'].lower()}")


def ask(state: Position) -> dict[str, Any]:
    """Wait for the reply to the open question; it is on disk under the turn's number."""
    interrupt({"turn": state["turn"]})
    return {}


def take(state: Position, runtime: Runtime[Tools]) -> dict[str, Any]:
    """Store the reply as one record write, once, whatever happened before."""
    return turns.take(dict(state), runtime.context, runtime.stream_writer)


async def propose(state: Position, runtime: Runtime[Tools]) -> dict[str, Any]:
    """Let the coach offer something about what was just answered."""
    return await turns.propose(dict(state), runtime.context, runtime.stream_writer)


def guard(state: Position, runtime: Runtime[Tools]) -> Command[str]:
    """Stay and ask, or go on, or go back."""
    onward = turns.guard(dict(state), runtime.context, runtime.stream_writer)
    return Command(goto=onward.node, update=onward.update)
