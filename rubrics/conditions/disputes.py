"""What a person disputed with a reason: it counts as met, and stands in the document."""

from collections.abc import Iterable
from typing import NamedTuple

from rubrics.conditions.reading import Json, items, text
from rubrics.findings import Finding


class Dispute(NamedTuple):
    """One rule or condition that a person says does not apply here."""

    rule: str
    """The rule, check or condition."""
    reason: str
    """Why."""
    field: str
    """The field it is about; empty means anywhere."""

    def covers(self, rule: str, field: str) -> bool:
        """Say whether it is about this rule in this field."""
        inside = not self.field or field == self.field or field.startswith(f"{self.field}.")
        return self.rule == rule and inside


def disputes(facts: Json) -> tuple[Dispute, ...]:
    """Return the disputes of a document. One without a reason is none."""
    return tuple(
        Dispute(text(waiver, "rule"), text(waiver, "reason"), text(waiver, "field"))
        for waiver in items(facts, "waivers")
        if text(waiver, "rule") and text(waiver, "reason")
    )


def standing(findings: Iterable[Finding], known: tuple[Dispute, ...]) -> tuple[Finding, ...]:
    """Return the findings that nobody disputes."""
    return tuple(finding for finding in findings if dispute_of(finding, known) is None)


def settled(findings: Iterable[Finding], known: tuple[Dispute, ...]) -> tuple[Finding, ...]:
    """Return the disputed findings, with the reason and no weight."""
    found = ((finding, dispute_of(finding, known)) for finding in findings)
    return tuple(
        finding.model_copy(
            update={"severity": "info", "message": f"{finding.message} Disputed: {dispute.reason}"}
        )
        for finding, dispute in found
        if dispute is not None
    )


def is_accusation(finding: Finding) -> bool:
    """Say whether a finding is blame of the gravest level, which no reason waives (method 2.8)."""
    return finding.category == "blame" and finding.severity == "error"


def dispute_of(finding: Finding, known: tuple[Dispute, ...]) -> Dispute | None:
    """Return what a person says against a finding, if anything."""
    if is_accusation(finding):
        return None
    return next((d for d in known if d.covers(finding.rule, finding.field)), None)
