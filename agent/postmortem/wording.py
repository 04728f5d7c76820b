"""The words in which a person reads the values of a document that read oddly as they are stored."""

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "human_action": "conditions around a human action",
    "process_gap": "a gap in the process",
    "change_config": "a change or its configuration",
    "defect": "a defect",
    "capacity_scale": "capacity or scale",
    "architecture": "the architecture",
    "technical_debt": "technical debt",
    "detection_gap": "a gap in detection",
    "recovery_gap": "a gap in recovery",
    "security_control": "a security control",
    "external_dependency": "an external dependency",
    "requirements_validation": "requirements or their validation",
    "planning_estimation": "planning or estimates",
    "communication_coordination": "communication or coordination",
    "organizational": "the organisation",
    "unknown": "not established",
}
"""Categories of causes."""

_BY_FIELD: Mapping[str, Mapping[str, str]] = {
    "category": CAUSES,
    "kind": {
        "ack": "acknowledged",
        "latent_introduced": "hidden weakness came in",
        "impact_start": "impact began",
        "recovery_step": "step of recovery",
        "hypothesis_rejected": "hypothesis ruled out",
        "mitigation_attempt": "attempt to contain",
        "comms_internal": "colleagues were told",
        "comms_external": "users were told",
        "comms_exec": "leaders were told",
        "process_start": "process began",
    },
    "layer": {
        "review_approval": "review or approval",
        "training_knowledge": "training or knowledge",
        "access_control": "control of access",
        "change_control": "control of changes",
        "alert_response": "response to alerts",
    },
    "status": {"zero_shown": "shown to be zero"},
}


def value_words(field: str, value: str) -> str:
    """Return a value of a field in words; most need no more than their underscores taken out."""
    return _BY_FIELD.get(field, {}).get(value) or value.replace("_", " ")
