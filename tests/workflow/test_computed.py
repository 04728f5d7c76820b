"""What code decides while people answer: severity, depth, status, the score of each state."""

from datetime import UTC, date, datetime

from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.values import Provenance
from agent.workflow.computed import entered, recompute, refusal

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def made(**values: object) -> Postmortem:
    draft = Draft(Postmortem(meta=Meta(id="PM-2026-001", created_at=NOW)))
    for path, value in values.items():
        draft.set(path.replace("__", "."), value)
    return draft.finish()


FACTS = {
    "meta__type": "production_outage",
    "impact__users__affected": 20.0,
    "impact__users__base": 100.0,
}


def test_computing_again_changes_nothing() -> None:
    once = recompute(made(**FACTS), NOW)
    assert once.meta.severity == "sev2"
    assert recompute(once, NOW) == once


def test_a_declared_severity_stays() -> None:
    document = recompute(
        made(**FACTS, meta__severity="sev4", meta__severity_source="declared"), NOW
    )
    assert document.meta.severity == "sev4"


def test_a_chosen_depth_stays() -> None:
    draft = Draft(made(**FACTS))
    draft.set("meta.depth", "deep", Provenance(origin="human", at=NOW))
    assert recompute(draft.finish(), NOW).meta.depth == "deep"


def test_entering_a_state_keeps_one_score_of_that_moment() -> None:
    document = entered(recompute(made(**FACTS), NOW), "REVIEW", NOW)
    assert document.meta.status == "in_review"
    assert document.meta.entered_review_at == NOW
    assert [entry.at for entry in document.score_history] == [NOW]


def test_the_first_entry_into_the_review_is_the_one_that_counts() -> None:
    later = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    document = entered(entered(made(**FACTS), "REVIEW", NOW), "REVIEW", later)
    assert document.meta.entered_review_at == NOW


def test_follow_up_is_looked_at_three_weeks_after_publication() -> None:
    document = entered(made(meta__published_at="2026-03-04T10:00:00Z"), "TRACK", NOW)
    assert document.followup.review_on == date(2026, 3, 25)
    assert entered(document, "CLOSED", NOW).meta.closed_at == NOW
    assert entered(entered(document, "CLOSED", NOW), "TRACK", NOW).meta.closed_at is None


def test_punitive_weighs_more_than_ongoing_and_no_decision_lifts_it() -> None:
    document = made(intake__resolved="no")
    assert refusal(document) == "ongoing"
    assert refusal(made(intake__resolved="no", intake__purpose_conflict="punitive")) == "punitive"
    assert refusal(made(intake__resolved="yes")) == ""
