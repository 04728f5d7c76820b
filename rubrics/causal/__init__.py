"""Rules for causal statements: five of causation (VA NCPS, after Marx 1999) and five of ours."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rubrics.causal import links, statements
from rubrics.contradictions.dossier import Dossier
from rubrics.contradictions.rules import load, run
from rubrics.findings import Finding

CHECKS = {
    "parts": statements.parts,
    "negative_words": statements.negative_words,
    "unexplained_action": links.unexplained_action,
    "unexplained_deviation": links.unexplained_deviation,
    "omission_without_duty": links.omission_without_duty,
    "absence": statements.absence,
    "person_as_subject": statements.person_as_subject,
    "time_order": links.time_order,
    "symptom": statements.symptom,
    "no_evidence": statements.no_evidence,
}
"""The functions by the names that the rules use."""


def check(
    facts: Mapping[str, Any], now: datetime, blames_from: float | None = None
) -> tuple[Finding, ...]:
    """Return what the causal rules find in a document with its computed values.

    Args:
        facts: The document's JSON with its computed values.
        now: The moment it is judged for.
        blames_from: How strong a sign of blame must be, see `rubrics.language.bar_over`.
    """
    dossier = Dossier(facts, now, blames_from)
    on_page = facts.get("page") is not None
    return run(load("rubrics.causal"), CHECKS, dossier, "cause", on_page=on_page)
