"""A whole postmortem of an outage, told with made-up facts, and its judgement."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from agent.postmortem.actions import Action, Change, Measure, Tracker
from agent.postmortem.causes import (
    Analysis,
    Barrier,
    CausalStatement,
    Cause,
    ConsideredNone,
    HumanAction,
    Problem,
    Recurrence,
    WhyNode,
)
from agent.postmortem.impact import (
    BusinessContext,
    Dimension,
    Impact,
    MetricRow,
    MoneyLines,
    Operations,
    Quote,
    Reputation,
    Segment,
    Sla,
    Users,
)
from agent.postmortem.learning import (
    CrossTeam,
    FollowUp,
    Learning,
    Lesson,
    MetricsSnapshot,
    Share,
    Sharing,
    TextItem,
    WentWell,
)
from agent.postmortem.people import Evidence, Person
from agent.postmortem.record import Meta, Postmortem, Summary
from agent.postmortem.timeline import Decision, Event, Observation, Timeline
from agent.postmortem.values import Money, Quantity, TimePoint
from rubrics.findings import Finding, Mode, Scorecard
from rubrics.score import score

START = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
REVIEWED = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
Judge = Callable[..., Scorecard]


def _event(number: int, minute: float, kind: str, text: str, **more: Any) -> Event:
    at = TimePoint(at=START + timedelta(minutes=minute))
    fields = {"sources": ("R1",), "actor_role": "responder", **more}
    return Event(id=f"E{number}", time=at, kind=kind, text=text, **fields)  # type: ignore[arg-type]


def _timeline() -> Timeline:
    decision = Decision(
        information_available="two explanations were open",
        goal="keep carts alive",
        pressure="a sale was on",
        options="roll back or raise the limit",
        expectation="the limit would be enough",
    )
    events = (
        _event(1, -60, "change", "The pool limit of cart-db went from 200 to 20.", sources=("R3",)),
        _event(2, 0, "impact_start", "Carts began to answer with errors."),
        _event(3, 3, "detected", "The pager showed errors above 5 %.", sources=("R2",)),
        _event(4, 6, "ack", "The page was taken."),
        _event(5, 12, "decision", "Raise the limit first.", decision=decision, sources=("R4",)),
        _event(6, 20, "diagnosis", "The limit was seen to be 20."),
        _event(7, 30, "mitigated", "The old limit was put back.", sources=("R3",)),
        _event(8, 45, "resolved", "Errors were back at the usual level."),
        _event(9, 10, "comms_internal", "Support was told."),
    )
    ordered = tuple(sorted(events, key=lambda event: event.time.at or START))
    seen = Observation(id="O1", metric="t_known", explanation="The put-back needed one approval.")
    return Timeline(events=ordered, observations=(seen,))


def _impact() -> Impact:
    def euros(amount: str) -> Money:
        return Money(amount=Decimal(amount), currency="EUR", basis="orders of the hour before")

    def row(number: int, name: str) -> MetricRow:
        figures = {"baseline": Decimal(1), "during": Decimal(9), "post": Decimal(1)}
        return MetricRow(id=f"M{number}", name=name, unit="%", **figures)  # type: ignore[arg-type]

    return Impact(
        users=Users(
            affected=Decimal(1200),
            base=Decimal(6000),
            segments=(
                Segment(id="S1", name="mobile", affected=Decimal(900)),
                Segment(id="S2", name="web", affected=Decimal(300)),
            ),
        ),
        degraded_fraction=0.2,
        money=MoneyLines(revenue=euros("8400")),
        sla=Sla(name="cart availability", target=0.999),
        reputation=Reputation(tickets=14),
        operations=Operations(person_hours=9, responders=3),
        opportunity="The search release moved by 2 days.",
        long_tail="About 40 customers are likely to leave next month.",
        quotes=(Quote(id="Q1", text="My cart was empty twice."),),
        metrics_table=(row(1, "error rate"), row(2, "abandoned carts"), row(3, "latency")),
        business_context=BusinessContext(
            label="of the week's orders", numerator=Decimal(3), denominator=Decimal(100)
        ),
    )


def _analysis() -> Analysis:
    seat = HumanAction(
        role="responder",
        information_available="the form showed one number",
        goal="free memory",
        pressure="a sale was on",
        options="wait for the night",
        expectation="20 was read as gigabytes",
        substitution_test="yes",
        deviation_type="knowledge_based",
    )
    nodes = (
        WhyNode(id="W1", text="Carts found no free connection.", kind="event"),
        WhyNode(id="W2", parent="W1", text="The limit was 20.", kind="human_action", human=seat),
        WhyNode(
            id="W3",
            parent="W2",
            text="The deploy step accepts any whole number as the limit.",
            level="enabling",
            lever="the deploy step",
        ),
        WhyNode(
            id="W4",
            parent="W1",
            text="Requests wait for a connection without a limit.",
            level="systemic",
            lever="the client's settings",
        ),
    )

    def cause(number: int, statement: str, **more: Any) -> Cause:
        told = CausalStatement(
            cause=statement, effect="low limits reach production unseen", event="E2"
        )
        fields = {"evidence": ("R3",), "confidence": "supported", "category": "change_config"}
        return Cause(id=f"U{number}", statement=told, **{**fields, **more})

    causes = (
        cause(
            1,
            "the deploy step accepts any whole number as the limit",
            role="primary",
            level="enabling",
            domain="technical",
            node_id="W3",
        ),
        cause(2, "the limit of the pool went from 200 to 20", level="immediate", domain="process"),
        cause(
            3,
            "requests wait for a connection with no time limit of their own",
            level="systemic",
            domain="technical",
            node_id="W4",
        ),
        cause(4, "the network between cart and database lost packets", confidence="rejected"),
    )
    layers = ("change_control", "monitoring", "review_approval")
    return Analysis(
        problem=Problem(
            object="carts", deviation="errors", extent="20 % of requests", since="14:00"
        ),
        nodes=nodes,
        causes=causes,
        barriers=tuple(
            Barrier(id=f"B{n}", layer=layer, name=layer, state="absent")  # type: ignore[arg-type]
            for n, layer in enumerate(layers, 1)
        ),
        why_now="The sale raised demand above the new limit.",
        considered_none=(ConsideredNone(id="X1", domain="organizational", note="staffing, goals"),),
        recurrence=Recurrence(searched_at="2026-03-05T09:00:00Z", query="pool limit cart"),
    )


def _actions() -> tuple[Action, ...]:
    made = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
    rows = (
        (
            "Reject pool limits outside 50-500 in the deploy step",
            "U1",
            "engineering",
            "prevent",
            20,
        ),
        ("Alert when pool use exceeds 80 % for 5 min", "U1", "engineering", "detect", 6),
        ("Retire the hand-edited pool form of the admin tool", "U2", "eliminate", "prevent", 60),
        (
            "Limit the wait for a connection to 2 s in the client",
            "U3",
            "engineering",
            "mitigate",
            25,
        ),
        ("Write rollback runbook R-7 with tested commands", "U3", "administrative", "mitigate", 7),
    )
    return tuple(
        Action(
            id=f"A{n}",
            text=text,
            done_when="A test in the pipeline shows the new behaviour",
            owner="P1",
            due=date(2026, 3, 5) + timedelta(days=days),
            created_at=made,
            control=control,  # type: ignore[arg-type]
            intent=intent,  # type: ignore[arg-type]
            cause_ids=(cause,),
            rationale="It works without anybody remembering.",
            measure=Measure(metric="bad limits", target="0 a month", check_on=date(2026, 6, 1)),
            impact=4,
            effort=2,
            priority="P2" if days > 30 else "P1",
            tracker=Tracker(system="jira", key=f"OPS-{n}"),
            side_effects="A new limit needs a change of the range.",
            history=(Change(at=made, before="proposed", after="accepted"),),
        )
        for n, (text, cause, control, intent, days) in enumerate(rows, 1)
    )


def _learning() -> Learning:
    return Learning(
        went_well=(
            WentWell(id="H1", text="The page came within three minutes.", aspect="detection"),
            WentWell(id="H2", text="Support answered users with one text.", aspect="communication"),
            WentWell(id="H3", text="The put-back was one command.", aspect="technical"),
        ),
        lessons=(
            Lesson(
                id="L1",
                text="A limit without a range is a change nobody reviews.",
                principle="Give every limit a range that the deploy step knows.",
                links=("U1",),
            ),
            Lesson(
                id="L2",
                text="Waiting without end turns a slow part into a dead one.",
                principle="Let no request wait longer than its caller does.",
                links=("U3",),
            ),
            Lesson(
                id="L3",
                text="A form that shows no unit invites a wrong reading.",
                principle="Show the unit beside each number that people enter.",
                links=("U2",),
            ),
        ),
        pressures=(TextItem(id="LP1", text="The sale could not be moved."),),
        thanks=(TextItem(id="LT1", text="Thanks to all who told how the form looked to them."),),
    )


def _sharing() -> Sharing:
    day = date(2026, 3, 9)
    rows = (("team", "chat"), ("stakeholders", "mail"), ("org", "meeting"))
    return Sharing(
        events=tuple(
            Share(id=f"Z{n}", audience=audience, channel=channel, planned_on=day)  # type: ignore[arg-type]
            for n, (audience, channel) in enumerate(rows, 1)
        ),
        archive="the library",
        cross_team=(CrossTeam(id="V1", team="search", why="the same client"),),
        cross_team_searched=True,
        metrics_snapshot=MetricsSnapshot(frequency="3", median_ttr_min=40, repeat_share=0.0),
    )


@pytest.fixture
def complete() -> Postmortem:
    """A whole document, ready to be published."""
    kinds = ("log", "alert", "deploy", "chat")
    return Postmortem(
        meta=Meta(
            id="PM-2026-001",
            title="Carts answered with errors for 45 minutes",
            type="production_outage",
            severity="sev2",
            services=("cart",),
            timezone="UTC",
            created_at=REVIEWED - timedelta(hours=2),
            entered_review_at=REVIEWED,
            incident_date=date(2026, 3, 4),
            state="REVIEW",
        ),
        summary=Summary(
            text="For 45 minutes 1200 of 6000 users saw errors in their carts. The deploy step "
            "accepted a limit of 20 in place of 200, because it takes any whole number."
        ),
        people=(
            Person(id="P1", display="Ana Nowak", review_roles=("owner",)),
            Person(id="P2", display="Li Wei", role_in_incident="responder"),
        ),
        support="offered",
        evidence=tuple(
            Evidence(
                id=f"R{n}", kind=kind, title=f"{kind} of the day", locator=f"https://x.test/{n}"
            )  # type: ignore[arg-type]
            for n, kind in enumerate(kinds, 1)
        ),
        timeline=_timeline(),
        impact=_impact(),
        analysis=_analysis(),
        actions=_actions(),
        learning=_learning(),
        sharing=_sharing(),
        followup=FollowUp(review_on=date(2026, 3, 26)),
    )


@pytest.fixture
def judge() -> Judge:
    """Score a document with the computed values that a test gives."""

    def judged(
        document: Postmortem,
        *findings: Finding,
        now: datetime = NOW,
        mode: Mode | None = None,
        **computed: Any,
    ) -> Scorecard:
        facts = document.model_dump(mode="json")
        facts["computed"] = computed
        return score(facts, now, mode, findings)

    return judged


@pytest.fixture
def dimension() -> Callable[..., Dimension]:
    """A dimension of the impact with one number."""

    def made(key: str, value: str = "3", unit: str = "h", **more: Any) -> Dimension:
        quantity = Quantity(value=Decimal(value), unit=unit)
        return Dimension(id=f"D{key}", key=key, quantities=(quantity,), **more)

    return made


@pytest.fixture
def now() -> datetime:
    """The moment of judgement."""
    return NOW
