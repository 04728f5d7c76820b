"""Events found in imported records: when they are on offer, and what is said about them."""

from collections.abc import Sequence
from typing import cast

from agent.coach.protocol import ExtractEvents
from agent.dialogue import AddItem, AnyState, Import, Proposal, Remark
from agent.library.records import TurnRecord
from agent.workflow.flow import Flow
from agent.workflow.importing import fresh
from agent.workflow.tools import Tools, read_reply

MAX_FOUND = 120
"""Events of one imported record that are offered, one by one."""


def imports_on_offer(past: Sequence[TurnRecord], last: int, flow: Flow) -> list[int]:
    """Return the turns that imported a record whose events are on offer now.

    They wait for the state in which the timeline is made and stay there until they are decided on.
    A record that is imported later is on offer until the next answer.
    """
    imports = _imports(past)
    state = flow.state(cast("AnyState", past[-1].state)) if imports else None
    if state is None or is_before_records(state.name, flow):
        return []
    return imports if state.records else [turn for turn in imports if turn > last]


def is_before_records(state: AnyState, flow: Flow) -> bool:
    """Return whether a state comes before the one in which the timeline is made."""
    order = flow.order
    if state not in order:
        return True
    return not any(flow.state(name).records for name in order[: order.index(state) + 1])


def record_to_read(pm_id: str, turn: int, source: str, tools: Tools) -> tuple[ExtractEvents, ...]:
    """Return the record that was imported in a turn, as what the coach is to read."""
    body = tools.records.reply(pm_id, turn)
    reply = read_reply(body) if body else None
    return (ExtractEvents(reply.text, source),) if isinstance(reply, Import) else ()


def first_seen(found: Sequence[Proposal], pm_id: str, tools: Tools) -> list[Proposal]:
    """Return the events that no earlier import offered."""
    imports = _imports(tools.records.turns(pm_id))
    bodies = [b for t in imports for b in tools.records.proposals(pm_id, t, undecided=False)]
    offered = tuple(Proposal.model_validate_json(body) for body in bodies)
    return list(fresh(tuple(found), offered))


def most_telling(found: Sequence[Proposal]) -> list[Proposal]:
    """Return as many events as are offered, in order: those of a named kind before the others."""
    ranked = sorted(range(len(found)), key=lambda at: (_kind(found[at]) == "other", at))
    return [found[at] for at in sorted(ranked[:MAX_FOUND])]


def _kind(event: Proposal) -> str:
    return str(event.effect.fields.get("kind", "")) if isinstance(event.effect, AddItem) else ""


def what_came(count: int, state: AnyState, flow: Flow) -> Remark:
    """Return what came of an import, in a line: how much, and where it is offered."""
    words = f"{count} events to look at." if count else "No event was found that is new."
    if count and is_before_records(state, flow):
        words = f"{count} events to look at when the timeline is made."
    if count > MAX_FOUND:
        words += f" {MAX_FOUND} of them are offered."
    return Remark(tone="notice", text=words, rule="import:found")


def _imports(past: Sequence[TurnRecord]) -> list[int]:
    return [record.turn for record in past if record.reply_kind == "import"]
