"""What happened, in order, with a source for each line."""

from typing import Literal, get_args

from agent.postmortem.values import Item, TimePoint, Tri, Value

EventKind = Literal[
    "baseline",
    "latent_introduced",
    "change",
    "trigger",
    "impact_start",
    "missed_signal",
    "alert_fired",
    "reported",
    "detected",
    "ack",
    "joined",
    "escalated",
    "declared",
    "hypothesis",
    "hypothesis_rejected",
    "diagnosis",
    "decision",
    "human_action",
    "mitigation_attempt",
    "mitigated",
    "contained",
    "eradicated",
    "recovery_step",
    "resolved",
    "all_clear",
    "comms_internal",
    "comms_external",
    "comms_exec",
    "barrier_held",
    "hazard_open",
    "hazard_removed",
    "plan_set",
    "go_decision",
    "committed",
    "replanned",
    "launched",
    "outcome_measured",
    "response_decided",
    "deadline",
    "delivered_or_stopped",
    "process_start",
    "breakdown",
    "luck",
    "other",
]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


class Decision(Value):
    """What a choice looked like from the seat it was made in."""

    options: str = ""
    """The options that were on the table."""
    chosen: str = ""
    """The option taken."""
    information_available: str = ""
    """What was visible then."""
    goal: str = ""
    """What the choice was meant to achieve."""
    pressure: str = ""
    """What pushed."""
    expectation: str = ""
    """What was expected to happen."""
    substitution_test: Tri = "unknown"
    """Whether another competent colleague would plausibly have done the same."""


class Event(Item):
    """One line of the timeline. Ids: E1, E2 …."""

    time: TimePoint = TimePoint()
    """When it began."""
    end: TimePoint | None = None
    """When it ended, for what lasted."""
    kind: EventKind = "other"
    """What sort of event it is."""
    text: str = ""
    """What happened, in neutral words."""
    actor_role: str = ""
    """The role that acted, never a name."""
    sources: tuple[str, ...] = ()
    """Ids of the evidence."""
    known_at: Literal["then", "later"] = "then"
    """Whether it was known at the time."""
    effect: Literal["", "none", "degraded", "down", "data"] = ""
    """What users had of it."""
    phase_label: str = ""
    """Tells two events of the same unique kind apart."""
    flags: tuple[Literal["automatic", "predicted"], ...] = ()
    """Automatic: a machine stopped it, maybe before DETECT. Predicted: seen before it began."""
    statement: Literal["fact", "recollection", "guess"] = "fact"
    """How firm the statement is."""
    decision: Decision | None = None
    """For decisions and human actions."""
    caused_by: tuple[str, ...] = ()
    """Ids of events it followed from."""


class Observation(Item):
    """Something the timeline as a whole shows. Ids: O1, O2 …."""

    metric: str = ""
    """The metric or phase it speaks of: ttd, tta, ttm, ttr, t_known, gap_max …."""
    value: str = ""
    """The value as stated."""
    explanation: str
    """What made it as long or as short as it was."""
    events: tuple[str, ...] = ()
    """Ids of the events it rests on."""


class Window(Value):
    """The span of the incident as a header states it; the computed one stands beside it."""

    starts_with: Literal["", "impact", "detection", "trigger"] = ""
    """What its beginning is said to be."""
    start: TimePoint = TimePoint()
    """Its beginning."""
    end: TimePoint = TimePoint()
    """Its end."""


class Timeline(Value):
    """The events and what they show."""

    window: Window = Window()
    """The span as a header states it."""
    events: tuple[Event, ...] = ()
    """Events in the order in which they are stored and shown."""
    observations: tuple[Observation, ...] = ()
    """What the timeline shows."""


class Detection(Value):
    """How it became known."""

    source: Literal[
        "", "alert", "dashboard", "colleague", "customer", "partner", "press", "audit", "chance"
    ] = ""
    """Who or what noticed first."""
    could_have_been_earlier: str = ""
    """Which signal could have shown it earlier."""
