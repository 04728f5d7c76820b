"""Cadences, thresholds, what is due and what was crossed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.postmortem.actions import Action
from agent.premortem.foresight import foresight
from agent.premortem.record import Decision, Outcome, Premortem
from agent.premortem.signals import Reading, Signal
from agent.premortem.thresholds import number_in, threshold_in
from agent.premortem.watching import (
    DAYS,
    agenda,
    breaches,
    cadence_of,
    due,
    next_review,
    watched,
)

Make = Callable[..., Premortem]


def _watching(document: Premortem, *readings: Reading) -> Premortem:
    return document.model_copy(
        update={
            "decision": Decision(verdict="go", at=datetime(2026, 11, 2, tzinfo=UTC)),
            "signals": (
                Signal(id="SG1", mode_id="FM1", name="refused payments", threshold="over 3 %"),
            ),
            "readings": readings,
        }
    )


def _read(day: int, value: str) -> Reading:
    at = datetime(2026, 11, day, 8, tzinfo=UTC)
    return Reading(id=f"RD{day}", signal_id="SG1", at=at, value=Decimal(value))


@given(st.floats(0, 100), st.floats(0, 100))
def test_what_is_more_probable_is_looked_at_no_less_often(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert DAYS[cadence_of(low)] >= DAYS[cadence_of(high)]


@pytest.mark.parametrize(
    ("pct", "cadence"),
    [
        (51, "weekly"),
        (50, "two_weekly"),
        (25, "two_weekly"),
        (24, "monthly"),
        (10, "monthly"),
        (9, "quarterly"),
        (5, "quarterly"),
        (4, "yearly"),
    ],
)
def test_cadences_follow_the_probability(pct: float, cadence: str) -> None:
    assert cadence_of(pct) == cadence


@pytest.mark.parametrize(
    ("text", "crossing", "fine"),
    [
        ("over 3 %", "3.1", "3"),
        ("3 %", "3", "2.9"),
        (">= 10 tickets a day", "10", "9"),
        ("below 99.5 %", "99.4", "99.5"),
        ("at most 2 days left", "2", "2.1"),
        ("no more than 5", "5", "6"),
        ("fewer than 1,500 orders an hour", "1499", "1500"),
        ("drops under -5", "-6", "-4"),
    ],
)
def test_thresholds_are_read_as_people_write_them(text: str, crossing: str, fine: str) -> None:
    limit = threshold_in(text)
    assert limit is not None
    assert limit.crossed_by(Decimal(crossing))
    assert not limit.crossed_by(Decimal(fine))


def test_a_threshold_without_a_number_is_left_to_people() -> None:
    assert threshold_in("the vendor names a second date") is None


@given(st.text(max_size=60))
def test_any_text_can_be_read_for_a_threshold(text: str) -> None:
    limit, number = threshold_in(text), number_in(text)
    assert (limit is None) == (number is None)


def test_a_signal_is_due_one_cadence_after_the_decision_then_after_each_look(
    rated_by: Make,
) -> None:
    document = rated_by([(8, None, None, 30.0)])
    assert watched(_watching(document))[0].due_on == date(2026, 11, 16)
    assert watched(_watching(document, _read(12, "1")))[0].due_on == date(2026, 11, 26)


def test_a_signal_has_fired_once_and_for_all_but_is_breached_only_now(rated_by: Make) -> None:
    document = _watching(rated_by([(8, None, None, 30.0)]), _read(5, "4"), _read(9, "1"))
    place = watched(document)[0]
    assert place.fired_at == datetime(2026, 11, 5, 8, tzinfo=UTC)
    assert breaches(document) == ()
    assert breaches(_watching(document, _read(12, "4")))[0].signal.id == "SG1"


def test_what_people_say_of_a_crossing_stands_above_the_number(rated_by: Make) -> None:
    said = _read(9, "1").model_copy(update={"crossed": "yes"})
    assert breaches(_watching(rated_by([(8, None, None, 30.0)]), said))


def test_what_is_due_is_what_lies_on_the_agenda_up_to_the_day(rated_by: Make) -> None:
    action = Action(id="A1", text="Keep the old route for 30 days", due=date(2026, 11, 20))
    document = _watching(rated_by([(8, None, None, 30.0)]))
    document = document.model_copy(update={"actions": (action,)})
    assert [one.kind for one in agenda(document)] == ["signal", "action", "review"]
    assert [one.subject for one in due(document, date(2026, 11, 19))] == ["SG1"]
    assert [one.subject for one in due(document, date(2026, 11, 20))] == ["SG1", "A1"]


@given(st.dates(date(2026, 11, 1), date(2027, 12, 31)), st.integers(0, 400))
def test_nothing_that_is_due_stops_being_due_as_days_pass(day: date, later: int) -> None:
    document = _watching(Premortem.model_validate({"meta": {"id": "PRE-2026-001"}}))
    on = date.fromordinal(day.toordinal() + later)
    assert set(due(document, day)) <= set(due(document, on))


def test_the_list_is_looked_at_again_after_three_months(rated_by: Make) -> None:
    assert next_review(rated_by([])) is None
    assert next_review(_watching(rated_by([]))) == date(2027, 2, 1)


def test_a_failure_was_foreseen_when_a_linked_mode_stood_on_the_list_before(
    rated_by: Make,
) -> None:
    document = _watching(rated_by([(8, None, None, 30.0)]), _read(9, "4"))
    happened = datetime(2026, 11, 20, tzinfo=UTC)
    outcome = Outcome(id="OC1", postmortem="PM-2026-004", modes=("FM1",), happened_at=happened)
    other = Outcome(id="OC2", postmortem="PM-2026-005", happened_at=happened)
    found = foresight(document.model_copy(update={"outcomes": (outcome, other)}))
    assert [one.foreseen for one in found] == [True, False]
    assert [one.signal_fired for one in found] == [True, None]


def test_a_signal_that_fired_after_the_failure_was_no_warning(rated_by: Make) -> None:
    document = _watching(rated_by([(8, None, None, 30.0)]), _read(21, "4"))
    happened = datetime(2026, 11, 20, tzinfo=UTC)
    outcome = Outcome(id="OC1", postmortem="PM-2026-004", modes=("FM1",), happened_at=happened)
    found = foresight(document.model_copy(update={"outcomes": (outcome,)}))
    assert found[0].signal_fired is False
