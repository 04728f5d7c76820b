"""What the kinds of events mean for each type of incident: roles, spine, unit of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from agent.postmortem.timeline import EventKind

Role = Literal["START", "DETECT", "STOP", "END"]
Unit = Literal["minutes", "days"]
ROLES: tuple[Role, ...] = ("START", "DETECT", "STOP", "END")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of one type of incident, the most telling one first."""

    start: tuple[EventKind, ...]
    """When the harm began."""
    stop: tuple[EventKind, ...]
    """When it was first under control."""
    end: tuple[EventKind, ...]
    """When it was over."""
    spine: tuple[EventKind, ...]
    """Kinds that a complete timeline holds, each with a time."""
    unit: Unit = "minutes"
    """The unit in which spans of this type are told."""


BY_TYPE: Mapping[str, Kinds] = {
    "production_outage": Kinds(
        start=("impact_start",),
        stop=("mitigated", "contained"),
        end=("resolved",),
        spine=("impact_start", "detected", "ack", "diagnosis", "mitigated", "resolved"),
    ),
    "security_incident": Kinds(
        start=("impact_start",),
        stop=("contained", "mitigated"),
        end=("resolved",),
        spine=("impact_start", "detected", "contained", "eradicated", "resolved"),
    ),
    "product_failure": Kinds(
        start=("launched", "impact_start"),
        stop=("mitigated", "contained", "replanned"),
        end=("response_decided", "resolved"),
        spine=(
            "plan_set",
            "go_decision",
            "launched",
            "detected",
            "outcome_measured",
            "response_decided",
        ),
        unit="days",
    ),
    "project_failure": Kinds(
        start=("deadline", "impact_start"),
        stop=("replanned", "mitigated", "contained"),
        end=("delivered_or_stopped", "resolved"),
        spine=(
            "plan_set",
            "committed",
            "detected",
            "replanned",
            "deadline",
            "delivered_or_stopped",
        ),
        unit="days",
    ),
    "process_failure": Kinds(
        start=("breakdown", "impact_start"),
        stop=("contained", "mitigated"),
        end=("resolved",),
        spine=("process_start", "breakdown", "detected", "contained", "resolved"),
    ),
    "near_miss": Kinds(
        start=("hazard_open", "impact_start"),
        stop=("barrier_held", "contained", "mitigated"),
        end=("hazard_removed", "resolved"),
        spine=("hazard_open", "trigger", "detected", "barrier_held", "hazard_removed"),
    ),
}
"""Method 3.2. A type that isn't known yet is read as an outage."""

DETECT: tuple[EventKind, ...] = ("detected",)
SIGNALS: tuple[EventKind, ...] = ("alert_fired", "reported", "detected")
"""What an acknowledgement answers."""


def kinds_of(incident_type: str) -> Kinds:
    """Return the kinds of a type of incident."""
    return BY_TYPE.get(incident_type, BY_TYPE["production_outage"])


def role_kinds(incident_type: str, role: Role) -> tuple[EventKind, ...]:
    """Return the kinds that can play a role, the most telling one first."""
    kinds = kinds_of(incident_type)
    by_role: Mapping[Role, tuple[EventKind, ...]] = {
        "START": kinds.start,
        "DETECT": DETECT,
        "STOP": kinds.stop,
        "END": kinds.end,
    }
    return by_role[role]
