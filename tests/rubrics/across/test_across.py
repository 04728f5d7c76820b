"""Repeats and loads are warnings that only a store can give; the score knows nothing of them."""

from datetime import UTC, datetime
from typing import Any

from rubrics.across import check

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def document(name: str, day: str, actions: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "meta": {
            "id": name, "title": "Pool exhausted", "incident_date": day, "services": ["Orders"],
        },
        "people": [{"id": "P1", "display": "Mara Lind"}],
        "analysis": {"causes": [{"id": "U1", "role": "primary", "category": "capacity"}]},
        "actions": [
            {"id": f"A{n}", "text": f"Add pump {n}", "owner": "P1", "status": "open"}
            for n in range(1, actions + 1)
        ],
        **more,
    }  # fmt: skip


def rules(facts: dict[str, Any], *others: dict[str, Any]) -> list[str]:
    return [finding.rule for finding in check(facts, others, NOW)]


def test_the_same_service_and_category_within_a_year_is_a_repeat_with_its_earlier_plan():
    done = [{"id": "A1", "text": "Raise the limit", "status": "verified"}]
    earlier = document("PM-1", "2025-06-01", actions=0) | {"actions": done}
    (found,) = check(document("PM-2", "2026-01-01"), [earlier], NOW)
    assert found.rule == "X38"
    assert found.severity == "warning"
    assert "PM-1" in found.message
    assert "Raise the limit (verified, and did not hold)" in found.message


def test_another_service_a_year_ago_or_a_later_incident_is_no_repeat():
    mine = document("PM-2", "2026-01-01")
    other = document("PM-1", "2025-06-01")
    other["meta"]["services"] = ["Mail"]
    assert rules(mine, other) == []
    assert rules(mine, document("PM-1", "2024-06-01")) == []
    assert rules(mine, document("PM-3", "2026-02-01")) == []
    assert rules(mine, mine) == []


def test_a_repeat_that_a_person_confirmed_counts_however_long_ago():
    seen = {"recurrence": {"candidates": [{"pm_id": "PM-1", "confirmed": "yes"}]}, "causes": []}
    assert rules(document("PM-2", "2026-01-01", analysis=seen), document("PM-1", "2020-01-01")) == [
        "X38"
    ]


def test_more_than_five_open_actions_across_documents_are_a_load():
    other = document("PM-1", "2020-01-01", actions=3)
    assert rules(document("PM-2", "2026-01-01", actions=2), other) == []
    (found,) = check(document("PM-2", "2026-01-01", actions=3), [other], NOW)
    assert found.rule == "X54"
    assert "Mara Lind has 6 open actions" in found.message


def test_most_of_a_plan_of_four_is_a_load_and_finished_actions_are_none():
    mine = document("PM-2", "2026-01-01", actions=4)
    assert rules(mine) == ["X54"]
    for action in mine["actions"]:
        action["status"] = "done"
    assert rules(mine) == []
