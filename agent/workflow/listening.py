"""What the facilitator notices in an answer, and what it does about it (conduct, method 1.10)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from agent.dialogue import Answer, Remark
from agent.postmortem.edits import Draft
from agent.questions.bank import BankQuestion
from agent.workflow.choice import Choice
from agent.workflow.conduct import ConductContext, Move, react
from agent.workflow.flow import Heard


def listen(reply: Answer, question: BankQuestion, draft: Draft, state: str, now: datetime) -> Heard:
    """Apply the moves that an answer calls for and return what to say and to ask."""
    text = _talk(reply, question)
    if not text:
        return Heard()
    moves = react(text, state=state, context=ConductContext.of(draft, question.id))
    for move in moves:
        _apply(move, draft, state, now)
    wanted = tuple(Choice(move.ask) for move in moves if move.ask)
    return Heard(_said(moves), wanted[:1])


def listen_ahead(reply: Answer, question: BankQuestion, draft: Draft, state: str) -> Heard:
    """Return what to say about people in an answer about a plan; nothing else is done about it."""
    text = _talk(reply, question)
    context = ConductContext.imagining(draft)
    return Heard(_said(react(text, state=state, context=context))) if text else Heard()


def _talk(reply: Answer, question: BankQuestion) -> str:
    return "" if _is_a_record(question) else "\n".join(_texts(reply.value))


def _said(moves: Iterable[Move]) -> tuple[Remark, ...]:
    return tuple(
        Remark(tone="notice", text=move.say, rule=f"conduct:{move.trigger}")
        for move in moves
        if move.say
    )


def _apply(move: Move, draft: Draft, state: str, now: datetime) -> None:
    if move.park:
        parked = {"text": move.park, "raised_in": state, "raised_at": now.isoformat()}
        if all(item["text"] != move.park for item in draft.get("parking_lot")):
            draft.add("parking_lot", parked)
    if move.pressure and all(
        item["text"] != move.pressure for item in draft.get("learning.pressures")
    ):
        draft.add("learning.pressures", {"text": move.pressure})
    if move.support_offered and draft.get("support") == "unknown":
        draft.set("support", "offered")
    if move.glossary and all(
        item["term"] != move.glossary for item in draft.get("summary.glossary")
    ):
        draft.add("summary.glossary", {"term": move.glossary})


def _is_a_record(question: BankQuestion) -> bool:
    """Return whether the answer is pasted from elsewhere: evidence is not talk."""
    form = question.form
    return form.kind == "rows" and form.lines in {"timeline", "evidence", "people"}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in cast("dict[str, object]", value).values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _texts(part)
