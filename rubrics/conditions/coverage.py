"""Whether the plan reaches every cause and every phase that took too long.

Where it does, counts are met with fewer: filler must never pay.
"""

from collections.abc import Mapping

from rubrics.conditions.case import Case
from rubrics.conditions.moments import explained, phases
from rubrics.conditions.reading import Json, at, text, texts

_PHASE_OF = {"ttd": "detection", "tta": "detection", "t_known": "recovery"}


def actions_on(case: Case, cause_id: str) -> tuple[Json, ...]:
    """Return the actions that act on a cause."""
    return case.once(_by_cause).get(cause_id, ())


def _by_cause(case: Case) -> Mapping[str, tuple[Json, ...]]:
    found: dict[str, list[Json]] = {}
    for action in case.actions:
        for cause_id in dict.fromkeys(texts(action, "cause_ids")):
            found.setdefault(cause_id, []).append(action)
    return {cause_id: tuple(actions) for cause_id, actions in found.items()}


def accepted(cause: Json) -> bool:
    """Say whether a cause is knowingly left: with a reason and a person."""
    return bool(text(cause, "accepted_risk.reason") and text(cause, "accepted_risk.by"))


def answered(case: Case, cause: Json) -> bool:
    """Say whether a cause has an action or is accepted."""
    return accepted(cause) or bool(actions_on(case, text(cause, "id")))


def complete(case: Case) -> bool:
    """Say whether every cause and every phase over its limit is answered."""
    if not case.causes or not case.actions:
        return False
    return all(answered(case, cause) for cause in case.causes) and not open_phases(case)


def open_phases(case: Case) -> tuple[str, ...]:
    """Return the phases over their limit that were neither explained nor acted on."""
    return tuple(
        phase.name
        for phase in phases(case)
        if phase.over and not (explained(case, phase) and _acted_on(case, phase.name))
    )


def taught(case: Case) -> bool:
    """Say whether each cause that reaches beyond the trigger stands behind a lesson."""
    behind = {link for lesson in case.lessons for link in texts(lesson, "links")}
    through = {
        cause
        for action in case.actions
        if text(action, "id") in behind
        for cause in texts(action, "cause_ids")
    }
    deep = tuple(c for c in case.causes if c in case.primaries or text(c, "level") != "immediate")
    return bool(deep) and all(text(cause, "id") in behind | through for cause in deep)


def _acted_on(case: Case, phase: str) -> bool:
    wanted = _PHASE_OF.get(phase)
    if wanted is None:
        return True
    gaps = {text(seen, "id") for seen in case.observations if text(seen, "metric").lower() == phase}
    if any(gaps & set(texts(action, "gap_ids")) for action in case.actions):
        return True
    return any(at(c, "phase") == wanted and answered(case, c) for c in case.causes)
