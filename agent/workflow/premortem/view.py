"""What guards and questions of a pre-mortem look at: the document at a moment, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from agent.premortem.record import Premortem
from rubrics.findings import Finding


@dataclass(frozen=True)
class PremortemView:
    """One pre-mortem at one moment."""

    document: Premortem
    now: datetime
    findings: tuple[Finding, ...] = ()
    """No rule reads a pre-mortem while it is being made."""

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """Return what the checks of actions read."""
        return self.document.model_dump(mode="json", include={"people", "actions", "waivers"})
