"""The small values a postmortem is made of: times, money, quantities, references, provenance."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, Self

from pydantic import AwareDatetime, ConfigDict, Field

from agent.postmortem.described import Described

Tri = Literal["yes", "no", "unknown"]
Precision = Literal["second", "minute", "hour", "day", "unknown"]
EvidenceKind = Literal[
    "log",
    "metric",
    "alert",
    "deploy",
    "ticket",
    "chat",
    "call",
    "interview",
    "dashboard",
    "document",
    "status_page",
    "customer",
    "survey",
    "other",
]
Origin = Literal["human", "proposed-accepted", "proposed-edited", "imported", "computed"]


class Value(Described):
    """A frozen value. Keys it doesn't know (from a newer version) are kept, never dropped."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Return the value itself: nothing of it can change, and defaults are shared."""
        return self


class Item(Value):
    """A value in a list of the document, with an id that is never given out again."""

    id: str
    """The id within the document: a letter for the kind and a running number (E3, A1, U2)."""


class Document(Value):
    """A whole document: it has `provenance`, `absences` and `issued`, and lists of items with ids.

    `agent.postmortem.edits.Draft` is the one way to change it.
    """

    prefixes: ClassVar[Mapping[str, str]] = {}
    """The prefix of the ids of each of its lists, by the list's path."""


class TimePoint(Value):
    """A moment as it was given, and how exactly it is known."""

    at: AwareDatetime | None = None
    """The moment with its offset; empty when the original text couldn't be read as a time."""
    precision: Precision = "minute"
    """The unit to which the moment is known."""
    plus_minus_min: float | None = Field(default=None, ge=0)
    """Uncertainty in minutes, when it was stated."""
    original_text: str = ""
    """The time exactly as it was written."""


class Money(Value):
    """An amount in one currency."""

    amount: Decimal
    """The amount in whole units of the currency."""
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    """The ISO 4217 code; empty when it wasn't said."""
    estimated: bool = False
    """True when it was estimated rather than measured."""
    basis: str = ""
    """How the amount was arrived at."""
    low: Decimal | None = None
    """The lower end of the range."""
    high: Decimal | None = None
    """The upper end of the range."""


class Quantity(Value):
    """A number with its unit."""

    value: Decimal
    """The number."""
    unit: str = ""
    """The unit, as written."""
    low: Decimal | None = None
    """The lower end of the range."""
    high: Decimal | None = None
    """The upper end of the range."""
    estimated: bool = False
    """True when it was estimated rather than measured."""
    basis: str = ""
    """How the number was arrived at."""
    source: tuple[str, ...] = ()
    """Ids of the evidence behind it."""


class Provenance(Value):
    """Where the value of one field came from."""

    origin: Origin
    """Who or what the value came from."""
    at: datetime
    """When it was stored."""
    turn: int | None = None
    """The turn of the session that stored it."""
    question: str = ""
    """The question it answered."""
    who: str = ""
    """The person who gave it, when known: a role or an id of `people`."""
    proposal: str = ""
    """For accepted and edited proposals: the coach's text as it was proposed."""
    coach: str = ""
    """For accepted and edited proposals: which coach, with the prompt's fingerprint if any."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence behind it."""


class Absence(Value):
    """Why a field has no value: nobody knows it, or it does not apply."""

    kind: Literal["unknown", "not_applicable"]
    """Unknown counts as missing; not applicable counts as covered."""
    reason: str = ""
    """Why it doesn't apply, or who could know."""
    asked_at: datetime | None = None
    """When it was last asked."""
    follow_up_owner: str = ""
    """Who will find out."""
    follow_up_by: date | None = None
    """By when."""
