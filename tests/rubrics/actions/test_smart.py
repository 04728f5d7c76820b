"""The strict parts of an action, and where it stands."""

from datetime import date

import pytest

from rubrics.actions import Plan, horizon, quadrant, smart, valid_owner

TEXT = "Reject pool sizes outside 50-500 in the deploy step"
DONE = "a config with pool size 20 is refused in staging"
PLAN = Plan(
    owner="Nadia Berg",
    owner_kind="individual",
    due=date(2031, 5, 20),
    created=date(2031, 5, 1),
    effort=3,
)


def lacking(text: str = TEXT, done_when: str = DONE, plan: Plan = PLAN) -> str:
    return "".join(part.letter for part in smart(text, done_when, plan).missing)


def test_a_complete_action_lacks_nothing():
    judged = smart(TEXT, DONE, PLAN)
    assert judged.ok()
    assert [part.letter for part in judged.parts] == list("SMART")


@pytest.mark.parametrize(
    "text",
    [
        "Improve the alerts on the orders database",
        "Fix it now",
        "Ensure that configs are right",
        "The alert for the second queue",
    ],
)
def test_a_vague_text_is_not_specific(text: str):
    assert "S" in lacking(text)


@pytest.mark.parametrize("done_when", ["", "it is done", "everybody feels that all is much better"])
def test_done_when_has_to_name_something_to_look_at(done_when: str):
    assert lacking(done_when=done_when) == "M"


@pytest.mark.parametrize(
    ("owner", "kind"),
    [
        ("", ""),
        ("Platform team", "group"),
        ("TBD", "individual"),
        ("on-call", "individual"),
        ("Nadia", "unknown"),
    ],
)
def test_only_one_person_is_an_owner(owner: str, kind: str):
    plan = PLAN._replace(owner=owner, owner_kind=kind)  # type: ignore[arg-type]
    assert lacking(plan=plan) == "A"


def test_a_person_may_be_called_anything_that_is_a_name():
    assert valid_owner("Al Infra-Diaz", "individual")
    assert not valid_owner("engineering", "individual")


def test_time_has_to_fit_the_effort():
    assert lacking(plan=PLAN._replace(effort=5)) == "R"
    assert lacking(plan=PLAN._replace(effort=None)) == "R"
    assert lacking(plan=PLAN._replace(owner_open=6)) == "R"
    assert lacking(plan=PLAN._replace(actions=11)) == "R"


def test_a_date_is_needed_and_a_day_where_it_is_urgent():
    assert lacking(plan=PLAN._replace(due=None)) == "T"
    assert lacking(plan=PLAN._replace(due=date(2031, 4, 1))) == "RT"
    assert lacking(plan=PLAN._replace(due_coarse=True)) == ""
    assert lacking(plan=PLAN._replace(due_coarse=True, priority="P1")) == "T"


def test_every_missing_part_says_what_is_missing():
    judged = smart("Improve it", "", Plan())
    assert [part.letter for part in judged.missing] == list("SMART")
    assert all(part.reason for part in judged.missing)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "immediate"),
        (7, "immediate"),
        (8, "short"),
        (30, "short"),
        (31, "long"),
        (90, "long"),
        (91, "beyond"),
    ],
)
def test_horizons_end_at_7_30_and_90_days(days: int, expected: str):
    created = date(2031, 1, 1)
    assert horizon(created, date.fromordinal(created.toordinal() + days)) == expected


def test_a_horizon_needs_both_days_unless_the_work_was_done_when_it_was_written_down():
    day = date(2031, 1, 1)
    assert horizon(day, None) is None
    assert horizon(None, day) is None
    assert horizon(day, None, done_at_once=True) == "immediate"
    assert horizon(day, date(2031, 2, 20), done_at_once=True) == "long"


def test_a_missing_effort_is_asked_for_and_no_violation():
    judged = smart(TEXT, DONE, PLAN._replace(effort=None))
    assert [part.letter for part in judged.missing] == ["R"]
    assert judged.violated == ()


def test_a_plan_too_long_to_finish_is_a_violation_even_without_an_effort():
    judged = smart(TEXT, DONE, PLAN._replace(effort=None, actions=11))
    assert [part.letter for part in judged.violated] == ["R"]


def test_a_disputed_wording_is_no_longer_missing():
    vague = "Ensure that the deploy step knows the range"
    assert lacking(text=vague) == "S"
    assert lacking(text=vague, plan=PLAN._replace(disputed=frozenset({"VA05"}))) == ""


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [(4, 2, "quick_win"), (5, 3, "strategic"), (3, 2, "fill_in"), (3, 3, "reconsider")],
)
def test_quadrants(impact: int, effort: int, expected: str):
    assert quadrant(impact, effort) == expected
