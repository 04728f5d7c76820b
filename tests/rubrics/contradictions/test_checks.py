"""Each check: a document that it flags, and near misses that it leaves alone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from agent.postmortem.actions import Verification
from agent.postmortem.causes import AcceptedRisk, FaultNode, FaultTree, WhyNode
from agent.postmortem.impact import DataHarm, MetricRow, Money
from agent.postmortem.learning import ExternalSummary
from agent.postmortem.people import Evidence, Intake
from agent.postmortem.timeline import Event
from agent.postmortem.values import TimePoint

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
E, A, U = "timeline.events", "actions", "analysis.causes"


def time(clock, day=2, **fields):
    hour, minute = (int(part) for part in clock.split(":"))
    return TimePoint(at=datetime(2026, 3, day, hour, minute, tzinfo=UTC), **fields)


def event(name, kind, clock, text="", **fields):
    return Event(id=name, kind=kind, time=time(clock), text=text or kind, **fields)


def more(document, *events):
    return (*document.timeline.events, *events)


FLAGGED = [
    ("X01", "warning", lambda s: s.change(f"{E}.E1", time=time("14:08"))),
    ("X02", "error", lambda s: s.change(f"{E}.E11", time=time("14:08"))),
    ("X02", "error", lambda s: s.change(f"{E}.E10", time=time("14:08"))),
    ("X03", "error", lambda s: s.change(f"{E}.E5", time=time("14:08"))),
    ("X04", "error", lambda s: s.change(f"{E}.E11", time=time("14:47", day=9))),
    (
        "X05",
        "error",
        lambda s: s.change("timeline", events=more(s.document, event("E12", "resolved", "14:50"))),
    ),
    ("X06", "warning", lambda s: s.change("meta", timezone="")),
    ("X06", "warning", lambda s: s.change("meta", timezone="Mars/Olympus")),
    ("X08", "error", lambda s: s.change("intake", resolved="no")),
    ("X08", "error", lambda s: s.change(f"{E}.E11", kind="other")),
    (
        "X09",
        "warning",
        lambda s: s.change(
            "timeline",
            events=more(
                s.document, event("E12", "alert_fired", "14:10", "The error rate alert fired.")
            ),
        ),
    ),
    ("X20", "error", lambda s: s.change("impact", stated_duration_min=60.0)),
    ("X21", "error", lambda s: s.change("impact.users", stated_pct=35.0)),
    ("X21", "error", lambda s: s.change("impact.users", affected=Decimal(90000), stated_pct=None)),
    ("X21", "error", lambda s: s.change("impact.money.revenue", low=Decimal(9), high=Decimal(3))),
    ("X21", "error", lambda s: s.change("impact.reputation", tickets=-3)),
    ("X22", "error", lambda s: s.change("impact.metrics_table.M1", during=Decimal(0))),
    ("X22", "error", lambda s: s.change("impact.metrics_table.M1", during=Decimal("99.9"))),
    ("X23", "warning", lambda s: s.change("meta", severity="sev4")),
    ("X24", "error", lambda s: s.change("impact.sla", breached="yes")),
    ("X24", "error", lambda s: s.change("impact.sla", target=99.0)),
    (
        "X25",
        "error",
        lambda s: s.change("summary", text="For 40 minutes 15,000 users could not book."),
    ),
    ("X25", "error", lambda s: s.change("summary", text="The outage lasted for 3 hours.")),
    ("X25", "error", lambda s: s.change("summary", text="Some 35 % of users could not book.")),
    ("X26", "error", lambda s: s.change("summary", text="There was no customer impact.")),
    ("X27", "warning", lambda s: s.change("impact.money.revenue", currency="")),
    (
        "X27",
        "warning",
        lambda s: s.change(
            "impact.money", stated_total=Money(amount=Decimal(12000), currency="EUR")
        ),
    ),
    ("X30", "error", lambda s: s.change(f"{A}.A1", cause_ids=("U2",))),
    ("X30", "warning", lambda s: s.change(f"{A}.A2", cause_ids=("U1",))),
    ("X31", "error", lambda s: s.change("analysis.nodes.W1", parent="W3")),
    ("X31", "error", lambda s: s.change("analysis.nodes.W3", parent="W8")),
    ("X31", "error", lambda s: s.change(f"{U}.U2", role="primary")),
    (
        "X31",
        "error",
        lambda s: s.change(f"{E}.E1", caused_by=("E2",)).change(f"{E}.E2", caused_by=("E1",)),
    ),
    ("X32", "error", lambda s: s.change("analysis.nodes.W3", kind="human_action")),
    ("X33", "error", lambda s: s.change(f"{U}.U1", confidence="confirmed", evidence=())),
    ("X33", "error", lambda s: s.change(f"{U}.U1", evidence=("R7",))),
    ("X34", "error", lambda s: s.change("analysis.barriers.B1", cause_id="U1")),
    ("X34", "warning", lambda s: s.change(f"{U}.U2", confidence="rejected")),
    ("X35", "warning", lambda s: s.change(f"{U}.U2", confidence="rejected")),
    ("X35", "warning", lambda s: s.change(f"{U}.U2", domain="technical")),
    ("X36", "warning", lambda s: s.change(f"{U}.U2", phase="detection")),
    (
        "X36",
        "warning",
        lambda s: s.change(f"{E}.E3", time=time("14:36")).change(f"{E}.E4", time=time("14:36")),
    ),
    (
        "X37",
        "error",
        lambda s: s.change(
            "analysis", fault_tree=FaultTree(top="T1", nodes=(FaultNode(id="T1", gate="OR"),))
        ),
    ),
    (
        "X37",
        "warning",
        lambda s: s.change(
            "analysis",
            fault_tree=FaultTree(
                top="T1",
                nodes=(
                    FaultNode(id="T1", gate="OR", inputs=("T2",)),
                    FaultNode(id="T2", text="release step accepts pool size"),
                ),
            ),
        ),
    ),
    (
        "X39",
        "warning",
        lambda s: s.change(
            f"{U}.U2.statement", cause="No monthly rehearsal day for the booking store"
        ),
    ),
    (
        "X40",
        "warning",
        lambda s: s.change(
            "analysis",
            fault_tree=FaultTree(
                top="T1",
                nodes=(
                    FaultNode(id="T1", gate="OR", inputs=("T2", "T3")),
                    FaultNode(id="T2", text="release step pool size"),
                    FaultNode(id="T3", text="status page shares a database"),
                ),
            ),
        ),
    ),
    ("X50", "error", lambda s: s.change(f"{A}.A1", due=date(2026, 2, 27))),
    ("X50", "error", lambda s: s.change(f"{A}.A1", due=date(2026, 3, 3))),
    ("X51", "error", lambda s: s.change(f"{A}.A1", owner="platform team")),
    ("X51", "error", lambda s: s.change("people.P1", kind="group")),
    ("X51", "warning", lambda s: s.change(f"{A}.A1", owner="Mira Novak")),
    ("X51", "warning", lambda s: s.change(f"{A}.A1", owner_accepted_at=None)),
    ("X53", "error", lambda s: s.change(f"{A}.A1", status="done")),
    ("X53", "error", lambda s: s.change(f"{A}.A1", status="verified", closed_at=NOW)),
    (
        "X53",
        "error",
        lambda s: s.change(f"{A}.A1", status="done", closed_at=NOW - timedelta(days=9)),
    ),
    (
        "X55",
        "warning",
        lambda s: s.change(
            "", actions=(*s.document.actions, s.document.actions[0].model_copy(update={"id": "A9"}))
        ),
    ),
    (
        "X55",
        "warning",
        lambda s: s.change(f"{A}.A2", text="Fund a rehearsal day and add a checklist to the wiki"),
    ),
    ("X56", "warning", lambda s: s.change(f"{A}.A1", stated_horizon="long")),
    ("X57", "warning", lambda s: s.change(f"{A}.A1", due=date(2026, 4, 20))),
    ("X59", "error", lambda s: s.change("meta", state="CLOSED")),
    (
        "X59",
        "error",
        lambda s: s.change(f"{A}.A1", depends_on=("A2",)).change(f"{A}.A2", depends_on=("A1",)),
    ),
    ("X60", "error", lambda s: s.change(f"{A}.A1", cause_ids=())),
    ("X70", "error", lambda s: s.change("intake", look_alikes=("outage of 2026-04-01",))),
    ("X70", "error", lambda s: s.change("evidence.R1", captured_at=NOW + timedelta(days=3))),
    ("X71", "error", lambda s: s.change("summary", text="TBD")),
    (
        "X73",
        "error",
        lambda s: s.change("sharing", external=ExternalSummary(text="Ines Okoro restarted it.")),
    ),
    (
        "X73",
        "error",
        lambda s: s.change("sharing", external=ExternalSummary(text="Node 10.2.0.17 was down.")),
    ),
    (
        "X73",
        "error",
        lambda s: s.change("sharing", external=ExternalSummary(text="Write to help@example.org.")),
    ),
    (
        "X73",
        "error",
        lambda s: s.change("meta", services=("booking-db",)).change(
            "sharing", external=ExternalSummary(text="The booking-db was slow.")
        ),
    ),
    (
        "X74",
        "warning",
        lambda s: s.change("learning.went_well.H1", text="The alert fired within 1 minute"),
    ),
    ("X75", "warning", lambda s: s.change(f"{E}.E5", text="@mnovak answered")),
    ("X75", "warning", lambda s: s.change("people.P1", confirmed_timeline="unknown")),
    ("X76", "warning", lambda s: s.change("learning.lessons.L1", links=())),
    (
        "X76",
        "warning",
        lambda s: s.change(f"{U}.U1", domain="external").change(f"{U}.U2", domain="external"),
    ),
]


@pytest.mark.parametrize(
    ("rule", "severity", "change"), FLAGGED, ids=lambda v: v if isinstance(v, str) else ""
)
def test_it_is_flagged(story, rule, severity, change):
    found = change(story).found(rule)
    assert severity in {finding.severity for finding in found}, found


PASSED = [
    ("X01", lambda s: s.change(f"{E}.E1", time=time("00:00", precision="day"))),
    ("X02", lambda s: s.change(f"{E}.E10", time=time("14:08"), flags=("automatic",))),
    (
        "X02",
        lambda s: s.change(f"{E}.E4", time=time("14:06"), flags=("predicted",)).change(
            f"{E}.E3", time=time("14:06")
        ),
    ),
    ("X02", lambda s: s.change(f"{E}.E4", time=time("14:00", precision="hour"))),
    (
        "X04",
        lambda s: s.change("timeline", events=more(s.document, event("E12", "all_clear", "23:00"))),
    ),
    (
        "X05",
        lambda s: s.change(
            "timeline",
            events=more(s.document, event("E12", "resolved", "14:50", phase_label="second wave")),
        ),
    ),
    ("X20", lambda s: s.change("impact", stated_duration_min=44.0)),
    ("X21", lambda s: s.change("impact.users", stated_pct=20.9)),
    (
        "X22",
        lambda s: s.change(
            "impact",
            metrics_table=(
                MetricRow(
                    id="M1", name="Users affected", baseline=Decimal(0), during=Decimal(12000)
                ),
            ),
        ),
    ),
    (
        "X25",
        lambda s: s.change(
            "summary", text="For 40 minutes 12 thousand users, about 20 % of users, could not book."
        ),
    ),
    ("X25", lambda s: s.change("summary", text="Of 60,000 users some saw an error 3 times.")),
    ("X26", lambda s: s.change("summary", text="No customer data was lost.")),
    ("X30", lambda s: s.change("", actions=()).change("meta", state="CAUSES")),
    (
        "X30",
        lambda s: s.change(f"{A}.A1", cause_ids=("U2",)).change(
            f"{U}.U1", accepted_risk=AcceptedRisk(reason="the step is retired in May")
        ),
    ),
    (
        "X32",
        lambda s: s.change(
            "analysis",
            nodes=(
                *s.document.analysis.nodes,
                WhyNode(
                    id="W9",
                    parent="W3",
                    text="no range check",
                    kind="omission",
                    duty_ref="release rule 7",
                ),
            ),
        ),
    ),
    (
        "X39",
        lambda s: s.change(
            f"{U}.U2.statement", cause="No copy of the store exists in the size of production"
        ),
    ),
    ("X50", lambda s: s.change(f"{A}.A1", due=date(2026, 3, 3), status="done", closed_at=NOW)),
    (
        "X53",
        lambda s: s.change(
            f"{A}.A1", status="verified", closed_at=NOW, verification=Verification(evidence=("R1",))
        ),
    ),
    (
        "X55",
        lambda s: s.change(
            f"{A}.A1", text="Reject releases whose pool size and timeout are out of range"
        ),
    ),
    ("X70", lambda s: s.change("intake", look_alikes=("outage of 2025-11-03",))),
    (
        "X71",
        lambda s: s.change("summary", text="For 40 minutes 12,000 of 60,000 users saw [no] list."),
    ),
    (
        "X73",
        lambda s: s.change(
            "sharing",
            external=ExternalSummary(
                text="For 40 minutes, booking failed for a fifth of our users."
            ),
        ),
    ),
    (
        "X74",
        lambda s: s.change(
            "learning.went_well.H1", text="The status page was written within 2 minutes"
        ),
    ),
    ("X75", lambda s: s.change(f"{E}.E5", text="mail to help@example.org was answered")),
]


@pytest.mark.parametrize(("rule", "change"), PASSED, ids=lambda v: v if isinstance(v, str) else "")
def test_a_near_miss_is_left_alone(story, rule, change):
    assert change(story).found(rule) == []


def test_a_long_silence_is_flagged_until_it_is_explained(story):
    story.change(f"{E}.E10", time=time("15:40")).change(f"{E}.E11", time=time("15:47"))
    assert "E9" in story.one("X07").message
    story.change("timeline.observations.O1", metric="gap_max")
    assert story.found("X07") == []


def test_of_two_ends_the_earlier_is_asked_about(story):
    story.change("timeline", events=more(story.document, event("E12", "resolved", "14:09")))
    assert story.one("X05").field == "timeline.events.E12"


def test_a_target_that_was_missed_is_shown_as_a_fact(story):
    story.change(f"{E}.E5", time=time("14:45"))
    assert story.one("X10").severity == "info"


def test_silence_towards_customers_is_flagged_with_its_length(story):
    story.change(f"{E}.E9", kind="other").change(f"{E}.E11", time=time("15:20"))
    messages = [finding.message for finding in story.found("X11")]
    assert any("customers" in message and "70 min" in message for message in messages)


def test_a_skipped_hour_is_an_error_and_a_repeated_one_a_warning(story):
    story.change("meta", timezone="Europe/Berlin")
    gap = TimePoint(at=datetime.fromisoformat("2026-03-29T02:30:00+01:00"))
    story.change(f"{E}.E11", time=gap)
    found = story.found("X06", now=datetime(2026, 11, 1, tzinfo=UTC))
    assert [f.severity for f in found if "skipped" in f.message] == ["error"]
    twice = TimePoint(at=datetime.fromisoformat("2026-10-25T02:30:00+02:00"))
    story.change(f"{E}.E11", time=twice)
    found = story.found("X06", now=datetime(2026, 11, 1, tzinfo=UTC))
    assert [f.severity for f in found if "twice" in f.message] == ["warning"]


def test_two_offsets_are_mixed_unless_the_zone_explains_them(story):
    odd = TimePoint(at=datetime.fromisoformat("2026-03-02T16:47:00+02:00"))
    story.change(f"{E}.E11", time=odd)
    assert "+0200" in story.one("X06").message


def test_personal_data_asks_for_a_decision_on_notifying(story):
    story.change("meta", type="security_incident", severity="sev1")
    story.change("intake", data_exposed="yes").change(
        "impact", data=DataHarm(subjects=40, classes=("e-mail",))
    )
    story.change(f"{E}.E9", kind="other")
    assert story.one("X28").question == "IM-S3"
    story.change(f"{E}.E9", text="Legal decided that the supervisory authority is notified.")
    assert story.found("X28") == []


def test_weak_plans_are_errors_for_severe_incidents_only(story):
    for name in ("A1", "A2"):
        story.change(f"{A}.{name}", text="Train all release roles on pool sizes")
    assert story.one("X58").severity == "error"
    assert {finding.severity for finding in story.found("X64")} == {"error"}
    story.change("meta", severity="sev3")
    assert story.one("X58").severity == "warning"


def test_more_than_ten_actions_are_flagged(story):
    first = story.document.actions[0]
    many = tuple(
        first.model_copy(
            update={
                "id": f"A{n}",
                "text": f"Reject value {n} in step number {n * 7} of release {n * 31}",
            }
        )
        for n in range(1, 12)
    )
    story.change("", actions=many)
    assert any("11 actions" in finding.message for finding in story.found("X55"))


def test_an_old_action_ages_after_publication_and_blocks_before(story):
    story.change(f"{A}.A1", due=date(2026, 3, 20))
    later = datetime(2026, 4, 5, tzinfo=UTC)
    assert {f.severity for f in story.found("X50", later)} == {"error"}
    story.change("meta", published_at=datetime(2026, 3, 6, tzinfo=UTC), state="TRACK")
    found = story.found("X50", later)
    assert {(f.severity, f.question) for f in found} == {("warning", "TK-03")}


def test_missing_evidence_of_an_event_is_mended_at_the_list_of_records(story):
    story.change(f"{E}.E2", sources=("R4",))
    assert story.one("X33").question == "SU-05"


def test_a_confirmed_record_is_enough(story):
    story.change("", evidence=(*story.document.evidence, Evidence(id="R2", kind="metric")))
    story.change(f"{U}.U1", confidence="confirmed", evidence=("R2",))
    assert story.found("X33") == []


def test_a_document_with_nothing_in_it_contradicts_nothing(story):
    story.document = type(story.document)(
        meta=story.document.meta.model_copy(update={"state": "TRIAGE", "severity": ""}),
        intake=Intake(),
    )
    assert story.findings() == ()
