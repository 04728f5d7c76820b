"""Reasons put together by the words they share, without a model."""

import asyncio

from clustering import TEXTS, WRITER, grouping
from hypothesis import given
from hypothesis import strategies as st

from agent.coach.clusters import JOINS, NEW, cluster
from agent.coach.protocol import ClusterReasons
from agent.coach.rules import RulesCoach
from agent.postmortem.edits import Draft

_WORDS = st.sampled_from(["tide", "table", "crane", "berth", "plan", "ferry", "motor", "night"])
_LISTS = st.lists(st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=9)


def test_reasons_that_share_telling_words_become_one_mode_in_the_words_of_one():
    new = [one for one in cluster(grouping()) if one.label == NEW]
    assert [one.text for one in new] == [TEXTS[1]]
    assert new[0].effect.fields == {"reason_ids": ["RS2", "RS4"]}


def test_a_reason_like_a_mode_of_the_people_is_asked_about_and_not_moved():
    (joins,) = [one for one in cluster(grouping()) if one.label == JOINS]
    assert joins.effect.question == "PM-31"
    assert joins.effect.about == "RS3"
    assert "FM1" in joins.text


def test_people_group_first_and_only_once_all_was_read_out():
    assert not cluster(grouping(placed=()))
    assert not cluster(grouping(state="COLLECT"))
    draft = Draft(grouping())
    draft.set("reasons.RS5.read_out_at", None)
    assert not cluster(draft.finish())


def test_the_rules_coach_offers_it_and_names_no_writer():
    document = grouping()
    found = asyncio.run(RulesCoach().propose(ClusterReasons(), document))
    assert found == cluster(document)
    told = "".join(one.model_dump_json() for one in found)
    assert WRITER not in told
    assert '"P1"' not in told


@given(_LISTS)
def test_each_reason_is_offered_at_most_once_and_none_is_made_up(texts):
    document = grouping(texts)
    offers = cluster(document)
    new = [i for one in offers if one.label == NEW for i in one.effect.fields["reason_ids"]]
    told = [*new, *(one.effect.about for one in offers if one.label == JOINS)]
    assert len(told) == len(set(told))
    assert set(told) <= {one.id for one in document.reasons} - {"RS1"}
    assert all(one.text in texts for one in offers if one.label == NEW)
