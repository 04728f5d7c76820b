"""What `unblame check` says of one document, as JSON values with stable keys."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from agent import assessment
from agent.conventions import Conventions
from agent.documents.ignoring import Ignored, Trouble, read_ignores, waivers
from agent.documents.lines import Lines
from agent.documents.reader import read as read_markdown
from agent.documents.reader.problems import ReadDocument
from agent.hygiene import clean
from agent.postmortem.record import Postmortem
from rubrics.conditions.disputes import Dispute, dispute_of, disputes
from rubrics.findings import Condition, CriterionResult, Finding, Scorecard
from rubrics.language.opinions import trained_part
from rubrics.rulebook import about, rulebook
from rubrics.score import score

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

_ASSUMED_TYPE = "The type is assumed"
_PREMORTEM = re.compile(r"^kind: *premortem *$", re.MULTILINE)
_HEAD = 4_000
"""Characters in which the front matter tells what a text is."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a document is judged, beside its own words."""

    minimum: float | None = None
    """The overall that is asked for; without it the gate's own."""
    type: str = ""
    """The type that counts, whatever the document states."""
    severity: str = ""
    """The severity that counts, whatever the document states."""
    conventions: Conventions = field(default_factory=Conventions)
    """What the repository settles for itself."""

    @property
    def asked(self) -> float | None:
        """The overall that is asked for, by the call or by the repository."""
        return self.conventions.min if self.minimum is None else self.minimum


def report(
    name: str, text: str, now: datetime | None, asked: float | None, terms: Terms | None = None
) -> dict[str, Any]:
    """Judge one Markdown text.

    Args:
        name: How the file was named.
        text: Its text.
        now: The moment to judge at; without it the one that the document was scored at, else the
            latest that it records.
        asked: The overall that is asked for; without it the gate's own.
        terms: What else the document is judged on; the method's terms without them.
    """
    terms = terms or Terms(asked)
    text = clean(text)
    ignored = read_ignores(text, rulebook)
    if _PREMORTEM.search(text[:_HEAD]) is not None:
        from tui.commands import premortem_reports  # noqa: PLC0415 - few files are pre-mortems

        told = premortem_reports.report(name, text, now, terms, ignored)
        if told is not None:
            return told
    read = read_markdown(ignored.text, source=name)
    document = _declared(read, terms)
    at = now or read.scored_at or max(latest_moment(document), read.latest or _EPOCH)
    lines = Lines(text, read.lines, read.blocks)
    judged = _judged(document, read, at, terms, ignored, lines)
    return {
        "path": name,
        "title": document.meta.title,
        "type": document.meta.type,
        "severity": document.meta.severity,
        **verdict_of(judged.card, terms.asked),
        **judgement_of(judged, lines),
        "actions": list(_actions(document, judged.facts["computed"]["actions"], lines)),
        "timeline": _timeline(document, judged.facts["computed"]["metrics"]),
        "unplaced": [{"line": one.line, "message": one.message} for one in read.problems],
    }


class Judged(NamedTuple):
    """A document with what was computed and judged of it."""

    facts: dict[str, Any]
    card: Scorecard
    troubles: tuple[Trouble, ...]


def _declared(read: ReadDocument, terms: Terms) -> Postmortem:
    """Return the document with the type and the severity that count."""
    meta, own = read.document.meta, terms.conventions
    assumed = any(problem.message.startswith(_ASSUMED_TYPE) for problem in read.problems)
    kind = terms.type or (own.type if own.type and (assumed or not meta.type) else meta.type)
    severity = terms.severity or meta.severity or own.severity or ""
    if (kind, severity) == (meta.type, meta.severity):
        return read.document
    update = {"type": kind, "severity": severity, "severity_source": severity and "declared"}
    return read.document.model_copy(update={"meta": meta.model_copy(update=update)})


def _judged(
    document: Postmortem,
    read: ReadDocument,
    at: datetime,
    terms: Terms,
    ignored: Ignored,
    lines: Lines,
) -> Judged:
    standards = terms.conventions.standards
    facts = assessment.facts(document, at, read.page)
    found = assessment.found(document, facts, at, standards)
    waived, troubles = waivers(found, ignored.ignores, lines, len(document.waivers) + 1)
    facts["waivers"] += [waiver.model_dump(mode="json") for waiver in waived]
    card = score(facts, at, findings=found, standards=standards)
    return Judged(facts, card, (*ignored.troubles, *troubles))


def verdict_of(card: Scorecard, asked: float | None) -> dict[str, Any]:
    """Return how a document is judged and whether it passes."""
    return {
        "verdict": card.verdict,
        "label": card.label,
        "overall": card.overall,
        "minimum": card.minimum if asked is None else asked,
        "mode": card.mode,
        "passed": _passed(card, asked),
    }


def judgement_of(judged: Judged, lines: Lines) -> dict[str, Any]:
    """Return the criteria, the findings and the next steps, with the lines they stand on."""
    notes = (_note(one, lines) for one in judged.troubles)
    return {
        "criteria": [_criterion(result, lines) for result in judged.card.criteria],
        "findings": [*_findings(judged, lines), *notes],
        "next": [
            {"criterion": step.criterion, "do": step.do, "question": step.question}
            for step in judged.card.next_steps
        ],
        **({} if trained_part() else {"degraded": True}),
    }


def _timeline(document: Postmortem, metrics: Mapping[str, Any]) -> dict[str, Any]:
    known = {f"{key}_min": metrics.get(key) for key in ("ttd", "tta", "ttm", "ttr")}
    return {"events": len(document.timeline.events), **known}


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
        "id": result.id,
        "name": result.name,
        "score": result.score,
        "weight": result.weight,
        "minimum": result.minimum,
        "conditions": [_condition(condition, lines) for condition in result.conditions],
    }


def _condition(condition: Condition, lines: Lines) -> dict[str, Any]:
    return {
        "id": condition.id,
        "level": condition.level,
        "ok": condition.ok,
        "observed": condition.observed,
        "needed": condition.needed,
        "questions": condition.questions,
        "field": condition.fields[0] if condition.fields else "",
        "line": lines.line(condition.fields[0]) if condition.fields else None,
    }


def _findings(judged: Judged, lines: Lines) -> list[dict[str, Any]]:
    """Return the findings once each: two fields can hold the same words of the file."""
    known = disputes(judged.facts)
    told: dict[tuple[object, ...], dict[str, Any]] = {}
    for finding in judged.card.findings:
        one = _finding(finding, lines, dispute_of(finding, known))
        told.setdefault((one["rule"], one["line"], one["column"], one["message"]), one)
    return list(told.values())


def _finding(finding: Finding, lines: Lines, dispute: Dispute | None) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "field": finding.field,
        "text": finding.text,
        "question": finding.question,
        **lines.span(finding.field, finding.text, finding.start, finding.end)._asdict(),
        "suppressed": dispute is not None,
        "reason": "" if dispute is None else dispute.reason,
    }


def _note(trouble: Trouble, lines: Lines) -> dict[str, Any]:
    """Return what is wrong with a note to the linter as a finding."""
    finding = Finding(
        rule=trouble.rule,
        category="structure",
        severity="warning",
        message=trouble.message,
        suggestion=about(trouble.rule).ask,
    )
    return {**_finding(finding, lines, None), **lines.whole(trouble.line)._asdict()}


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
