"""The LangGraph of a session, built from the table of states. It knows no state by name.

Every state has the same four small nodes: `ask` waits for a reply, `take` stores it, `propose`
lets the coach offer something, `guard` decides where to go and which question is next. A model
call and an interrupt never share a node. The state of the graph is small JSON: a pointer to a
revision of the document, never the document.
"""

from typing import Any, TypedDict, cast

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from agent.workflow import turns
from agent.workflow.states import STATES
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
    """Errors that already sent the session back once."""


Graph = CompiledStateGraph[Position, Tools, Position, Position]


def build(checkpointer: "BaseCheckpointSaver[Any] | None" = None) -> Graph:
    """Build the graph from STATES. Raises nothing; building reads no file."""
    builder = StateGraph(Position, context_schema=Tools)
    guards = tuple(f"guard_{state.name.lower()}" for state in STATES)
    asks = tuple(f"ask_{state.name.lower()}" for state in STATES)
    for state in STATES:
        name = state.name.lower()
        builder.add_node(f"ask_{name}", ask)
        builder.add_node(f"take_{name}", take)
        builder.add_node(f"propose_{name}", propose)
        builder.add_node(f"guard_{name}", guard, destinations=(*guards, *asks))
        builder.add_edge(f"ask_{name}", f"take_{name}")
        builder.add_edge(f"take_{name}", f"propose_{name}")
        builder.add_edge(f"propose_{name}", f"guard_{name}")
    builder.add_node("open", enter, destinations=guards)
    builder.add_edge(START, "open")
    return cast("Graph", builder.compile(checkpointer=checkpointer, name="unblame"))


def enter(position: Position) -> Command[str]:
    """Go to the guard of the state the session stands in."""
    return Command(goto=f"guard_{position['state'].lower()}")


def ask(position: Position) -> dict[str, Any]:
    """Wait for the reply to the open question; it is on disk under the turn's number."""
    interrupt({"turn": position["turn"]})
    return {}


def take(position: Position, runtime: Runtime[Tools]) -> dict[str, Any]:
    """Store the reply as one record write, once, whatever happened before."""
    return turns.take(dict(position), runtime.context, runtime.stream_writer)


async def propose(position: Position, runtime: Runtime[Tools]) -> dict[str, Any]:
    """Let the coach offer something about what was just answered."""
    return await turns.propose(dict(position), runtime.context, runtime.stream_writer)


def guard(position: Position, runtime: Runtime[Tools]) -> Command[str]:
    """Stay and ask, or go on, or go back."""
    onward = turns.guard(dict(position), runtime.context, runtime.stream_writer)
    return Command(goto=onward.node, update=onward.update)
