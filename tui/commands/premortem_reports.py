"""What `unblame check` says of a pre-mortem: the keys of the other reports, a rubric of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from agent.assessment import premortem
from agent.documents.ignoring import Ignored, waivers
from agent.documents.lines import Lines
from agent.documents.premortem.form import KIND
from agent.documents.premortem.reading import from_markdown, is_premortem
from agent.premortem.record import Premortem
from tui.commands.reports import Judged, Terms, judgement_of, verdict_of

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NO_TIMELINE: Final = {
    "events": 0,
    "ttd_min": None,
    "tta_min": None,
    "ttm_min": None,
    "ttr_min": None,
}


def report(
    name: str, text: str, now: datetime | None, terms: Terms, ignored: Ignored
) -> dict[str, Any] | None:
    """Judge the text of a pre-mortem; None when it is none after all.

    Args:
        name: How the file was named.
        text: Its text.
        now: The moment to judge at; without it the one it was scored at, else its latest.
        terms: What else it is judged on.
        ignored: The text without notes to the linter, and the notes.
    """
    if not is_premortem(ignored.text):
        return None
    read = from_markdown(ignored.text)
    document = read.document
    at = now or read.scored_at or max((m for m in _moments(document) if m), default=_EPOCH)
    lines = Lines(text, read.lines)
    facts = premortem.facts(document, at)
    found = premortem.found(document, facts, at, terms.conventions.standards)
    waived, troubles = waivers(found, ignored.ignores, lines, len(document.waivers) + 1)
    facts["waivers"] += [waiver.model_dump(mode="json") for waiver in waived]
    card = premortem.judge(facts, at, found)
    return {
        "path": name,
        "title": document.meta.title,
        "type": KIND,
        "severity": "",
        **verdict_of(card, terms.asked),
        **judgement_of(Judged(facts, card, (*ignored.troubles, *troubles)), lines),
        "actions": list(_actions(document, facts["computed"]["actions"], lines)),
        "timeline": _NO_TIMELINE,
        "modes": facts["computed"]["modes"],
        "chances": facts["computed"]["chances"],
        "unplaced": [{"line": one.line, "message": one.message} for one in read.problems],
    }


def _moments(document: Premortem) -> Iterator[datetime | None]:
    meta = document.meta
    yield from (meta.created_at, meta.closed_at, document.failure.accepted_at, document.decision.at)
    yield from (reading.at for reading in document.readings)
    yield from (review.at for review in document.reviews)
    yield from (reason.read_out_at for reason in document.reasons)
    yield from (rating.at for rating in document.ratings)


def _actions(
    document: Premortem, computed: dict[str, dict[str, Any]], lines: Lines
) -> Iterator[dict[str, Any]]:
    names = {person.id: person.display for person in document.people}
    for action in document.actions:
        yield {
            "line": lines.line(f"actions.{action.id}"),
            "text": action.text,
            "owner": names.get(action.owner, action.owner),
            "due": action.due.isoformat() if action.due else None,
            **computed[action.id],
        }
