"""Tripwires: signals that are looked at on a cadence, and what was seen when they were."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from agent.postmortem.values import Item

Cadence = Literal["weekly", "two_weekly", "monthly", "quarterly", "yearly"]


class Signal(Item):
    """A leading signal of a mode, and the value at which something is done. Ids: SG1, SG2 …."""

    mode_id: str
    """The mode it warns of."""
    name: str
    """What is watched: "chargebacks per 1,000 payments"."""
    source: str = ""
    """Where it is read: a dashboard, a report, a person."""
    threshold: str = ""
    """The value at which it counts as crossed, as written: "over 3 %"."""
    cadence: Literal["", "weekly", "two_weekly", "monthly", "quarterly", "yearly"] = ""
    """How often it is looked at; empty: from the probability of its mode."""
    owner: str = ""
    """The id of the person who looks."""
    watched_from: date | None = None
    """The day from which the cadence counts; empty: the day of the decision."""


class Reading(Item):
    """What a signal showed at one moment. Ids: RD1, RD2 …."""

    signal_id: str
    """The signal."""
    at: datetime
    """When it was looked at."""
    value: Decimal | None = None
    """The number that was read; empty when it isn't one."""
    text: str = ""
    """The reading as written."""
    crossed: Literal["", "yes", "no"] = ""
    """Whether the threshold was crossed, as said; empty: computed from the number."""
    by: str = ""
    """The id of the person who looked."""
