"""Values of the document that code decides while people answer: severity, depth, status, scores."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from agent.postmortem import severity as severities
from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem, ScoreEntry, StateName
from agent.postmortem.values import Provenance
from agent.workflow.view import View


def recompute(document: Postmortem, now: datetime) -> Postmortem:
    """Set severity and depth from the facts, unless a person declared them.

    The depth waits until enough of its facts were asked about to decide it.
    """
    draft = Draft(document)
    stamp = Provenance(origin="computed", at=now)
    if document.meta.severity_source != "declared":
        computed = severities.computed_severity(document) or ""
        if computed != document.meta.severity:
            draft.set("meta.severity", computed, stamp)
            draft.set("meta.severity_source", "computed" if computed else "")
            document = draft.finish()
    chosen = document.provenance.get("meta.depth")
    if document.meta.severity and (chosen is None or chosen.origin == "computed"):
        judged = severities.depth(document)
        if judged.settled and judged.depth != document.meta.depth:
            draft = Draft(document)
            draft.set("meta.depth", judged.depth, stamp)
            document = draft.finish()
    return _with_reason(document)


def _with_reason(document: Postmortem) -> Postmortem:
    """Keep the reason of a refusal true: one may go while another stays."""
    reason = refusal(document)
    if document.meta.state != "REFUSED" or reason in {"", document.meta.refused_reason}:
        return document
    draft = Draft(document)
    draft.set("meta.refused_reason", reason)
    return draft.finish()


def entered(document: Postmortem, state: StateName, now: datetime) -> Postmortem:
    """Return the document as it is on entering a state: where it stands, and since when."""
    draft = Draft(document)
    draft.set("meta.state", state)
    effect = _EFFECTS.get(state)
    if effect is not None:
        effect(draft, document, now)
    return _with_score(draft.finish(), now)


def _review(draft: Draft, document: Postmortem, now: datetime) -> None:
    draft.set("meta.status", "in_review")
    if document.meta.entered_review_at is None:
        draft.set("meta.entered_review_at", now.isoformat())


def _light(draft: Draft, document: Postmortem, now: datetime) -> None:
    _review(draft, document, now)
    draft.set("meta.status", "draft")


def _share(draft: Draft, document: Postmortem, now: datetime) -> None:
    _review(draft, document, now)
    draft.set("meta.status", "reviewed")


def _track(draft: Draft, document: Postmortem, now: datetime) -> None:
    draft.set("meta.status", "tracking")
    draft.set("meta.closed_at", None)
    if document.followup.review_on is None:
        published = document.meta.published_at or now
        review_on = (published + timedelta(days=21)).date()
        stamp = Provenance(origin="computed", at=now)
        draft.set("followup.review_on", review_on.isoformat(), stamp)


def _closed(draft: Draft, _: Postmortem, now: datetime) -> None:
    draft.set("meta.status", "closed")
    draft.set("meta.closed_at", now.isoformat())


def _refused(draft: Draft, document: Postmortem, _: datetime) -> None:
    draft.set("meta.status", "refused")
    draft.set("meta.refused_reason", refusal(document))


def _triage(draft: Draft, _: Postmortem, __: datetime) -> None:
    draft.set("meta.status", "draft")
    draft.set("meta.refused_reason", "")


def _draft(draft: Draft, document: Postmortem, _: datetime) -> None:
    if document.meta.published_at is None:
        draft.set("meta.status", "draft")


_EFFECTS: Mapping[StateName, Callable[[Draft, Postmortem, datetime], None]] = {
    "TRIAGE": _triage,
    "SETUP": _draft,
    "TIMELINE": _draft,
    "IMPACT": _draft,
    "CAUSES": _draft,
    "ACTIONS": _draft,
    "LEARNING": _draft,
    "LIGHT": _light,
    "REVIEW": _review,
    "SHARE": _share,
    "TRACK": _track,
    "CLOSED": _closed,
    "REFUSED": _refused,
}


def refusal(document: Postmortem) -> str:
    """Return why a review can't begin, or an empty text: ongoing, punitive or trivial."""
    if document.intake.purpose_conflict == "punitive":
        return "punitive"
    if any(override.state == "REFUSED" for override in document.meta.overrides):
        return ""
    if document.intake.resolved == "no":
        return "ongoing"
    if document.meta.severity == "sev4" and not document.meta.purpose:
        return "trivial" if severities.trivial(document) else ""
    return ""


def _with_score(document: Postmortem, now: datetime) -> Postmortem:
    entry = score_entry(View(document, now))
    return document.model_copy(update={"score_history": (*document.score_history, entry)})


def score_entry(view: View) -> ScoreEntry:
    """Return the score of a document as it stands."""
    card = view.scorecard
    return ScoreEntry(
        at=view.now,
        mode=card.mode,
        overall=card.overall,
        scores={result.id: result.score for result in card.criteria},
        verdict=card.label,
    )
