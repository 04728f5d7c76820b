"""Explaining a score and a likeness by keys: facts at once, a model's words beneath, no turn."""

from decimal import Decimal

from agent.dialogue import Ask, Coaching, Explained, Remark
from agent.postmortem.edits import Draft
from tui.screens.consent import ConsentModal
from tui.screens.facilitation import FacilitationScreen
from tui.screens.why import WhyScreen

FACTS = Explained(
    about="C1",
    title="C1 timeline",
    facts=("3 of 5. At least 3.5 is needed.", "Missing: a source for 80 % of the events."),
    question="TL-12a",
)
WORDS = FACTS.model_copy(update={"words": "Half of it stands.", "coach": "claude-probe 0a1b"})
DOING = Coaching(model="claude-probe", doing="asking claude-probe: why", tokens_left=9)
SPENT = Coaching(model="claude-probe", tokens=77, tokens_left=9, cost=Decimal("0.01"))
LIKE = Explained(
    about="Y1",
    title="Older",
    facts=("It shares pool, failover.",),
    question="CA-77",
    item="Y1",
    asks="How well does it match?",
)


def with_one_like_it(document):
    draft = Draft(document)
    draft.add("analysis.recurrence.candidates", {"pm_id": "PM-2025-004", "title": "Older"})
    return draft.finish()


async def test_the_facts_stand_there_at_once_and_the_words_of_a_model_come_beneath(opened, script):
    explained = {"C1": (FACTS, DOING, SPENT, WORDS)}
    async with opened(script.opening(), explained=explained) as at:
        await at.press("f10")
        assert isinstance(at.app.screen, WhyScreen)
        assert "Missing: a source for 80 % of the events." in at.words
        assert "Half of it stands." not in at.words
        await at.press("enter")
        assert "In the words of claude-probe 0a1b: Half of it stands." in at.words
        await at.press("escape")
        assert isinstance(at.app.screen, FacilitationScreen)
        assert "77 of 86 tokens" in at.words
        assert at.session.replies == []


async def test_without_a_model_the_facts_stay_and_that_is_said(opened, script):
    async with opened(script.opening(), explained={"C1": (FACTS,)}) as at:
        await at.press("f10", "enter")
        assert "Missing: a source" in at.words
        assert "No model has anything to add." in at.words


async def test_a_model_that_fails_costs_a_line(opened, script):
    failed = Remark(tone="notice", text="The model is overloaded or down (529).", rule="coach:x")
    async with opened(script.opening(), explained={"C1": (FACTS, DOING, failed)}) as at:
        await at.press("f10", "enter")
        assert "overloaded or down (529)" in at.words
        assert "Missing: a source" in at.words


async def test_leave_is_asked_for_when_a_model_could_say_more(opened, script):
    could = Remark(tone="notice", text="Nothing is sent unless you agree.", rule="coach:consent")
    async with opened(script.opening(), explained={"C1": (FACTS, SPENT, could)}) as at:
        await at.press("f10", "enter")
        assert isinstance(at.app.screen, ConsentModal)
        await at.press("y")
        assert at.app._workspace.allowed == ["PM-2026-001"]
        assert isinstance(at.app.screen, WhyScreen)


async def test_a_key_goes_to_the_question_that_fills_the_gap(opened, script):
    turns = (script.opening(), script.answered(script.TEXT))
    async with opened(*turns, explained={"C1": (FACTS,)}) as at:
        await at.press("f10", "g")
        assert at.session.replies == [Ask(question="TL-12a")]


async def test_what_a_past_incident_has_in_common_is_said_when_it_is_asked_about(opened, script):
    asked = script.TEXT.model_copy(update={"id": "CA-77", "about": "Y1"})
    known = {"explained": {"Y1": (LIKE,)}, "document": with_one_like_it(script.document())}
    async with opened(script.opening(asked), **known) as at:
        assert "It shares pool, failover. F10 says more." in at.words


async def test_another_question_about_it_is_asked_without_that(opened, script):
    asked = script.TEXT.model_copy(update={"id": "CA-78", "about": "Y1"})
    known = {"explained": {"Y1": (LIKE,)}, "document": with_one_like_it(script.document())}
    async with opened(script.opening(asked), **known) as at:
        assert "It shares pool" not in at.words


async def test_a_key_goes_to_the_question_about_a_past_incident(opened, script):
    asked = script.TEXT.model_copy(update={"id": "CA-77", "about": "Y1"})
    turns = (script.opening(asked), script.answered(script.TEXT))
    known = {"explained": {"Y1": (LIKE,)}, "document": with_one_like_it(script.document())}
    async with opened(*turns, **known) as at:
        await at.press("f10")
        assert "g asks: How well does it match?" in at.words
        await at.press("g")
        assert at.session.replies == [Ask(question="CA-77", about="Y1")]


async def test_what_is_added_beneath_long_facts_is_seen_and_the_rest_is_scrolled_to(opened, script):
    long = FACTS.model_copy(update={"facts": tuple(f"Missing: fact {n}." for n in range(30))})
    async with opened(script.opening(), explained={"C1": (long,)}) as at:
        await at.press("f10")
        assert "Missing: fact 0." in at.words
        await at.press("enter")
        assert "No model has anything to add." in at.words
        await at.press("tab", "home")
        assert "Missing: fact 0." in at.words
