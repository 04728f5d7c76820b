"""What the nodes of the graph do: one turn from the reply on disk to the next open question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from pydantic import TypeAdapter

from agent.dialogue import Blocked, Event, Moved, Proposal, Remark, Reply, Stored
from agent.errors import AgentError
from agent.library.records import TurnRecord
from agent.postmortem.record import Postmortem, StateName
from agent.questions.bank import load_bank
from agent.workflow import computed
from agent.workflow.disputing import flags
from agent.workflow.engine import Asked, Choice, Engine
from agent.workflow.guards import missing_facts
from agent.workflow.opening import opening_remark
from agent.workflow.pace import unfilled
from agent.workflow.proposing import MAX_PROPOSALS, tasks
from agent.workflow.recurrence import searched
from agent.workflow.states import OWNER_OF_GROUP, following
from agent.workflow.taking import Floor, Taken
from agent.workflow.taking import take as take_reply
from agent.workflow.tools import Tools
from agent.workflow.view import View

Position = Mapping[str, Any]
Emit = Callable[[Any], None]

_REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)
SETTLED = {"answer", "dont_know", "skip"}
"""Kinds of reply after which a question counts as asked."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the graph goes, and what it remembers."""

    node: str
    update: dict[str, Any]


def begin(pm_id: str, document: Postmortem, revision: int, turn: int) -> dict[str, Any]:
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
    reply = _REPLY.validate_json(tools.records.reply(pm_id, turn) or "")
    before = tools.records.committed(pm_id, turn)
    at = before.at if before else tools.clock.now()
    taken = tools.prepared(turn) or take_reply(reply, floor(position, tools, at, reply))
    document = computed.recompute(taken.document, at)
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
    score = computed.score_entry(tools.view(document, at))
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
    state = cast("StateName", position["state"])
    return Floor(
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
        states={r.turn: cast("StateName", r.state) for r in past},
        unfilled=unfilled(past),
        missing=_missing(state, tools.view(document, at)) if reply.kind == "override" else (),
        flags=flags(tools.view(document, at)) if reply.kind == "dispute" else (),
    )


def _missing(state: StateName, view: View) -> tuple[str, ...]:
    return tuple(gap.fact for gap in missing_facts(state, view))


def proposals(tools: Tools, pm_id: str, before: int | None = None) -> tuple[Proposal, ...]:
    """Return the open proposals: those about the last answer, until the next one.

    With `before`, those that were open when the reply of that turn arrived.
    """
    filled = [r.turn for r in tools.records.turns(pm_id) if r.filled]
    turn = max((number for number in filled if before is None or number < before), default=0)
    found = tools.records.proposals(pm_id, turn, undecided=before is None)
    return tuple(Proposal.model_validate_json(body) for body in found)


def _tell_taken(taken: Taken, revision: int, emit: Emit) -> None:
    _send(emit, Stored(revision=revision, changed=taken.changed, summary=taken.summary))
    for remark in taken.remarks:
        _send(emit, remark)


async def propose(position: Position, tools: Tools, emit: Emit) -> dict[str, Any]:
    """Put the coach's proposals about the last answer on disk. A failing coach costs a remark."""
    question = load_bank().find(position["answered"]) if position["answered"] else None
    if question is None:
        return {}
    pm_id, turn = position["pm_id"], position["turn"] - 1
    document = tools.document(pm_id, position["revision"])
    view = tools.view(document, tools.clock.now())
    found: list[Proposal] = []
    try:
        for task in tasks(question.coach, position["changed"], view):
            found += await tools.coach.propose(task, document)
            if len(found) >= MAX_PROPOSALS:
                break
    except AgentError as error:
        _send(emit, Remark(tone="warning", text=str(error), rule="coach"))
    numbered = [
        proposal.model_copy(update={"id": f"{turn}.{number}"})
        for number, proposal in enumerate(found[:MAX_PROPOSALS], start=1)
    ]
    tools.records.put_proposals(pm_id, turn, [(p.id, p.model_dump_json()) for p in numbered])
    return {}


def guard(position: Position, tools: Tools, emit: Emit) -> Onward:
    """Decide where to go: back, on, or to the next question here."""
    state = cast("StateName", position["state"])
    document = tools.document(position["pm_id"], position["revision"])
    view = tools.view(document, tools.clock.now())
    if position["goto"] and position["goto"] != state:
        back = _move(position, tools, emit, cast("StateName", position["goto"]))
        back.update.update(intent="back", wanted=position["wanted"])
        return back
    target = _onward(position, view, tools)
    if target is not None:
        return _move(position, tools, emit, target)
    gaps = missing_facts(state, view)
    if position["intent"] == "advance" and gaps:
        _send(emit, Blocked(state=state, missing=gaps))
    sent_back = _sent_back(position, view)
    if sent_back is not None and state == "REVIEW":
        return _return(position, tools, emit, sent_back)
    return _ask(position, _next_choice(position, view, tools))


def _onward(position: Position, view: View, tools: Tools) -> StateName | None:
    """Return the state to go on to, or None to stay."""
    state = cast("StateName", position["state"])
    if state == "TRIAGE" and computed.refusal(view.document) and position["intent"] != "override":
        return "REFUSED"
    target = following(state, view.document.meta.depth)
    if target is None or position["intent"] == "back":
        return None
    if _is_corrected(position, view):
        return "REVIEW"
    if position["wanted"]:
        return None
    if position["intent"] == "override":
        return target
    return None if missing_facts(state, view) else _passed(position, target, view, tools)


def _passed(position: Position, target: StateName, view: View, tools: Tools) -> StateName | None:
    """Return where the met guard leads, or None while something is left to ask."""
    leaves = position["state"] == "REFUSED" or position["intent"] == "advance"
    return target if leaves or _engine(position, view, tools).choose() is None else None


def _move(position: Position, tools: Tools, emit: Emit, target: StateName) -> Onward:
    """Enter another state: one record write of its own."""
    pm_id, turn = position["pm_id"], position["turn"]
    before = tools.records.committed(pm_id, turn)
    at = before.at if before else tools.clock.now()
    document = computed.entered(tools.document(pm_id, position["revision"]), target, at)
    if target in {"LEARNING", "LIGHT"}:
        document = _searched(document, tools, at, emit)
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
    score = document.score_history[-1]
    revision = tools.records.commit_turn(record, document, decisions={}, score=score)
    document = tools.document(pm_id, revision) if before else document
    tools.remember(pm_id, revision, document)
    if target in {"TRACK", "CLOSED"}:
        _keep(document, tools, emit)
    _send(emit, Moved(before=cast("StateName", position["state"]), after=target))
    if target == "SETUP":
        _send(emit, opening_remark())
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


def _sent_back(position: Position, view: View) -> Choice | None:
    """Return the question of the first error that another state owns and that is new."""
    for finding in view.errors_of("TICA"):
        key = f"{finding.rule} {finding.field}"
        if key not in position["returned"] and finding.question:
            return Choice(finding.question, reason=key, wording=OWNER_OF_GROUP[finding.group])
    return None


def _is_corrected(position: Position, view: View) -> bool:
    """Return whether the error that led back from the review is gone, and nothing else is open."""
    if not position["returned"] or not position["returned"][-1]:
        return False
    errors = {f"{finding.rule} {finding.field}" for finding in view.errors_of("TICA")}
    if position["returned"][-1] in errors:
        return False
    state: StateName | None = cast("StateName", position["state"])
    while state is not None and state != "REVIEW" and not missing_facts(state, view):
        state = following(state, view.document.meta.depth)
    return state == "REVIEW" and position["state"] != "REVIEW"


def _searched(document: Postmortem, tools: Tools, at: datetime, emit: Emit) -> Postmortem:
    try:
        return searched(document, tools.similar, at)
    except AgentError as error:
        _send(emit, Remark(tone="warning", text=str(error), rule="library"))
        return document


def _keep(document: Postmortem, tools: Tools, emit: Emit) -> None:
    """Take a document into the library; it is safe in the records should that fail."""
    try:
        tools.keep(document)
    except AgentError as error:
        _send(emit, Remark(tone="warning", text=str(error), rule="library"))


def _return(position: Position, tools: Tools, emit: Emit, choice: Choice) -> Onward:
    target = cast("StateName", choice.wording)
    onward = _move(position, tools, emit, target)
    onward.update["returned"] = [*position["returned"], choice.reason]
    return onward


def _next_choice(position: Position, view: View, tools: Tools) -> Choice | None:
    bank = load_bank()
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


def _engine(position: Position, view: View, tools: Tools) -> Engine:
    records = [r for r in tools.records.turns(position["pm_id"]) if r.turn < position["turn"]]
    return Engine(cast("StateName", position["state"]), view, asked(records))


def asked(records: Sequence[TurnRecord]) -> dict[tuple[str, str], Asked]:
    """Return what became of each question, by its id and subject."""
    return {
        (record.question, record.about): Asked(record.turn, answered=record.filled, at=record.at)
        for record in records
        if record.question and record.reply_kind in SETTLED
    }


def _send(emit: Emit, event: Event) -> None:
    emit(event.model_dump(mode="json"))
