"""The states of a postmortem as data, in order. The graph is built from this table."""

from dataclasses import dataclass

from agent.dialogue import AnyState
from agent.postmortem.record import StateName

STEPS: tuple[str, ...] = (
    "Timeline and impact",
    "Root causes",
    "Corrective actions",
    "Document and share",
    "Track to completion",
)
"""The five steps that people see."""


@dataclass(frozen=True, slots=True)
class State:
    """One state: where it leads, which questions belong to it, what it answers for."""

    name: AnyState
    """Its name."""
    step: int
    """The step it belongs to, an index into the steps of its process."""
    title: str
    """What the person sees."""
    following: AnyState | None
    """The state after it."""
    questions: tuple[str, ...]
    """The sections of the question bank that belong to it, in order."""
    criteria: tuple[str, ...] = ()
    """The criteria whose next level its questions aim at."""
    groups: str = ""
    """The groups of checks whose errors it owns: T, I, C, A, D."""
    records: bool = False
    """Whether events found in imported records stay on offer in it until somebody decides."""


STATES: tuple[State, ...] = (
    State("TRIAGE", 0, "What happened", "SETUP", ("TRIAGE",)),
    State("SETUP", 0, "Who and what we have", "TIMELINE", ("SETUP",)),
    State("TIMELINE", 0, "Timeline", "IMPACT", ("TIMELINE",), ("C1",), "T", records=True),
    State("IMPACT", 0, "Impact", "CAUSES", ("IMPACT",), ("C2",), "I"),
    State("CAUSES", 1, "Why it was possible", "ACTIONS", ("CAUSES",), ("C3",), "C"),
    State("ACTIONS", 2, "What will change", "LEARNING", ("ACTIONS",), ("C4",), "A"),
    State("LEARNING", 3, "What we learned", "REVIEW", ("LEARNING",), ("C7",)),
    State(
        "LIGHT",
        0,
        "One page",
        "SHARE",
        ("TIMELINE", "IMPACT", "CAUSES", "ACTIONS", "LEARNING", "REVIEW"),
        ("C1", "C2", "C3", "C4", "C7", "C8"),
        "TICAD",
        records=True,
    ),
    State("REVIEW", 3, "Review", "SHARE", ("REVIEW",), ("C5", "C8"), "D"),
    State("SHARE", 3, "Share", "TRACK", ("SHARE",), ("C7",)),
    State("TRACK", 4, "Follow-up", "CLOSED", ("TRACK",), ("C6",)),
    State("CLOSED", 4, "Closed", None, ()),
    State("REFUSED", 0, "Not now", "TRIAGE", ("REFUSED",)),
)
"""Every state. The order is the order of the process."""

BY_NAME: dict[AnyState, State] = {state.name: state for state in STATES}

OWNER_OF_GROUP: dict[str, StateName] = {
    "T": "TIMELINE",
    "I": "IMPACT",
    "C": "CAUSES",
    "A": "ACTIONS",
    "D": "REVIEW",
}
"""The state that an error of a group sends the session back to."""

ORDER: tuple[AnyState, ...] = tuple(state.name for state in STATES if state.name != "REFUSED")


def following(name: AnyState, depth: str) -> AnyState | None:
    """Return the state after one. The light path goes from SETUP over LIGHT to SHARE."""
    if name == "SETUP" and depth == "light":
        return "LIGHT"
    return BY_NAME[name].following


def groups_before(name: AnyState) -> str:
    """Return the groups of checks that the states before one answer for."""
    passed = ORDER[: ORDER.index(name)] if name in ORDER else ()
    owned = "".join(group for group, owner in OWNER_OF_GROUP.items() if owner in passed)
    return "" if name in {"LIGHT", "REVIEW"} else owned
