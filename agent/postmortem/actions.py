"""What will change, who sees to it, by when, and how a stranger can check it."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from agent.postmortem.values import Item, Value

Control = Literal["eliminate", "substitute", "engineering", "administrative", "training"]
ActionStatus = Literal[
    "proposed", "accepted", "in_progress", "blocked", "done", "verified", "declined"
]
FINISHED: frozenset[ActionStatus] = frozenset({"done", "verified", "declined"})
"""Statuses after which nothing is left to do about an action."""
Priority = Literal["P0", "P1", "P2", "P3"]


class Measure(Value):
    """How the effect will be seen."""

    metric: str = ""
    """What is measured."""
    baseline: str = ""
    """Its value today."""
    target: str = ""
    """The value that shows it worked."""
    check_on: date | None = None
    """When it is looked at."""
    result: str = ""
    """What was seen."""


class Tracker(Value):
    """Where the action is tracked."""

    system: str = ""
    """The tracker; `unblame` for the built-in list."""
    key: str = ""
    """The key in it."""
    url: str = ""
    """A link."""


class Change(Value):
    """A change of status."""

    at: datetime
    """When."""
    before: str
    """The status before."""
    after: str
    """The status after."""
    by: str = ""
    """Who said so."""
    note: str = ""
    """Why."""


class Escalation(Value):
    """An overdue action that was raised with somebody."""

    at: datetime
    """When."""
    to: str = ""
    """To whom."""
    note: str = ""
    """What was asked for."""


class Verification(Value):
    """The evidence that it is done."""

    by: str = ""
    """Who checked."""
    at: datetime | None = None
    """When."""
    evidence: tuple[str, ...] = ()
    """Links or ids of evidence."""


class Action(Item):
    """A corrective or preventive action. Ids: A1, A2 …."""

    text: str
    """What will change, starting with a verb."""
    done_when: str = ""
    """What will exist when it is finished, so that a stranger can check it."""
    owner: str = ""
    """The id of the one person who sees it through."""
    owner_accepted_at: datetime | None = None
    """When the owner agreed."""
    due: date | None = None
    """The day by which it is done."""
    due_coarse: bool = False
    """True when the day stands for a month or a quarter."""
    created_at: datetime | None = None
    """When it was written down."""
    stated_horizon: Literal["", "immediate", "short", "long"] = ""
    """The horizon that the writer put it under; the computed one stands beside it."""
    control: Literal["", "eliminate", "substitute", "engineering", "administrative", "training"] = (
        ""
    )
    """Level of the hierarchy of controls as confirmed by a person; empty means as computed."""
    intent: Literal["", "prevent", "detect", "mitigate", "repair", "learn"] = ""
    """What it is for, as confirmed by a person; empty means as computed."""
    cause_ids: tuple[str, ...] = ()
    """Causes it acts on."""
    barrier_ids: tuple[str, ...] = ()
    """Barriers it mends."""
    gap_ids: tuple[str, ...] = ()
    """Response or detection gaps (ids of observations or events) it closes."""
    rationale: str = ""
    """Why this and not something else."""
    measure: Measure = Measure()
    """How the effect will be seen."""
    impact: int | None = Field(default=None, ge=1, le=5)
    """Effect, 1-5."""
    effort: int | None = Field(default=None, ge=1, le=5)
    """Effort, 1-5."""
    priority: Literal["", "P0", "P1", "P2", "P3"] = ""
    """Priority."""
    tracker: Tracker = Tracker()
    """Where it is tracked."""
    status: ActionStatus = "accepted"
    """Where it stands."""
    declined_reason: str = ""
    """Why it won't be done."""
    side_effects: str = ""
    """What it could break or make harder."""
    depends_on: tuple[str, ...] = ()
    """Actions that come first."""
    history: tuple[Change, ...] = ()
    """Changes of status."""
    escalations: tuple[Escalation, ...] = ()
    """What was raised when it was overdue."""
    closed_at: datetime | None = None
    """When it was done or declined."""
    verification: Verification = Verification()
    """The evidence."""
