"""The gate: minima by severity, near misses, light, basic, disputes, overrides, unknowns."""

from datetime import UTC, datetime, timedelta

import pytest

from agent.postmortem.record import Override, Postmortem, Waiver
from rubrics.conditions.case import Case
from rubrics.findings import Finding
from rubrics.gate import Bar, bar, gate

NAMES = tuple(f"C{n}" for n in range(1, 9))


def _ruling(score: float, now: datetime, findings: tuple[Finding, ...] = (), **facts: object):
    case = Case(facts, now, "provisional", findings)
    wanted = bar(case)
    return gate(case, score, dict.fromkeys(NAMES, score), wanted)


def _meta(severity: str, kind: str = "product_failure", **more: object) -> dict[str, object]:
    return {"severity": severity, "type": kind, **more}


def _bar(now: datetime, **facts: object) -> Bar:
    return bar(Case(facts, now, "provisional"))


def test_sev1_asks_for_four_everywhere_but_timeliness(now):
    wanted = _bar(now, meta=_meta("sev1"))
    assert set(wanted.minima.values()) == {4.0}
    assert "C6" not in wanted.minima


def test_timeliness_has_its_minimum_once_published(now):
    published = now.isoformat()
    assert _bar(now, meta=_meta("sev1", published_at=published)).minima["C6"] == 4.0


@pytest.mark.parametrize(
    ("kind", "criterion"),
    [
        ("security_incident", "C1"),
        ("product_failure", "C1"),
        ("project_failure", "C1"),
        ("production_outage", "C5"),
    ],
)
def test_sev2_is_relaxed_where_the_type_rarely_has_more(kind: str, criterion: str, now):
    minima = _bar(now, meta=_meta("sev2", kind)).minima
    assert minima[criterion] == 3.0
    assert minima["C3"] == 3.5


def test_a_near_miss_is_held_to_one_step_below_what_it_could_have_become(now):
    facts = {"meta": _meta("sev3", "near_miss"), "intake": {"worst_credible": "sev1"}}
    wanted = _bar(now, **facts)
    assert set(wanted.minima.values()) == {3.5}
    assert wanted.overall == 3.5


def test_sev4_and_light_pass_at_three_as_ready_light(now):
    assert _ruling(3.0, now, meta=_meta("sev4")).label == "ready (light)"
    assert _ruling(3.0, now, meta=_meta("sev3", depth="light")).label == "ready (light)"


def test_light_depth_does_not_lower_the_bar_of_a_grave_incident(now):
    assert _bar(now, meta=_meta("sev1", depth="light")).minima["C3"] == 4.0


def test_sev3_may_be_released_as_basic_by_a_recorded_decision(now):
    decision = {"state": "REVIEW", "reason": "the team moves on"}
    waiting = _ruling(3.2, now, meta=_meta("sev3"))
    released = _ruling(3.2, now, meta=_meta("sev3", overrides=[decision]))
    assert (waiting.passed, waiting.verdict) == (False, "basic")
    assert (released.passed, released.verdict) == (True, "basic")


def test_sev2_is_not_released_by_a_decision(now):
    decision = {"state": "REVIEW", "reason": "the team moves on"}
    assert not _ruling(3.2, now, meta=_meta("sev2", overrides=[decision])).passed


def test_an_unknown_severity_has_no_minima_and_says_so(now):
    ruling = _ruling(3.6, now, meta={"type": "production_outage"})
    assert ruling.passed
    assert "severity unknown" in ruling.label


@pytest.mark.parametrize(
    "finding",
    [
        Finding(rule="X02", category="contradiction", severity="error", message="m", group="T"),
        Finding(rule="BP01", category="blame", severity="error", message="m"),
    ],
)
def test_a_contradiction_or_an_accusation_blocks(finding: Finding, now):
    ruling = _ruling(4.5, now, (finding,), meta=_meta("sev3"))
    assert (ruling.passed, ruling.verdict) == (False, "basic")


def test_a_warning_does_not_block(now):
    finding = Finding(rule="X01", category="contradiction", severity="warning", message="m")
    assert _ruling(4.5, now, (finding,), meta=_meta("sev3")).passed


def test_a_disputed_finding_counts_as_met_and_stays_visible(complete: Postmortem, judge):
    finding = Finding(
        rule="X20",
        category="contradiction",
        severity="error",
        message="m",
        group="I",
        field="impact.stated_duration_min",
    )
    waiver = Waiver(id="WV1", rule="X20", reason="the status page counts otherwise")
    disputed = judge(complete.model_copy(update={"waivers": (waiver,)}), finding)
    assert not judge(complete, finding).gate_passed
    assert disputed.gate_passed
    assert disputed.findings[0].severity == "info"
    assert waiver.reason in disputed.findings[0].message


def test_a_dispute_without_a_reason_or_about_another_field_changes_nothing(
    complete: Postmortem, judge
):
    finding = Finding(
        rule="BP01", category="blame", severity="error", message="m", field="summary.text"
    )
    silent = Waiver(id="WV1", rule="BP01", reason=" ")
    elsewhere = Waiver(id="WV2", rule="BP01", reason="a quote", field="timeline.events.E1")
    document = complete.model_copy(update={"waivers": (silent, elsewhere)})
    assert not judge(document, finding).gate_passed


def test_a_disputed_condition_counts_as_met(complete: Postmortem, judge):
    bare = complete.model_copy(update={"support": "unknown"})
    waiver = Waiver(id="WV1", rule="C5.K5.support", reason="nobody was near the trigger")
    disputed = bare.model_copy(update={"waivers": (waiver,)})
    assert judge(bare).criteria[4].score == 4.5
    assert judge(disputed).criteria[4].score == 5.0


def test_an_override_of_a_guard_costs_ready_but_not_the_gate(complete: Postmortem, judge, now):
    override = Override(state="CAUSES", reason="no access", by="P1", at=now)
    meta = complete.meta.model_copy(update={"overrides": (override,)})
    card = judge(complete.model_copy(update={"meta": meta}))
    assert (card.gate_passed, card.verdict) == (True, "basic")
    assert "CAUSES" in card.label


def test_the_mode_is_final_only_after_publication(complete: Postmortem, judge, now):
    meta = complete.meta.model_copy(update={"published_at": now})
    assert judge(complete).mode == "provisional"
    assert judge(complete.model_copy(update={"meta": meta})).mode == "final"


def test_what_is_planned_counts_before_publication_and_is_capped(complete: Postmortem, judge):
    before, after = judge(complete), judge(complete, mode="final")
    assert before.criteria[6].score == 4.0
    assert after.criteria[6].score == 1.5


def test_excellent_needs_the_final_mode(complete: Postmortem, judge, now):
    shares = tuple(s.model_copy(update={"at": now}) for s in complete.sharing.events)
    sharing = complete.sharing.model_copy(update={"events": shares})
    meta = complete.meta.model_copy(update={"published_at": now})
    shared = complete.model_copy(update={"sharing": sharing})
    published = shared.model_copy(update={"meta": meta})
    assert judge(shared).verdict == "ready"
    card = judge(published, now=now + timedelta(days=1))
    assert (card.verdict, card.criteria[6].score) == ("excellent", 5.0)


def test_timeliness_that_cannot_be_known_is_left_out_and_said(complete: Postmortem, judge):
    dates = {"created_at": None, "entered_review_at": None}
    card = judge(complete.model_copy(update={"meta": complete.meta.model_copy(update=dates)}))
    assert card.criteria[5].score is None
    assert card.gate_passed
    assert "timeliness not known" in card.label


def test_a_late_review_can_still_pass(complete: Postmortem, judge):
    late = {"entered_review_at": datetime(2026, 9, 1, tzinfo=UTC)}
    card = judge(complete.model_copy(update={"meta": complete.meta.model_copy(update=late)}))
    assert card.criteria[5].score == 1.5
    assert card.gate_passed
