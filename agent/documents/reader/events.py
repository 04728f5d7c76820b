"""The timeline of a document from what its sections tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agent.documents.reader.arrange import LEAD, Arranged, Section
from agent.documents.reader.clock import Clock
from agent.documents.reader.event_lines import EventLines, Lines, Told, prose_events, table_events
from agent.documents.reader.event_words import kind_in_cell, kind_of_event, speaks_of_harm
from agent.documents.reader.labels import Fact
from agent.documents.reader.making import Making
from agent.documents.reader.pieces import Piece
from agent.documents.reader.tables import tables
from agent.documents.reader.times import lead
from agent.postmortem.values import TimePoint

_LOGS = ("background", "story", "", LEAD, "summary", "resolution", "detection", "impact", "records")
"""Sections that may hold a list of timed lines without being called a timeline."""
_PROSE = (LEAD, "summary", "story", "", "impact", "detection", "resolution", "background", "causes")
_LONGEST = 2_000
_ONCE = {"impact_start": 1, "detected": 1, "declared": 1, "resolved": -1, "all_clear": -1}
"""Kinds that occur once, and whether the first or the last of them counts."""
_STARTS = ("impact_start", "launched", "deadline", "breakdown", "hazard_open")
_WEAK = {
    "detected": ("other", "alert_fired", "reported"),
    "mitigated": ("other", "mitigation_attempt", "change", "comms_internal", "resolved"),
    "resolved": ("other", "mitigated", "recovery_step", "all_clear"),
    "declared": ("other",),
    "impact_start": ("other", "change", "trigger"),
}
"""Kinds guessed from words that a moment of the head, named by its author, overrules."""


@dataclass(slots=True)
class _Draft:
    """An event before it gets its id."""

    fields: dict[str, object]
    line: int
    at: datetime | None
    piece: Piece | None


def read_events(arranged: Arranged, making: Making, clock: Clock) -> None:
    """Put the events of a document into its timeline."""
    told, leftover = _told(arranged)
    if not any(one.when for one in told):
        told += _untimed(leftover)
        leftover = []
    for piece in leftover:
        if piece.text.strip():
            making.complain(
                piece.line, f"No time: “{_short(making, piece)}” is not in the timeline."
            )
    drafts = [draft for one in told if (draft := _draft(one, making, clock)) is not None]
    _moments(arranged.facts, drafts, making, clock)
    _begin_harm(drafts, making)
    _once(drafts)
    for draft in drafts:
        event_id = making.add("timeline.events", draft.fields, draft.line)
        if event_id and draft.piece is not None:
            making.mark(draft.piece, f"timeline.events.{event_id}")
    for words in sorted(clock.doubts):
        making.complain(1, f"“{words[:60]}” can be read in more than one way and was not read.")


def _told(arranged: Arranged) -> tuple[list[Told], list[Piece]]:
    told: list[Told] = []
    logged: list[Told] = []
    leftover: list[Piece] = []
    lines: Lines | None = None
    for section in arranged.sections:
        if section.role == "timeline":
            lines = _section_lines(section, EventLines(lines), prose=True)
            told += lines.told
            leftover += lines.untimed
        elif section.role in _LOGS:
            found = _section_lines(section, EventLines(), prose=False)
            timed = [one for one in found.told if _is_logged(one)]
            logged += timed if len(timed) > 1 else []
    if len(told) < 2:
        told += logged
    if not told:
        told = [
            one
            for section in arranged.sections
            if section.role in _PROSE
            for piece in section.pieces
            if piece.kind in ("paragraph", "item") and not piece.quoted
            for one in prose_events(piece)
        ]
    return told, leftover


def _is_logged(told: Told) -> bool:
    timed = told.when is not None and bool(told.when.time)
    return timed and told.piece.kind in ("item", "row", "heading")


def _section_lines(section: Section, reading: EventLines, *, prose: bool) -> Lines:
    lines = reading.read(section.pieces, prose=prose)
    for rows in tables(section.pieces):
        lines.told.extend(table_events(rows))
    lines.told.sort(key=lambda one: one.piece.line)
    return lines


def _untimed(leftover: Iterable[Piece]) -> list[Told]:
    """Return the points of a timeline in which nothing has a time."""
    return [Told(None, piece, [piece.text]) for piece in leftover if piece.kind == "item"]


def _draft(told: Told, making: Making, clock: Clock) -> _Draft | None:
    if told.day is not None:
        day = clock.resolve(told.day.date)
        if told.new_run or day is not None:
            clock.start(day)
    text, line = _text(told, making), told.piece.line
    begin, end = _points(told, clock)
    if not text:
        making.complain(line, "A time without words is not in the timeline.")
        return None
    fields: dict[str, object] = {
        "time": begin,
        "kind": kind_in_cell(told.kind) or kind_of_event(text),
        "text": text,
        "phase_label": told.phase,
        "sources": [ref for row in told.rows for ref in making.records(row, line)],
    }
    if end is not None:
        fields["end"] = end
    return _Draft(fields, line, begin.at, told.piece)


def _points(told: Told, clock: Clock) -> tuple[TimePoint, TimePoint | None]:
    if told.when is None:
        return TimePoint(precision="unknown"), None
    begin = clock.point(told.when)
    return begin, clock.end(told.when, begin)


def _text(told: Told, making: Making) -> str:
    rows = [" ".join(making.plain(row).split()) for row in told.rows]
    text = "\n".join(row for row in rows if row)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _moments(facts: list[Fact], drafts: list[_Draft], making: Making, clock: Clock) -> None:
    """Take the moments that a head names: "First detected", "Resolved"."""
    for fact in facts:
        kind = fact.moment
        found = lead(making.words(fact.value)) if kind else None
        if found is None:
            continue
        clock.start(clock.reference)
        point = clock.point(found[0])
        if point.precision == "day" and any(draft.at for draft in drafts):
            continue
        if not _sharpened(kind, point, drafts):
            text = making.words(fact.label)
            fields: dict[str, object] = {"time": point, "kind": kind, "text": text}
            _insert(_Draft(fields, fact.line, point.at, None), drafts)


def _sharpened(kind: str, point: TimePoint, drafts: list[_Draft]) -> bool:
    """Give an event of the same minute the kind that the head names."""
    for draft in drafts:
        known = draft.fields["kind"]
        if draft.at == point.at and point.at and known in (*_WEAK.get(kind, ("other",)), kind):
            draft.fields["kind"] = kind
            return True
    return False


def _insert(new: _Draft, drafts: list[_Draft]) -> None:
    """Put a moment of the head before the first event that is later."""
    for place, draft in enumerate(drafts):
        if new.at is not None and draft.at is not None and draft.at > new.at:
            drafts.insert(place, new)
            return
    drafts.append(new)


def _begin_harm(drafts: list[_Draft], making: Making) -> None:
    """Where no line says that the harm began, take the first that speaks of harm."""
    if any(draft.fields["kind"] in _STARTS for draft in drafts):
        return
    for draft in drafts:
        plain = draft.fields["kind"] in ("other", "change", "trigger")
        if plain and draft.at is not None and speaks_of_harm(str(draft.fields["text"])):
            draft.fields["kind"] = "impact_start"
            making.complain(draft.line, "The harm is assumed to begin here, from the words.")
            return
        if draft.fields["kind"] in ("detected", "resolved", "mitigated"):
            return


def _once(drafts: list[_Draft]) -> None:
    """Let what happens once in an incident stand once: the first sign of harm, the last repair."""
    seen: set[tuple[object, str]] = set()
    for kind, orders in _ONCE.items():
        for draft in drafts[::orders]:
            key = (draft.fields.get("phase_label", ""), kind)
            if draft.fields["kind"] == kind and key in seen:
                draft.fields["kind"] = "recovery_step" if kind == "resolved" else "other"
            elif draft.fields["kind"] == kind:
                seen.add(key)


def _short(making: Making, piece: Piece) -> str:
    words = making.words(piece.text)
    return re.sub(r"^(.{50}\S*).*", r"\1 …", words) if len(words) > 60 else words
