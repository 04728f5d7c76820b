"""Replies that leave a state other than by its guard: going back, overriding."""

from dataclasses import replace

from agent.dialogue import Back, Override
from agent.errors import AnswerError
from agent.hygiene import clean
from agent.postmortem.edits import Draft
from agent.postmortem.record import Override as OverrideRecord
from agent.workflow.choice import Choice
from agent.workflow.floor import Floor, Taken

_FORWARD = "Go on step by step, or edit the field itself."


def advance(floor: Floor) -> Taken:
    """Go on to the next step. Where one person writes alone, that ends the writing first."""
    left = floor.flow.leave(floor, reason="") if floor.flow.may_leave(floor) else None
    on = left or Taken(floor.document, summary="on to the next step")
    return replace(on, intent="advance")


def back(reply: Back, floor: Floor) -> Taken:
    """Go back to an earlier question or state. Raises AnswerError when it isn't behind."""
    if reply.state is not None:
        if not floor.flow.lies_behind(reply.state, floor):
            raise AnswerError(f"{reply.state} doesn't lie behind {floor.state}.", _FORWARD)
        return Taken(floor.document, intent="back", goto=reply.state, summary="back")
    target = _earlier_turn(reply, floor)
    return Taken(
        floor.document,
        intent="back",
        goto=floor.states[target],
        wanted=(floor.earlier[target],),
        summary="back to an earlier question",
    )


def _earlier_turn(reply: Back, floor: Floor) -> int:
    lasting = (t for t, asked in floor.earlier.items() if not _of_the_moment(asked, floor))
    turns = sorted(t for t in lasting if floor.flow.lies_behind(floor.states[t], floor))
    if reply.to is None:
        here = [t for t in turns if _same(floor.earlier[t], floor)]
        turns = [t for t in turns if not here or (t < here[-1] and t not in here)]
    elif reply.to in turns:
        turns = [reply.to]
    elif reply.to in floor.earlier:
        raise AnswerError(f"The answer of turn {reply.to} belongs to a later step.", _FORWARD)
    else:
        raise AnswerError(f"There is no answer in turn {reply.to}.", "Go back one at a time.")
    if not turns:
        raise AnswerError("This is the first question.", "There is nothing to go back to.")
    return turns[-1]


def _of_the_moment(choice: Choice, floor: Floor) -> bool:
    asked = floor.flow.bank().find(choice.question)
    return asked is not None and asked.of_the_moment


def _same(choice: Choice, floor: Floor) -> bool:
    return (choice.question, choice.about) == (floor.question, floor.about)


def override(reply: Override, floor: Floor) -> Taken:
    """Leave a state without its guard, with a reason and a name. Raises AnswerError."""
    if not reply.reason.strip() or not reply.by.strip():
        raise AnswerError("An override needs a reason and a name.", "Give both.")
    if floor.state == "CLOSED":
        raise AnswerError("It is closed, so there is no step to leave.", "Open it again instead.")
    floor.flow.may_override(reply, floor)
    record = OverrideRecord(
        state=floor.state,
        reason=clean(reply.reason),
        by=clean(reply.by),
        at=floor.now,
        missing=floor.missing,
    )
    draft = Draft(floor.document)
    kept = [*draft.get("meta.overrides"), record.model_dump(mode="json")]
    draft.set("meta.overrides", kept)
    return Taken(
        draft.finish(),
        ("meta.overrides",),
        summary=f"{floor.state} left without its guard",
        intent="override",
    )
