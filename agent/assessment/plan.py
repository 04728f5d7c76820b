"""What is computed about each action: control, SMART, horizon, quadrant, a suggested priority."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from agent.postmortem.actions import Action, Priority
from agent.postmortem.people import Person
from agent.postmortem.record import Postmortem
from rubrics import actions as rules

_PRIORITIES: tuple[Priority, ...] = ("P0", "P1", "P2", "P3")
_LIKELIHOOD = {"frequent": 5, "occasional": 4, "uncommon": 2, "remote": 1}
_HARM = {"sev1": 5, "sev2": 4, "sev3": 3, "sev4": 2}
_FLAGS = {
    "S": "specific",
    "M": "measurable",
    "A": "assigned",
    "R": "realistic",
    "T": "time_bound",
}


def plan_values(document: Postmortem, computed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the computed values of each action by id. `computed` holds the other ones."""
    return {action.id: _values(document, action, computed) for action in document.actions}


def _values(document: Postmortem, action: Action, computed: Mapping[str, Any]) -> dict[str, Any]:
    judged = rules.classify(action.text, action.done_when)
    return {
        "control": action.control or judged.control,
        "strength": judged.strength,
        "intent": action.intent or judged.intent,
        "confidence": judged.confidence,
        "horizon": _horizon(document, action),
        "quadrant": _quadrant(action),
        "priority_suggested": suggested_priority(document, action, computed),
        "owner_is_person": _owner_is_person(document, action),
        **_smart(document, action),
    }


def _smart(document: Postmortem, action: Action) -> dict[str, Any]:
    """Return the five flags and what is missing. Without an effort nobody can tell R."""
    owner = _owner(document, action)
    plan = rules.Plan(
        owner="" if owner is None else owner.display,
        owner_kind="" if owner is None else owner.kind,
        due=action.due,
        due_coarse=action.due_coarse,
        created=None if action.created_at is None else action.created_at.date(),
        effort=action.effort,
        priority=action.priority,
        actions=sum(one.status != "declined" for one in document.actions),
    )
    judged = rules.smart(action.text, action.done_when, plan)
    flags: dict[str, Any] = {_FLAGS[part.letter]: part.ok for part in judged.parts}
    if action.effort is None:
        flags["realistic"] = None
    return {**flags, "missing": {part.letter: part.reason for part in judged.missing}}


def _owner(document: Postmortem, action: Action) -> Person | None:
    return next((person for person in document.people if person.id == action.owner), None)


def _owner_is_person(document: Postmortem, action: Action) -> bool:
    owner = _owner(document, action)
    return owner is not None and rules.valid_owner(owner.display, owner.kind)


def _horizon(document: Postmortem, action: Action) -> str:
    """Return how far away the due day is from the beginning; done work is immediate."""
    if action.status in {"done", "verified"}:
        return "immediate"
    begun = _begun(document, action)
    if action.due is None or begun is None:
        return ""
    return rules.horizon(begun, action.due)


def _begun(document: Postmortem, action: Action) -> date | None:
    begun = action.created_at or document.meta.created_at
    return document.meta.incident_date if begun is None else begun.date()


def _quadrant(action: Action) -> str:
    if action.impact is None or action.effort is None:
        return ""
    return rules.quadrant(action.impact, action.effort)


def suggested_priority(
    document: Postmortem, action: Action, computed: Mapping[str, Any]
) -> Priority:
    """Return a priority by risk: likelihood times severity, each 1-5 (method 2.7).

    One level up for what is enough on its own to bring the top event about, one point of
    likelihood less for what touches no primary cause.
    """
    roles = {cause.id: cause.role for cause in document.analysis.causes}
    primary = any(roles.get(cause) == "primary" for cause in action.cause_ids)
    likelihood = max(1, _likelihood(document) - (0 if primary else 1))
    risk = likelihood * _HARM.get(computed["severity"], 3)
    level = next((step for step, least in enumerate((20, 12, 6)) if risk >= least), 3)
    return _PRIORITIES[max(0, level - 1) if _single_point(document, action, computed) else level]


def _likelihood(document: Postmortem) -> int:
    if document.intake.likelihood:
        return _LIKELIHOOD[document.intake.likelihood]
    candidates = document.analysis.recurrence.candidates
    if any(candidate.confirmed == "yes" for candidate in candidates):
        return 5
    return 4 if document.intake.look_alikes else 3


def _single_point(document: Postmortem, action: Action, computed: Mapping[str, Any]) -> bool:
    tree: Mapping[str, Any] = computed["fault_tree"] or {}
    enough: set[str] = set(tree.get("spof", ()))
    causes = (cause for cause in document.analysis.causes if cause.id in action.cause_ids)
    return bool(enough & {*action.gap_ids, *(cause.node_id for cause in causes)})
