"""Replies that leave a state other than by its guard: going back, overriding, opening again."""

from agent.dialogue import Back, Override, Reopen
from agent.errors import AnswerError
from agent.hygiene import clean
from agent.postmortem.edits import Draft
from agent.postmortem.record import Override as OverrideRecord
from agent.postmortem.record import StateName
from agent.postmortem.values import Provenance
from agent.workflow.computed import refusal
from agent.workflow.engine import Choice
from agent.workflow.floor import Floor, Taken
from agent.workflow.states import ORDER

_FORWARD = "Go on step by step, or edit the field itself."


def back(reply: Back, floor: Floor) -> Taken:
    """Go back to an earlier question or state. Raises AnswerError when it isn't behind."""
    if reply.state is not None:
        if not _lies_behind(reply.state, floor):
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
    turns = sorted(t for t in floor.earlier if _lies_behind(floor.states[t], floor))
    if reply.to is None:
        here = [t for t in turns if _same(floor.earlier[t], floor)]
        turns = [t for t in turns if not here or t < here[-1]]
    elif reply.to in turns:
        turns = [reply.to]
    elif reply.to in floor.earlier:
        raise AnswerError(f"The answer of turn {reply.to} belongs to a later step.", _FORWARD)
    else:
        raise AnswerError(f"There is no answer in turn {reply.to}.", "Go back one at a time.")
    if not turns:
        raise AnswerError("This is the first question.", "There is nothing to go back to.")
    return turns[-1]


def _lies_behind(state: StateName, floor: Floor) -> bool:
    """Return whether going to a state is going back: never past a guard."""
    here = "TRIAGE" if floor.state == "REFUSED" else floor.state
    on_the_way = (state == "LIGHT") <= (here == "LIGHT" or _is_light(floor))
    return state in ORDER and on_the_way and ORDER.index(state) <= ORDER.index(here)


def _is_light(floor: Floor) -> bool:
    return "LIGHT" in floor.states.values()


def _same(choice: Choice, floor: Floor) -> bool:
    return (choice.question, choice.about) == (floor.question, floor.about)


def override(reply: Override, floor: Floor) -> Taken:
    """Leave a state without its guard, with a reason and a name. Raises AnswerError."""
    if not reply.reason.strip() or not reply.by.strip():
        raise AnswerError("An override needs a reason and a name.", "Give both.")
    if floor.state == "CLOSED":
        raise AnswerError("It is closed, so there is no step to leave.", "Open it again instead.")
    if refusal(floor.document) == "punitive" and floor.state in {"TRIAGE", "REFUSED"}:
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


def reopen(reply: Reopen, floor: Floor) -> Taken:
    """Open what is closed or was refused. Raises AnswerError when it isn't."""
    if floor.state not in {"CLOSED", "REFUSED"}:
        raise AnswerError("Only what is closed can be opened again.", "Go back instead.")
    draft = Draft(floor.document)
    entry: dict[str, object] = {
        "at": floor.now.isoformat(),
        "note": f"Reopened: {clean(reply.reason)}",
        "actions": [action.id for action in floor.document.actions],
        "kind": "reopened" if floor.state == "CLOSED" else "check_in",
    }
    draft.add("followup.entries", entry, Provenance(origin="human", at=floor.now, turn=floor.turn))
    return Taken(
        draft.finish(),
        ("followup.entries",),
        summary="opened again",
        intent="reopen",
        goto="TRACK" if floor.state == "CLOSED" else "TRIAGE",
    )
