"""What gives an action its time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.deadlines import DeadlineRule, deadline_rules, deadlines

RULES = deadline_rules().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_the_time_in_its_examples(rule: DeadlineRule):
    assert [text for text in rule.flags if not deadlines(text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_near_miss_has_no_time(rule: DeadlineRule):
    assert [text for text in rule.passes if deadlines(text)] == []


def test_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Rotate the keys by 9 May 2031", "9 May 2031", "date"),
        ("Rotate the keys by 2031-05-09, and tell the desk", "2031-05-09", "date"),
        ("Rotate the keys by 2031/05/09", "2031/05/09", "date"),
        ("Rotate the keys by 2031-05", "by 2031-05", "coarse"),
        ("Rotate the keys no later than next Friday", "no later than next Friday", "date"),
        ("Rotate the keys within 30 days", "within 30 days", "date"),
        ("Rotate the keys in Q3", "Q3", "coarse"),
        ("Rotate the keys in sprint 24", "sprint 24", "event"),
        ("Rotate the keys immediately", "immediately", "immediate"),
    ],
)
def test_the_words_and_their_kind_are_given(text: str, words: str, kind: str):
    (found,) = deadlines(text)
    assert found.kind == kind
    assert words.endswith(found.words)
    assert text[found.start : found.end] == found.words


@given(st.text(max_size=300))
def test_places_are_in_order_and_never_overlap(text: str):
    found = deadlines(text)
    ends = [0, *(one.end for one in found)]
    assert all(one.start >= end for one, end in zip(found, ends, strict=False))
    assert all(text[one.start : one.end] == one.words for one in found)
