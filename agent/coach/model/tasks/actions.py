"""Actions: sharper, and one level up the hierarchy of controls."""

from collections.abc import Iterator

from agent.coach.model.answers import HigherActions, SharperAction
from agent.coach.model.checks import (
    Check,
    Complaint,
    higher_than,
    keeps_all,
    not_said,
    nothing_new,
    speaks_of,
)
from agent.coach.model.prompts import Brief, section
from agent.coach.model.tasks.recipe import Draft, Recipe, decent, first
from agent.coach.offers import put
from agent.coach.protocol import ClimbHierarchy, SharpenAction
from agent.dialogue import AddItem, Proposal
from agent.postmortem.actions import Action
from agent.postmortem.record import Postmortem
from rubrics.actions import HIERARCHY, Control, classify

_WORDS = 30
_AT_MOST = 2


def _action(action_id: str, document: Postmortem) -> Action | None:
    found = next((one for one in document.actions if one.id == action_id), None)
    return found if found and found.status != "declined" and found.text.strip() else None


def _causes(action: Action, document: Postmortem) -> tuple[str, ...]:
    causes = [one for one in document.analysis.causes if one.id in action.cause_ids]
    barriers = [one for one in document.analysis.barriers if one.id in action.barrier_ids]
    told = [f"- {one.statement.cause}" for one in causes if one.statement.cause.strip()]
    return (*told, *(f"- {one.name}: {one.hole}" for one in barriers if one.hole.strip()))


def _sharpen_brief(task: SharpenAction, document: Postmortem) -> Brief | None:
    """Ask for other words only where nobody has said yet when the action is finished."""
    action = _action(task.action_id, document)
    if action is None or action.done_when.strip():
        return None
    return Brief(
        "sharpen_action",
        (
            section("The action", action.text),
            section("Causes it acts on", *_causes(action, document)),
        ),
        {"words": str(_WORDS)},
    )


def _sharper(answer: SharperAction, task: SharpenAction, document: Postmortem) -> Iterator[Draft]:
    brief, action = _sharpen_brief(task, document), _action(task.action_id, document)
    if brief is None or action is None:
        return
    checks = (*decent(document, _WORDS), nothing_new(brief.source))
    if answer.text.strip() and answer.text.strip() != action.text:
        reason = "It says what will change; what is still open is asked for."
        offer = put("sharper version", answer.text.strip(), reason, f"actions.{action.id}.text")
        yield Draft(offer, (*checks, keeps_all(action.text), _no_weaker(action)))
    if answer.done_when.strip():
        reason = "What a stranger can check when it is finished."
        path = f"actions.{action.id}.done_when"
        done = put("done when", answer.done_when.strip(), reason, path)
        yield Draft(done, (*checks, speaks_of(brief.source)))


def _no_weaker(action: Action) -> Check:
    """A sharper version works on no lower level than the action did."""

    def check(text: str) -> Complaint | None:
        before, after = _level(action), classify(text).control
        if HIERARCHY.index(after) >= HIERARCHY.index(before):
            return None
        return Complaint("weaker", f"It works at the level {after}; the action was at {before}.")

    return check


SHARPEN = Recipe(SharperAction, _sharpen_brief, _sharper, "a sharper action", beside=True)


def _level(action: Action) -> Control:
    return action.control or classify(action.text, action.done_when).control


def _climb_brief(task: ClimbHierarchy, document: Postmortem) -> Brief | None:
    action = _action(task.action_id, document)
    if action is None or not (causes := _causes(action, document)):
        return None
    level = _level(action)
    above = HIERARCHY[HIERARCHY.index(level) + 1 :]
    if not above:
        return None
    return Brief(
        "climb_hierarchy",
        (
            section("The action", action.text),
            section("Its level, and those above it", level, ", ".join(above)),
            section("Causes it acts on", *causes),
            section(
                "Other actions against them",
                *(f"- {one.text}" for one in _beside(action, document)),
                stays=False,
            ),
        ),
        {"words": str(_WORDS)},
    )


def _beside(action: Action, document: Postmortem) -> tuple[Action, ...]:
    shared = set(action.cause_ids)
    others = (one for one in document.actions if one.id != action.id)
    return tuple(one for one in others if shared & set(one.cause_ids))


def _higher(answer: HigherActions, task: ClimbHierarchy, document: Postmortem) -> Iterator[Draft]:
    brief, action = _climb_brief(task, document), _action(task.action_id, document)
    if brief is None or action is None:
        return
    known = [one.text for one in document.actions]
    checks = (
        *decent(document, _WORDS),
        nothing_new(brief.source),
        speaks_of(brief.source),
        higher_than(_level(action)),
        not_said(known),
    )
    for text in first(answer.actions, _AT_MOST):
        yield Draft(_offer(text, action), checks)


def _offer(text: str, action: Action) -> Proposal:
    """Offer another action beside the one there is, against the same causes."""
    links = {"cause_ids": list(action.cause_ids), "barrier_ids": list(action.barrier_ids)}
    return Proposal(
        id="",
        label="one level up",
        text=text,
        reason=f"{classify(text).control} instead of {_level(action)}, against the same cause.",
        effect=AddItem(
            list_path="actions", fields={name: ids for name, ids in links.items() if ids}
        ),
    )


CLIMB = Recipe(HigherActions, _climb_brief, _higher, "what would hold by itself")
