"""The harm, in numbers with units."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from agent.postmortem.values import Item, Money, Quantity, Tri, Value

ImpactStatus = Literal["measured", "estimated", "zero_shown", "not_applicable", "unknown"]


class Dimension(Item):
    """One dimension of the impact, by its key: users, duration, financial …. Ids: D1, D2 …."""

    key: str
    """The dimension: one of the six of the incident's type, or a word of one's own."""
    text: str = ""
    """One sentence."""
    quantities: tuple[Quantity, ...] = ()
    """Its numbers."""
    status: ImpactStatus = "measured"
    """How the number came about; not applicable needs a reason."""
    reason: str = ""
    """Why it doesn't apply, or how zero was shown."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence."""


class Segment(Item):
    """A group, region or plan that had it differently. Ids: S1, S2 …."""

    name: str
    """The segment."""
    kind: Literal["segment", "region"] = "segment"
    """A customer segment or a place."""
    affected: Decimal | None = None
    """How many were affected."""
    note: str = ""
    """What was different for them."""


class Users(Value):
    """People or cases affected."""

    affected: Decimal | None = Field(default=None)
    """How many."""
    base: Decimal | None = None
    """Out of how many."""
    stated_pct: float | None = None
    """The share as stated, 0-100; the computed one stands beside it."""
    unit: str = "users"
    """What is counted."""
    estimated: bool = False
    """True when estimated."""
    low: Decimal | None = None
    """The lower end of the range."""
    high: Decimal | None = None
    """The upper end of the range."""
    segments: tuple[Segment, ...] = ()
    """Segments and regions."""


class MoneyLines(Value):
    """What it cost."""

    revenue: Money | None = None
    """Sales lost."""
    credits: Money | None = None
    """Credits and refunds given."""
    response_cost: Money | None = None
    """Cost of the response."""
    remediation: Money | None = None
    """Cost of putting it right."""
    stated_total: Money | None = None
    """The total as stated; the computed one stands beside it."""


class Sla(Value):
    """The objective that the impact is measured against."""

    name: str = ""
    """Which promise or objective."""
    target: float | None = None
    """The target as a fraction, such as 0.999."""
    window_days: int = 28
    """The window of the objective."""
    bad_events: int | None = None
    """Failed requests, when counted."""
    total_events: int | None = None
    """Requests served, when counted."""
    breached: Tri = "unknown"
    """Whether the promise was broken, as stated."""
    prior_consumed_pct: float = 0.0
    """Error budget used by earlier incidents of the window, in percent."""


class Reputation(Value):
    """What users and the public did."""

    tickets: int | None = None
    """Support tickets."""
    complaints: int | None = None
    """Complaints."""
    escalations: int | None = None
    """Escalations."""
    churned: int | None = None
    """Customers lost."""
    mentions: int | None = None
    """Public mentions."""


class Operations(Value):
    """What the response took."""

    person_hours: float | None = None
    """Hours worked on it by all."""
    responders: int | None = None
    """People who worked on it."""
    night_pages: int | None = None
    """Pages at night."""


class DataHarm(Value):
    """What happened to data."""

    records: int | None = None
    """Records affected."""
    subjects: int | None = None
    """People the records are about."""
    classes: tuple[str, ...] = ()
    """Classes of data."""
    encrypted: Tri = "unknown"
    """Whether it was encrypted."""
    lost: Tri = "unknown"
    """Whether it was lost for good."""


class Schedule(Value):
    """What was promised and what came, for projects."""

    planned: str = ""
    """The date promised."""
    actual: str = ""
    """The date delivered."""


class ProductResult(Value):
    """What was expected and what came, for products."""

    measure: str = ""
    """The measure of success."""
    expected: Decimal | None = None
    """The expected value."""
    actual: Decimal | None = None
    """The actual value."""
    population: str = ""
    """The population it is measured on."""


class Potential(Value):
    """What could have happened, for near misses."""

    harm: str = ""
    """The harm that was possible."""
    worst_severity: Literal["", "sev1", "sev2", "sev3", "sev4"] = ""
    """How severe it could have become."""
    barrier_id: str = ""
    """The barrier that stopped it."""


class Quote(Item):
    """What a user said, word for word. Ids: Q1, Q2 …."""

    text: str
    """The words."""
    source: str = ""
    """Where they were said."""


class MetricRow(Item):
    """A measure before, during and after. Ids: M1, M2 …."""

    name: str
    """The measure."""
    unit: str = ""
    """Its unit."""
    baseline: Decimal | None = None
    """The value before."""
    during: Decimal | None = None
    """The value at the worst moment."""
    post: Decimal | None = None
    """The value after."""
    source: str = ""
    """Where it was read."""


class BusinessContext(Value):
    """The largest number in proportion."""

    label: str = ""
    """What it is a share of."""
    numerator: Decimal | None = None
    """The number."""
    denominator: Decimal | None = None
    """The whole."""


class Impact(Value):
    """The harm and its measures."""

    dimensions: tuple[Dimension, ...] = ()
    """Dimensions with their sentences, for whatever the typed fields below don't hold."""
    users: Users = Users()
    """People or cases affected."""
    stated_duration_min: float | None = None
    """The duration as stated, in minutes; the computed one stands beside it."""
    degraded_fraction: float | None = Field(default=None, ge=0, le=1)
    """Share of requests or users affected over the time, 0-1, for the error budget."""
    money: MoneyLines = MoneyLines()
    """What it cost."""
    sla: Sla = Sla()
    """The objective."""
    reputation: Reputation = Reputation()
    """What users and the public did."""
    operations: Operations = Operations()
    """What the response took."""
    data: DataHarm = DataHarm()
    """What happened to data."""
    schedule: Schedule = Schedule()
    """For projects."""
    product: ProductResult = ProductResult()
    """For products."""
    potential: Potential = Potential()
    """For near misses."""
    opportunity: str = ""
    """What was delayed or dropped."""
    long_tail: str = ""
    """What will still hurt next month."""
    quotes: tuple[Quote, ...] = ()
    """What users said."""
    metrics_table: tuple[MetricRow, ...] = ()
    """Measures before, during and after."""
    business_context: BusinessContext = BusinessContext()
    """The largest number in proportion."""
