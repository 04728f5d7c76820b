"""What one reply does to the document: pure, so that a turn can be taken again after a crash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, assert_never

from agent.dialogue import (
    Accept,
    AddItem,
    Advance,
    Answer,
    Ask,
    AskNext,
    Back,
    DontKnow,
    Edit,
    EditField,
    Override,
    Park,
    Proposal,
    PutText,
    Reject,
    Remark,
    Reopen,
    Reply,
    Skip,
)
from agent.errors import AnswerError
from agent.hygiene import clean
from agent.postmortem.edits import Draft, value_at
from agent.postmortem.record import Override as OverrideRecord
from agent.postmortem.record import Postmortem, StateName
from agent.postmortem.values import Absence, Provenance
from agent.questions.bank import BankQuestion, load_bank, targets
from agent.questions.filling import fill
from agent.questions.reading import ReadingContext
from agent.workflow.engine import Choice
from agent.workflow.listening import listen

Intent = Literal["", "advance", "override", "back", "reopen"]


@dataclass(frozen=True, slots=True)
class Floor:
    """What is open when a reply arrives."""

    document: Postmortem
    state: StateName
    turn: int
    question: str
    about: str
    now: datetime
    proposals: Sequence[Proposal] = ()
    unknown_before: bool = False
    """True when "don't know" was said to this question before."""
    earlier: Mapping[int, Choice] = field(default_factory=dict[int, Choice])
    """Questions answered so far, by turn."""
    states: Mapping[int, StateName] = field(default_factory=dict[int, StateName])
    """The state of each of those turns."""
    missing: tuple[str, ...] = ()
    """What the guard misses, for an override."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reply did."""

    document: Postmortem
    changed: tuple[str, ...] = ()
    summary: str = ""
    remarks: tuple[Remark, ...] = ()
    intent: Intent = ""
    wanted: tuple[Choice, ...] = ()
    goto: StateName | None = None
    decisions: Mapping[str, str] = field(default_factory=dict[str, str])
    question: str = ""
    about: str = ""
    filled: bool = False


def take(reply: Reply, floor: Floor) -> Taken:  # noqa: C901 - one case a kind of reply
    """Return what a reply does. Raises AnswerError when it can't be read; nothing is changed."""
    match reply:
        case Answer():
            return _answer(reply, floor)
        case DontKnow():
            return _dont_know(reply, floor)
        case Skip():
            return _skip(reply, floor)
        case Park():
            return _park(reply, floor)
        case Accept():
            return _accept(floor, _proposal(floor, reply.proposal), None)
        case Edit():
            return _accept(floor, _proposal(floor, reply.proposal), clean(reply.text))
        case Reject():
            return _reject(reply, floor)
        case EditField():
            return _edit_field(reply, floor)
        case Back():
            return _back(reply, floor)
        case Advance():
            return Taken(floor.document, intent="advance", summary="on to the next step")
        case Override():
            return _override(reply, floor)
        case Ask():
            wanted = Choice(reply.question, reply.about)
            load_bank().by_id(reply.question)
            return Taken(floor.document, wanted=(wanted,), summary=f"asked for {reply.question}")
        case Reopen():
            return _reopen(reply, floor)
        case _:
            assert_never(reply)


def context(document: Postmortem, now: datetime) -> ReadingContext:
    """Return what times, names and numbers in an answer are read against."""
    last = next((e.time for e in reversed(document.timeline.events) if e.time.at), None)
    return ReadingContext(
        timezone=document.meta.timezone,
        incident_date=document.meta.incident_date,
        now=now,
        document=document,
        previous=last,
    )


def _answer(reply: Answer, floor: Floor) -> Taken:
    question = load_bank().by_id(reply.question or floor.question)
    about = reply.about if reply.question else floor.about
    stamp = Provenance(
        origin="human", at=floor.now, turn=floor.turn, question=question.id, who=reply.who
    )
    draft = Draft(floor.document)
    filled = fill(draft, question, about, reply.value, context(floor.document, floor.now), stamp)
    heard = listen(reply, question, draft, floor.state, floor.now)
    notes = tuple(Remark(tone="notice", text=note) for note in filled.notes)
    return Taken(
        document=draft.finish(),
        changed=filled.changed,
        summary=filled.summary,
        remarks=(*notes, *heard.remarks),
        wanted=heard.wanted,
        question=question.id,
        about=about,
        filled=True,
    )


def _dont_know(reply: DontKnow, floor: Floor) -> Taken:
    question = load_bank().by_id(floor.question)
    if not floor.unknown_before:
        text = "Noted. Who could know, and by when? Say it again to store it as unknown."
        return _unfilled(floor, "not known yet", Remark(text=text, rule="conduct:unknown"))
    absence = Absence(
        kind="unknown",
        asked_at=floor.now,
        follow_up_owner=clean(reply.follow_up_owner),
        follow_up_by=reply.by,
    )
    return _absent(floor, question, absence, "stored as unknown")


def _skip(reply: Skip, floor: Floor) -> Taken:
    if not reply.not_applicable:
        return _unfilled(floor, "left for now")
    if not reply.reason.strip():
        raise AnswerError("Not applicable needs a reason.", "Say in a few words why.")
    question = load_bank().by_id(floor.question)
    absence = Absence(kind="not_applicable", reason=clean(reply.reason), asked_at=floor.now)
    return _absent(floor, question, absence, "stored as not applicable")


def _unfilled(floor: Floor, summary: str, *remarks: Remark) -> Taken:
    return Taken(
        floor.document,
        summary=summary,
        remarks=remarks,
        question=floor.question,
        about=floor.about,
    )


def _absent(floor: Floor, question: BankQuestion, absence: Absence, summary: str) -> Taken:
    draft = Draft(floor.document)
    paths = targets(question, floor.about)
    for path in paths:
        draft.mark_absent(path, absence)
    return Taken(draft.finish(), paths, summary=summary, question=floor.question, about=floor.about)


def _park(reply: Park, floor: Floor) -> Taken:
    draft = Draft(floor.document)
    item = draft.add(
        "parking_lot",
        {
            "text": clean(reply.text),
            "raised_in": floor.state,
            "raised_at": floor.now.isoformat(),
        },
    )
    same = Choice(floor.question, floor.about)
    return Taken(
        draft.finish(), (f"parking_lot.{item}",), summary=f"parked as {item}", wanted=(same,)
    )


def _proposal(floor: Floor, proposal_id: str) -> Proposal:
    for proposal in floor.proposals:
        if proposal.id == proposal_id:
            return proposal
    raise AnswerError(f"Proposal {proposal_id} isn't open.", "Choose one of those shown.")


def _accept(floor: Floor, proposal: Proposal, words: str | None) -> Taken:
    text = words or proposal.text
    stamp = Provenance(
        origin="proposed-edited" if words else "proposed-accepted",
        at=floor.now,
        turn=floor.turn,
        question=floor.question,
        proposal=proposal.text,
        coach=proposal.coach,
    )
    draft = Draft(floor.document)
    changed: tuple[str, ...] = ()
    wanted = Choice(floor.question, floor.about)
    match proposal.effect:
        case PutText(path=path):
            draft.set(path, text, stamp)
            changed = (path,)
        case AddItem(list_path=list_path, text_field=text_field, fields=fields):
            item = draft.add(list_path, {**fields, text_field: text}, stamp)
            changed = (f"{list_path}.{item}",)
        case AskNext(question=question, about=about):
            wanted = Choice(question, about, wording=text)
    verb = "edited" if words else "accepted"
    return Taken(
        draft.finish(),
        changed,
        summary=f"{verb}: {proposal.label}",
        wanted=(wanted,),
        decisions={proposal.id: verb},
    )


def _reject(reply: Reject, floor: Floor) -> Taken:
    chosen = [p.id for p in floor.proposals if reply.proposal in {p.id, "all"}]
    if not chosen:
        raise AnswerError(f"Proposal {reply.proposal} isn't open.", "Choose one of those shown.")
    return Taken(
        floor.document,
        summary="left aside",
        wanted=(Choice(floor.question, floor.about),),
        decisions=dict.fromkeys(chosen, "rejected"),
    )


def _edit_field(reply: EditField, floor: Floor) -> Taken:
    draft = Draft(floor.document)
    draft.get(reply.path)
    stamp = Provenance(origin="human", at=floor.now, turn=floor.turn)
    value = clean(reply.value) if isinstance(reply.value, str) else reply.value
    if reply.path.endswith((".time", ".end")) and isinstance(value, str):
        value = context(floor.document, floor.now).moment(value)
    draft.set(reply.path, _typed(floor.document, reply.path, value), stamp)
    if reply.path == "meta.severity":
        draft.set("meta.severity_source", "declared" if value else "")
    return Taken(
        draft.finish(),
        (reply.path,),
        summary=f"changed {reply.path}",
        wanted=(Choice(floor.question, floor.about),) if floor.question else (),
    )


def _typed(document: Postmortem, path: str, value: object) -> object:
    """Return an edited text in the shape of the field: a list for a list, nothing for empty."""
    present = value_at(document, path)
    if isinstance(present, tuple) and isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if value == "" and not isinstance(present, str):
        return None
    return value


def _back(reply: Back, floor: Floor) -> Taken:
    if reply.state is not None:
        return Taken(floor.document, intent="back", goto=reply.state, summary="back")
    turns = sorted(floor.earlier)
    if reply.to is None:
        here = [t for t in turns if _same(floor.earlier[t], floor)]
        turns = [t for t in turns if not here or t < here[-1]]
    elif reply.to in floor.earlier:
        turns = [reply.to]
    else:
        raise AnswerError(f"There is no answer in turn {reply.to}.", "Go back one at a time.")
    if not turns:
        raise AnswerError("This is the first question.", "There is nothing to go back to.")
    target = turns[-1]
    return Taken(
        floor.document,
        intent="back",
        goto=floor.states[target],
        wanted=(floor.earlier[target],),
        summary="back to an earlier question",
    )


def _same(choice: Choice, floor: Floor) -> bool:
    return (choice.question, choice.about) == (floor.question, floor.about)


def _override(reply: Override, floor: Floor) -> Taken:
    if not reply.reason.strip() or not reply.by.strip():
        raise AnswerError("An override needs a reason and a name.", "Give both.")
    if floor.document.meta.refused_reason == "punitive" and floor.state == "REFUSED":
        raise AnswerError(
            "A review that assesses a person isn't held here.",
            "Change the purpose, or use your organisation's own procedure.",
        )
    record = OverrideRecord(
        state=floor.state,
        reason=clean(reply.reason),
        by=clean(reply.by),
        at=floor.now,
        missing=floor.missing,
    )
    meta = floor.document.meta
    changed = meta.model_copy(update={"overrides": (*meta.overrides, record)})
    return Taken(
        floor.document.model_copy(update={"meta": changed}),
        ("meta.overrides",),
        summary=f"{floor.state} left without its guard",
        intent="override",
    )


def _reopen(reply: Reopen, floor: Floor) -> Taken:
    if floor.state not in {"CLOSED", "REFUSED"}:
        raise AnswerError("Only what is closed can be opened again.", "Go back instead.")
    draft = Draft(floor.document)
    entry = {
        "at": floor.now.isoformat(),
        "note": f"Reopened: {clean(reply.reason)}",
        "actions": [],
        "kind": "check_in",
    }
    draft.add("followup.entries", entry)
    return Taken(
        draft.finish(),
        ("followup.entries",),
        summary="opened again",
        intent="reopen",
        goto="TRACK" if floor.state == "CLOSED" else "TRIAGE",
    )
