"""A whole postmortem, as a team would leave it behind, and a judgement of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agent.postmortem.actions import Action, Change, Measure, Tracker, Verification
from agent.postmortem.causes import (
    AcceptedRisk,
    Analysis,
    Barrier,
    CausalStatement,
    Cause,
    ConsideredNone,
    ControlLoop,
    FaultNode,
    FaultTree,
    Fishbone,
    FishboneItem,
    HumanAction,
    Problem,
    Recurrence,
    RecurrenceCandidate,
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
    Effectiveness,
    ExternalSummary,
    FollowUp,
    Learning,
    Lesson,
    MetricsSnapshot,
    ReviewEntry,
    Share,
    Sharing,
    TextItem,
    WentWell,
)
from agent.postmortem.people import (
    Evidence,
    GlossaryTerm,
    GroundRules,
    Intake,
    Note,
    ParkedItem,
    Person,
)
from agent.postmortem.record import (
    Deadline,
    Meta,
    Override,
    Postmortem,
    ScoreEntry,
    Summary,
    Waiver,
)
from agent.postmortem.timeline import Decision, Detection, Event, Observation, Timeline
from agent.postmortem.values import Absence, Money, Provenance, Quantity, TimePoint
from rubrics.findings import Condition, CriterionResult, Finding, NextStep, Scorecard


def _at(hour: int, minute: int, day: int = 12) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def _event(number, hour, minute, kind, text, **more) -> Event:
    time = TimePoint(at=_at(hour, minute), original_text=f"{hour:02}:{minute:02}")
    return Event(id=f"E{number}", time=time, kind=kind, text=text, **more)


EVENTS = (
    _event(1, 8, 30, "baseline", "Confirmations leave within 20 seconds.", sources=("R1",)),
    _event(
        2,
        9,
        2,
        "change",
        "Release 418 adds an index to `outbox`.",
        sources=("R2",),
        actor_role="release engineer",
    ),
    Event(
        id="E3",
        time=TimePoint(at=_at(9, 4), plus_minus_min=1, original_text="just after nine"),
        kind="impact_start",
        text="The sender waits for a lock; no confirmation leaves any more.",
        sources=("R1", "R2"),
        effect="degraded",
    ),
    _event(4, 9, 21, "detected", "Support sees three calls about the same thing.", sources=("R3",)),
    _event(
        5,
        9,
        25,
        "ack",
        "The on-call engineer joins the channel.",
        actor_role="on-call engineer",
        sources=("R3",),
    ),
    _event(
        6, 9, 40, "hypothesis_rejected", "The mail provider reports no trouble.", sources=("R3",)
    ),
    _event(
        7,
        9,
        52,
        "decision",
        "The migration is left to finish instead of being stopped.",
        actor_role="on-call engineer",
        known_at="then",
        sources=("R3",),
        decision=Decision(
            options="stop the migration | wait | fail over",
            chosen="wait",
            information_available="A progress bar at 80 % without an end in sight.",
            goal="Avoid a half-built index.",
            pressure="Bookings doubled that morning.",
            expectation="Ten more minutes.",
            substitution_test="yes",
        ),
    ),
    _event(
        8, 10, 5, "diagnosis", "Lock waits show the index build behind the sender.", sources=("R1",)
    ),
    _event(
        9,
        10,
        31,
        "mitigated",
        "The build is cancelled; the queue drains.",
        sources=("R1", "R3"),
        caused_by=("E8",),
    ),
    _event(10, 10, 58, "resolved", "The last delayed confirmation has left.", sources=("R1",)),
    _event(11, 11, 10, "comms_external", "The status page explains the delay.", sources=("R4",)),
    Event(
        id="E12",
        time=TimePoint(original_text="later that day"),
        text="Two hotels call about double bookings.",
        known_at="later",
        statement="recollection",
    ),
)

PEOPLE = (
    Person(
        id="P1",
        display="Ines Okafor",
        aliases=("ines.o", "@io"),
        role_in_incident="commander",
        review_roles=("owner",),
        confirmed_timeline="yes",
        confirmed_at=_at(15, 0, 13),
    ),
    Person(
        id="P2", display="Tomasz Reyes", role_in_incident="observer", review_roles=("facilitator",)
    ),
    Person(id="P3", display="Bookings crew", kind="group", role_in_incident="service_owner"),
    Person(
        id="P4",
        display="Lea Brandt",
        role_in_incident="responder",
        review_roles=("participant", "reviewer"),
        confirmed_timeline="yes",
    ),
)

ANALYSIS = Analysis(
    problem=Problem(
        object="Confirmations of bookings",
        deviation="left up to 87 minutes late",
        extent="3,120 of 15,600 bookings",
        since="09:04 to 10:31",
        text="3,120 booking confirmations left up to 87 minutes late.",
    ),
    nodes=(
        WhyNode(
            id="W1",
            text="The sender waited for a lock on `outbox`.",
            kind="event",
            level="immediate",
            domain="technical",
            confidence="confirmed",
            evidence=("R1",),
        ),
        WhyNode(
            id="W2",
            parent="W1",
            text="The index was built without the online mode.",
            kind="human_action",
            confidence="confirmed",
            human=HumanAction(
                role="release engineer",
                information_available="The template of migrations.",
                goal="Make a slow page fast.",
                substitution_test="yes",
                deviation_type="rule_based",
            ),
        ),
        WhyNode(
            id="W3",
            parent="W2",
            text="The template of migrations uses the locking form.",
            level="enabling",
            domain="process",
            category="process_gap",
            confidence="supported",
            lever="Change the template.",
            evidence=("R2",),
        ),
        WhyNode(
            id="W4",
            parent="W1",
            text="The rehearsal runs on a copy with a thousandth of the rows.",
            level="systemic",
            domain="organizational",
            category="requirements_validation",
            lever="Rehearse on a masked full copy.",
        ),
        WhyNode(
            id="W5",
            text="Nobody was told by a machine.",
            kind="omission",
            duty_ref="Service handbook, chapter alerts",
            expected_because="Every other queue has an alert on age.",
        ),
    ),
    causes=(
        Cause(
            id="U1",
            role="primary",
            level="enabling",
            domain="process",
            category="process_gap",
            phase="origin",
            statement=CausalStatement(
                cause="The template of migrations builds every index under a table lock",
                effect="a migration on a busy table stops everything that writes to it",
                event="the sender stood still from 09:04 to 10:31",
            ),
            node_id="W3",
            techniques=("why_tree", "barriers"),
            evidence=("R1", "R2"),
            confidence="confirmed",
        ),
        Cause(
            id="U2",
            level="systemic",
            domain="organizational",
            category="detection_gap",
            phase="detection",
            statement=CausalStatement(
                cause="The age of the outbox is drawn on a dashboard without an alert",
                effect="a standstill is first noticed by guests",
                event="17 minutes passed until anyone knew",
            ),
            confidence="supported",
            evidence=("R3",),
        ),
        Cause(
            id="U3",
            statement=CausalStatement(cause="The mail provider throttled us"),
            confidence="rejected",
            reject_reason="Its log shows every message accepted at once.",
            evidence=("R3",),
        ),
        Cause(
            id="U4",
            domain="technical",
            statement=CausalStatement(
                cause="One table serves both sending and reports",
                effect="locks of either stop the other",
                event="the build blocked the sender",
            ),
            accepted_risk=AcceptedRisk(
                reason="Splitting it comes with the new store next year.",
                by="P1",
                until=date(2027, 3, 31),
            ),
            second_look_on=date(2026, 12, 1),
        ),
    ),
    barriers=(
        Barrier(
            id="B1",
            layer="test",
            name="Rehearsal of migrations",
            state="failed",
            hole="A copy with 9,000 rows instead of 9 million.",
            cause_id="U1",
            evidence=("R2",),
        ),
        Barrier(
            id="B2",
            layer="monitoring",
            name="Alert on the age of the outbox",
            state="absent",
            hole="Only a dashboard.",
            cause_id="U2",
        ),
        Barrier(id="B3", layer="recovery", name="Cancel button of the release tool", state="held"),
    ),
    fishbone=Fishbone(
        scheme="it",
        items=(
            FishboneItem(
                id="F1", bone="process", text="Template of migrations", votes=5, status="supported"
            ),
            FishboneItem(id="F2", bone="process", text="Time of the release", votes=1),
            FishboneItem(
                id="F3",
                bone="technology",
                text="One table for two uses",
                votes=2,
                status="investigating",
            ),
        ),
    ),
    fault_tree=FaultTree(
        top="T1",
        nodes=(
            FaultNode(
                id="T1", text="Confirmations late for an hour", gate="AND", inputs=("T2", "T3")
            ),
            FaultNode(id="T2", text="Sender blocked", gate="OR", inputs=("T4", "T5")),
            FaultNode(id="T3", text="Nobody alerted", p=0.3),
            FaultNode(id="T4", text="Index build locks the table", p=0.05),
            FaultNode(id="T5", text="Provider down", p=0.01),
        ),
    ),
    control_loops=(
        ControlLoop(
            id="CL1",
            controller="Release tool",
            process="Database",
            unsafe_action="Build under lock",
            feedback="No word on lock waits",
            believed="80 % done",
            actual="Waiting",
        ),
    ),
    why_now="The table passed nine million rows in April.",
    contrast="The payments service builds its indexes online.",
    considered_none=(
        ConsideredNone(id="X1", domain="external", note="Provider and network looked at."),
    ),
    backlog_check="An alert on the outbox was planned in March; the summer release came first.",
    recurrence=Recurrence(
        searched_at="2026-05-14",
        query="outbox lock index",
        candidates=(
            RecurrenceCandidate(
                id="Y1",
                pm_id="PM-2025-031",
                title="Reports stop sending",
                similarity=0.62,
                confirmed="yes",
                open_actions=1,
            ),
        ),
    ),
)

ACTIONS = (
    Action(
        id="A1",
        text="Cancel the index build and rebuild it online",
        done_when="The index exists and `outbox` took no lock longer than 1 s.",
        owner="P4",
        due=date(2026, 5, 15),
        control="engineering",
        intent="repair",
        cause_ids=("U1",),
        rationale="The slow page is still slow.",
        priority="P0",
        status="verified",
        created_at=_at(12, 0, 13),
        owner_accepted_at=_at(12, 5, 13),
        closed_at=_at(9, 0, 15),
        impact=3,
        effort=1,
        tracker=Tracker(system="jira", key="BOOK-881", url="https://tracker.example/BOOK-881"),
        verification=Verification(
            by="P1", at=_at(9, 30, 15), evidence=("https://example.org/build/77",)
        ),
        history=(Change(at=_at(9, 0, 15), before="accepted", after="done"),),
    ),
    Action(
        id="A2",
        text="Make the template of migrations build indexes online",
        done_when="A migration with the locking form is refused by the pipeline.",
        owner="P4",
        due=date(2026, 6, 5),
        control="eliminate",
        intent="prevent",
        cause_ids=("U1",),
        barrier_ids=("B1",),
        priority="P1",
        status="in_progress",
        created_at=_at(12, 0, 13),
        impact=5,
        effort=2,
        side_effects="Builds take longer.",
        measure=Measure(
            metric="lock waits over 5 s",
            baseline="4 a month",
            target="0",
            check_on=date(2026, 8, 1),
        ),
        depends_on=("A1",),
    ),
    Action(
        id="A3",
        text="Page when the oldest message in `outbox` is older than 5 minutes",
        done_when="A test message held for 6 minutes pages on-call.",
        owner="P1",
        due=date(2026, 5, 29),
        intent="detect",
        cause_ids=("U2",),
        gap_ids=("O1",),
        priority="P1",
        created_at=_at(12, 0, 13),
    ),
    Action(
        id="A4",
        text="Rehearse migrations on a masked full copy",
        owner="P1",
        due=date(2026, 8, 31),
        due_coarse=True,
        cause_ids=("U1",),
        created_at=_at(12, 0, 13),
    ),
    Action(id="A5", text="Write down how to read lock waits", owner="P4"),
    Action(
        id="A6",
        text="Move releases to the night",
        status="declined",
        declined_reason="It moves the harm to people on call.",
        cause_ids=("U1",),
    ),
)

FULL = Postmortem(
    meta=Meta(
        id="PM-2026-014",
        title="Booking confirmations up to 87 minutes late",
        type="production_outage",
        severity="sev2",
        severity_source="computed",
        incident_ids=("INC-5521",),
        related=("PM-2025-031",),
        services=("booking-mailer", "bookings-db"),
        teams=("Bookings", "Platform"),
        tags=("database", "migration"),
        status="in_review",
        state="REVIEW",
        depth="standard",
        incident_date=date(2026, 5, 12),
        timezone="Europe/Berlin",
        purpose="Index builds no longer stop us.",
        asked_by="Head of operations",
        deadlines=(
            Deadline(id="DL1", what="Answer to the hotel association", on=date(2026, 6, 1)),
        ),
        created_at=_at(9, 0, 13),
        entered_review_at=_at(16, 0, 14),
        kept_out="Names of guests",
        overrides=(
            Override(
                state="IMPACT",
                reason="Figures on cancellations come next week.",
                by="P1",
                at=_at(10, 0, 14),
                missing=("financial", "churn"),
            ),
        ),
    ),
    intake=Intake(
        resolved="yes",
        resolved_how="Queue empty since 10:58",
        users_pct=20,
        total_loss="no",
        data_exposed="no",
        teams=2,
        surprises="The progress bar stood at 80 % for half an hour.",
        look_alikes=("PM-2025-031",),
        manual_intervention="Index build cancelled by hand",
    ),
    summary=Summary(
        text="On 12 May, 3,120 of 15,600 booking confirmations left up to 87 minutes late. An index build held a lock on the table that the sender writes to.\n\nAll confirmations were delivered by 10:58 UTC.",
        background="The sender takes messages from the table `outbox` and hands them to the mail provider.",
        glossary=(
            GlossaryTerm(id="G1", term="Outbox", meaning="The table of messages still to be sent."),
        ),
    ),
    people=PEOPLE,
    ground_rules=GroundRules(text="We look at conditions, not at people.", shown_at=_at(9, 10, 13)),
    support="offered",
    evidence=(
        Evidence(
            id="R1",
            kind="metric",
            title="Dashboard of the outbox",
            locator="https://grafana.example/d/outbox",
            machine=True,
            captured_at=_at(9, 30, 13),
        ),
        Evidence(
            id="R2",
            kind="deploy",
            title="Log of release 418",
            locator="release-418.log",
            machine=True,
            sha256="ab" * 32,
            excerpt="CREATE INDEX outbox_state ON outbox (state);",
        ),
        Evidence(id="R3", kind="chat", title="Channel #inc-5521", expires_on=date(2026, 8, 12)),
        Evidence(
            id="R4",
            kind="status_page",
            title="Status page, 12 May",
            locator="https://status.example/5521",
        ),
    ),
    timeline=Timeline(
        events=EVENTS,
        observations=(
            Observation(
                id="O1",
                metric="ttd",
                value="17 min",
                explanation="No alert watches the age of the outbox.",
                events=("E3", "E4"),
            ),
            Observation(
                id="O2",
                metric="t_known",
                value="26 min",
                explanation="Cancelling needed a second pair of eyes that was in a meeting.",
                events=("E8", "E9"),
            ),
        ),
    ),
    detection=Detection(
        source="customer",
        could_have_been_earlier="The age of the oldest message rose from 09:05 on.",
    ),
    impact=Impact(
        dimensions=(
            Dimension(
                id="D1",
                key="users",
                text="Guests waited for their confirmation.",
                quantities=(Quantity(value=Decimal(3120), unit="bookings", source=("R1",)),),
                evidence=("R1",),
            ),
            Dimension(
                id="D2",
                key="reputation",
                text="Guests called.",
                quantities=(
                    Quantity(
                        value=Decimal(240),
                        unit="calls",
                        low=Decimal(220),
                        high=Decimal(260),
                        estimated=True,
                        basis="calls above an ordinary Tuesday",
                    ),
                    Quantity(value=Decimal("1.5"), unit="stars lost (of 5)"),
                ),
                status="estimated",
            ),
            Dimension(
                id="D3",
                key="compliance",
                status="not_applicable",
                reason="No duty to notify: nothing was lost.",
            ),
        ),
        users=Users(
            affected=Decimal(3120),
            base=Decimal(15600),
            stated_pct=20,
            unit="bookings",
            segments=(
                Segment(
                    id="S1",
                    name="Hotels in the south",
                    affected=Decimal(1900),
                    note="Local holiday",
                ),
                Segment(id="S2", name="Germany", kind="region"),
            ),
        ),
        stated_duration_min=114,
        degraded_fraction=0.2,
        money=MoneyLines(
            credits=Money(
                amount=Decimal(4200),
                currency="EUR",
                estimated=True,
                basis="refunds of the first two days",
                low=Decimal(4000),
                high=Decimal(4800),
            )
        ),
        sla=Sla(
            name="Confirmation within 5 minutes",
            target=0.995,
            window_days=30,
            bad_events=3120,
            total_events=15600,
            breached="yes",
            prior_consumed_pct=12.5,
        ),
        reputation=Reputation(tickets=311, complaints=12),
        operations=Operations(person_hours=31.5, responders=6, night_pages=0),
        opportunity="The release of the new search moved by two days.",
        long_tail="40 guests booked twice and want their money back.",
        quotes=(
            Quote(
                id="Q1", text="I booked three times because nothing came.", source="Call of 12 May"
            ),
        ),
        metrics_table=(
            MetricRow(
                id="M1",
                name="Median time to confirmation",
                unit="s",
                baseline=Decimal(18),
                during=Decimal(2640),
                post=Decimal(19),
                source="R1",
            ),
            MetricRow(
                id="M2",
                name="Confirmations a minute",
                baseline=Decimal(36),
                during=Decimal(0),
                post=Decimal(35),
            ),
        ),
        business_context=BusinessContext(
            label="Share of the day's bookings", numerator=Decimal(3120), denominator=Decimal(41000)
        ),
    ),
    analysis=ANALYSIS,
    actions=ACTIONS,
    learning=Learning(
        went_well=(
            WentWell(
                id="H1",
                text="Support linked three calls within four minutes.",
                aspect="detection",
                made_possible_by="A shared board of odd calls.",
            ),
            WentWell(
                id="H2", text="Nothing was lost: the outbox kept every message.", aspect="design"
            ),
        ),
        went_poorly=(TextItem(id="HP1", text="Two people looked at the provider for 15 minutes."),),
        lucky=(TextItem(id="HL1", text="The night batch had not begun."),),
        lessons=(
            Lesson(
                id="L1",
                text="A rehearsal on a small copy says nothing about locks.",
                principle="Rehearse changes at the size of the real thing.",
                links=("U1", "A4"),
            ),
            Lesson(id="L2", text="The outbox needs an alert on age.", links=("U2",)),
        ),
        knowledge_gaps=(TextItem(id="LK1", text="Reading lock waits was known to one person."),),
        pressures=(TextItem(id="LP1", text="The slow page was promised for this week."),),
        thanks=(
            TextItem(id="LT1", text="To the release engineer, for walking us through every step."),
        ),
        adaptations=(
            TextItem(id="LA1", text="Support answered calls with a text from the last incident."),
        ),
        open_questions=(TextItem(id="LQ1", text="Why did the progress bar stop at 80 %?"),),
    ),
    parking_lot=(
        ParkedItem(
            id="K1",
            text="Replace the mail provider?",
            raised_in="TIMELINE",
            resolved_as="Dropped: not involved.",
        ),
    ),
    sharing=Sharing(
        events=(
            Share(id="Z1", audience="team", channel="meeting", at=_at(14, 0, 15), by="P1"),
            Share(id="Z2", audience="org", channel="newsletter", planned_on=date(2026, 6, 1)),
        ),
        archive="wiki/reviews/2026-014",
        cross_team=(CrossTeam(id="V1", team="Payments", why="Same template."),),
        cross_team_searched=True,
        external=ExternalSummary(
            text="On 12 May some confirmations reached you up to 87 minutes late. No booking was lost.",
            needed="needed",
            approved_by="P2",
            approved_at=_at(12, 0, 15),
        ),
        metrics_snapshot=MetricsSnapshot(
            frequency="3 in twelve months", median_ttr_min=74, repeat_share=0.33
        ),
    ),
    followup=FollowUp(
        entries=(
            ReviewEntry(
                id="J1", at=_at(9, 0, 20), note="A2 waits for the pipeline team.", actions=("A2",)
            ),
        ),
        review_on=date(2026, 6, 2),
        effectiveness=(
            Effectiveness(
                id="JE1", cause_id="U1", verdict="too_early", reason="Counted from August on."
            ),
        ),
        learned_votes=("yes", "yes", "no"),
    ),
    notes=(
        Note(
            id="N1",
            question="TL-14",
            text="The board of odd calls was built by support itself.",
            about="E4",
        ),
        Note(id="N2", question="SU-12", text="Being asked why it was not tested."),
    ),
    score_history=(
        ScoreEntry(
            at=_at(16, 0, 14), mode="provisional", overall=3.62, scores={"C1": 4.0}, verdict="ready"
        ),
    ),
    waivers=(
        Waiver(
            id="WV1",
            rule="BP18",
            reason="The word is part of a product's name.",
            by="P1",
            field="summary.text",
        ),
    ),
    provenance={
        "summary.text": Provenance(origin="human", at=_at(10, 0, 13)),
        "sharing.external.text": Provenance(origin="proposed-edited", at=_at(10, 0, 15)),
    },
    absences={
        "impact.money.revenue": Absence(
            kind="unknown",
            reason="Cancellations are counted monthly.",
            asked_at=_at(9, 0, 14),
            follow_up_owner="P3",
            follow_up_by=date(2026, 6, 10),
        )
    },
    issued={"E": 12, "A": 6},
)

METRICS = {
    "ttd": 17.0,
    "tta": 4.0,
    "tti": 40.0,
    "t_known": 26.0,
    "ttm": 87.0,
    "ttr": 97.0,
    "t_verify": 27.0,
    "impact_duration": 114.0,
    "gap_max": 27.0,
    "lever": "diagnosis",
}

_NAMES = (
    "timeline",
    "impact",
    "root cause",
    "actions",
    "blameless",
    "timeliness",
    "learning",
    "completeness",
)


@pytest.fixture
def full() -> Postmortem:
    """A postmortem in which every section holds something."""
    return FULL


@pytest.fixture
def facts() -> dict[str, object]:
    """The facts of it, with what is computed."""
    computed = {
        "metrics": METRICS,
        "phase_shares": {"ttd": 14.9, "tti": 35.1},
        "slo": {"budget_min": 216.0, "bad_min": 22.8, "consumed_pct": 10.6},
        "money_total": {"amount": "4200", "currency": "EUR"},
        "fault_tree": {"cut_sets": [["T3", "T4"], ["T3", "T5"]]},
        "actions": {
            "A3": {"control": "engineering", "strength": "intermediate", "horizon": "short"}
        },
    }
    return {**FULL.model_dump(mode="json"), "computed": computed}


@pytest.fixture
def scorecard() -> Scorecard:
    """A judgement of it."""
    scores = (4.0, 3.5, 4.0, 3.0, 4.5, 4.0, 3.5, None)
    criteria = tuple(
        CriterionResult(
            id=f"C{i}",
            name=name,
            score=score,
            weight=1.2,
            minimum=3.5,
            conditions=(
                Condition(
                    id=f"C{i}.K4.sources",
                    level=4,
                    ok=i % 2 == 0,
                    observed="7 of 10 | with a source",
                    needed="8 of 10",
                ),
            ),
        )
        for i, (name, score) in enumerate(zip(_NAMES, scores, strict=True), start=1)
    )
    findings = (
        Finding(
            rule="X30",
            category="contradiction",
            severity="warning",
            message="Cause U4 has <no> action.",
            field="analysis.causes.U4",
        ),
        Finding(rule="L2", category="blame", severity="info", message="A name in the timeline."),
    )
    return Scorecard(
        mode="provisional",
        at=_at(16, 0, 14),
        overall=3.6961,
        minimum=3.5,
        verdict="basic",
        label="basic: C4 below its minimum",
        gate_passed=False,
        criteria=criteria,
        findings=findings,
        next_steps=(NextStep(criterion="C4", do="Give A5 a due date."),),
    )
