"""Red flags by type: each is found where it belongs, none is an error, none moves the score."""

import inspect
from datetime import UTC, datetime
from typing import Any

import pytest

from rubrics.emphasis import emphasis
from rubrics.red_flags import CHECKS, check, red_flags
from rubrics.score import score

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
PLAN = [{"id": "A1", "text": "Add a spare pump to the station", "status": "open"}]


def document(kind: str, **parts: Any) -> dict[str, Any]:
    causes = [
        {"id": f"U{n}", "role": "primary", "statement": {"cause": told}}
        for n, told in enumerate(parts.pop("causes", ()), 1)
    ]
    return {
        "meta": {"type": kind},
        "actions": parts.pop("actions", PLAN),
        "analysis": {"causes": causes, **parts.pop("analysis", {})},
        **parts,
    }


def rules(facts: dict[str, Any]) -> set[str]:
    return {finding.rule for finding in check(facts, NOW)}


SHOWN = [
    ("RF01", document("production_outage")),
    ("RF02", document("production_outage")),
    ("RF03", document("production_outage", causes=["A bug in the pump driver"])),
    (
        "RF04",
        document("production_outage", actions=[{"id": "A1", "text": "Improve the monitoring"}]),
    ),
    ("RF05", document("security_incident", causes=["A vulnerability in the gate"])),
    ("RF06", document("security_incident")),
    ("RF07", document("security_incident")),
    ("RF08", document("product_failure")),
    ("RF09", document("product_failure", causes=["The manager chose the wrong colour"])),
    ("RF10", document("product_failure")),
    ("RF11", document("project_failure", causes=["The work on the dam was underestimated"])),
    ("RF12", document("project_failure", causes=["Poor planning"])),
    ("RF13", document("project_failure")),
    (
        "RF14",
        document(
            "process_failure", actions=[{"id": "A1", "text": "Remind all to follow the steps"}]
        ),
    ),
    ("RF15", document("process_failure")),
    ("RF16", document("near_miss")),
    ("RF17", document("near_miss")),
]
ABSENT = [
    ("RF03", document("production_outage", causes=["A bug", "No test runs against two nodes"])),
    (
        "RF05",
        document("security_incident", causes=["The gate of the old service stayed reachable"]),
    ),
    (
        "RF06",
        document(
            "security_incident", actions=[{"id": "A1", "text": "Review the access of all bots"}]
        ),
    ),
    ("RF07", document("security_incident", summary={"text": "The regulator was told in a day."})),
    ("RF15", document("process_failure", summary={"text": "It was lost at the handover."})),
    ("RF17", document("near_miss", impact={"potential": {"worst_severity": "sev1"}})),
]


@pytest.mark.parametrize(("rule", "facts"), SHOWN)
def test_a_flag_is_shown_for_its_type_and_for_no_other(rule: str, facts: dict[str, Any]):
    assert rule in rules(facts)
    types = next(flag.types for flag in red_flags() if flag.id == rule)
    for other in set(emphasis().types) - set(types):
        assert rule not in rules({**facts, "meta": {"type": other}})


@pytest.mark.parametrize(("rule", "facts"), ABSENT)
def test_a_flag_is_not_shown_where_the_document_answers_it(rule: str, facts: dict[str, Any]):
    assert rule not in rules(facts)


def test_every_flag_has_its_case_here_and_its_check_takes_its_params():
    assert [rule for rule, _ in SHOWN] == [flag.id for flag in red_flags()]
    for flag in red_flags():
        inspect.signature(CHECKS[flag.check]).bind(object(), **flag.params)
    assert {flag.check for flag in red_flags()} == set(CHECKS)


def test_an_empty_session_shows_no_flag():
    for kind in emphasis().types:
        assert rules({"meta": {"type": kind}}) == set()


@pytest.mark.parametrize("facts", [facts for _, facts in SHOWN])
def test_a_flag_is_no_error_and_moves_no_score(facts: dict[str, Any]):
    found = check(facts, NOW)
    assert all(finding.severity != "error" for finding in found)
    assert score(facts, NOW, "final", found).overall == score(facts, NOW, "final").overall


def test_what_is_below_the_usual_level_of_its_type_is_a_note():
    card = score(document("process_failure"), NOW, "final")
    notes = [finding for finding in card.findings if finding.rule == "RF00"]
    told = {finding.message.partition(" is at")[0] for finding in notes}
    assert told == {"root cause", "actions"}
    assert {finding.severity for finding in notes} == {"info"}
