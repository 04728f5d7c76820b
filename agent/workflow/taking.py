"""What one reply does to the document: pure, so that a turn can be taken again after a crash."""

from dataclasses import replace
from typing import assert_never

from agent.dialogue import (
    Accept,
    AddItem,
    Advance,
    Answer,
    Ask,
    AskNext,
    Back,
    Dispute,
    DontKnow,
    Edit,
    EditField,
    Import,
    Override,
    Park,
    Proposal,
    PutText,
    Reject,
    Remark,
    RemoveItem,
    Reopen,
    Reply,
    Skip,
)
from agent.errors import AnswerError
from agent.hygiene import clean
from agent.postmortem.edits import Draft
from agent.postmortem.values import Absence, Provenance
from agent.questions.bank import BankQuestion, targets
from agent.questions.filling import fill
from agent.questions.ordering import put_in_order
from agent.workflow import disputing, editing, leaving, opening
from agent.workflow.choice import Choice
from agent.workflow.doubting import doubt
from agent.workflow.floor import Floor, Taken
from agent.workflow.importing import dated, take_in

__all__ = ["Floor", "Taken", "take"]


def take(reply: Reply, floor: Floor) -> Taken:
    """Return what a reply does. Raises AnswerError when it can't be read; nothing is changed."""
    taken = _take(reply, floor)
    return replace(taken, remarks=(*taken.remarks, *floor.flow.pace(reply, floor, taken)))


def _take(reply: Reply, floor: Floor) -> Taken:  # noqa: C901, PLR0911, PLR0912 - one case a kind
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
            return _accept(floor, _proposal(floor, reply.proposal), _words(reply.text))
        case Reject():
            return _reject(reply, floor)
        case EditField():
            return editing.edit_field(reply, floor, floor.flow.reading(floor.document, floor.now))
        case RemoveItem():
            return editing.remove_item(reply, floor)
        case Back():
            return leaving.back(reply, floor)
        case Advance():
            return leaving.advance(floor)
        case Override():
            return leaving.override(reply, floor)
        case Dispute():
            return disputing.dispute(reply, floor)
        case Ask():
            wanted = Choice(reply.question, reply.about)
            floor.flow.bank().by_id(reply.question)
            return Taken(floor.document, wanted=(wanted,), summary="another question, as asked for")
        case Import():
            return take_in(reply, floor)
        case Reopen():
            return floor.flow.reopen(reply, floor)
        case _:
            assert_never(reply)


def _answer(reply: Answer, floor: Floor) -> Taken:
    question = floor.flow.bank().by_id(reply.question) if reply.question else _open_question(floor)
    about = reply.about if reply.question else floor.about
    stamp = Provenance(
        origin="imported" if _is_pasted(question, reply.value) else "human",
        at=floor.now,
        turn=floor.turn,
        question=question.id,
        who=reply.who,
    )
    draft = Draft(floor.document)
    value = opening.agreed(reply.value) if question.id == opening.QUESTION else reply.value
    former = _former(floor, question, about) if reply.replaces else frozenset[int]()
    seen = floor.flow.reading(floor.document, floor.now)
    doubts = doubt(reply, question, seen)
    filled = fill(draft, question, about, value, seen, stamp, former)
    heard = floor.flow.listen(reply, question, about, draft, floor)
    notes = tuple(Remark(tone="notice", text=note) for note in filled.notes)
    return Taken(
        document=draft.finish(),
        changed=() if question.stored else filled.changed,
        summary=question.stored or filled.summary,
        remarks=(*notes, *doubts, *heard.remarks),
        wanted=heard.wanted,
        question=question.id,
        about=about,
        filled=True,
    )


def _former(floor: Floor, question: BankQuestion, about: str) -> frozenset[int]:
    """Return the turns in which a question was answered before; one that repeats, the last."""
    asked = Choice(question.id, about)
    turns = sorted(turn for turn, choice in floor.earlier.items() if choice == asked)
    return frozenset(turns[-1:] if question.repeats else turns)


def _is_pasted(question: BankQuestion, value: object) -> bool:
    """Return whether an answer is a block of a record, pasted: evidence, not somebody's words."""
    form = question.form
    return (
        form.kind == "rows"
        and form.lines == "timeline"
        and isinstance(value, str)
        and "\n" in value.strip()
    )


def _open_question(floor: Floor) -> BankQuestion:
    if not floor.question:
        raise AnswerError("No question is open.", "Choose one, or go on to the next step.")
    return floor.flow.bank().by_id(floor.question)


def _dont_know(reply: DontKnow, floor: Floor) -> Taken:
    question = _open_question(floor)
    if not floor.unknown_before:
        text = (
            "Noted; the question comes back later. Who could know it, and by when? "
            "Don't know once more stores it as unknown."
        )
        return _unfilled(floor, "not known yet", Remark(text=text, rule="conduct:unknown"))
    absence = Absence(
        kind="unknown",
        asked_at=floor.now,
        follow_up_owner=clean(reply.follow_up_owner),
        follow_up_by=reply.by,
    )
    return _absent(floor, question, absence, "stored as unknown")


def _skip(reply: Skip, floor: Floor) -> Taken:
    question = _open_question(floor)
    left = floor.flow.leave(floor, reason=clean(reply.reason))
    if left is not None:
        return left
    if not reply.not_applicable:
        return _unfilled(floor, "left for now")
    if not reply.reason.strip():
        raise AnswerError("Not applicable needs a reason.", "Say in a few words why.")
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
    if floor.question and _open_question(floor).alone:
        raise AnswerError("Everybody sees what is parked.", "Write it among your own answers.")
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


def _words(text: str) -> str:
    words = clean(text).strip()
    if not words:
        raise AnswerError("The proposal has no words left.", "Write some, or reject it.")
    return words


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
        case AddItem(list_path=list_path, text_field=text_field) as effect:
            item = draft.add(list_path, {**dated(effect, floor), text_field: text}, stamp)
            changed = (f"{list_path}.{item}",)
            put_in_order(draft, changed)
        case AskNext(question=question, about=about, in_its_words=worded):
            wanted = Choice(question, about, wording=text if worded else "")
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
