"""Words that point to somebody who has gone make a rewrite false: a thing has no customers."""

import pytest

from agent.coach.rewriting.orphans import orphaned

ORPHANED = [
    (
        "The ferry company raised the fares and told none of its customers.",
        "The fares were raised and none of its customers was told.",
        "The ferry company",
    ),
    (
        "The council forgot to pay the bill for its own car park.",
        "The bill for its own car park was not paid.",
        "The council",
    ),
    (
        "The port authority had misread the chart, and it fined nine crews.",
        "The chart had been misread, and it fined nine crews.",
        "The port authority",
    ),
    (
        "Had the school asked, it would have learned of the flood.",
        "It was not asked; otherwise it would have learned of the flood.",
        "the school",
    ),
    (
        "The drivers filed the forms late since nobody had warned them of the change.",
        "The forms were filed late since they had not been warned of the change.",
        "The drivers",
    ),
    (
        "The clerks did not lift the ban, which they placed in May.",
        "The ban, which they placed in May, was not lifted.",
        "The clerks",
    ),
    (
        "The committee did not see the risk they were taking.",
        "The risk they were taking was not seen.",
        "The committee members",
    ),
]
POINTED = [
    (
        "The council closed the bridge, and its deck was repaired.",
        "The bridge was closed, and its deck was repaired.",
        "The council",
    ),
    (
        "The office left the ferry company to hear of it from its own drivers.",
        "The ferry company was left to hear of it from its own drivers.",
        "The office",
    ),
    (
        "Why was it decided by the office to close the pool?",
        "Why was it decided to close the pool?",
        "the office",
    ),
    (
        "The clerks told the guests that they had paid.",
        "The guests were told that they had paid.",
        "The clerks",
    ),
    (
        "The crew gave all eight pumps one key, and so for a day they drew the same water.",
        "All eight pumps were given one key, and so for a day they drew the same water.",
        "The crew",
    ),
]


@pytest.mark.parametrize(("source", "rewrite", "gone"), ORPHANED)
def test_what_points_to_those_who_are_gone_is_found(source: str, rewrite: str, gone: str):
    assert orphaned(source, rewrite, gone)


@pytest.mark.parametrize(("source", "rewrite", "gone"), POINTED)
def test_what_points_to_a_thing_or_to_people_who_are_left_may_stay(
    source: str, rewrite: str, gone: str
):
    assert not orphaned(source, rewrite, gone)
