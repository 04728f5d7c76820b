"""Severity and depth from facts: the bands, the steps, the points."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.postmortem.impact import DataHarm, Impact, ProductResult, Users
from agent.postmortem.people import Intake
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.severity import (
    ORDER,
    computed_severity,
    depth,
    judge,
    looks_trivial,
    review_triggers,
    trivial,
    unasked_triggers,
)
from agent.postmortem.timeline import Detection, Event, Timeline
from agent.postmortem.values import Provenance, TimePoint

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def document(kind="production_outage", **intake):
    return Postmortem(meta=Meta(id="PM-2026-001", type=kind), intake=Intake(**intake))


@pytest.mark.parametrize(
    ("intake", "severity"),
    [
        ({"users_pct": 50.1}, "sev1"),
        ({"users_pct": 50}, "sev2"),
        ({"users_pct": 10}, "sev2"),
        ({"users_pct": 9.9}, "sev3"),
        ({"users_pct": 0}, "sev4"),
        ({"users_pct": 2, "data_exposed": "yes"}, "sev1"),
        ({"users_pct": 2, "total_loss": "yes"}, "sev1"),
        ({"internal_only": "yes"}, "sev4"),
        ({}, None),
    ],
)
def test_an_outage_is_as_severe_as_its_share_of_users(intake, severity):
    assert computed_severity(document(**intake)) == severity


def test_counted_users_win_over_the_first_guess():
    guessed = document(users_pct=5)
    counted = guessed.model_copy(update={"impact": Impact(users=Users(affected=30, base=100))})
    assert computed_severity(counted) == "sev2"


def test_records_touched_in_a_breach_make_it_a_sev1():
    breach = document("security_incident", users_pct=1)
    touched = breach.model_copy(update={"impact": Impact(data=DataHarm(records=3))})
    assert computed_severity(touched) == "sev1"


@pytest.mark.parametrize(
    ("size", "breached", "severity"),
    [
        (51, "no", "sev1"),
        (25, "no", "sev2"),
        (5, "no", "sev3"),
        (4.9, "no", "sev4"),
        (5, "yes", "sev2"),
        (60, "yes", "sev1"),
    ],
)
def test_a_product_is_judged_by_how_far_it_fell_short(size, breached, severity):
    found = document("product_failure", size_pct=size, law_or_contract_breached=breached)
    assert computed_severity(found) == severity


def test_the_gap_of_a_product_is_computed_from_its_measure():
    found = document("product_failure").model_copy(
        update={"impact": Impact(product=ProductResult(expected=40, actual=12))}
    )
    assert computed_severity(found) == "sev1"


@pytest.mark.parametrize(
    ("stopped_by", "likelihood", "severity"),
    [("barrier", "remote", "sev2"), ("luck", "remote", "sev1"), ("barrier", "occasional", "sev1")],
)
def test_a_near_miss_is_as_severe_as_it_could_have_been(stopped_by, likelihood, severity):
    found = document(
        "near_miss", worst_credible="sev1", stopped_by=stopped_by, likelihood=likelihood
    )
    assert computed_severity(found) == severity


@given(
    low=st.floats(0, 100),
    high=st.floats(0, 100),
    total_loss=st.sampled_from(["yes", "no", "unknown"]),
    data=st.sampled_from(["yes", "no", "unknown"]),
    internal=st.sampled_from(["yes", "no", "unknown"]),
    kind=st.sampled_from(["production_outage", "security_incident"]),
)
def test_more_users_never_make_it_less_severe(low, high, total_loss, data, internal, kind):
    low, high = sorted((low, high))
    rest = {"total_loss": total_loss, "data_exposed": data, "internal_only": internal}
    one = computed_severity(document(kind, users_pct=low, **rest))
    other = computed_severity(document(kind, users_pct=high, **rest))
    assert one is not None
    assert other is not None
    assert ORDER.index(other) <= ORDER.index(one)


def test_the_judgement_names_the_fact_that_decided():
    assert "20 %" in judge(document(users_pct=20)).reason


def test_few_points_make_a_small_incident_light_and_a_severe_one_standard():
    assert depth(document(users_pct=5, teams=1)).depth == "light"
    assert depth(document(users_pct=60, teams=1)).depth == "standard"


def test_every_point_of_depth_has_its_reason():
    judged = depth(
        document(
            users_pct=5,
            teams=4,
            new_service="yes",
            surprises="the cache answered from a closed region",
            look_alikes=("PM-2025-004",),
            confusion="yes",
            luck_limited_harm="yes",
        )
    )
    assert judged.score == len(judged.reasons) == 6
    assert judged.depth == "deep"


def test_no_surprise_is_no_point():
    assert depth(document(users_pct=5, surprises="None.")).score == 0


def test_a_missed_target_is_read_off_the_timeline():
    events = (
        Event(id="E1", kind="impact_start", time=TimePoint(at=START)),
        Event(id="E2", kind="detected", time=TimePoint(at=START)),
        Event(id="E3", kind="resolved", time=TimePoint(at=START + timedelta(hours=5))),
    )
    found = document(users_pct=80).model_copy(update={"timeline": Timeline(events=events)})
    assert "the target for resolving it was missed" in depth(found).reasons


def test_a_small_incident_seen_by_monitoring_is_trivial():
    small = document(users_pct=0).model_copy(update={"detection": Detection(source="alert")})
    assert looks_trivial(small)
    assert review_triggers(small) == ()
    assert not trivial(small)
    asked = dict.fromkeys(unasked_triggers(small), Provenance(origin="human", at=START))
    assert trivial(small.model_copy(update={"provenance": asked}))


def test_the_depth_is_settled_once_no_unasked_fact_could_change_it():
    small = document(users_pct=5)
    judged = depth(small)
    assert (judged.depth, judged.settled) == ("light", False)
    asked = dict.fromkeys(judged.unasked[2:], Provenance(origin="human", at=START))
    assert depth(small.model_copy(update={"provenance": asked})).settled
    assert depth(document(users_pct=80)).depth == "standard"
    assert not depth(document(users_pct=80)).settled


@pytest.mark.parametrize(
    "change",
    [
        {"intake": Intake(users_pct=0, manual_intervention="rolled back release 12")},
        {"detection": Detection(source="customer")},
        {"meta": Meta(id="PM-2026-001", type="production_outage", asked_by="the board")},
        {"intake": Intake(users_pct=12)},
    ],
)
def test_any_trigger_makes_a_review_mandatory(change):
    found = document(users_pct=0).model_copy(update=change)
    assert review_triggers(found)
    assert not trivial(found)
