"""An outage told with the slips of a well-known template: what the checks must say about it."""

from datetime import UTC, datetime
from decimal import Decimal

from agent.assessment import facts, findings
from agent.postmortem.causes import CausalStatement, Cause
from agent.postmortem.impact import MetricRow
from agent.postmortem.timeline import Timeline, Window

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def golden(story):
    lines = (
        ("change", "14:05", "Release 41 reached all booking nodes."),
        ("impact_start", "14:07", "The connection pool was exhausted and errors rose."),
        ("alert_fired", "14:10", "The error rate alert fired."),
        ("detected", "14:10", "The pager showed errors above 5 %."),
        ("ack", "14:15", "The on-call role answered."),
        ("diagnosis", "14:20", "The pool size in the release was found to be 8."),
        ("mitigation_attempt", "15:30", "The way back was begun by hand."),
        ("mitigated", "15:45", "The former release was back on all nodes."),
        ("resolved", "16:05", "All measures were back to normal."),
    )
    events = tuple(story.event(f"E{n}", *line) for n, line in enumerate(lines, 1))
    window = Window(starts_with="detection", start=story.at("14:05"), end=story.at("16:05"))
    rows = (
        MetricRow(id="M1", name="Uptime", unit="%", baseline=Decimal("99.9"), during=Decimal(0)),
        MetricRow(
            id="M2", name="Error rate", unit="%", baseline=Decimal("0.1"), during=Decimal(100)
        ),
        MetricRow(id="M3", name="Active users", baseline=Decimal(250000), during=Decimal(0)),
    )
    pressure = Cause(
        id="U3",
        level="systemic",
        domain="process",
        statement=CausalStatement(
            cause="The date of release 41 was fixed by the fair in April",
            effect="the rehearsal on a copy of the store was left out",
            event="E2",
        ),
        evidence=("R1",),
        confidence="supported",
    )
    story.change("", timeline=Timeline(events=events, window=window))
    story.change("impact", metrics_table=rows, stated_duration_min=118.0)
    story.change("impact.users", affected=Decimal(50000), base=Decimal(250000), stated_pct=20.0)
    story.change("analysis", causes=(*story.document.analysis.causes, pressure))
    story.change("summary", text="For 118 minutes 50,000 users could not book.")
    story.change("meta", related=("INC-114 (2026-03-16), pool exhausted in the mail service",))
    return story


def test_the_durations_of_the_template_come_out(story):
    computed = facts(golden(story).document, NOW)["computed"]
    metrics = computed["metrics"]
    assert metrics["impact_duration"] == 118
    assert (metrics["ttd"], metrics["tta"], metrics["t_known"]) == (3, 5, 85)
    assert round(computed["phase_shares"]["t_known"]) == 72
    assert computed["lever"] == "recovery"


def test_all_or_nothing_in_the_table_contradicts_a_fifth_of_the_users(story):
    finding = golden(story).one("X22", NOW)
    assert finding.severity == "error"
    assert "20 %" in finding.message
    assert all(name in finding.message for name in ("Uptime 0", "Error rate 100", "Active users 0"))


def test_a_window_called_detection_begins_at_the_change(story):
    finding = golden(story).one("X29", NOW)
    assert finding.severity == "warning"
    assert "14:05" in finding.message
    assert "14:10" in finding.message


def test_an_incident_of_two_weeks_later_is_cited_as_earlier(story):
    finding = golden(story).one("X70", NOW)
    assert finding.severity == "error"
    assert "2026-03-16" in finding.message
    assert "2026-03-03" in finding.message


def test_the_pressure_of_the_date_has_no_action(story):
    finding = golden(story).one("X30", NOW)
    assert finding.severity == "warning"
    assert "U3" in finding.message


def test_rank_told_in_the_chain_of_whys_is_blame(story):
    told = golden(story)
    (first, *rest) = told.document.analysis.nodes
    node = first.model_copy(update={"text": "The pool size was set by a new hire."})
    told.change("analysis", nodes=(node, *rest))
    found = findings(told.document, facts(told.document, NOW), NOW)
    assert [one.field for one in found if one.rule == "BP18"] == [f"analysis.nodes.{node.id}.text"]


def test_nothing_else_contradicts(story):
    errors = {f.rule for f in golden(story).findings(NOW) if f.severity == "error"}
    assert errors == {"X22", "X70"}
