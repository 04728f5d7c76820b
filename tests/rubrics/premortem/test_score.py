"""The rubric of pre-mortems: what lifts each criterion, what contradicts itself, the gate."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from agent.assessment import premortem
from agent.documents.layout import view_of
from agent.documents.markdown import written
from agent.documents.premortem.form import PREMORTEM
from agent.documents.premortem.reading import from_markdown
from agent.premortem.modes import Rating
from agent.premortem.record import Meta, Premortem
from rubrics.findings import Scorecard
from rubrics.premortem.catalogue import advice, rubric
from rubrics.premortem.checks import CHECKS
from rubrics.premortem.contradictions import CHECKS as CONTRADICTIONS

NOW = datetime(2026, 10, 1, tzinfo=UTC)
EMPTY = Premortem(meta=Meta(id="PRE-2026-001"))


def judged(document: Premortem) -> Scorecard:
    tree = premortem.facts(document, NOW)
    return premortem.judge(tree, NOW, premortem.found(document, tree, NOW))


def scores(document: Premortem) -> dict[str, float | None]:
    return {result.id: result.score for result in judged(document).criteria}


def rules(document: Premortem) -> set[str]:
    return {finding.rule for finding in judged(document).findings}


def changed(document: Premortem, path: str, **update: object) -> Premortem:
    part = getattr(document, path).model_copy(update=update)
    return document.model_copy(update={path: part})


def test_there_are_eight_criteria_with_conditions_of_every_level():
    assert [one.criterion for one in rubric().criteria] == [f"P{n}" for n in range(1, 9)]
    for criterion in rubric().criteria:
        assert set(criterion.levels) == {2, 3, 4, 5}


def test_every_check_that_is_named_exists_and_every_one_that_exists_is_named():
    named = {c.check for one in rubric().criteria for level in one.levels.values() for c in level}
    assert named == set(CHECKS)
    assert {one.check for one in rubric().contradictions} == set(CONTRADICTIONS)


def test_no_condition_is_named_twice():
    conditions = sum(len(level) for one in rubric().criteria for level in one.levels.values())
    assert len(advice()) == conditions


def test_an_empty_pre_mortem_reaches_nothing():
    card = judged(EMPTY)

    assert set(scores(EMPTY).values()) == {1.0}
    assert (card.verdict, card.gate_passed) == ("fail", False)
    assert card.next_steps[0].question.startswith("PM-")


def test_a_stored_pre_mortem_and_its_markdown_get_the_same_score(full):
    read = from_markdown(written(view_of(full, {}), PREMORTEM)).document

    ours, theirs = judged(full), judged(read)
    assert ours.criteria == theirs.criteria
    assert ours.findings == theirs.findings


LOSSES: dict[str, tuple[str, Callable[[Premortem], Premortem]]] = {
    "no measure": ("P1", lambda one: changed(one, "plan", measure="")),
    "two assumptions": (
        "P1",
        lambda one: changed(one, "plan", assumptions=one.plan.assumptions[:2]),
    ),
    "no end": ("P1", lambda one: changed(one, "plan", end=None)),
    "a failure that may come": (
        "P2",
        lambda one: changed(one, "failure", text="Searches will probably be slow by 9 seconds."),
    ),
    "a failure without a day": (
        "P2",
        lambda one: changed(one, "failure", text="Searches took 9 seconds and orders were lost."),
    ),
    "reasons of the coach alone": (
        "P3",
        lambda one: one.model_copy(
            update={"reasons": tuple(r.model_copy(update={"source": "coach"}) for r in one.reasons)}
        ),
    ),
    "one lens": (
        "P4",
        lambda one: one.model_copy(
            update={"modes": tuple(m.model_copy(update={"lens": "technical"}) for m in one.modes)}
        ),
    ),
    "a loose reason": (
        "P5",
        lambda one: one.model_copy(
            update={"modes": (one.modes[0].model_copy(update={"reason_ids": ()}), *one.modes[1:])}
        ),
    ),
    "no mitigation at all": ("P6", lambda one: one.model_copy(update={"actions": ()})),
    "a mitigation by attention": (
        "P6",
        lambda one: one.model_copy(
            update={
                "actions": (
                    one.actions[0].model_copy(
                        update={"text": "Remind everybody to watch bulk imports", "done_when": ""}
                    ),
                )
            }
        ),
    ),
    "no signal": ("P7", lambda one: one.model_copy(update={"signals": (), "readings": ()})),
    "no reason for the decision": ("P8", lambda one: changed(one, "decision", reason="")),
    "dissent not asked for": ("P8", lambda one: changed(one, "decision", dissent=())),
    "decided too late": (
        "P8",
        lambda one: changed(one, "plan", decision_on=date(2026, 8, 1)),
    ),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_taken_away_lowers_its_criterion_and_no_other(full, loss):
    criterion, take = LOSSES[loss]
    before, after = scores(full), scores(take(full))

    assert (after[criterion] or 0) < (before[criterion] or 0)
    grown = {name for name in before if (after[name] or 0) > (before[name] or 0)}
    assert not grown


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("PX01", lambda one: changed(one, "plan", decision_on=date(2027, 1, 1))),
        (
            "PX02",
            lambda one: one.model_copy(
                update={
                    "ratings": (
                        *one.ratings,
                        Rating(id="RT90", mode_id="FM1", by="P9", severity=2),
                    )
                }
            ),
        ),
        (
            "PX03",
            lambda one: one.model_copy(
                update={
                    "ratings": (
                        *one.ratings,
                        Rating(id="RT91", mode_id="FM1", by="P1", round="after", severity=2),
                    )
                }
            ),
        ),
        (
            "PX04",
            lambda one: one.model_copy(
                update={"signals": (one.signals[0].model_copy(update={"mode_id": "FM9"}),)}
            ),
        ),
        (
            "PX07",
            lambda one: one.model_copy(
                update={
                    "modes": (
                        one.modes[0],
                        one.modes[1].model_copy(update={"reason_ids": ("RS1", "RS2")}),
                        one.modes[2],
                    )
                }
            ),
        ),
    ],
)
def test_statements_that_contradict_each_other_block_the_gate(full, rule, change):
    assert rule not in rules(full)

    card = judged(change(full))

    assert rule in {finding.rule for finding in card.findings}
    assert not card.gate_passed
    assert "error" in card.label


def test_a_plan_that_is_surer_than_its_gravest_mode_allows_is_told_so(full):
    assert "PX05" in rules(full)
    assert "PX05" not in rules(changed(full, "plan", success_pct=50))


def test_a_threshold_crossed_while_the_plan_goes_on_is_told(full):
    assert "PX06" in rules(full)
    assert "PX06" not in rules(full.model_copy(update={"readings": ()}))


def test_blame_in_a_reason_is_found(full):
    reason = full.reasons[0].model_copy(update={"text": "Jonas forgot to raise the limit again."})
    found = judged(full.model_copy(update={"reasons": (reason, *full.reasons[1:])})).findings

    assert any(one.category == "blame" and one.field == "reasons.RS1.text" for one in found)


def test_a_disputed_condition_counts_as_met_and_stands_there(full):
    disputed = full.model_dump()
    disputed["waivers"] = [
        {"id": "WV1", "rule": "P5.K3.chains", "reason": "One link is all there is", "by": "P1"}
    ]

    result = next(
        one for one in judged(Premortem.model_validate(disputed)).criteria if one.id == "P5"
    )
    condition = next(one for one in result.conditions if one.id == "P5.K3.chains")

    assert condition.ok
    assert "disputed: One link is all there is" in condition.observed


def test_without_ratings_every_mode_may_matter(full):
    unrated = full.model_copy(update={"ratings": ()})
    condition = {c.id: c for one in judged(unrated).criteria for c in one.conditions}

    assert condition["P7.K3.covered"].observed == "1 of 3 modes"
