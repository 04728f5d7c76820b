"""What guards and the question engine look at: the document, its facts and its scorecard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from agent import assessment
from agent.postmortem.record import Postmortem
from rubrics.findings import CriterionResult, Finding, Scorecard


@dataclass(frozen=True)
class View:
    """One document at one moment, with everything that is computed from it, computed once."""

    document: Postmortem
    now: datetime

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """Return the document as plain data with its computed values."""
        return assessment.facts(self.document, self.now)

    @cached_property
    def scorecard(self) -> Scorecard:
        """Return the judgement of the rubric."""
        return assessment.judge(self.document, self.facts, self.now)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return every finding, errors first."""
        return self.scorecard.findings

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that block."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    def errors_of(self, groups: str) -> tuple[Finding, ...]:
        """Return the errors of some groups of checks."""
        return tuple(
            finding for finding in self.errors if finding.group and finding.group in groups
        )

    def criterion(self, criterion_id: str) -> CriterionResult:
        """Return the result of one criterion, C1 … C8."""
        return next(result for result in self.scorecard.criteria if result.id == criterion_id)

    @property
    def light(self) -> bool:
        """Return whether the light thresholds apply: light depth or sev4."""
        return self.document.meta.depth == "light" or self.document.meta.severity == "sev4"

    @property
    def major(self) -> bool:
        """Return whether the incident is a sev1 or a sev2."""
        return self.document.meta.severity in {"sev1", "sev2"}
