"""What the facilitator does about an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.workflow.conduct import ConductContext, Trigger, conduct, react

NOTHING = ConductContext()
MANY_ALERTS = ConductContext(detecting=3)


def moved(trigger: Trigger, text: str) -> list[str]:
    state = trigger.states[0] if trigger.states else "CAUSES"
    context = MANY_ALERTS if trigger.many_detect else NOTHING
    return [move.trigger for move in react(text, state=state, context=context)]


@pytest.mark.parametrize("trigger", conduct().triggers, ids=lambda trigger: trigger.id)
def test_a_trigger_acts_on_its_examples(trigger: Trigger):
    for text in trigger.flags:
        assert trigger.id in moved(trigger, text), text


@pytest.mark.parametrize("trigger", conduct().triggers, ids=lambda trigger: trigger.id)
def test_a_trigger_leaves_its_near_misses_alone(trigger: Trigger):
    for text in trigger.passes:
        assert trigger.id not in moved(trigger, text), text


def test_ids_are_unique():
    ids = [trigger.id for trigger in conduct().triggers]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("trigger", conduct().triggers, ids=lambda trigger: trigger.id)
def test_words_are_kind_short_and_never_ask_who_or_why_a_person(trigger: Trigger):
    words = trigger.say.lower()
    assert len(words.split()) <= 36
    assert not any(
        f" {word} " in f" {words} " for word in ("who", "why", "great", "well done", "wrong")
    )
    assert words.count("?") <= 1


def test_a_remedy_is_parked_before_its_time_and_kept_in_actions():
    text = "The pool ran out at 14:05. We should add an alert on it."
    (move,) = react(text, state="TIMELINE", context=NOTHING)
    assert move.trigger == "remedy"
    assert move.park == "We should add an alert on it."
    assert react(text, state="ACTIONS", context=NOTHING) == ()


def test_self_blame_is_met_with_thanks_and_support():
    (move,) = react("It was my fault, I forgot it.", state="TIMELINE", context=NOTHING)
    assert move.trigger == "self_blame"
    assert move.support_offered
    assert "thank you" in move.say.lower()


def test_a_defence_is_recorded_as_a_pressure():
    (move,) = react("We had no choice, the sale began at 15:00.", state="TIMELINE", context=NOTHING)
    assert move.pressure == "We had no choice, the sale began at 15:00."


def test_certainty_about_one_cause_asks_how_it_could_still_happen():
    (move,) = react("The root cause was the pool size.", state="CAUSES", context=NOTHING)
    assert move.ask == "CA-15"
    assert react("The root cause was the pool size.", state="IMPACT", context=NOTHING) == ()


def test_an_unknown_acronym_is_asked_about_once():
    (move,) = react("The ZKQ filled up at 14:05.", state="TIMELINE", context=NOTHING)
    assert move.glossary == "ZKQ"
    known = ConductContext(terms=frozenset({"zkq"}))
    assert react("The ZKQ filled up at 14:05.", state="TIMELINE", context=known) == ()


def test_at_most_two_moves_answer_one_text():
    text = "It was my fault. We had no choice. We should add a check. The ZKQ was full. He is lazy."
    assert len(react(text, state="CAUSES", context=NOTHING)) == 2


def test_a_wish_to_punish_goes_before_everything_else():
    moves = react("The clerk forgot it and must be fired.", state="CAUSES", context=NOTHING)
    assert moves[0].trigger == "punish"


def test_the_context_is_read_from_a_document():
    draft = Draft(Postmortem(meta=Meta(id="PM-2031-001", services=("ORB gateway",))))
    draft.add("people", {"display": "Zebulon Quist", "aliases": ["zq"]})
    draft.add("summary.glossary", {"term": "ZKQ"})
    for text in (
        "Alert on the queue above 90",
        "Page when the disk is full",
        "Monitor the pool at 80 %",
    ):
        draft.add("actions", {"text": text})
    context = ConductContext.of(draft, "AC-01")
    assert context.people == ("Zebulon Quist", "zq")
    assert {"zkq", "orb", "gateway"} <= context.terms
    assert (context.detecting, context.preventing) == (3, 0)
    (move,) = react("Add an alert on the cache too", state="ACTIONS", context=context)
    assert move.trigger == "dashboard_reflex"


@given(st.text(max_size=300), st.sampled_from(["TRIAGE", "CAUSES", "ACTIONS", "TRACK"]))
def test_any_text_is_heard_without_failing(text: str, state: str):
    for move in react(text, state=state, context=NOTHING):
        assert move.say
