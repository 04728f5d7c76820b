"""What the nodes of the graph do: one turn from the reply on disk to the next open question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from agent.coach.protocol import Task
from agent.dialogue import (
    AnyState,
    Blocked,
    Coaching,
    Event,
    Moved,
    Proposal,
    Remark,
    Reply,
    Stored,
)
from agent.errors import AgentError
from agent.library.records import TurnRecord
from agent.premortem.record import AnyDocument
from agent.workflow.engine import Asked, Choice, Engine
from agent.workflow.offering import (
    MAX_FOUND,
    first_seen,
    imports_on_offer,
    most_telling,
    record_to_read,
    what_came,
)
from agent.workflow.pace import unfilled
from agent.workflow.proposing import MAX_PROPOSALS
from agent.workflow.taking import Floor, Taken
from agent.workflow.taking import take as take_reply
from agent.workflow.tools import Tools, read_reply

Position = Mapping[str, Any]
Emit = Callable[[Any], None]

_BESIDE = 3
"""Tasks of one answer that are asked side by side: few answers have proposals for more."""
SETTLED = {"answer", "dont_know", "skip"}
"""Kinds of reply after which a question counts as asked."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the graph goes, and what it remembers."""

    node: str
    update: dict[str, Any]


def begin(pm_id: str, document: AnyDocument, revision: int, turn: int) -> dict[str, Any]:
    """Return the position of a session whose checkpoints are new or were lost."""
    return {
        "pm_id": pm_id,
        "state": document.meta.state,
        "revision": revision,
        "turn": turn,
        "question": "",
        "about": "",
        "wording": "",
        "reason": "",
        "required": False,
        "intent": "",
        "wanted": [],
        "goto": "",
        "changed": [],
        "answered": "",
        "returned": [],
    }


def take(position: Position, tools: Tools, emit: Emit) -> dict[str, Any]:
    """Apply the reply of the open turn and write it, or find that it was written before."""
    pm_id, turn = position["pm_id"], position["turn"]
    reply = read_reply(tools.records.reply(pm_id, turn) or "")
    before = tools.records.committed(pm_id, turn)
    at = before.at if before else tools.clock.now()
    taken = tools.prepared(turn) or take_reply(reply, floor(position, tools, at, reply))
    document = tools.flow.recompute(taken.document, at)
    record = TurnRecord(
        pm_id=pm_id,
        turn=turn,
        at=at,
        state=position["state"],
        question=taken.question,
        about=taken.about,
        reply_kind=reply.kind,
        revision=0,
        filled=taken.filled,
    )
    score = tools.flow.score(tools.view(document, at))
    revision = tools.records.commit_turn(record, document, decisions=taken.decisions, score=score)
    tools.remember(pm_id, revision, tools.document(pm_id, revision) if before else document)
    _tell_taken(taken, revision, emit)
    return {
        "revision": revision,
        "turn": turn + 1,
        "intent": taken.intent,
        "wanted": [[c.question, c.about, c.wording] for c in taken.wanted],
        "goto": taken.goto or "",
        "changed": list(taken.changed),
        "answered": taken.question if taken.filled else "",
    }


def floor(position: Position, tools: Tools, at: datetime, reply: Reply) -> Floor:
    """Return what is open when the reply of the open turn arrives."""
    pm_id, turn = position["pm_id"], position["turn"]
    document = tools.document(pm_id, position["revision"])
    past = [record for record in tools.records.turns(pm_id) if record.turn < turn]
    key = (position["question"], position["about"])
    state = cast("AnyState", position["state"])
    return Floor(
        flow=tools.flow,
        document=document,
        state=state,
        turn=turn,
        question=position["question"],
        about=position["about"],
        now=at,
        proposals=proposals(tools, pm_id, turn if tools.records.committed(pm_id, turn) else None),
        unknown_before=any(
            (r.question, r.about) == key and r.reply_kind == "dont_know" for r in past
        ),
        earlier={r.turn: Choice(r.question, r.about) for r in past if r.filled},
        states={r.turn: cast("AnyState", r.state) for r in past},
        unfilled=unfilled(past, tools.flow.bank()),
        missing=_missing(state, document, tools, at) if reply.kind == "override" else (),
        flags=tools.flow.flags(tools.view(document, at)) if reply.kind == "dispute" else (),
    )


def _missing(state: AnyState, document: AnyDocument, tools: Tools, at: datetime) -> tuple[str, ...]:
    return tuple(gap.fact for gap in tools.flow.missing(state, tools.view(document, at)))


def proposals(tools: Tools, pm_id: str, before: int | None = None) -> tuple[Proposal, ...]:
    """Return the open proposals: those about the last answer, until the next one.

    With `before`, those that were open when the reply of that turn arrived.
    """
    past = [r for r in tools.records.turns(pm_id) if before is None or r.turn < before]
    last = max((r.turn for r in past if r.filled), default=0)
    found = [
        body
        for turn in (last, *imports_on_offer(past, last, tools.flow))
        for body in tools.records.proposals(pm_id, turn, undecided=before is None)
    ]
    return tuple(Proposal.model_validate_json(body) for body in found)


def _tell_taken(taken: Taken, revision: int, emit: Emit) -> None:
    _send(emit, Stored(revision=revision, changed=taken.changed, summary=taken.summary))
    for remark in taken.remarks:
        _send(emit, remark)


async def propose(position: Position, tools: Tools, emit: Emit) -> dict[str, Any]:
    """Put the coach's proposals about the last reply on disk. A failing coach costs a remark."""
    pm_id, turn = position["pm_id"], position["turn"] - 1
    record = tools.records.committed(pm_id, turn)
    imported = record is not None and record.reply_kind == "import"
    most = MAX_FOUND if imported else MAX_PROPOSALS
    document = tools.document(pm_id, position["revision"])
    found: list[Proposal] = []

    def tell(said: Remark | Coaching) -> None:
        _send(emit, said)

    tasks = tuple(_to_do(position, tools, imported=imported))
    if len(tasks) > 1:
        tools.coach.foresee(tasks[1:_BESIDE], document)
    try:
        for task in tasks:
            found += await tools.coach.propose(task, document, tell)
            if len(found) >= most:
                break
    except AgentError as error:
        _send(emit, Remark(tone="warning", text=str(error), rule="coach"))
    if imported:
        found = first_seen(found, pm_id, tools)
        _send(emit, what_came(len(found), cast("AnyState", position["state"]), tools.flow))
        found = most_telling(found)
    numbered = [
        proposal.model_copy(update={"id": f"{turn}.{number}"})
        for number, proposal in enumerate(found[:most], start=1)
    ]
    tools.records.put_proposals(pm_id, turn, [(p.id, p.model_dump_json()) for p in numbered])
    return {}


def _to_do(position: Position, tools: Tools, *, imported: bool) -> Iterable[Task]:
    """Return what the coach is asked about an answer or a record; nothing about other replies."""
    if imported:
        source = next(iter(position["changed"]), "").removeprefix("evidence.")
        return record_to_read(position["pm_id"], position["turn"] - 1, source, tools)
    question = tools.flow.bank().find(position["answered"]) if position["answered"] else None
    if question is None:
        return ()
    document = tools.document(position["pm_id"], position["revision"])
    view = tools.view(document, tools.clock.now())
    return tools.flow.tasks(question.coach, position["changed"], view)


def guard(position: Position, tools: Tools, emit: Emit) -> Onward:
    """Decide where to go: back, on, or to the next question here."""
    state = cast("AnyState", position["state"])
    document = tools.document(position["pm_id"], position["revision"])
    view = tools.view(document, tools.clock.now())
    if position["goto"] and position["goto"] != state:
        back = _move(position, tools, emit, cast("AnyState", position["goto"]))
        back.update.update(intent="back", wanted=position["wanted"])
        return back
    target = _onward(position, view, tools)
    if target is not None:
        return _move(position, tools, emit, target)
    gaps = tools.flow.missing(state, view)
    if position["intent"] == "advance" and gaps:
        _send(emit, Blocked(state=state, missing=gaps))
    sent_back = tools.flow.sent_back(state, view, position["returned"])
    if sent_back is not None:
        return _return(position, tools, emit, sent_back)
    return _ask(position, _next_choice(position, view, tools))


def _onward(position: Position, view: Any, tools: Tools) -> AnyState | None:  # noqa: ANN401
    """Return the state to go on to, or None to stay."""
    state = cast("AnyState", position["state"])
    aside = tools.flow.detour(state, view, position["intent"])
    if aside is not None:
        return aside
    target = tools.flow.following(state, view.document)
    if target is None or position["intent"] == "back":
        return None
    came_from = tools.flow.back_from(state, view, position["returned"])
    if came_from is not None or position["wanted"]:
        return came_from
    if position["intent"] == "override":
        return target
    return None if tools.flow.missing(state, view) else _passed(position, target, view, tools)


def _passed(
    position: Position,
    target: AnyState,
    view: Any,  # noqa: ANN401 - what the flow's `view` returns
    tools: Tools,
) -> AnyState | None:
    """Return where the met guard leads, or None while something is left to ask."""
    at_once = tools.flow.leaves_at_once(cast("AnyState", position["state"]))
    leaves = at_once or position["intent"] == "advance"
    return target if leaves or _engine(position, view, tools).choose() is None else None


def _move(position: Position, tools: Tools, emit: Emit, target: AnyState) -> Onward:
    """Enter another state: one record write of its own."""
    pm_id, turn = position["pm_id"], position["turn"]
    before = tools.records.committed(pm_id, turn)
    at = before.at if before else tools.clock.now()
    entered = tools.flow.entered(
        tools.document(pm_id, position["revision"]), target, at, tools.past
    )
    document = entered.document
    for remark in entered.remarks:
        _send(emit, remark)
    record = TurnRecord(
        pm_id=pm_id,
        turn=turn,
        at=at,
        state=target,
        question="",
        about="",
        reply_kind="moved",
        revision=0,
        filled=False,
    )
    revision = tools.records.commit_turn(record, document, decisions={})
    document = tools.document(pm_id, revision) if before else document
    tools.remember(pm_id, revision, document)
    if entered.keep:
        _keep(document, tools, emit)
    _send(emit, Moved(before=cast("AnyState", position["state"]), after=target))
    for remark in entered.greeting:
        _send(emit, remark)
    returned = position["returned"]
    update: dict[str, Any] = {
        "returned": [*returned, ""] if returned and target == "REVIEW" else returned,
        "state": target,
        "revision": revision,
        "turn": turn + 1,
        "intent": "",
        "goto": "",
        "wanted": [],
        "changed": [],
        "answered": "",
    }
    return Onward(f"guard_{target.lower()}", update)


def _keep(document: AnyDocument, tools: Tools, emit: Emit) -> None:
    """Take a document into the library; it is safe in the records should that fail."""
    try:
        tools.keep(document)
    except AgentError as error:
        _send(emit, Remark(tone="warning", text=str(error), rule="library"))


def _return(position: Position, tools: Tools, emit: Emit, choice: Choice) -> Onward:
    target = cast("AnyState", choice.wording)
    onward = _move(position, tools, emit, target)
    onward.update["returned"] = [*position["returned"], choice.reason]
    return onward


def _next_choice(position: Position, view: Any, tools: Tools) -> Choice | None:  # noqa: ANN401
    bank = tools.flow.bank()
    for question, about, wording in position["wanted"]:
        if bank.find(question) is not None:
            return Choice(question, about, wording=wording)
    engine = _engine(position, view, tools)
    return engine.choose() or (engine.first() if position["intent"] == "back" else None)


def _ask(position: Position, choice: Choice | None) -> Onward:
    update: dict[str, Any] = {
        "question": choice.question if choice else "",
        "about": choice.about if choice else "",
        "wording": choice.wording if choice else "",
        "reason": choice.reason if choice else "",
        "required": bool(choice and choice.required),
        "intent": "",
        "goto": "",
        "wanted": [],
        "changed": [],
        "answered": "",
    }
    return Onward(f"ask_{position['state'].lower()}", update)


def _engine(position: Position, view: Any, tools: Tools) -> Engine:  # noqa: ANN401
    records = [r for r in tools.records.turns(position["pm_id"]) if r.turn < position["turn"]]
    return Engine(cast("AnyState", position["state"]), view, asked(records), tools.flow)


def asked(records: Sequence[TurnRecord]) -> dict[tuple[str, str], Asked]:
    """Return what became of each question, by its id and subject."""
    return {
        (record.question, record.about): Asked(record.turn, answered=record.filled, at=record.at)
        for record in records
        if record.question and record.reply_kind in SETTLED
    }


def _send(emit: Emit, event: Event) -> None:
    emit(event.model_dump(mode="json"))
