"""What an action states in its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.measured import MeasureRule, measure_rules, measured
from rubrics.stated import Beside, stated

RULES = measure_rules().rules


def letters(text: str, beside: Beside | None = None) -> str:
    return "".join(part.letter for part in stated(text, beside).parts if part.ok)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_examples_checkable(rule: MeasureRule):
    assert [text for text in rule.flags if measured(text) is None] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_near_misses_alone(rule: MeasureRule):
    found = [(text, measured(text)) for text in rule.passes]
    assert [text for text, one in found if one is not None] == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Alice to lower the disk alert from 95% to 80% by Friday", "SMAT"),
        ("Reject rate files of another day", "SM"),
        ("Automate the deploys of the ledger", "S"),
        ("Automate Zephyr deploys", "S"),
        ("Move the audit log off the root volume in Q3", "ST"),
        ("Payments squad to write runbook R-7 for failing over the ledger", "SA"),
        ("Improve our alerting", ""),
        ("Use feature flags", ""),
        ("Look into the timeouts", ""),
        ("Find a way to shard the ledger", ""),
        ("Clarify the escalation", ""),
        ("Fix the monitoring soon, by Friday at the latest", "T"),
        ("Compliance to evaluate options", "A"),
        ("We should add a canary stage to the mail service", "S"),
        ("Change the prompt of the console to tell the clusters apart more easily", "S"),
        ("[ledger] P1: Add a dead letter queue to the invoice consumer (LED-204)", "S"),
    ],
)
def test_what_a_text_states_is_told_from_the_text_alone(text: str, holds: str):
    assert letters(text) == holds


def test_numbers_that_name_something_measure_nothing():
    for text in ("Upgrade the proxy as in PROX-12", "Handle 503 errors of S3", "Add step 4 of #17"):
        assert "M" not in letters(text), text


def test_owner_date_and_check_beside_the_text_count():
    beside = Beside(owner="kvk", due="2031-05-09", done_when="a test restore takes under an hour")
    assert letters("Automate the restore of the ledger", beside) == "SMAT"
    assert letters("Automate the restore of the ledger", Beside(owner="everyone")) == "S"


@given(st.text(max_size=200))
def test_every_part_has_a_reason_whatever_the_text(text: str):
    parts = stated(text).parts
    assert [part.letter for part in parts] == list("SMAT")
    assert all(part.reason for part in parts)
