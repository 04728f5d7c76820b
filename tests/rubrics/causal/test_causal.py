"""The rules for causal statements, each with what it flags and what it leaves alone."""

from datetime import UTC, datetime, timedelta

import pytest

from agent.assessment import facts
from agent.postmortem.causes import Analysis, CausalStatement, Cause, Problem, WhyNode
from agent.postmortem.people import Person
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.timeline import Event, Timeline
from agent.postmortem.values import TimePoint
from rubrics import causal

NOW = datetime(2026, 3, 4, tzinfo=UTC)
START = datetime(2026, 3, 2, 14, tzinfo=UTC)
SOUND = {
    "cause": "The release step accepts any integer as pool size",
    "effect": "values far below the demand reach all nodes unseen",
    "event": "E2",
}


def rules(*, nodes=(), caused_by=(), problem="", fields=None, **statement):
    cause = Cause(
        id="U1",
        role="primary",
        statement=CausalStatement(**{**SOUND, **statement}),
        **{"evidence": ("R1",), "confidence": "supported", **(fields or {})},
    )
    events = (
        Event(id="E1", kind="change", time=TimePoint(at=START)),
        Event(id="E2", kind="impact_start", time=TimePoint(at=START + timedelta(minutes=5))),
        Event(
            id="E3",
            kind="detected",
            time=TimePoint(at=START + timedelta(hours=1)),
            caused_by=caused_by,
        ),
    )
    document = Postmortem(
        meta=Meta(id="PM-2026-001", type="production_outage"),
        people=(Person(id="P1", display="Ines Okoro"),),
        timeline=Timeline(events=events),
        analysis=Analysis(problem=Problem(text=problem), causes=(cause,), nodes=nodes),
    )
    return [finding.rule for finding in causal.check(facts(document, NOW), NOW)]


def node(name, parent="", **fields):
    return WhyNode(id=name, parent=parent, text="the value was typed by hand", **fields)


def test_a_sound_statement_passes_every_rule():
    assert rules() == []


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        ("R1", {"effect": ""}),
        ("R1", {"cause": "Missing range"}),
        ("R1", {"event": "E9"}),
        ("R1", {"effect": "the release step accepts any integer as size"}),
        ("R2", {"cause": "The range check of the release step was inadequate"}),
        ("R2", {"effect": "the release step failed to hold back small values"}),
        ("R6", {"cause": "No range check exists in the release step"}),
        ("R6", {"cause": "The release step lacks a range for pool sizes"}),
        ("R7", {"cause": "The developer typed eight instead of eighty"}),
        ("R7", {"cause": "Ines Okoro typed eight instead of eighty"}),
        ("R7", {"cause": "Nobody looked at the size of the pool"}),
        ("R9", {"cause": "Human error"}),
        ("R9", {"cause": "A configuration error."}),
    ],
)
def test_a_statement_that_breaks_a_rule_is_flagged(rule, statement):
    assert rule in rules(**statement)


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        ("R2", {"cause": "The range check was inadequate: it let values below 50 pass"}),
        ("R2", {"effect": "the wrongdoing clause of the contract reached all nodes unseen"}),
        ("R7", {"cause": "The developer portal accepts any integer as pool size"}),
        ("R7", {"cause": "The on-call rota lists one number for two regions"}),
        ("R9", {"cause": "The human error rate of the form is shown to no one"}),
    ],
)
def test_a_near_miss_is_left_alone(rule, statement):
    assert rule not in rules(**statement)


def test_an_absence_that_could_be_expected_passes():
    expected = {"expected_because": "every other step has a range"}
    assert "R6" not in rules(cause="No range check exists in the release step", fields=expected)


def test_what_somebody_did_needs_a_condition_behind_it():
    did = node("W1", kind="human_action")
    assert "R3" in rules(nodes=(did,))
    assert "R3" not in rules(nodes=(did, node("W2", "W1")))


def test_a_deviation_needs_a_condition_behind_it():
    deviation = node("W1", kind="procedure_deviation")
    assert "R4" in rules(nodes=(deviation, node("W2", "W1", kind="event")))
    assert "R4" not in rules(nodes=(deviation, node("W2", "W1")))


def test_an_omission_needs_a_duty():
    assert "R5" in rules(nodes=(node("W1", kind="omission"),))
    assert "R5" not in rules(nodes=(node("W1", kind="omission", duty_ref="release rule 7"),))


def test_a_cause_comes_before_its_effect():
    assert "R8" in rules(cause="The alert of E3 hid the release of the pool size")
    assert "R8" not in rules(cause="The release E1 carried a pool size of eight")
    assert "R8" not in rules(caused_by=("E1",))


def test_a_cause_that_repeats_the_problem_is_a_symptom():
    assert "R9" in rules(
        cause="Booking failed for all users at noon",
        problem="Booking failed for all users at noon.",
    )


def test_without_evidence_a_cause_is_a_hypothesis():
    assert "R10" in rules(fields={"evidence": ()})
    assert "R10" not in rules(fields={"evidence": (), "confidence": "hypothesis"})


def test_rejected_causes_are_left_alone():
    assert rules(effect="", fields={"confidence": "rejected"}) == []
