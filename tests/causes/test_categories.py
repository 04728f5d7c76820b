"""Categories of causes: every one complete, texts sorted by their cues, ties by the table."""

import pytest

from agent.causes.categories import categories, classify
from agent.postmortem.causes import CAUSE_CATEGORIES


def test_every_category_of_the_document_is_described_in_its_order():
    assert tuple(categories()) == CAUSE_CATEGORIES


def test_no_follow_up_asks_for_a_person_or_a_yes():
    for category in categories().values():
        for question in category.follow_ups:
            assert question.endswith("?")
            assert question.split()[0] in {"What", "Which", "How", "Where", "Since", "When"}
            assert len(question.split()) <= 30


def test_only_what_a_human_did_may_not_end_a_path():
    assert [k for k, c in categories().items() if not c.may_end_a_path] == ["human_action"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The release pipeline took a config value without a range", "change_config"),
        ("A race in the session code and no regression test for it", "defect"),
        ("The connection pool was exhausted at its limit", "capacity_scale"),
        ("Both halves were coupled through a shared queue, a single point", "architecture"),
        ("Customers told us; no alert covered the queue", "detection_gap"),
        ("The restore from backup had never been rehearsed", "recovery_gap"),
        ("Credentials stayed valid and a patch was missing", "security_control"),
        ("The vendor changed the response of its service", "external_dependency"),
        ("The scope grew after the estimate and the deadline stayed", "planning_estimation"),
        ("The handover note went to the wrong channel", "communication_coordination"),
        ("The team was understaffed and the priorities rewarded launches", "organizational"),
        ("It was not reproducible and the cause is unknown", "unknown"),
    ],
)
def test_a_text_goes_where_most_of_its_cues_point(text, category):
    guess = classify(text)
    assert guess is not None
    assert guess.category == category


def test_of_two_with_as_many_cues_the_organisational_one_wins():
    guess = classify("Deadline pressure moved the release")
    assert guess is not None
    assert guess.category == "organizational"


def test_the_same_cue_twice_counts_once():
    guess = classify("deploy, deployed, deploys; the vendor and its provider")
    assert guess is not None
    assert guess.category == "external_dependency"


def test_a_text_without_cues_has_no_category():
    assert classify("It rained.") is None


def test_cues_match_at_word_boundaries():
    assert classify("The scanner was embraced") is None
