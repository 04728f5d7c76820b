"""The score is a pure function that survives every document."""

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.postmortem.record import Postmortem
from rubrics.findings import Scorecard
from rubrics.score import score

RELAXED = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _sound(card: Scorecard) -> None:
    assert card.overall is None or 1.0 <= card.overall <= 5.0
    for result in card.criteria:
        assert result.score is None or result.score in {half / 2 for half in range(2, 11)}
        assert all(condition.questions for condition in result.conditions)


def test_the_same_facts_give_the_same_card_and_are_left_alone(complete: Postmortem, now):
    facts = complete.model_dump(mode="json")
    before = copy.deepcopy(facts)
    first, second = score(facts, now), score(facts, now)
    assert first.model_dump_json() == second.model_dump_json()
    assert facts == before


@RELAXED
@given(data=st.data())
def test_taking_items_out_never_breaks_it(complete: Postmortem, now, data: st.DataObject):
    facts = complete.model_dump(mode="json")
    for place in ("timeline.events", "actions", "analysis.causes", "analysis.nodes", "people"):
        owner, leaf = _owner(facts, place)
        owner[leaf] = [item for item in owner[leaf] if data.draw(st.booleans(), label=item["id"])]
    _sound(score(facts, now))


@RELAXED
@given(data=st.data())
def test_taking_whole_parts_out_never_breaks_it(complete: Postmortem, now, data: st.DataObject):
    facts = complete.model_dump(mode="json")
    _prune(facts, data, depth=0)
    _sound(score(facts, now))


@RELAXED
@given(number=st.integers(0, 400), junk=st.sampled_from([None, "", "x", 7, [], {}, [1], True]))
def test_a_value_of_the_wrong_kind_never_breaks_it(complete: Postmortem, now, number, junk):
    facts = complete.model_dump(mode="json")
    places = list(_places(facts))
    owner, key = places[number * 7919 % len(places)]
    owner[key] = junk
    _sound(score(facts, now))


def test_computed_values_may_be_missing_or_empty(complete: Postmortem, now):
    facts = complete.model_dump(mode="json")
    for computed in ({}, {"metrics": {"ttd": None}, "slo": None, "nodes": {}, "phases": {}}):
        _sound(score({**facts, "computed": computed}, now))


def test_nothing_at_all_is_judged_too(now):
    _sound(score({}, now))
    _sound(score({}, now.replace(tzinfo=None), "final"))


def _owner(facts: dict[str, Any], place: str) -> tuple[dict[str, Any], str]:
    *steps, leaf = place.split(".")
    for step in steps:
        facts = facts[step]
    return facts, leaf


def _prune(tree: dict[str, Any], data: st.DataObject, depth: int) -> None:
    for key in list(tree):
        fate = data.draw(st.sampled_from(["keep", "keep", "keep", "drop", "none"]))
        if fate == "drop":
            del tree[key]
        elif fate == "none":
            tree[key] = None
        elif isinstance(tree[key], dict) and depth < 2:
            _prune(tree[key], data, depth + 1)


def _places(tree: Any) -> Any:
    pairs = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    for key, value in pairs:
        yield tree, key
        if isinstance(value, dict | list):
            yield from _places(value)
