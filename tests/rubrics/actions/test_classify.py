"""How an action works: control, strength, intent, and what decides it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.action_lists import lists
from rubrics.actions import classify

VECTORS = [
    (
        "Reject configs whose pool size is outside 50-500 in the deploy step",
        "engineering/stronger/prevent",
    ),
    ("Alert when pool use exceeds 80 % for 5 min", "engineering/intermediate/detect"),
    ("Require peer review for infrastructure changes", "administrative/weaker/prevent"),
    ("Retire the legacy export", "eliminate/stronger/prevent"),
    ("Migrate sessions to the managed store", "substitute/stronger/prevent"),
    ("Write rollback runbook R-7 with tested commands", "administrative/intermediate/mitigate"),
    ("Train new joiners on restore", "training/weaker/prevent"),
    ("Rehearse restore quarterly, first 4 July", "administrative/intermediate/mitigate"),
    ("Configure auto-rollback at error rate above 0.5 %", "engineering/stronger/mitigate"),
    ("Revoke write access unused for 90 days", "eliminate/stronger/prevent"),
    ("Add a warning banner", "engineering/weaker/prevent"),
    ("Hire two SREs", "administrative/intermediate/prevent"),
    # not of the method
    ("Document how to remove the old queue", "administrative/weaker/prevent"),
    ("Refund the 40 double charges", "administrative/intermediate/repair"),
    ("Do not keep the keys on the shared disk", "eliminate/stronger/prevent"),
    ("We should block merges without a test run", "engineering/stronger/prevent"),
    ("Adding a timeout to the price call", "engineering/intermediate/prevent"),
    ("Require a typed row count before a bulk delete", "engineering/intermediate/prevent"),
]


@pytest.mark.parametrize(("text", "expected"), VECTORS)
def test_control_strength_and_intent(text: str, expected: str):
    found = classify(text)
    assert f"{found.control}/{found.strength}/{found.intent}" == expected


def test_head_and_object_together_give_full_confidence():
    assert classify("Revoke write access unused for 90 days").confidence == "full"
    assert classify("Block it").confidence == "head"
    assert classify("Frobnicate the widget").confidence == "low"


def test_removing_a_typo_is_no_elimination():
    assert classify("Remove the typo on the page").control == "administrative"


def test_the_head_decides_and_not_the_object():
    assert classify("Document how to block and remove accounts").control == "administrative"


def test_done_when_can_show_that_it_cannot_be_passed():
    text = "Add a schema check to the pipeline"
    assert classify(text).strength == "intermediate"
    assert classify(text, "a config outside the schema fails the build").strength == "stronger"


def test_a_review_of_the_work_itself_does_not_weaken_an_action():
    assert classify("Add a probe on the queue", "merged after code review").strength != "weaker"


def test_listed_heads_stand_at_one_level_only():
    heads = [head for verbs in lists().controls.values() for head in verbs.heads.split()]
    doubles = {head for head in heads if heads.count(head) > 1}
    assert doubles == set()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_gets_a_class(text: str, done_when: str):
    found = classify(text, done_when)
    assert found.control in lists().controls
    assert found == classify(text, done_when)
