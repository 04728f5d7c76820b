"""Guards: the facts each state still needs, for an empty document and for a finished one."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from leftovers import document_in, undisturbed_home

from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem, StateName
from agent.questions.bank import load_bank
from agent.workflow.guards import missing_facts
from agent.workflow.view import View

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
EMPTY = Postmortem(meta=Meta(id="PM-2026-001", created_at=NOW))
ALL: tuple[StateName, ...] = (
    "TRIAGE",
    "SETUP",
    "TIMELINE",
    "IMPACT",
    "CAUSES",
    "ACTIONS",
    "LEARNING",
    "REVIEW",
    "SHARE",
    "TRACK",
)


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[StateName], Postmortem]:
    """The demo's document as it was when its session left a state."""
    home = undisturbed_home(tmp_path_factory.getbasetemp().parent / "undisturbed")
    return lambda state: document_in(home, state)


def changed(document: Postmortem, **values: object) -> View:
    draft = Draft(document)
    for path, value in values.items():
        draft.set(path.replace("__", "."), value)
    return View(draft.finish(), NOW)


def facts(state: StateName, view: View) -> str:
    return "\n".join(gap.fact for gap in missing_facts(state, view))


@pytest.mark.parametrize("state", [name for name in ALL if name != "TRACK"])
def test_an_empty_document_passes_no_guard(state: StateName) -> None:
    assert missing_facts(state, View(EMPTY, NOW))


@pytest.mark.parametrize("state", ALL)
def test_the_demo_passes_every_guard(
    state: StateName, demo: Callable[[StateName], Postmortem]
) -> None:
    document = demo(state)
    at = max(stamp.at for stamp in document.provenance.values() if stamp.at)
    assert missing_facts(state, View(document, at)) == ()


def test_every_question_that_a_guard_names_is_in_the_bank() -> None:
    for state in ALL:
        for gap in missing_facts(state, View(EMPTY, NOW)):
            for name in gap.questions:
                assert load_bank().parts(name), (state, name)


def test_a_placeholder_is_no_summary(demo: Callable[[StateName], Postmortem]) -> None:
    view = changed(demo("TRIAGE"), summary__text="TODO: write what happened")
    assert "placeholder" in facts("TRIAGE", view)


def test_harm_that_goes_on_and_punishment_hold_triage(
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = demo("TRIAGE")
    assert "harm is over" in facts("TRIAGE", changed(document, intake__resolved="no"))
    view = changed(document, intake__purpose_conflict="punitive")
    assert "assessing a person" in facts("TRIAGE", view)


def test_a_team_is_no_owner(demo: Callable[[StateName], Postmortem]) -> None:
    document = demo("SETUP")
    owner = next(person for person in document.people if "owner" in person.review_roles)
    view = changed(document, **{f"people__{owner.id}__kind": "group"})
    assert "owner" in facts("SETUP", view)


def test_a_major_incident_needs_three_safeguards_judged(
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = demo("CAUSES")
    assert "safeguards" in facts("CAUSES", changed(document, analysis__barriers=[]))
    small = changed(document, analysis__barriers=[], meta__severity="sev3")
    assert "safeguards" not in facts("CAUSES", small)


def test_a_cause_needs_an_action_or_an_accepted_risk(
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = demo("ACTIONS")
    cause = document.analysis.causes[1].id
    emptied = {f"actions__{a.id}__cause_ids": [] for a in document.actions if cause in a.cause_ids}
    assert f"an action for {cause}" in facts("ACTIONS", changed(document, **emptied))
    risk = {"reason": "It is cheaper to repair.", "by": "Robin Hale", "at": NOW.isoformat()}
    accepted = {**emptied, f"analysis__causes__{cause}__accepted_risk": risk}
    assert f"an action for {cause}" not in facts("ACTIONS", changed(document, **accepted))


def test_the_review_needs_a_reviewer_besides_the_owner(
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = demo("REVIEW")
    gone = {
        f"people__{p.id}__review_roles": [role for role in p.review_roles if role != "reviewer"]
        for p in document.people
    }
    assert "reviewer" in facts("REVIEW", changed(document, **gone))
    light = changed(document, meta__severity="sev4", **gone)
    assert "a reviewer who is not the owner" not in facts("REVIEW", light)


def test_accusing_words_hold_the_review(demo: Callable[[StateName], Postmortem]) -> None:
    text = "The on-call engineer was careless and broke orders-db with config 88."
    view = changed(demo("REVIEW"), summary__text=text)
    held = [gap for gap in missing_facts("REVIEW", view) if "RV-03" in gap.questions]
    assert held


def test_a_sev1_holds_the_review_to_its_minima(demo: Callable[[StateName], Postmortem]) -> None:
    document = demo("REVIEW")
    view = changed(document, meta__severity="sev1", meta__severity_source="declared")
    minima = {r.id: r.minimum for r in view.scorecard.criteria if r.minimum is not None}
    assert set(minima) >= {"C1", "C2", "C3", "C4", "C5"}
    assert "C6" not in minima
    worse = changed(
        document,
        meta__severity="sev1",
        meta__severity_source="declared",
        analysis__barriers=[],
        analysis__nodes=[],
    )
    assert missing_facts("REVIEW", worse)


@pytest.mark.parametrize(
    ("severity", "audience", "enough"),
    [("sev1", "org", True), ("sev1", "team", False), ("sev2", "stakeholders", True)],
)
def test_sharing_needs_the_readers_of_its_severity(
    severity: str,
    audience: str,
    enough: bool,  # noqa: FBT001 - a column of the table above
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = demo("SHARE")
    events = [event.model_dump(mode="json") for event in document.sharing.events][:1]
    events[0]["audience"] = audience
    view = changed(document, meta__severity=severity, sharing__events=events)
    assert ("readers" not in facts("SHARE", view)) == enough


def test_tracking_ends_when_all_is_done_declined_and_looked_at(
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = demo("TRACK")
    first = document.actions[0].id
    open_again = changed(document, **{f"actions__{first}__status": "in_progress"})
    assert f"{first} done or declined" in facts("TRACK", open_again)
    silent = {f"actions__{first}__status": "declined", f"actions__{first}__declined_reason": ""}
    assert f"why {first} was declined" in facts("TRACK", changed(document, **silent))
    assert "follow-up review" in facts("TRACK", changed(document, followup__entries=[]))
    assert "whether the fix" in facts("TRACK", changed(document, followup__effectiveness=[]))
