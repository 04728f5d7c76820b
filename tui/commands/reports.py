"""What `unblame check` says of one document, as JSON values with stable keys."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any

from agent import assessment
from agent.documents.lines import Lines
from agent.documents.reader import read as read_markdown
from agent.hygiene import clean
from agent.postmortem.record import Postmortem
from rubrics.findings import Condition, CriterionResult, Finding, Scorecard

_FLAGS = (
    "specific",
    "measurable",
    "assigned",
    "owner_is_person",
    "realistic",
    "time_bound",
    "control",
    "strength",
    "intent",
    "horizon",
    "quadrant",
    "reasons",
    "strict",
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def report(name: str, text: str, now: datetime | None, asked: float | None) -> dict[str, Any]:
    """Judge one Markdown text.

    Args:
        name: How the file was named.
        text: Its text.
        now: The moment to judge at; without it the one that the document was scored at, else the
            latest that it records.
        asked: The overall that is asked for; without it the gate's own.
    """
    text = clean(text)
    read = read_markdown(text, source=name)
    document = read.document
    at = now or read.scored_at or max(latest_moment(document), read.latest or _EPOCH)
    facts = assessment.facts(document, at)
    card = assessment.judge(document, facts, at)
    computed = facts["computed"]
    lines = Lines(text, read.lines)
    metrics = computed["metrics"]
    return {
        "path": name,
        "title": document.meta.title,
        "type": document.meta.type,
        "severity": document.meta.severity,
        "verdict": card.verdict,
        "label": card.label,
        "overall": card.overall,
        "minimum": card.minimum if asked is None else asked,
        "mode": card.mode,
        "passed": _passed(card, asked),
        "criteria": [_criterion(result, lines) for result in card.criteria],
        "findings": [_finding(finding, lines) for finding in card.findings],
        "actions": list(_actions(document, computed["actions"], lines)),
        "timeline": {
            "events": len(document.timeline.events),
            **{f"{key}_min": metrics.get(key) for key in ("ttd", "tta", "ttm", "ttr")},
        },
        "next": [
            {"criterion": step.criterion, "do": step.do, "question": step.question}
            for step in card.next_steps
        ],
        "unplaced": [{"line": one.line, "message": one.message} for one in read.problems],
    }


def latest_moment(document: Postmortem) -> datetime:
    """Return the latest moment that a document records as past; the epoch when there is none.

    The wall clock stays out of it, so that the same document gets the same score on every day.
    """
    day = document.meta.incident_date
    begun = datetime.combine(day, time(), UTC) if day else _EPOCH
    return max((moment for moment in _moments(document) if moment), default=begun)


def _moments(document: Postmortem) -> Iterator[datetime | None]:
    meta = document.meta
    yield from (meta.created_at, meta.entered_review_at, meta.published_at, meta.closed_at)
    yield from (event.time.at for event in document.timeline.events)
    yield from (event.at for event in document.sharing.events)
    yield from (entry.at for entry in document.followup.entries)
    yield from (action.closed_at for action in document.actions)


def _passed(card: Scorecard, asked: float | None) -> bool:
    """Return whether the gate is met; an overall asked for takes the place of the gate's own."""
    if any(finding.severity == "error" for finding in card.findings):
        return False
    if asked is None:
        return card.gate_passed
    minima = (result.minimum is None or _reached(result) for result in card.criteria)
    return card.overall is not None and card.overall >= asked and all(minima)


def _reached(result: CriterionResult) -> bool:
    return result.score is None or result.score >= (result.minimum or 0)


def _criterion(result: CriterionResult, lines: Lines) -> dict[str, Any]:
    return {
        **result.model_dump(mode="json", exclude={"conditions"}),
        "conditions": [_condition(condition, lines) for condition in result.conditions],
    }


def _condition(condition: Condition, lines: Lines) -> dict[str, Any]:
    line = lines.line(condition.fields[0]) if condition.fields else None
    return {**condition.model_dump(mode="json", exclude={"fields"}), "line": line}


def _finding(finding: Finding, lines: Lines) -> dict[str, Any]:
    kept = {"rule", "category", "severity", "text", "message", "suggestion", "field", "question"}
    span = lines.span(finding.field, finding.text)
    return {**finding.model_dump(mode="json", include=kept), **span._asdict()}


def _actions(
    document: Postmortem, computed: Mapping[str, Mapping[str, Any]], lines: Lines
) -> Iterator[dict[str, Any]]:
    names = {person.id: person.display for person in document.people}
    for action in document.actions:
        values = computed[action.id]
        yield {
            "line": lines.line(f"actions.{action.id}"),
            "text": action.text,
            "owner": names.get(action.owner, action.owner),
            "due": action.due.isoformat() if action.due else None,
            **{key: values.get(key) for key in _FLAGS},
        }
