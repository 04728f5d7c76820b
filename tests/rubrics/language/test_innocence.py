"""What sounds like blame and is none has a reason that can be shown."""

import pytest

from rubrics.language import innocence
from rubrics.language.rules import trained_rules


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The load balancer failed to drain its connections.", "system-fault"),
        ("The on-call engineer is responsible for the weekly rotation.", "ownership"),
        ('The ticket says: "you forgot us again".', "quote"),
        ("A limit on the field would have refused the value.", "counterfactual-system"),
        ("With what the screen showed, nobody could have known better.", "absolving"),
    ],
)
def test_a_sentence_that_sounds_like_blame_has_the_reason_why_it_is_none(sentence: str, kind: str):
    found = innocence(sentence)
    assert found is not None
    assert found == (kind, trained_rules().innocent[kind])


def test_a_sentence_over_two_lines_is_read_as_one():
    assert innocence("The scheduler should\nhave retried after a minute.") is not None


def test_a_sentence_that_sounds_like_nothing_is_not_talked_about():
    assert innocence("The pump started at 04:12.") is None


@pytest.mark.usefixtures("rules_alone")
def test_without_the_trained_part_only_a_quotation_is_known():
    assert innocence("The load balancer failed to drain its connections.") is None
    assert innocence('The ticket says: "you forgot us again".') is not None
