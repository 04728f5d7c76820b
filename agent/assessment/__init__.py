"""Judging a document: the facts computed from it, what the rules find in it, and its score."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agent.assessment.computed import computed_values
from agent.assessment.plan import vague_actions
from agent.postmortem.record import Postmortem
from rubrics import causal, contradictions, red_flags, structure
from rubrics.conditions.case import live_actions
from rubrics.conditions.disputes import disputes, settled, standing
from rubrics.findings import Finding, Mode, Scorecard
from rubrics.language import bar_over
from rubrics.narrative import passages, prose
from rubrics.score import score
from rubrics.standards import METHOD, Standards
from rubrics.vocabulary import accepts, uncovered
from rubrics.wording import wordings

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
    known, seen = disputes(facts), found(document, facts, now)
    judged = (*standing(seen, known), *settled(seen, known))
    return tuple(sorted(judged, key=lambda finding: _GRAVITY[finding.severity]))


def assess(document: Postmortem, now: datetime, mode: Mode | None = None) -> Scorecard:
    """Return the score of a document with its findings."""
    return judge(document, facts(document, now), now, mode)


def judge(
    document: Postmortem,
    facts: Mapping[str, Any],
    now: datetime,
    mode: Mode | None = None,
    standards: Standards = METHOD,
) -> Scorecard:
    """Return the score of a document whose facts are known already."""
    return score(facts, now, mode, found(document, facts, now, standards), standards)


def found(
    document: Postmortem, tree: Mapping[str, Any], now: datetime, standards: Standards = METHOD
) -> tuple[Finding, ...]:
    """Return what the rules find in a document, disputed or not, in the order of the rules."""
    words = standards.vocabulary
    people = words.without_systems(structure.names_of(tree))
    written, page = tuple(passages(tree)), tuple(prose(tree))
    fields = [(words.covered(passage.text), passage) for passage in written if passage.only]
    blocks = [(words.covered(passage.text), passage) for passage in page]
    least = bar_over(
        (
            (text, passage.about or passage.path)
            for text, passage in (*fields, *blocks)
            if "blame" in passage.only
        ),
        people,
    )
    worded = (
        uncovered(finding, passage.text)
        for text, passage in fields
        for finding in wordings(
            text, people=people, field=passage.path, only=passage.only, blames_from=least
        )
        if not accepts(standards.accepted, finding, passage.text)
    )
    # Without their places, so that a text that stands twice is read once.
    told = (
        uncovered(finding.model_copy(update={"field": passage.path}), passage.text)
        for text, passage in blocks
        for finding in wordings(
            text, people=people, field=passage.about, only=passage.only, blames_from=least
        )
        if not accepts(standards.accepted, finding, passage.text)
    )
    return (
        *worded,
        *told,
        *vague_actions(document.actions, standards),
        *structure.lint(tree, (*written, *page)),
        *contradictions.check(tree, now),
        *causal.check(tree, now, least),
        *red_flags.check(tree, now),
    )
