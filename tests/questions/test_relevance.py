"""Questions are asked where they make sense, and about things that still lack an answer."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.postmortem.actions import Action, Measure, Verification
from agent.postmortem.causes import (
    AcceptedRisk,
    Barrier,
    CausalStatement,
    Cause,
    ConsideredNone,
    WhyNode,
)
from agent.postmortem.edits import Draft
from agent.postmortem.impact import Dimension
from agent.postmortem.people import GlossaryTerm, Note, Person
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.timeline import Event, EventKind, Observation
from agent.postmortem.values import Absence, Money, Precision, Provenance, TimePoint
from agent.questions import about_premortem
from agent.questions.bank import load_bank, render
from agent.questions.relevance import LISTINGS, Relevance, fits, subjects, subjects_for

KINDS = sorted(set(LISTINGS) - set(about_premortem.LISTINGS))
"""The kinds of things in a postmortem."""

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
START = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


def postmortem(kind: str = "production_outage", severity: str = "sev2", **parts: Any) -> Postmortem:
    meta = Meta(id="PM-2026-001", type=kind, severity=severity, timezone="UTC")
    return Postmortem(meta=meta).model_copy(update=parts)


def relevance(document: Postmortem, **computed: Any) -> Relevance:
    return Relevance(document, {"computed": computed}, NOW)


def event(
    number: int,
    kind: EventKind,
    minutes: float | None,
    precision: Precision = "minute",
    **more: Any,
) -> Event:
    at = None if minutes is None else START + timedelta(minutes=minutes)
    point = TimePoint(at=at, precision=precision, original_text="some time")
    return Event(id=f"E{number}", kind=kind, time=point, text=f"{kind} {number}", **more)


def with_events(*events: Event, **more: Any) -> Postmortem:
    document = postmortem(**more)
    timeline = document.timeline.model_copy(update={"events": events})
    return document.model_copy(update={"timeline": timeline})


def outage() -> Postmortem:
    return with_events(
        event(1, "impact_start", 0),
        event(2, "detected", 5),
        event(3, "ack", 10),
        event(4, "diagnosis", 15),
        event(5, "mitigated", 100),
        event(6, "resolved", 118),
    )


def with_analysis(document: Postmortem, **parts: Any) -> Postmortem:
    return document.model_copy(update={"analysis": document.analysis.model_copy(update=parts)})


def cause(number: int, text: str = "the step takes any number", **more: Any) -> Cause:
    return Cause(id=f"U{number}", statement=CausalStatement(cause=text), **more)


def action(number: int, **more: Any) -> Action:
    return Action(id=f"A{number}", text=f"Refuse value {number}", **more)


def asked(question_id: str, document: Postmortem, **computed: Any) -> list[str]:
    found = subjects_for(load_bank().by_id(question_id), relevance(document, **computed))
    return [subject.id for subject in found]


def kinds(kind: str, document: Postmortem, **computed: Any) -> list[str]:
    return [subject.id for subject in subjects(kind, relevance(document, **computed))]


# --- which questions fit ---------------------------------------------------------------------


def test_typed_questions_wait_until_the_type_is_known() -> None:
    about_pools = load_bank().by_id("TL-O1")
    here = relevance(postmortem(kind=""))
    assert not fits(about_pools, "", here)
    assert fits(about_pools, "production_outage", here)
    assert not fits(about_pools, "near_miss", here)
    assert fits(load_bank().by_id("TL-01"), "", here)


@pytest.mark.parametrize(
    ("question_id", "section", "change"),
    [
        ("TR-02b", "intake", {"resolved": "yes"}),
        ("RF-01", "meta", {"refused_reason": "ongoing"}),
        ("RF-02", "meta", {"refused_reason": "trivial"}),
        ("CA-14", "intake", {"teams": 3}),
        ("CA-20", "analysis", {"causes": (cause(1),)}),
        ("IM-O3", "impact", {"sla": {"name": "checkout succeeds"}}),
        ("IM-13", "impact", {"users": {"affected": "0"}}),
        ("CA-28b", "analysis", {"fishbone": {"scheme": "6M"}}),
        ("CA-29b", "analysis", {"fault_tree": {"nodes": [{"id": "T1"}]}}),
        ("SH-04b", "sharing", {"external": {"needed": "needed"}}),
    ],
)
def test_a_predicate_holds_only_once_its_facts_are_there(
    question_id: str, section: str, change: dict[str, Any]
) -> None:
    question = load_bank().by_id(question_id)
    before = postmortem()
    part = getattr(before, section)
    tree = part.model_dump() | {
        name: [item.model_dump() for item in value] if isinstance(value, tuple) else value
        for name, value in change.items()
    }
    after = before.model_copy(update={section: type(part).model_validate(tree)})
    assert not fits(question, "production_outage", relevance(before))
    assert fits(question, "production_outage", relevance(after))


def test_actions_without_ratings_or_tracker_call_for_both() -> None:
    document = postmortem(actions=(action(1),))
    for question_id in ("AC-20", "SH-06"):
        question = load_bank().by_id(question_id)
        assert fits(question, "", relevance(document))
        assert not fits(question, "", relevance(postmortem()))


def test_the_branch_on_human_actions_stays_closed_when_it_belongs_elsewhere() -> None:
    node = WhyNode(id="W1", text="The value 20 was entered", kind="human_action")
    document = with_analysis(postmortem(), nodes=(node,))
    assert asked("CA-07", document) == ["W1"]
    closed = document.intake.model_copy(update={"restricted_branch": True})
    document = document.model_copy(update={"intake": closed})
    assert asked("CA-07", document) == []
    assert asked("CA-08", document) == []
    assert not fits(load_bank().by_id("TL-08"), "", relevance(document))


# --- what still lacks an answer --------------------------------------------------------------


def test_only_actions_without_an_owner_are_asked_for_one() -> None:
    document = postmortem(actions=(action(1), action(2, owner="P1"), action(3)))
    assert asked("AC-05", document) == ["A1", "A3"]


def test_declined_actions_are_asked_nothing() -> None:
    document = postmortem(actions=(action(1, status="declined", declined_reason="retired"),))
    assert asked("AC-05", document) == []
    assert asked("SH-05", document) == []


def test_what_is_marked_unknown_is_not_asked_again() -> None:
    draft = Draft(postmortem(actions=(action(1), action(2))))
    draft.mark_absent("actions.A1.owner", Absence(kind="unknown"))
    assert asked("AC-05", draft.finish()) == ["A2"]


def test_a_record_is_open_while_one_required_field_is_empty() -> None:
    half = Measure(metric="refused releases", target="1")
    document = postmortem(actions=(action(1, measure=half),))
    assert asked("AC-07", document) == ["A1"]
    full = half.model_copy(update={"check_on": date(2026, 4, 30)})
    assert asked("AC-07", postmortem(actions=(action(1, measure=full),))) == []


def test_a_note_about_a_subject_closes_the_question_for_it() -> None:
    note = Note(id="N1", question="AC-03", text="It stops", about="A1")
    document = postmortem(actions=(action(1), action(2)), notes=(note,))
    assert asked("AC-03", document) == ["A2"]


def test_a_default_counts_as_open_until_a_person_said_so() -> None:
    person = Person(id="P1", display="Mara Lind", role_in_incident="responder")
    draft = Draft(postmortem(people=(person,)))
    assert asked("RV-01", draft.finish()) == ["P1"]
    stamp = Provenance(origin="human", at=NOW)
    draft.set("people.P1.confirmed_timeline", "unknown", stamp)
    assert asked("RV-01", draft.finish()) == []


def test_only_people_who_took_part_confirm_the_story() -> None:
    people = (
        Person(id="P1", display="Mara Lind", role_in_incident="commander"),
        Person(id="P2", display="Sam Novak", role_in_incident="observer"),
        Person(id="P3", display="Ana Ruiz"),
    )
    assert kinds("responder", postmortem(people=people)) == ["P1"]


# --- timeline --------------------------------------------------------------------------------


def test_a_silence_over_the_limit_is_asked_about_with_its_times() -> None:
    found = subjects("gap", relevance(outage()))
    assert [(gap.id, gap.text) for gap in found] == [("E4-E5", "14:20-15:45 (85 min)")]


def test_an_entry_inside_a_silence_closes_it() -> None:
    document = outage()
    inside = event(7, "mitigation_attempt", 55)
    timeline = document.timeline.model_copy(update={"events": (*document.timeline.events, inside)})
    assert kinds("gap", document.model_copy(update={"timeline": timeline})) == []


def test_an_entry_that_lasts_fills_the_silence_after_it() -> None:
    until = TimePoint(at=START + timedelta(minutes=90))
    document = with_events(
        event(1, "detected", 0),
        event(2, "mitigation_attempt", 5, end=until),
        event(3, "resolved", 110),
    )
    assert kinds("gap", document) == []


def test_the_limit_of_a_silence_depends_on_the_severity() -> None:
    document = outage()
    mild = document.model_copy(
        update={"meta": document.meta.model_copy(update={"severity": "sev3"})}
    )
    assert kinds("gap", document) == ["E4-E5"]
    assert kinds("gap", mild) == []


def test_phases_over_their_limit_want_an_explanation() -> None:
    assert asked("TL-18", outage()) == ["t_known", "gap_max"]
    document = outage()
    told = Observation(id="O1", metric="t_known", explanation="Approval took 50 minutes.")
    timeline = document.timeline.model_copy(update={"observations": (told,)})
    assert asked("TL-18", document.model_copy(update={"timeline": timeline})) == ["gap_max"]


def test_phases_that_were_computed_are_taken_as_they_are() -> None:
    computed = {"phases": {"ttd": {"minutes": 40.0, "limit": 15.0}, "tta": None}}
    found = subjects("phase", relevance(postmortem(), **computed))
    assert [(phase.id, phase.text) for phase in found] == [
        ("ttd", "the time until it was noticed (40 min)")
    ]


def test_moments_of_the_spine_are_asked_for_until_they_have_a_time() -> None:
    document = with_events(event(1, "impact_start", 0), event(2, "detected", None))
    assert asked("TL-17", document) == ["detected", "ack", "diagnosis", "mitigated", "resolved"]
    draft = Draft(document)
    draft.mark_absent("timeline.ack", Absence(kind="not_applicable", reason="automatic"))
    assert "ack" not in asked("TL-17", draft.finish())


def test_an_action_in_vague_words_is_asked_for_new_ones_with_the_reason() -> None:
    document = postmortem(
        actions=(
            Action(id="A1", text="Improve the monitoring of the order queue"),
            Action(id="A2", text="Refuse pool sizes outside 50 to 500 in the release step"),
            Action(id="A3", text="Improve the monitoring of the order queue", status="declined"),
        )
    )
    seen = Relevance(document, document.model_dump(mode="json"), NOW)
    (subject,) = subjects_for(load_bank().by_id("AC-04b"), seen)
    assert subject.id == "A1"
    assert subject.text == "Improve the monitoring of the order queue"
    words = render(load_bank().by_id("AC-04b"), subject.id, subject.text, subject.why)
    assert words.endswith(f"A1 {subject.text} ({subject.why})")
    assert "Improve" in subject.why


def test_times_coarser_than_the_type_needs_are_asked_for() -> None:
    document = with_events(
        event(1, "detected", 0), event(2, "ack", 5, "hour"), event(3, "resolved", None)
    )
    assert asked("TL-12b", document) == ["E2", "E3"]
    compromise = with_events(event(1, "impact_start", 0, "hour"), kind="security_incident")
    assert asked("TL-12b", compromise) == []


def test_roles_are_asked_for_what_people_did_and_not_for_machines() -> None:
    document = with_events(
        event(1, "ack", 0),
        event(2, "ack", 1, actor_role="responder"),
        event(3, "ack", 2, flags=("automatic",)),
        event(4, "change", 3),
    )
    assert asked("TL-19", document) == ["E1"]


def test_several_moments_of_a_unique_kind_want_a_phase_each() -> None:
    document = with_events(
        event(1, "detected", 0, phase_label="first wave"),
        event(2, "detected", 60),
        event(3, "ack", 61),
    )
    assert kinds("repeated_event", document) == ["E1", "E2"]
    assert asked("TL-21", document) == ["E2"]


# --- impact ----------------------------------------------------------------------------------


def test_dimensions_without_a_number_are_asked_for_by_name() -> None:
    document = postmortem()
    users = document.impact.users.model_copy(update={"affected": Decimal(2300)})
    own = Dimension(id="D1", key="reputation", text="Two complaints")
    impact = document.impact.model_copy(update={"users": users, "dimensions": (own,)})
    document = document.model_copy(update={"impact": impact})
    found = asked("IM-14", document, metrics={"impact_duration": 118.0})
    assert found == ["financial", "sla", "operations"]


def test_a_dimension_that_does_not_apply_is_left_alone() -> None:
    draft = Draft(postmortem())
    draft.mark_absent(
        "impact.dimensions.sla", Absence(kind="not_applicable", reason="no promise made")
    )
    assert "sla" not in asked("IM-14", draft.finish())


def test_figures_of_money_are_asked_for_their_basis_and_estimates_for_their_range() -> None:
    document = postmortem()
    lines = {
        "revenue": Money(amount=Decimal(20000), currency="USD", estimated=True),
        "credits": Money(amount=Decimal(3500), currency="USD", basis="invoices"),
    }
    money = document.impact.money.model_copy(update=lines)
    document = document.model_copy(
        update={"impact": document.impact.model_copy(update={"money": money})}
    )
    assert asked("IM-04b", document) == ["impact.money.revenue"]
    assert asked("IM-12b", document) == ["impact.money.revenue"]
    (text,) = [s.text for s in subjects("estimate", relevance(document))]
    assert text == "20000 USD, lost sales"


# --- causes ----------------------------------------------------------------------------------


def chain(length: int, **last: Any) -> tuple[WhyNode, ...]:
    nodes = [
        WhyNode(id=f"W{n}", parent=f"W{n - 1}" if n > 1 else "", text=f"condition {n}")
        for n in range(1, length + 1)
    ]
    nodes[-1] = nodes[-1].model_copy(update=last)
    return tuple(nodes)


def test_the_first_why_is_asked_of_the_problem_itself() -> None:
    document = with_analysis(postmortem(), nodes=())
    (root,) = subjects_for(load_bank().by_id("CA-02"), relevance(document))
    assert (root.id, root.text) == ("", "the event")


def test_the_next_why_is_asked_of_what_nothing_explains_yet() -> None:
    assert asked("CA-02", with_analysis(postmortem(), nodes=chain(2))) == ["W2", ""]


def test_a_path_with_a_lever_in_a_condition_is_complete() -> None:
    ended = chain(3, level="systemic", lever="The step could refuse it")
    assert asked("CA-02", with_analysis(postmortem(), nodes=ended)) == [""]


def test_a_deep_path_is_asked_for_a_lever_rather_than_for_more() -> None:
    document = with_analysis(postmortem(), nodes=chain(5))
    assert asked("CA-02", document) == [""]
    assert asked("CA-18", document) == ["W5"]


def test_a_path_never_rests_on_what_somebody_did() -> None:
    document = with_analysis(postmortem(), nodes=chain(5, kind="human_action"))
    assert asked("CA-02", document) == ["W5", ""]


def test_a_loop_in_the_tree_hangs_nothing() -> None:
    loop = (
        WhyNode(id="W1", parent="W2", text="one"),
        WhyNode(id="W2", parent="W1", text="two"),
    )
    assert kinds("why", with_analysis(postmortem(), nodes=loop))


def test_causes_without_an_action_are_asked_about_the_primary_one_first() -> None:
    causes = (
        cause(1),
        cause(2, role="primary"),
        cause(3, role="mitigating"),
        cause(4, confidence="rejected"),
        cause(5),
    )
    document = with_analysis(postmortem(actions=(action(1, cause_ids=("U5",)),)), causes=causes)
    assert asked("AC-02a", document) == ["U2", "U1"]


def test_an_accepted_risk_covers_a_cause() -> None:
    accepted = AcceptedRisk(reason="retired in June")
    document = with_analysis(postmortem(), causes=(cause(1, accepted_risk=accepted),))
    assert asked("AC-02a", document) == []


def test_domains_without_a_cause_want_a_word_on_what_was_looked_at() -> None:
    looked = ConsideredNone(id="X1", domain="organizational", note="Staffing was usual.")
    document = with_analysis(
        postmortem(), causes=(cause(1, domain="technical"),), considered_none=(looked,)
    )
    assert asked("CA-27", document) == ["process"]


def test_a_missing_thing_wants_a_reason_to_expect_it() -> None:
    document = with_analysis(postmortem(), causes=(cause(1), cause(2, "No check of the range")))
    assert asked("CA-24", document) == ["U2"]


def test_a_safeguard_with_a_hole_wants_the_hole_told() -> None:
    barriers = (
        Barrier(id="B1", layer="test", name="load test", state="not_triggered"),
        Barrier(id="B2", layer="design", name="start check", state="held"),
        Barrier(id="B3", layer="monitoring", name="pool panel"),
    )
    document = with_analysis(postmortem(), barriers=barriers)
    assert asked("CA-06c", document) == ["B1"]
    assert asked("CA-06b", document) == ["B3"]


# --- actions and follow-up -------------------------------------------------------------------


def test_an_action_linked_to_anything_is_linked() -> None:
    document = postmortem(actions=(action(1), action(2, gap_ids=("O1",))))
    assert asked("AC-01", document) == ["A1"]


def test_an_action_said_to_be_done_is_open_until_something_shows_it() -> None:
    shown = Verification(evidence=("run 5521",))
    document = postmortem(
        actions=(action(1, status="done"), action(2, status="done", verification=shown), action(3))
    )
    assert asked("TK-04", document) == ["A1", "A3"]


def test_actions_long_overdue_or_blocked_are_stalled() -> None:
    document = postmortem(
        actions=(
            action(1, due=date(2026, 3, 15)),
            action(2, due=date(2026, 3, 28)),
            action(3, status="blocked"),
            action(4, status="declined"),
            action(5, due=date(2026, 3, 1), status="done"),
        )
    )
    assert kinds("stalled_action", document) == ["A1", "A3", "A4"]


def test_a_measure_is_read_once_its_day_has_come() -> None:
    document = postmortem(
        actions=(
            action(1, measure=Measure(metric="refusals", check_on=date(2026, 4, 1))),
            action(2, measure=Measure(metric="refusals", check_on=date(2026, 5, 1))),
        )
    )
    assert asked("TK-05b", document) == ["A1"]


# --- words -----------------------------------------------------------------------------------


def test_acronyms_that_nothing_explains_are_asked_for() -> None:
    document = postmortem()
    summary = document.summary.model_copy(
        update={
            "text": "The BGP session of the PSP (payment service provider) dropped; DNS held.",
            "glossary": (GlossaryTerm(id="G1", term="pool"),),
        }
    )
    assert asked("RV-15", document.model_copy(update={"summary": summary})) == ["pool", "BGP"]


# --- in general ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_document_has_hardly_any_subjects(kind: str) -> None:
    document = Postmortem(meta=Meta(id="PM-2026-001"))
    found = subjects(kind, Relevance(document, {}, NOW))
    assert not found or kind in {"why", "spine", "dimension", "domain"}


def test_an_unknown_kind_has_no_subjects() -> None:
    assert subjects("weather", relevance(postmortem())) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["detected", "ack", "resolved", "other"]), st.integers(0, 600)),
        max_size=8,
    )
)
def test_subjects_are_always_the_same_and_told_apart_by_their_ids(
    entries: list[tuple[EventKind, int]],
) -> None:
    document = with_events(*(event(n, kind, at) for n, (kind, at) in enumerate(entries, start=1)))
    here = relevance(document)
    for kind in KINDS:
        found = subjects(kind, here)
        assert found == subjects(kind, here)
        assert len({subject.id for subject in found}) == len(found)


@given(st.sampled_from(load_bank().all()))
def test_what_is_still_open_is_among_what_there_is(question: Any) -> None:
    document = outage().model_copy(update={"actions": (action(1), action(2, owner="P1"))})
    here = relevance(document)
    if question.about:
        known = {subject.id for subject in subjects(question.about, here)}
        assert {subject.id for subject in subjects_for(question, here)} <= known
