"""Checks for statements of one document that contradict each other, and for what can't be true."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from rubrics.contradictions import actions, causes, document, figures, impact, timeline
from rubrics.contradictions.dossier import Dossier
from rubrics.contradictions.rules import Clashes, load, run
from rubrics.findings import Finding

CHECKS: Mapping[str, Callable[[Dossier], Clashes]] = {
    "stored_order": timeline.stored_order,
    "impossible_order": timeline.impossible_order,
    "early_ack": timeline.early_ack,
    "in_the_future": timeline.in_the_future,
    "told_twice": timeline.told_twice,
    "zones": timeline.zones,
    "silent_gap": timeline.silent_gap,
    "over_or_not": timeline.over_or_not,
    "duplicates": timeline.duplicates,
    "targets": timeline.targets,
    "updates": timeline.updates,
    "stated_duration": impact.stated_duration,
    "impossible_shares": impact.impossible_shares,
    "measures_and_share": impact.measures_and_share,
    "severity_band": impact.severity_band,
    "objective": impact.objective,
    "different_figures": figures.different_figures,
    "no_harm": impact.no_harm,
    "money": impact.money,
    "notification": impact.notification,
    "window_label": impact.window_label,
    "uncovered": causes.uncovered,
    "broken_shape": causes.broken_shape,
    "bad_ends": causes.bad_ends,
    "evidence": causes.evidence,
    "held_and_cause": causes.held_and_cause,
    "one_sided": causes.one_sided,
    "phases_and_causes": causes.phases_and_causes,
    "fault_tree": causes.fault_tree,
    "solution_as_cause": causes.solution_as_cause,
    "single_points": causes.single_points,
    "impossible_due": actions.impossible_due,
    "owners": actions.owners,
    "status_and_dates": actions.status_and_dates,
    "too_many": actions.too_many,
    "stated_horizon": actions.stated_horizon,
    "due_policy": actions.due_policy,
    "all_weak": actions.all_weak,
    "closed_or_circular": actions.closed_or_circular,
    "unlinked": actions.unlinked,
    "training_only": actions.training_only,
    "cited_before_it_was": document.cited_before_it_was,
    "placeholders": document.placeholders,
    "leaks": document.leaks,
    "speed_claims": figures.speed_claims,
    "unknown_or_silent": document.unknown_or_silent,
    "loose_lessons": document.loose_lessons,
}
"""The functions by the names that the rules use."""


def check(facts: Mapping[str, Any], now: datetime) -> tuple[Finding, ...]:
    """Return the contradictions in a document with its computed values, rule by rule."""
    on_page = facts.get("page") is not None
    return run(
        load("rubrics.contradictions"),
        CHECKS,
        Dossier(facts, now),
        "contradiction",
        on_page=on_page,
    )
