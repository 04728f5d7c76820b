"""What is computed about each action: control, SMART, horizon, quadrant, a suggested priority.

The flags are the loose ones, of the action's words and what stands beside them; `strict` holds
those that the score asks for.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from agent.postmortem.actions import Action, Priority
from agent.postmortem.record import Postmortem
from rubrics.actions import classify, quadrant, valid_owner
from rubrics.conditions import smart
from rubrics.conditions.reading import at
from rubrics.findings import Finding
from rubrics.language import scan_action
from rubrics.standards import Standards
from rubrics.stated import Beside, stated
from rubrics.vocabulary import accepts

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


def vague_actions(actions: Iterable[Action], standards: Standards) -> Iterator[Finding]:
    """Yield the vague wordings of the actions that were not declined, disputed or not."""
    for action in actions:
        if action.status == "declined":
            continue
        for finding in scan_action(action.text):
            if not accepts(standards.accepted, finding, action.text):
                yield finding.model_copy(update={"field": f"actions.{action.id}.text"})


def plan_values(
    document: Postmortem, tree: Mapping[str, Any], computed: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return the computed values of each action by id.

    Args:
        document: The document.
        tree: Its JSON, which the rules read.
        computed: The other computed values.
    """
    return {action.id: _values(document, action, tree, computed) for action in document.actions}


def _values(
    document: Postmortem, action: Action, tree: Mapping[str, Any], computed: Mapping[str, Any]
) -> dict[str, Any]:
    known = at(tree, f"actions.{action.id}")
    plan = smart.plan_of(tree, known)
    parts = smart.parts_in(plan, known)
    strict = {_FLAGS[part.letter]: part.ok if part.known else None for part in parts.parts}
    due = action.due.isoformat() if action.due else ""
    told = stated(action.text, Beside(plan.owner, due, action.done_when)).parts
    return {
        "control": smart.control(known),
        "strength": smart.strength(known),
        "intent": smart.intent(known),
        "confidence": classify(action.text, action.done_when).confidence,
        "horizon": smart.horizon(tree, known),
        "quadrant": _quadrant(action),
        "priority_suggested": suggested_priority(document, action, computed),
        "owner_is_person": valid_owner(plan.owner, plan.owner_kind),
        **{_FLAGS[part.letter]: part.ok for part in told},
        "realistic": strict["realistic"],
        "reasons": {
            **{_FLAGS[part.letter]: part.reason for part in told},
            "realistic": next(part.reason for part in parts.parts if part.letter == "R"),
        },
        "strict": strict,
        "missing": {part.letter: part.reason for part in parts.missing},
    }


def _quadrant(action: Action) -> str:
    if action.impact is None or action.effort is None:
        return ""
    return quadrant(action.impact, action.effort)


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
