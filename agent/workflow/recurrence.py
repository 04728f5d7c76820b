"""The search for earlier incidents like this one, made when the learning begins."""

from datetime import datetime

from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.premortem.record import AnyDocument, Premortem
from agent.workflow.flow import Similar

CANDIDATES = 3
"""Earlier incidents shown for confirmation."""
FLOOR = 0.35
"""Similarity by the hybrid index below which nothing is offered (method, section 6)."""


def queries_of(document: AnyDocument) -> tuple[str, ...]:
    """Return what is searched for: what happened and why; of a plan, it and each of its reasons.

    A plan's reasons have little in common with each other: in one text each would hide the others.
    """
    if isinstance(document, Premortem):
        plan = "\n".join(filter(None, [document.meta.title, document.plan.goal]))
        return tuple(filter(None, [plan, *(reason.text for reason in document.reasons)]))
    return (query_of(document),)


def query_of(document: Postmortem) -> str:
    """Return what is searched for: title, summary and the causes as stated."""
    causes = [cause.statement.cause for cause in document.analysis.causes]
    return "\n".join(filter(None, [document.meta.title, document.summary.text, *causes]))


def searched(document: Postmortem, similar: Similar, at: datetime) -> Postmortem:
    """Return the document with what the library knows of incidents like it."""
    draft = Draft(document)
    stamp = Provenance(origin="computed", at=at)
    draft.set("analysis.recurrence.searched_at", at.isoformat(), stamp)
    draft.set("analysis.recurrence.query", query_of(document), stamp)
    known = {candidate.pm_id for candidate in document.analysis.recurrence.candidates}
    for hit in similar(document)[:CANDIDATES]:
        if hit.score >= FLOOR and hit.id not in known:
            found = {
                "pm_id": hit.id,
                "title": hit.title,
                "similarity": hit.score,
                "open_actions": hit.open_actions,
            }
            draft.add("analysis.recurrence.candidates", found, stamp)
    return draft.finish()
