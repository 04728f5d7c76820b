"""A pre-mortem on entering a state: where it stands, whose time is over, what is like it."""

from datetime import datetime

from agent.dialogue import AnyState, Remark
from agent.errors import AgentError
from agent.library.search import Hit
from agent.postmortem.actions import FINISHED
from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.premortem.record import Premortem
from agent.workflow.flow import Entered, Past
from agent.workflow.premortem.following import greeting

CANDIDATES = 3
"""Past incidents shown at most."""
FLOOR = 0.35
"""Similarity below which nothing is shown (method, section 6)."""


def entered(document: Premortem, state: AnyState, now: datetime, past: Past) -> Entered:
    """Return the document on entering a state."""
    draft = Draft(document)
    draft.set("meta.state", state)
    draft.set("meta.status", _status(document, state))
    draft.set("meta.closed_at", now.isoformat() if state == "CLOSED" else None)
    remarks: tuple[Remark, ...] = ()
    if state == "COLLECT":
        _end_silence(draft, now)
    if state == "CLUSTER" and document.priors_searched_at is None:
        remarks = _search(document, draft, now, past)
    return Entered(draft.finish(), remarks, greeting(state))


def _status(document: Premortem, state: AnyState) -> str:
    if state in {"WATCH", "CLOSED"}:
        return "watching" if state == "WATCH" else "closed"
    return "decided" if document.decision.verdict else "draft"


def _end_silence(draft: Draft, now: datetime) -> None:
    for item in draft.get("silences"):
        if item["ended_at"] is None:
            item.update(ended_at=now.isoformat(), ended_by="person")


def _search(document: Premortem, draft: Draft, now: datetime, past: Past) -> tuple[Remark, ...]:
    """Put past incidents beside the list, now that the people's own reasons are there."""
    try:
        hits = past.similar(document)
    except AgentError as error:
        return (Remark(tone="warning", text=str(error), rule="library"),)
    stamp = Provenance(origin="computed", at=now)
    draft.set("priors_searched_at", now.isoformat(), stamp)
    for hit in [hit for hit in hits if hit.score >= FLOOR][:CANDIDATES]:
        draft.add("priors", _prior(hit, past.recall(hit.id)), stamp)
    return ()


def _prior(hit: Hit, known: Postmortem | None) -> dict[str, object]:
    """Return a past incident with what caused it and what became of its fixes."""
    found: dict[str, object] = {
        "incident": hit.id,
        "title": hit.title,
        "similarity": hit.score,
        "actions_open": hit.open_actions,
    }
    if known is not None:
        causes = [cause for cause in known.analysis.causes if cause.confidence != "rejected"]
        done = [action for action in known.actions if action.status in {"done", "verified"}]
        found["causes"] = [cause.statement.cause for cause in causes]
        found["actions_total"] = len(known.actions)
        found["actions_done"] = len(done)
        found["actions_open"] = sum(a.status not in FINISHED for a in known.actions)
    return found
