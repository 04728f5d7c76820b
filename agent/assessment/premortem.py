"""Judging a pre-mortem: what is computed from it, what the rules find in it, and its score.

It looks only at what its document shows, so that a stored one and its Markdown get the same score.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from agent.assessment.plan import vague_actions
from agent.premortem.chances import over_confident_by
from agent.premortem.lenses import INTERNAL, LENSES
from agent.premortem.ranking import (
    Ranked,
    chances_of,
    fell_without_reason,
    ranked,
    to_answer,
    to_watch,
    without_probability,
)
from agent.premortem.record import Premortem, participants
from agent.premortem.sentence import gaps
from agent.premortem.thresholds import threshold_in
from agent.premortem.watching import DAYS, breaches, cadence_of, watched
from rubrics.conditions import smart
from rubrics.conditions.case import live_actions
from rubrics.conditions.reading import at
from rubrics.findings import Finding, Scorecard
from rubrics.language import bar_over
from rubrics.narrative import texts_at
from rubrics.premortem import contradictions
from rubrics.premortem.score import score
from rubrics.standards import METHOD, Standards
from rubrics.vocabulary import accepts, uncovered
from rubrics.wording import wordings

_BLAME: Final = frozenset({"blame"})
_FIELDS: Final = (
    "failure.text",
    "plan.goal",
    "plan.assumptions.*.text",
    "reasons.*.text",
    "modes.*.text",
    "modes.*.mechanism",
    "modes.*.first_sign",
    "modes.*.explained_away",
    "modes.*.discussion",
    "modes.*.contingency.text",
    "modes.*.stop.text",
    "actions.*.text",
    "actions.*.done_when",
    "decision.reason",
    "decision.dissent.*.text",
    "reviews.*.note",
    "outcomes.*.note",
    "notes.*.text",
)
"""Fields in which people put things into words."""


def facts(document: Premortem, now: datetime) -> dict[str, Any]:
    """Return a pre-mortem as JSON values with everything that is computed under `computed`."""
    tree: dict[str, Any] = document.model_dump(mode="json")
    tree["computed"] = {
        "at": now.isoformat(),
        "live_actions": len(live_actions(tree)),
        "actions": {action.id: _action(tree, action.id) for action in document.actions},
        **_computed(document),
    }
    return tree


def found(
    document: Premortem, tree: Mapping[str, Any], now: datetime, standards: Standards = METHOD
) -> tuple[Finding, ...]:
    """Return what the rules find in a pre-mortem, disputed or not."""
    words = standards.vocabulary
    people = words.without_systems(tuple(person.display for person in document.people))
    texts = [(path, text, words.covered(text)) for path, text in texts_at(tree, _FIELDS)]
    least = bar_over(((covered, path) for path, _, covered in texts), people)
    blaming = (
        uncovered(finding, text)
        for path, text, covered in texts
        for finding in wordings(covered, people=people, field=path, only=_BLAME, blames_from=least)
        if not accepts(standards.accepted, finding, text)
    )
    return (*blaming, *vague_actions(document.actions, standards), *contradictions.check(tree, now))


def judge(tree: Mapping[str, Any], now: datetime, findings: tuple[Finding, ...]) -> Scorecard:
    """Return the score of a pre-mortem whose facts and findings are known already."""
    return score(tree, now, findings)


def _computed(document: Premortem) -> dict[str, Any]:
    places, chance = ranked(document), chances_of(document)
    answered, watch = to_answer(document), to_watch(document)
    return {
        "participants": [person.id for person in participants(document)],
        "rated": any(place.rated is not None for place in places),
        "ranking": [place.mode.id for place in places],
        "modes": {place.mode.id: _mode(place) for place in places},
        "to_answer": [place.mode.id for place in answered],
        "to_watch": [place.mode.id for place in watch],
        "high": [p.mode.id for p in places if "H" in (p.priority, p.first_priority)],
        "fell_without_reason": [p.mode.id for p in places if fell_without_reason(p)],
        "chances": {
            "any": chance.any,
            "lower": chance.lower,
            "upper": chance.upper,
            "brittle": chance.brittle,
            "over_confident_by": over_confident_by(chance, document.plan.success_pct),
            "without_probability": list(without_probability(document)),
        },
        "lenses": _lenses(document),
        "failure_gaps": list(gaps(document.failure.text)),
        "signals": _signals(document, places),
        "breached": [place.signal.id for place in breaches(document)],
    }


def _mode(place: Ranked) -> dict[str, Any]:
    rated = place.rated
    if rated is None:
        return {"class": "", "raters": []}
    earlier = place.first.raters if place.first else ()
    figures = {
        "severity": rated.severity,
        "occurrence": rated.occurrence,
        "detection": rated.detection,
        "probability_pct": rated.probability_pct,
    }
    return {
        "class": place.priority,
        "class_before": place.first_priority,
        "rpn": rated.rpn,
        "raters": list(dict.fromkeys([*earlier, *rated.raters])),
        **{name: None if one is None else one.median for name, one in figures.items()},
    }


def _lenses(document: Premortem) -> dict[str, list[str]]:
    """Return the lenses under which modes fall, and those that were looked at at all."""
    covered = {mode.lens for mode in document.modes}
    nothing = {path.removeprefix("lenses.") for path in document.absences}
    inside = [lens for lens in LENSES if lens in covered]
    return {
        "covered": list(inside),
        "internal": [lens for lens in inside if lens in INTERNAL],
        "external": [lens for lens in inside if lens not in INTERNAL],
        "looked_at": [lens for lens in LENSES if lens in covered or lens in nothing],
    }


def _signals(document: Premortem, places: tuple[Ranked, ...]) -> dict[str, dict[str, Any]]:
    expected = {place.mode.id: place.expected_pct for place in places}
    return {
        one.signal.id: {
            "cadence": one.cadence,
            "days": DAYS[one.cadence],
            "days_asked": DAYS[cadence_of(expected.get(one.signal.mode_id))],
            "limit": str(limit.limit) if (limit := threshold_in(one.signal.threshold)) else None,
            "breached": one.breached,
        }
        for one in watched(document)
    }


def _action(tree: Mapping[str, Any], action_id: str) -> dict[str, Any]:
    known = at(tree, f"actions.{action_id}")
    return {
        "control": smart.control(known),
        "strength": smart.strength(known),
        "intent": smart.intent(known),
    }
