"""The harm: one table of numbers, then what needs a table of its own."""

from agent.documents.codecs import (
    FLOAT,
    IDS,
    MONEY,
    NUMBER,
    QUANTITIES,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    WORD,
)
from agent.documents.computed import computed_impact, computed_objective
from agent.documents.layout import Facts, Field, Items, Rows, Section

_NUMBERS = Facts(
    form="table",
    computed=computed_impact,
    fields=(
        Field("Affected", "impact.users.affected", NUMBER),
        Field("Out of", "impact.users.base", NUMBER),
        Field("Counted in", "impact.users.unit", TEXT, hide="users"),
        Field("Share affected, as stated (%)", "impact.users.stated_pct", FLOAT),
        Field("Affected, at least", "impact.users.low", NUMBER),
        Field("Affected, at most", "impact.users.high", NUMBER),
        Field("Affected is an estimate", "impact.users.estimated", TRUTH, hide=False),
        Field("Duration, as stated (min)", "impact.stated_duration_min", FLOAT),
        Field("Share of requests hit (0-1)", "impact.degraded_fraction", FLOAT),
        Field("Revenue lost", "impact.money.revenue", MONEY),
        Field("Credits and refunds", "impact.money.credits", MONEY),
        Field("Cost of the response", "impact.money.response_cost", MONEY),
        Field("Cost of putting it right", "impact.money.remediation", MONEY),
        Field("Total, as stated", "impact.money.stated_total", MONEY),
        Field("Support tickets", "impact.reputation.tickets", WHOLE),
        Field("Complaints", "impact.reputation.complaints", WHOLE),
        Field("Escalations", "impact.reputation.escalations", WHOLE),
        Field("Customers lost", "impact.reputation.churned", WHOLE),
        Field("Public mentions", "impact.reputation.mentions", WHOLE),
        Field("Hours of work", "impact.operations.person_hours", FLOAT),
        Field("Responders", "impact.operations.responders", WHOLE),
        Field("Pages at night", "impact.operations.night_pages", WHOLE),
        Field("Records", "impact.data.records", WHOLE),
        Field("People the records are about", "impact.data.subjects", WHOLE),
        Field("Classes of data", "impact.data.classes", TEXTS, hide=()),
        Field("Data was encrypted", "impact.data.encrypted", WORD, hide="unknown"),
        Field("Data was lost for good", "impact.data.lost", WORD, hide="unknown"),
        Field("Date promised", "impact.schedule.planned"),
        Field("Date delivered", "impact.schedule.actual"),
        Field("Measure of success", "impact.product.measure"),
        Field("Expected", "impact.product.expected", NUMBER),
        Field("Reached", "impact.product.actual", NUMBER),
        Field("Measured on", "impact.product.population"),
        Field("Harm that was possible", "impact.potential.harm"),
        Field("Severity it could have reached", "impact.potential.worst_severity", WORD),
        Field("Barrier that stopped it", "impact.potential.barrier_id"),
        Field("In proportion: what", "impact.business_context.label"),
        Field("In proportion: number", "impact.business_context.numerator", NUMBER),
        Field("In proportion: out of", "impact.business_context.denominator", NUMBER),
        Field("Delayed or dropped", "impact.opportunity"),
        Field("Still hurts next month", "impact.long_tail"),
    ),
)

_OBJECTIVE = Facts(
    form="table",
    heads=("Objective", "Value"),
    computed=computed_objective,
    fields=(
        Field("Promise or objective", "impact.sla.name"),
        Field("Target (fraction)", "impact.sla.target", FLOAT),
        Field("Window (days)", "impact.sla.window_days", WHOLE, hide=28),
        Field("Failed requests", "impact.sla.bad_events", WHOLE),
        Field("All requests", "impact.sla.total_events", WHOLE),
        Field("Broken, as stated", "impact.sla.breached", WORD, hide="unknown"),
        Field(
            "Budget used by earlier incidents (%)",
            "impact.sla.prior_consumed_pct",
            FLOAT,
            hide=0.0,
        ),
    ),
)

_DIMENSIONS = Rows(
    "impact.dimensions",
    (
        Field("Id", "id"),
        Field("Dimension", "key"),
        Field("What happened", "text"),
        Field("Numbers", "quantities", QUANTITIES, hide=()),
        Field("How it is known", "status", WORD),
        Field("Evidence", "evidence", IDS, hide=()),
    ),
    (Field("Reason", "reason"),),
)

_SEGMENTS = Rows(
    "impact.users.segments",
    (
        Field("Id", "id"),
        Field("Group", "name"),
        Field("Sort", "kind", WORD),
        Field("Affected", "affected", NUMBER),
        Field("What was different", "note"),
    ),
)

_MEASURES = Rows(
    "impact.metrics_table",
    (
        Field("Id", "id"),
        Field("Measure", "name"),
        Field("Before", "baseline", NUMBER),
        Field("During", "during", NUMBER),
        Field("After", "post", NUMBER),
        Field("Unit", "unit"),
        Field("Source", "source"),
    ),
)

IMPACT = Section(
    "Impact",
    (_NUMBERS,),
    (
        Section("Impact by dimension", (_DIMENSIONS,), optional=True),
        Section("Groups and regions", (_SEGMENTS,), optional=True),
        Section("Before, during and after", (_MEASURES,), optional=True),
        Section("Service objective", (_OBJECTIVE,), optional=True),
        Section(
            "What users said",
            (Items("impact.quotes", Field("", "text"), (Field("Where", "source"),)),),
            optional=True,
        ),
    ),
)
