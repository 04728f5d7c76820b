"""Decisions on a draft, and taking them back."""

import pytest

from agent.documents.redrafting import redraft
from agent.documents.redrafting.review import Review

TEXT = """\
The operator skipped the review on Monday.

The engineer should have asked.

The operator skipped the check on Friday.
"""


@pytest.fixture
def review():
    return Review(redraft(TEXT))


def test_nothing_is_changed_before_a_decision(review):
    assert (len(review), review.decided, review.changed, review.left) == (3, 0, 0, 3)
    assert review.text() == TEXT


def test_an_accepted_rewrite_stands_in_the_text_until_it_is_taken_back(review):
    assert review.accept(0)
    assert review.text().startswith("The review was skipped on Monday.\n")
    assert review.left == 2
    assert review.undo() == 0
    assert review.text() == TEXT
    assert review.undo() is None


def test_what_has_no_rewrite_cannot_be_accepted(review):
    assert not review.accept(1)
    assert review.decided == 0


def test_all_of_a_rule_spares_what_is_decided_and_is_one_step_to_take_back(review):
    review.reject(2)
    assert review.accept_rule("BP09") == 1
    assert review.decision(2).state == "left"
    review.undo()
    assert (review.decided, review.changed) == (1, 0)


def test_own_words_are_taken_with_what_was_found_in_them(review):
    assert review.edit(1, "The  question\nwas not asked 14 times.").fine is False
    assert review.decision(1).state == "doubtful"
    assert "\nThe question was not asked 14 times.\n" in review.text()
    assert review.edit(1, "  ") is None


def test_own_words_that_still_blame_count_as_left(review):
    review.edit(1, "The engineer should have asked twice.")
    assert review.left == 3


def test_the_next_open_sentence_comes_round(review):
    review.reject(2)
    assert review.next_open(2) == 0
    review.reject(0)
    review.reject(1)
    assert review.next_open(0) is None
