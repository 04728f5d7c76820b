"""Error budgets: the check values of the method, and what is known about the share."""

from datetime import UTC, datetime, timedelta

import pytest

from agent.postmortem.impact import Impact, Sla, Users
from agent.postmortem.metrics import measure
from agent.postmortem.people import Intake
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.slo import budget, consume, of_document
from agent.postmortem.timeline import Event, Timeline
from agent.postmortem.values import TimePoint

START = datetime(2026, 3, 2, 14, 7, tzinfo=UTC)


def test_three_nines_over_thirty_days_allow_43_minutes():
    assert budget(0.999, 30) == pytest.approx(43.2)


def test_two_hours_of_total_loss_use_almost_three_budgets():
    used = consume(target=0.999, window_days=30, impact_min=118, fraction=1.0)
    assert used.consumed_pct == pytest.approx(273.15, abs=0.01)
    assert used.breached


def test_a_fifth_of_the_users_burns_two_hundred_times_too_fast():
    used = consume(target=0.999, window_days=30, impact_min=118, fraction=0.2)
    assert used.bad_min == pytest.approx(23.6)
    assert used.consumed_pct == pytest.approx(54.63, abs=0.01)
    assert used.burn_rate == pytest.approx(200)
    assert not used.breached


def test_earlier_incidents_of_the_window_count():
    used = consume(
        target=0.999, window_days=30, impact_min=118, fraction=0.2, prior_consumed_pct=50
    )
    assert used.breached


def document(impact, **intake):
    events = (
        Event(id="E1", kind="impact_start", time=TimePoint(at=START)),
        Event(id="E2", kind="resolved", time=TimePoint(at=START + timedelta(minutes=118))),
    )
    return Postmortem(
        meta=Meta(id="PM-2026-001", type="production_outage"),
        intake=Intake(**intake),
        timeline=Timeline(events=events),
        impact=impact,
    )


def used_by(impact, **intake):
    found = document(impact, **intake)
    return of_document(found, measure(found))


def test_the_share_comes_from_users_when_requests_were_not_counted():
    used = used_by(
        Impact(users=Users(affected=10_000, base=50_000), sla=Sla(target=0.999, window_days=30))
    )
    assert used is not None
    assert (used.fraction, used.assumed) == (0.2, False)


def test_counted_requests_win_over_users():
    sla = Sla(target=0.999, window_days=30, bad_events=30, total_events=100)
    used = used_by(Impact(users=Users(affected=10_000, base=50_000), sla=sla))
    assert used is not None
    assert used.fraction == pytest.approx(0.3)


def test_an_unknown_share_is_read_as_full_loss_and_says_so():
    used = used_by(Impact(sla=Sla(target=0.999, window_days=30)))
    assert used is not None
    assert (used.fraction, used.assumed) == (1.0, True)


@pytest.mark.parametrize("target", [None, 0.0, 1.0, 99.9])
def test_without_a_sensible_target_there_is_no_budget(target):
    assert used_by(Impact(sla=Sla(target=target))) is None
