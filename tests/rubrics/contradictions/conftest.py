"""A complete outage without contradictions, to be changed at one place by each test."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from agent.assessment import facts
from agent.postmortem.actions import Action, Measure, Tracker
from agent.postmortem.causes import (
    Analysis,
    Barrier,
    CausalStatement,
    Cause,
    Problem,
    WhyNode,
)
from agent.postmortem.impact import Impact, MetricRow, Money, MoneyLines, Sla, Users
from agent.postmortem.learning import Learning, Lesson, WentWell
from agent.postmortem.people import Evidence, Intake, Person
from agent.postmortem.record import Meta, Postmortem, Summary
from agent.postmortem.timeline import Detection, Event, Observation, Timeline
from agent.postmortem.values import TimePoint
from rubrics import causal, contradictions

DAY = datetime(2026, 3, 2, tzinfo=UTC)
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def at(clock, day=DAY):
    hour, minute = (int(part) for part in clock.split(":"))
    return day + timedelta(hours=hour, minutes=minute)


def event(name, kind, clock, text="", **fields):
    return Event(id=name, kind=kind, time=TimePoint(at=at(clock)), text=text or kind, **fields)


EVENTS = (
    event("E1", "change", "14:05", "Release 41 reached all booking nodes."),
    event("E2", "impact_start", "14:07", "The connection pool of the booking store was exhausted."),
    event("E3", "alert_fired", "14:10", "The error rate alert fired."),
    event("E4", "detected", "14:10", "The pager showed errors above 5 %."),
    event("E5", "ack", "14:15", "The on-call role answered."),
    event("E6", "comms_internal", "14:18", "First note in the incident channel."),
    event("E7", "diagnosis", "14:20", "The pool size in the release was found to be 8."),
    event("E8", "comms_exec", "14:22", "First word to the directors."),
    event("E9", "comms_external", "14:30", "The status page said that booking fails."),
    event("E10", "mitigated", "14:40", "The former release was back on all nodes."),
    event("E11", "resolved", "14:47", "All measures were back to normal."),
)
CAUSES = (
    Cause(
        id="U1",
        role="primary",
        level="enabling",
        domain="technical",
        category="change_config",
        statement=CausalStatement(
            cause="The release step accepts any integer as pool size",
            effect="values far below the demand reach all nodes unseen",
            event="E2",
        ),
        evidence=("R1",),
        confidence="supported",
    ),
    Cause(
        id="U2",
        level="systemic",
        domain="organizational",
        category="organizational",
        statement=CausalStatement(
            cause="Two releases a day are promised to the sales department",
            effect="rehearsals on a copy of the store are left for later",
            event="E2",
        ),
        evidence=("R1",),
        confidence="supported",
    ),
)
ACTIONS = (
    Action(
        id="A1",
        text="Reject releases whose pool size is outside 50 to 500 in the release step",
        done_when="A release with pool size 8 is rejected by the release step",
        owner="P1",
        owner_accepted_at=NOW,
        due=date(2026, 3, 14),
        created_at=datetime(2026, 3, 3, 9, tzinfo=UTC),
        cause_ids=("U1",),
        impact=5,
        effort=2,
        priority="P1",
        tracker=Tracker(system="unblame", key="A1"),
        measure=Measure(
            metric="rejected releases", target="all below 50", check_on=date(2026, 5, 1)
        ),
    ),
    Action(
        id="A2",
        text="Fund one rehearsal day a month for the booking store",
        done_when="The plan for the quarter lists three rehearsal days",
        owner="P2",
        owner_accepted_at=NOW,
        due=date(2026, 4, 1),
        created_at=datetime(2026, 3, 3, 9, tzinfo=UTC),
        cause_ids=("U2",),
        impact=3,
        effort=3,
        priority="P2",
    ),
)


def make():
    return Postmortem(
        meta=Meta(
            id="PM-2026-001",
            title="Booking fails after release 41",
            type="production_outage",
            severity="sev2",
            severity_source="computed",
            state="REVIEW",
            timezone="UTC",
            incident_date=DAY.date(),
            created_at=datetime(2026, 3, 3, 9, tzinfo=UTC),
        ),
        intake=Intake(resolved="yes"),
        summary=Summary(
            text="For 40 minutes 12,000 of 60,000 users could not book. A release had set the pool too small."
        ),
        people=(
            Person(
                id="P1",
                display="Ines Okoro",
                role_in_incident="responder",
                confirmed_timeline="yes",
            ),
            Person(id="P2", display="Tomas Lund", review_roles=("owner",)),
        ),
        evidence=(Evidence(id="R1", kind="log", title="release log", machine=True),),
        timeline=Timeline(
            events=EVENTS,
            observations=(
                Observation(
                    id="O1", metric="ttd", explanation="The alert needs three minutes of data."
                ),
            ),
        ),
        detection=Detection(source="alert"),
        impact=Impact(
            users=Users(affected=Decimal(12000), base=Decimal(60000), stated_pct=20),
            stated_duration_min=40,
            money=MoneyLines(
                revenue=Money(amount=Decimal(9000), currency="EUR", basis="mean hour of sales")
            ),
            sla=Sla(name="booking", target=0.99, window_days=28, breached="no"),
            metrics_table=(
                MetricRow(
                    id="M1",
                    name="Success rate",
                    unit="%",
                    baseline=Decimal("99.9"),
                    during=Decimal(79),
                    post=Decimal("99.9"),
                ),
            ),
        ),
        analysis=Analysis(
            problem=Problem(text="Booking failed for 20 % of users on 2 March from 14:07 to 14:47"),
            nodes=(
                WhyNode(id="W1", text="The pool was exhausted"),
                WhyNode(id="W2", parent="W1", text="The release carried a pool size of 8"),
                WhyNode(
                    id="W3",
                    parent="W2",
                    text="The release step accepts any integer",
                    level="enabling",
                    lever="check the range",
                ),
            ),
            causes=CAUSES,
            barriers=(Barrier(id="B1", layer="monitoring", state="held"),),
        ),
        actions=ACTIONS,
        learning=Learning(
            went_well=(
                WentWell(id="H1", text="The alert fired within 5 minutes", aspect="detection"),
            ),
            lessons=(Lesson(id="L1", text="A size without a range is a trap", links=("U1",)),),
        ),
    )


class Story:
    """The document under test and what the checks say about it."""

    day = DAY
    now = NOW

    def __init__(self):
        self.document = make()

    def change(self, path, **fields):
        """Change fields at a path; items of a list go by their id."""
        self.document = _changed(self.document, path.split(".") if path else [], fields)
        return self

    def at(self, clock):
        return TimePoint(at=at(clock))

    def event(self, *args, **fields):
        return event(*args, **fields)

    def findings(self, now=NOW):
        tree = facts(self.document, now)
        return (*contradictions.check(tree, now), *causal.check(tree, now))

    def found(self, rule, now=NOW):
        return [finding for finding in self.findings(now) if finding.rule == rule]

    def one(self, rule, now=NOW):
        found = self.found(rule, now)
        assert len(found) == 1, found
        return found[0]


def _changed(value, steps, fields):
    if not steps:
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(
            _changed(item, steps[1:], fields) if item.id == steps[0] else item for item in value
        )
    inside = getattr(value, steps[0])
    return value.model_copy(update={steps[0]: _changed(inside, steps[1:], fields)})


@pytest.fixture
def story():
    return Story()
