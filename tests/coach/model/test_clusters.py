"""Reasons put together by a model: each in exactly one group, no writer sent, people first."""

import json

import pytest
from clustering import TEXTS, WRITER, grouping

from agent.coach.clusters import JOINS, NEW
from agent.coach.protocol import ClimbHierarchy, ClusterReasons
from evals.scripted.behaviour import says

TASK = ClusterReasons()


def groups(*told):
    named = [{"name": name, "reasons": numbers} for name, numbers in told]
    return says({"abstained": "", "groups": named})


GOOD = groups(
    ("The printed plan gives two ferries the same berth", [1, 3]),
    ("FM1", [2]),
    ("The gangway motor freezes", [4]),
)


def test_groups_become_modes_and_a_mode_of_the_people_is_asked_about(bench):
    place = bench(GOOD)
    offers = place.propose(TASK, grouping())
    assert [one.label for one in offers] == [NEW, JOINS, NEW]
    assert offers[0].text == "The printed plan gives two ferries the same berth"
    assert offers[0].effect.fields == {"reason_ids": ["RS2", "RS4"]}
    assert offers[1].effect.about == "RS3"
    assert all(one.coach.startswith("claude-sonnet-5-5 ") for one in offers)


def test_of_the_reasons_nothing_is_sent_but_their_words(bench):
    place = bench(GOOD)
    place.propose(TASK, grouping())
    (call,) = place.server.calls
    sent = json.dumps(call.body)
    assert TEXTS[1] in sent
    assert WRITER not in sent
    assert "P1" not in call.prompt


@pytest.mark.parametrize(
    "wrong",
    [
        groups(("The printed plan gives two ferries the same berth", [1, 3])),
        groups(("The printed plan gives two ferries the same berth", [1, 2, 3, 4, 4])),
        groups(("The printed plan gives two ferries the same berth", [1, 2, 3, 4, 5])),
        groups(("Cargo of 40 tons falls into the harbour", [1, 2, 3, 4])),
    ],
    ids=["lost", "twice", "of nothing", "made up"],
)
def test_a_reason_lost_or_invented_leaves_the_rules(bench, wrong):
    place = bench(wrong)
    offers = place.propose(TASK, grouping())
    assert {one.coach for one in offers} == {"rules"}
    assert [one.rule for one in place.remarks] == ["coach:facts"]
    assert "Numbers in no group" in place.server.calls[1].last or "40" in place.server.calls[1].last


@pytest.mark.parametrize("document", [grouping(placed=()), grouping(state="SILENT")])
def test_nothing_is_sent_before_the_people_are_done(bench, document):
    place = bench(GOOD)
    assert not place.propose(TASK, document)
    assert not place.server.calls


def test_no_other_task_sends_anything_of_a_pre_mortem(bench):
    place = bench(GOOD)
    place.propose(ClimbHierarchy("A1"), grouping())
    assert not place.server.calls
