"""What is worth doing next, and in which order."""

from typing import Literal

from agent.postmortem.record import Postmortem
from agent.postmortem.timeline import Timeline
from rubrics.findings import Condition, CriterionResult, Finding
from rubrics.improvement import next_steps

LEVELS: dict[str, Literal[2, 3, 4, 5]] = {"one": 2, "two": 3, "three": 4, "four": 5}
KNOWN = {
    "C1": "C1.K3.zone",
    "C3": "C3.K3.problem",
    "C4": "C4.K3.checkable",
    "C5": "C5.K3.unnamed",
    "C7": "C7.K5.linked",
    "C8": "C8.K3.metadata",
}


def _result(name: str, score: float, minimum: float | None, weight: float = 1.0) -> CriterionResult:
    missing = Condition(
        id=KNOWN[name],
        level=int(score) + 1,
        ok=False,
        observed="",
        needed="",
        fields=("a.b",),
        questions=("TL-01", "TL-02"),
    )
    return CriterionResult(
        id=name, name=name, score=score, weight=weight, minimum=minimum, conditions=(missing,)
    )


def _order(*results: CriterionResult, accused: bool = False) -> list[str]:
    steps = next_steps(results, (), accused=accused, mode="provisional")
    return [step.criterion for step in steps]


def test_contradictions_come_first_with_their_mending():
    error = Finding(
        rule="X02",
        category="contradiction",
        severity="error",
        message="m",
        suggestion="Look at both times.",
        question="TL-17",
        field="timeline.events.E1.time",
    )
    steps = next_steps((_result("C5", 2.0, 3.0),), (error,), accused=False, mode="provisional")
    assert [step.criterion for step in steps] == ["X", "C5"]
    assert (steps[0].do, steps[0].question) == ("Look at both times.", "TL-17")


def test_below_the_minimum_tone_goes_first_then_causes_then_actions():
    results = (_result("C4", 2.0, 3.0), _result("C3", 2.0, 3.0), _result("C5", 2.0, 3.0))
    assert _order(*results) == ["C5", "C3", "C4"]


def test_a_timeline_below_three_goes_before_the_causes():
    results = (_result("C1", 2.5, 3.5), _result("C3", 2.0, 3.5), _result("C5", 3.0, 3.5))
    assert _order(*results) == ["C5", "C1", "C3"]


def test_a_timeline_of_three_waits_for_its_turn():
    assert _order(_result("C1", 3.0, 3.5), _result("C3", 3.0, 3.5)) == ["C3", "C1"]


def test_above_the_minima_what_pays_most_comes_first():
    results = (_result("C5", 3.0, 3.0, weight=1.0), _result("C8", 3.0, 3.0, weight=2.0))
    assert _order(*results) == ["C8", "C5"]


def test_what_is_capped_is_not_proposed_before_publication():
    assert _order(_result("C7", 4.0, 3.0)) == []


def test_an_accusation_makes_the_tone_first_even_without_minima():
    results = (_result("C5", 1.0, None, weight=0.1), _result("C8", 1.0, None, weight=5.0))
    assert _order(*results, accused=True)[0] == "C5"


def test_a_step_says_what_to_do_with_which_question_and_where(complete: Postmortem, judge):
    bare = complete.model_copy(update={"timeline": Timeline()})
    step = judge(bare).next_steps[0]
    assert step.criterion == "C1"
    assert step.question.startswith("TL-")
    assert step.do.endswith(".")


def test_there_are_never_more_than_three(judge):
    card = judge(Postmortem.model_validate({"meta": {"id": "PM-2026-001"}}))
    assert len(card.next_steps) == 3
    assert len({(step.criterion, step.do) for step in card.next_steps}) == 3
