"""Judging a document: the facts computed from it, what the rules find in it, and its score."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agent.assessment.computed import computed_values
from agent.postmortem.record import Postmortem
from rubrics import causal, contradictions, red_flags, structure
from rubrics.conditions.case import live_actions
from rubrics.conditions.disputes import disputes, settled, standing
from rubrics.findings import Finding, Mode, Scorecard
from rubrics.narrative import passages, prose
from rubrics.score import score
from rubrics.wording import action_wordings, wordings

_GRAVITY = {"error": 0, "warning": 1, "info": 2}


def facts(
    document: Postmortem, now: datetime, page: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a document as JSON values with everything that is computed under `computed`.

    Args:
        document: The document.
        now: The moment it is judged for.
        page: What stands on the page it was read from, when no session of ours made it.
    """
    tree: dict[str, Any] = document.model_dump(mode="json")
    tree["computed"] = {"at": now.isoformat(), "live_actions": len(live_actions(tree))}
    tree["computed"] |= computed_values(document, tree)
    if page is not None:
        tree["page"] = page
    return tree


def findings(document: Postmortem, facts: Mapping[str, Any], now: datetime) -> tuple[Finding, ...]:
    """Return what the rules find in a document, the gravest first.

    Findings that a person disputes with a reason stay as notes that name the reason.
    """
    known, found = disputes(facts), _found(document, facts, now)
    judged = (*standing(found, known), *settled(found, known))
    return tuple(sorted(judged, key=lambda finding: _GRAVITY[finding.severity]))


def assess(document: Postmortem, now: datetime, mode: Mode | None = None) -> Scorecard:
    """Return the score of a document with its findings."""
    return judge(document, facts(document, now), now, mode)


def judge(
    document: Postmortem, facts: Mapping[str, Any], now: datetime, mode: Mode | None = None
) -> Scorecard:
    """Return the score of a document whose facts are known already."""
    return score(facts, now, mode, _found(document, facts, now))


def _found(document: Postmortem, tree: Mapping[str, Any], now: datetime) -> tuple[Finding, ...]:
    people = structure.names_of(tree)
    worded = (
        finding
        for passage in passages(tree)
        if passage.only
        for finding in wordings(passage.text, people=people, field=passage.path, only=passage.only)
    )
    # Without their places, so that a text that stands twice is read once.
    told = (
        finding.model_copy(update={"field": passage.path})
        for passage in prose(tree)
        for finding in wordings(passage.text, people=people, only=passage.only)
    )
    planned = (
        finding.model_copy(update={"field": f"actions.{action.id}.text"})
        for action in document.actions
        for finding in action_wordings(action.text)
        if action.status != "declined"
    )
    return (
        *worded,
        *told,
        *planned,
        *structure.lint(tree),
        *contradictions.check(tree, now),
        *causal.check(tree, now),
        *red_flags.check(tree, now),
    )
