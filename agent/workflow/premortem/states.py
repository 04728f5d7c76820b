"""The states of a pre-mortem as data, in order. The graph is built from this table."""

from agent.dialogue import AnyState
from agent.workflow.states import State

STEPS: tuple[str, ...] = (
    "The plan and its failure",
    "Reasons, written alone",
    "Failure modes, rated",
    "Mitigations and tripwires",
    "Decide and watch",
)
"""The five steps that people see."""

STATES: tuple[State, ...] = (
    State("PLAN", 0, "The plan", "FAILURE", ("PLAN",)),
    State("FAILURE", 0, "It failed", "SILENT", ("FAILURE",)),
    State("SILENT", 1, "Each alone", "COLLECT", ("SILENT",)),
    State("COLLECT", 1, "Read out", "CLUSTER", ("COLLECT",)),
    State("CLUSTER", 2, "Failure modes", "RATE", ("CLUSTER",)),
    State("RATE", 2, "How bad, how likely", "MITIGATE", ("RATE",)),
    State("MITIGATE", 3, "What is done about it", "SIGNALS", ("MITIGATE",)),
    State("SIGNALS", 3, "Tripwires", "DECIDE", ("SIGNALS",)),
    State("DECIDE", 4, "The decision", "WATCH", ("DECIDE",)),
    State("WATCH", 4, "The watch", "CLOSED", ("WATCH",)),
    State("CLOSED", 4, "Closed", None, ()),
)
"""Every state. The order is the order of the process."""

BY_NAME: dict[AnyState, State] = {state.name: state for state in STATES}
ORDER: tuple[AnyState, ...] = tuple(state.name for state in STATES)
