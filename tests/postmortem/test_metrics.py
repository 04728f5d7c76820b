"""Durations from timelines: each metric by hand, and properties over many timelines."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.postmortem.kinds import BY_TYPE, kinds_of
from agent.postmortem.metrics import measure
from agent.postmortem.record import INCIDENT_TYPES, Meta, Postmortem
from agent.postmortem.timeline import Event, Timeline
from agent.postmortem.values import TimePoint

DAY = datetime(2026, 3, 2, tzinfo=UTC)


def event(number, kind, clock, **fields):
    hour, minute = (int(part) for part in clock.split(":"))
    moment = DAY + timedelta(hours=hour, minutes=minute)
    return Event(id=f"E{number}", kind=kind, time=TimePoint(at=moment), text=kind, **fields)


def outage(*lines, kind="production_outage"):
    events = tuple(
        event(n, *line[:2], **(line[2] if len(line) > 2 else {})) for n, line in enumerate(lines, 1)
    )
    return Postmortem(meta=Meta(id="PM-2026-001", type=kind), timeline=Timeline(events=events))


POOL = outage(
    ("change", "14:05"),
    ("impact_start", "14:07"),
    ("alert_fired", "14:10"),
    ("detected", "14:10"),
    ("ack", "14:15"),
    ("diagnosis", "14:20"),
    ("mitigation_attempt", "15:30"),
    ("mitigated", "15:45"),
    ("resolved", "16:05"),
)


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("ttd", 3),
        ("tta", 5),
        ("tti", 5),
        ("ttm", 98),
        ("t_known", 85),
        ("ttr", 115),
        ("impact_duration", 118),
        ("t_verify", 20),
        ("gap_max", 70),
        ("comms_first", None),
    ],
)
def test_each_part_of_an_outage_is_measured_between_its_two_events(name, minutes):
    assert measure(POOL).minutes(name) == minutes


def test_the_part_that_took_longest_is_the_lever():
    measured = measure(POOL)
    assert measured.lever == "recovery"
    assert round(measured.shares["t_known"]) == 72


def test_a_span_names_its_events_and_how_exact_it_is():
    span = measure(POOL).spans["impact_duration"]
    assert span is not None
    assert span.events == ("E2", "E9")
    assert span.precision == "minute"
    assert span.plus_minus == 1.0


def test_the_coarser_precision_and_a_stated_uncertainty_are_kept():
    document = outage(("impact_start", "14:00"), ("resolved", "16:00"))
    rough = document.timeline.events[0].model_copy(
        update={"time": TimePoint(at=DAY + timedelta(hours=14), precision="hour")}
    )
    stated = document.timeline.events[1].model_copy(
        update={"time": TimePoint(at=DAY + timedelta(hours=16), plus_minus_min=2)}
    )
    span = measure(
        document.model_copy(update={"timeline": Timeline(events=(rough, stated))})
    ).spans["impact_duration"]
    assert span is not None
    assert (span.precision, span.plus_minus) == ("hour", 32.0)


def test_a_missing_time_leaves_its_metrics_empty():
    measured = measure(outage(("detected", "14:10"), ("resolved", "15:00")))
    assert measured.minutes("ttd") is None
    assert measured.minutes("ttr") == 50
    assert measured.lever == ""


def test_a_reversed_pair_gives_no_negative_duration():
    assert (
        measure(outage(("impact_start", "15:00"), ("resolved", "14:00"))).minutes("impact_duration")
        is None
    )


def test_an_acknowledgement_answers_the_first_signal_of_this_incident():
    document = outage(
        ("alert_fired", "02:00"),
        ("impact_start", "14:00"),
        ("reported", "14:04"),
        ("detected", "14:06"),
        ("ack", "14:10"),
    )
    assert measure(document).minutes("tta") == 6


def test_an_event_that_lasts_leaves_no_gap():
    long = {"end": TimePoint(at=DAY + timedelta(hours=15))}
    document = outage(
        ("detected", "14:00"), ("recovery_step", "14:05", long), ("resolved", "15:10")
    )
    assert measure(document).minutes("gap_max") == 10


def test_attempts_count_as_failed_unless_the_end_followed_from_them():
    document = outage(
        ("impact_start", "14:00"),
        ("mitigation_attempt", "14:10"),
        ("mitigation_attempt", "14:20"),
        ("mitigated", "14:30", {"caused_by": ("E3",)}),
    )
    measured = measure(document)
    assert (measured.attempts, measured.attempts_failed) == (2, 1)


def test_harm_that_was_foreseen_was_seen_at_once():
    document = outage(("detected", "13:00", {"flags": ("predicted",)}), ("impact_start", "14:00"))
    assert measure(document).minutes("ttd") == 0


def test_a_project_is_told_in_days_with_its_slip_and_its_warning():
    document = outage(
        ("plan_set", "00:00"),
        ("detected", "24:00"),
        ("deadline", "72:00"),
        ("delivered_or_stopped", "120:00"),
        kind="project_failure",
    )
    measured = measure(document)
    slip, lead = measured.spans["slip"], measured.spans["warning_lead"]
    assert slip is not None
    assert lead is not None
    assert (slip.value, slip.unit, lead.value) == (2.0, "days", 2.0)


def test_a_breach_has_dwell_containment_and_eradication():
    document = outage(
        ("impact_start", "01:00"),
        ("detected", "09:00"),
        ("contained", "10:30"),
        ("eradicated", "12:00"),
        ("resolved", "18:00"),
        kind="security_incident",
    )
    measured = measure(document)
    assert [measured.minutes(n) for n in ("dwell", "contain", "eradicate", "ttm")] == [
        480,
        90,
        90,
        570,
    ]


def test_a_near_miss_has_exposure_and_removal():
    document = outage(
        ("hazard_open", "01:00"),
        ("trigger", "09:00"),
        ("barrier_held", "09:01"),
        ("detected", "09:05"),
        ("hazard_removed", "10:05"),
        kind="near_miss",
    )
    measured = measure(document)
    assert [measured.minutes(n) for n in ("exposure", "removal")] == [480, 60]


def test_every_type_has_a_spine_that_holds_its_roles():
    assert set(BY_TYPE) == set(INCIDENT_TYPES)
    for kinds in BY_TYPE.values():
        assert kinds.start[0] in kinds.spine
        assert kinds.end[0] in kinds.spine
        assert "detected" in kinds.spine


@given(
    incident_type=st.sampled_from(INCIDENT_TYPES),
    steps=st.lists(st.integers(0, 10_000), min_size=6, max_size=6),
    extra=st.lists(st.integers(0, 60_000), max_size=5),
)
def test_with_its_spine_in_order_no_duration_is_negative(incident_type, steps, extra):
    moments = [DAY + timedelta(minutes=sum(steps[: n + 1])) for n in range(6)]
    spine = kinds_of(incident_type).spine
    events = [
        Event(id=f"E{n}", kind=kind, time=TimePoint(at=moment))
        for n, (kind, moment) in enumerate(zip(spine, moments, strict=False))
    ]
    others = [
        Event(id=f"E{n + 10}", kind="other", time=TimePoint(at=DAY + timedelta(minutes=minutes)))
        for n, minutes in enumerate(extra)
    ]
    document = Postmortem(
        meta=Meta(id="PM-2026-001", type=incident_type),
        timeline=Timeline(events=(*events, *others)),
    )
    measured = measure(document)
    assert all(span.minutes >= 0 for span in measured.spans.values() if span is not None)
    assert all(0 <= share <= 100 + 1e-9 for share in measured.shares.values())
    longest, whole = measured.minutes("gap_max"), measured.minutes("ttr")
    assert longest is None or whole is None or longest <= whole
