"""Each criterion goes up as facts are added, and falls when the facts behind it go."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agent.postmortem.actions import Tracker
from agent.postmortem.causes import Analysis, CausalStatement, Cause, Problem, WhyNode
from agent.postmortem.impact import Impact
from agent.postmortem.learning import Learning, Sharing
from agent.postmortem.people import Intake
from agent.postmortem.record import Meta, Postmortem, Summary, Waiver
from agent.postmortem.timeline import Timeline
from agent.postmortem.values import Absence, TimePoint
from rubrics.findings import Condition, Finding, Scorecard


def _score(card: Scorecard, criterion: str) -> float | None:
    return next(result.score for result in card.criteria if result.id == criterion)


def _condition(card: Scorecard, name: str) -> Condition:
    return next(c for result in card.criteria for c in result.conditions if c.id == name)


def _with(document: Postmortem, path: str, **changes: Any) -> Postmortem:
    head, _, rest = path.partition(".")
    inner = getattr(document, head)
    changed = _with(inner, rest, **changes) if rest else inner.model_copy(update=changes)
    return document.model_copy(update={head: changed})


def _each(items: tuple[Any, ...], **changes: Any) -> tuple[Any, ...]:
    return tuple(item.model_copy(update=changes) for item in items)


def test_an_empty_document_has_a_score_and_says_what_comes_first(judge):
    card = judge(Postmortem(meta=Meta(id="PM-2026-001", severity="sev1")))
    assert card.verdict == "fail"
    assert len(card.next_steps) == 3


def test_a_whole_document_reaches_the_top_of_every_criterion(complete: Postmortem, judge):
    tops = {result.id: result.score for result in judge(complete).criteria}
    assert tops == {**dict.fromkeys(tops, 5.0), "C6": 4.0, "C7": 4.0}


STEPS: list[tuple[str, Callable[[Postmortem], Postmortem], float]] = [
    ("C1", lambda d: d.model_copy(update={"timeline": Timeline()}), 1.0),
    ("C1", lambda d: _with(d, "timeline", events=d.timeline.events[:3]), 2.5),
    ("C1", lambda d: _with(d, "meta", timezone=""), 2.5),
    ("C1", lambda d: _with(d, "timeline", events=_each(d.timeline.events, sources=())), 3.5),
    ("C1", lambda d: _with(d, "timeline", observations=()), 3.5),
    ("C1", lambda d: _with(d, "timeline", events=_each(d.timeline.events, decision=None)), 4.5),
    ("C2", lambda d: d.model_copy(update={"impact": Impact(), "timeline": Timeline()}), 1.0),
    ("C2", lambda d: d.model_copy(update={"impact": Impact()}), 2.5),
    ("C2", lambda d: _with(d, "impact", metrics_table=()), 3.5),
    ("C2", lambda d: _with(d, "impact.users", base=None), 3.5),
    ("C2", lambda d: _with(d, "impact", quotes=(), opportunity="", long_tail=""), 4.5),
    ("C3", lambda d: d.model_copy(update={"analysis": Analysis()}), 1.0),
    ("C3", lambda d: _with(d, "analysis", problem=Problem()), 2.5),
    ("C3", lambda d: _with(d, "analysis", nodes=()), 2.5),
    ("C3", lambda d: _with(d, "analysis", considered_none=()), 3.5),
    ("C3", lambda d: _with(d, "analysis", barriers=(), why_now=""), 4.5),
    ("C4", lambda d: d.model_copy(update={"actions": ()}), 1.0),
    ("C4", lambda d: d.model_copy(update={"actions": _each(d.actions, owner="")}), 2.5),
    ("C4", lambda d: d.model_copy(update={"actions": _each(d.actions, done_when="")}), 2.5),
    ("C4", lambda d: d.model_copy(update={"actions": _each(d.actions, priority="")}), 3.5),
    ("C4", lambda d: d.model_copy(update={"actions": _each(d.actions, rationale="")}), 4.5),
    ("C5", lambda d: d.model_copy(update={"learning": Learning()}), 3.5),
    ("C5", lambda d: d.model_copy(update={"support": "unknown"}), 4.5),
    ("C7", lambda d: d.model_copy(update={"learning": Learning()}), 1.5),
    ("C7", lambda d: d.model_copy(update={"sharing": Sharing()}), 1.5),
    ("C7", lambda d: _with(d, "sharing", archive=""), 2.5),
    ("C7", lambda d: _with(d, "sharing", events=d.sharing.events[:2]), 3.5),
    ("C8", lambda d: d.model_copy(update={"actions": ()}), 1.0),
    ("C8", lambda d: d.model_copy(update={"summary": Summary()}), 2.5),
    ("C8", lambda d: d.model_copy(update={"evidence": ()}), 3.5),
    ("C8", lambda d: _with(d, "summary", text="Carts broke. " * 5), 4.5),
]


@pytest.mark.parametrize(("criterion", "without", "left"), STEPS)
def test_a_criterion_falls_to_the_level_that_still_holds(
    criterion: str,
    without: Callable[[Postmortem], Postmortem],
    left: float,
    complete: Postmortem,
    judge,
):
    assert _score(judge(without(complete)), criterion) == left


@pytest.mark.parametrize(
    ("rules", "points"), [(("BP01",), 1.0), (("BP05",), 3.5), (("BP05",) * 3, 2.5)]
)
def test_blame_costs_the_tone_by_the_level_of_its_rule(rules, points, complete, judge):
    hits = tuple(
        Finding(rule=rule, category="blame", severity="warning", message="m", field=f"notes.N{n}")
        for n, rule in enumerate(rules)
    )
    assert _score(judge(complete, *hits), "C5") == points


def test_a_name_in_a_cause_costs_causes_and_tone(complete: Postmortem, judge):
    named = Finding(
        rule="L1",
        category="blame",
        severity="warning",
        message="m",
        field="analysis.causes.U1.statement.cause",
    )
    card = judge(complete, named)
    assert not _condition(card, "C3.K3.unnamed").ok
    assert not _condition(card, "C5.K3.unnamed").ok


def test_a_broken_causal_rule_on_the_primary_cause_holds_the_causes_back(
    complete: Postmortem, judge
):
    broken = Finding(
        rule="R1",
        category="cause",
        severity="error",
        message="m",
        field="analysis.causes.U1.statement",
    )
    card = judge(complete, broken)
    assert _score(card, "C3") == 2.5
    assert "R1" in _condition(card, "C3.K3.primary").observed


def test_a_vague_wording_of_an_action_takes_its_letter(complete: Postmortem, judge):
    first = complete.actions[0].model_copy(update={"text": "Ensure that pool limits are right"})
    vague = complete.model_copy(update={"actions": (first, *complete.actions[1:])})
    seen = _condition(judge(vague), "C4.K3.owned_and_dated")
    assert (seen.ok, seen.fields) == (False, ("actions.A1.text",))


def test_a_disputed_wording_gives_the_letter_back(complete: Postmortem, judge):
    first = complete.actions[0].model_copy(update={"text": "Ensure that pool limits are right"})
    waiver = Waiver(id="WV1", rule="VA05", reason="Ensure is the gate", field="actions.A1.text")
    actions = (first, *complete.actions[1:])
    disputed = complete.model_copy(update={"actions": actions, "waivers": (waiver,)})
    elsewhere = waiver.model_copy(update={"field": "actions.A2.text"})
    other = complete.model_copy(update={"actions": actions, "waivers": (elsewhere,)})
    assert _condition(judge(disputed), "C4.K3.owned_and_dated").ok
    assert not _condition(judge(other), "C4.K3.owned_and_dated").ok


def test_an_effort_nobody_gave_is_no_violation(complete: Postmortem, judge):
    unknown = complete.model_copy(update={"actions": _each(complete.actions, effort=None)})
    assert _condition(judge(unknown), "C4.K3.realistic").ok
    assert _condition(judge(unknown), "C4.K4.smart").ok
    assert not _condition(judge(unknown), "C4.K5.weighed").ok


def test_a_role_alone_is_no_owner(complete: Postmortem, judge):
    people = (complete.people[0].model_copy(update={"display": "on-call"}), *complete.people[1:])
    seen = _condition(
        judge(complete.model_copy(update={"people": people})), "C4.K3.owned_and_dated"
    )
    assert (seen.ok, seen.questions[0]) == (False, "AC-05")


def test_closing_the_actions_keeps_their_horizons(complete: Postmortem, judge, now):
    done = _each(complete.actions, status="done", closed_at=now)
    before = _condition(judge(complete), "C4.K5.horizons").observed
    after = _condition(judge(complete.model_copy(update={"actions": done})), "C4.K5.horizons")
    assert (after.ok, after.observed) == (True, before)


def test_times_told_in_words_are_seen(complete: Postmortem, judge):
    worded = complete.timeline.events[-1].model_copy(
        update={"time": TimePoint(original_text="in the evening", precision="unknown")}
    )
    events = (*complete.timeline.events[:-1], worded)
    card = judge(_with(complete, "timeline", events=events))
    assert _condition(card, "C1.K3.times_in_figures").fields == (
        f"timeline.events.{worded.id}.time",
    )


def test_a_missing_moment_is_asked_for_by_its_own_question(complete: Postmortem, judge):
    events = tuple(e for e in complete.timeline.events if e.kind != "diagnosis")
    seen = _condition(judge(_with(complete, "timeline", events=events)), "C1.K4.spine")
    assert seen.questions[0] == "TL-10a"
    assert "diagnosis" in seen.observed


def test_what_was_computed_elsewhere_goes_before_what_is_read_here(complete: Postmortem, judge):
    long = {"t_known": {"minutes": 500, "limit": 60}, "ttd": {"minutes": 50, "limit": 15}}
    seen = _condition(judge(complete, phases=long), "C1.K5.phases_explained")
    assert not seen.ok
    assert "ttd" in seen.observed
    assert "t_known" not in seen.observed


def test_a_dimension_that_does_not_apply_counts_with_a_reason_twice_at_most(
    complete: Postmortem, judge
):
    def absent(*paths: str, reason: str = "internal only") -> dict[str, Absence]:
        return {path: Absence(kind="not_applicable", reason=reason) for path in paths}

    bare = _with(
        complete,
        "impact",
        money=complete.impact.money.model_copy(update={"revenue": None}),
        sla=complete.impact.sla.model_copy(update={"target": None, "name": ""}),
        reputation=complete.impact.reputation.model_copy(update={"tickets": None}),
    )
    two = absent("impact.money", "impact.sla.target")
    excused = bare.model_copy(update={"absences": two})
    crowded = bare.model_copy(update={"absences": {**two, **absent("impact.reputation")}})
    unreasoned = bare.model_copy(update={"absences": absent("impact.money", reason="")})
    covered = "C2.K4.covered"
    assert "5 of 6" in _condition(judge(excused), covered).observed
    assert "5 of 6" in _condition(judge(crowded), covered).observed
    assert "3 of 6" in _condition(judge(unreasoned), covered).observed


def test_an_unknown_field_counts_as_missing(complete: Postmortem, judge):
    bare = _with(complete, "analysis", why_now="")
    unknown = bare.model_copy(update={"absences": {"analysis.why_now": Absence(kind="unknown")}})
    assert not _condition(judge(unknown), "C3.K5.why_now").ok


def test_fewer_actions_do_when_every_cause_is_answered(complete: Postmortem, judge):
    few = (complete.actions[0], complete.actions[2], complete.actions[3])
    card = judge(complete.model_copy(update={"actions": few}))
    assert _condition(card, "C4.K4.enough").ok
    lacking = judge(complete.model_copy(update={"actions": few[:2]}))
    assert not _condition(lacking, "C4.K4.enough").ok


def test_the_same_action_said_twice_does_not_pay(complete: Postmortem, judge):
    first = complete.actions[0]
    filler = tuple(first.model_copy(update={"id": f"A{n}"}) for n in range(1, 7))
    card = judge(complete.model_copy(update={"actions": filler}))
    assert not _condition(card, "C4.K3.enough").ok


def test_fewer_lessons_do_when_each_deeper_cause_stands_behind_one(complete: Postmortem, judge):
    two = _with(complete, "learning", lessons=complete.learning.lessons[:2])
    one = _with(complete, "learning", lessons=complete.learning.lessons[:1])
    assert _condition(judge(two), "C7.K3.lessons").ok
    assert not _condition(judge(one), "C7.K3.lessons").ok


def test_an_honest_cause_not_established_passes_the_causes(complete: Postmortem, judge):
    unknown = Cause(
        id="U1",
        role="primary",
        category="unknown",
        second_look_on=date(2026, 4, 1),
        domain="technical",
    )
    guess = Cause(
        id="U2",
        category="capacity_scale",
        statement=CausalStatement(cause="the pool may have been full before the sale began"),
    )
    capture = complete.actions[0].model_copy(
        update={"text": "Record pool use each second for a month"}
    )
    analysis = complete.analysis.model_copy(update={"causes": (unknown, guess), "nodes": ()})
    honest = complete.model_copy(update={"analysis": analysis, "actions": (capture,)})
    undated = unknown.model_copy(update={"second_look_on": None})
    careless = honest.model_copy(
        update={"analysis": analysis.model_copy(update={"causes": (undated, guess)})}
    )
    assert (_score(judge(honest), "C3") or 0) >= 3.0
    assert "2026-04-01" in _condition(judge(honest), "C3.K3.path").observed
    assert (_score(judge(careless), "C3") or 0) < 3.0


def test_a_tracker_is_planned_before_publication_and_needed_after(complete: Postmortem, judge):
    bare = complete.model_copy(update={"actions": _each(complete.actions, tracker=Tracker())})
    built_in = Tracker(system="unblame")
    own = complete.model_copy(update={"actions": _each(complete.actions, tracker=built_in)})
    assert _condition(judge(bare), "C4.K4.tracked").ok
    assert not _condition(judge(bare, mode="final"), "C4.K4.tracked").ok
    assert _condition(judge(own, mode="final"), "C4.K4.tracked").ok


def test_follow_through_falls_when_nobody_looks_at_open_actions(complete: Postmortem, judge, now):
    published = _with(complete, "meta", published_at=now)
    soon = judge(published, now=now + timedelta(days=3))
    late = judge(published, now=now + timedelta(days=40))
    assert (_score(soon, "C6") or 0) >= 4.5
    assert _score(late, "C6") == 2.5
    assert not _condition(late, "C6.K5.escalated").ok


def test_a_near_miss_is_judged_by_its_own_dimensions(judge, dimension):
    keys = ("potential_users", "exposure_time", "potential_financial", "potential_sla")
    document = Postmortem(
        meta=Meta(id="PM-2026-002", type="near_miss"),
        intake=Intake(likelihood="remote"),
        impact=Impact(dimensions=(*(dimension(key) for key in keys), dimension("handling_effort"))),
    )
    seen = _condition(judge(document), "C2.K4.covered")
    assert (seen.ok, seen.observed) == (True, "6 of 6 covered")


def test_a_tree_with_a_cycle_is_judged_without_hanging(complete: Postmortem, judge):
    nodes = (WhyNode(id="W1", parent="W2", text="a"), WhyNode(id="W2", parent="W1", text="b"))
    card = judge(_with(complete, "analysis", nodes=nodes))
    assert not _condition(card, "C3.K3.path").ok
