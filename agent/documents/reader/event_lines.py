"""The lines of a timeline as they stand: in headings, lists, tables, paragraphs and prose."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agent.documents.reader.labels import lines_of
from agent.documents.reader.markup import words_of
from agent.documents.reader.pieces import Piece
from agent.documents.reader.sentences import paragraph_sentences
from agent.documents.reader.tables import cell, column_names
from agent.documents.reader.times import When, lead, times_in, zone_stated
from rubrics.patterns import regex

_COLUMNS = {
    "time": r"\b(?:time|date|when|timestamp|utc)\b",
    "kind": r"^(?:kind|type|phase|category|event type|status)$",
    "source": r"^(?:sources?|links?|evidence|references?|refs?)$",
    "actor": r"^(?:who|actors?|owners?|roles?|by|persons?|people|author|responsible)$",
    "end": r"^(?:end|until|to|end time)$",
    "text": r"^(?:events?|descriptions?|what|what happened|details?|actions?|activity|notes?"
        r"|comments?"
            r"|summary|text|observations?|message|update|log)\b",
}  # fmt: skip
_LONGEST = 1_500
_MOST_TIMES = 8
"""What is longer, or holds more times, is no sentence."""
_ENDS = (".", "!", "?", ")", "*", "_", ":", ";")
_CLAUSE = regex(r"(?:[,;]| [-–—]) (?=[^,;]*$)")


@dataclass(slots=True)
class Told:
    """One event as it was told."""

    when: When | None
    """Its time; None for a line without one."""
    piece: Piece
    rows: list[str] = field(default_factory=list[str])
    """Its words, raw, in paragraphs."""
    depth: int = 0
    kind: str = ""
    day: When | None = None
    """A day that stands for itself: in a column beside the time, in a heading above."""
    phase: str = ""
    """What the day in a heading is called: one of several incidents of the text."""
    new_run: bool = False
    """True for what comes first below a day in a heading."""


@dataclass(slots=True)
class Lines:
    """What the pieces of a section tell."""

    told: list[Told] = field(default_factory=list[Told])
    untimed: list[Piece] = field(default_factory=list[Piece])
    """Points and paragraphs in which no time was found."""
    day: When | None = None
    """A day in a heading that no event has come below yet: it holds for the next section."""
    phase: str = ""
    """What that day is called."""


class EventLines:
    """The events of one section in the making."""

    def __init__(self, before: Lines | None = None) -> None:
        self.lines = Lines()
        self._phase = before.phase if before else ""
        self._current: Told | None = None
        self._headed = False
        self._day: When | None = before.day if before else None

    def read(self, pieces: Iterable[Piece], *, prose: bool = True) -> Lines:
        """Read the pieces of a section, tables apart."""
        for piece in pieces:
            if piece.kind == "heading":
                self._heading(piece)
            elif piece.quoted or piece.kind in ("code", "html", "rule", "row"):
                continue
            elif piece.kind == "item":
                self._item(piece)
            else:
                self._paragraph(piece, prose=prose)
        self.lines.day, self.lines.phase = self._day, self._phase
        return self.lines

    def _heading(self, piece: Piece) -> None:
        words = words_of(piece.text)
        found = lead(words)
        self._current, self._headed = None, False
        if found is None:
            return
        when, rest = found
        if when.time:
            self._begin(when, piece, rest, depth=0)
            self._headed = True
        else:
            self._day = when
            self._phase = rest[:80] and words[:80]

    def _begin(self, when: When | None, piece: Piece, text: str, depth: int) -> None:
        rows = [text] if text.strip() else []
        self._current = Told(when, piece, rows, depth, day=self._day)
        self._current.new_run = self._day is not None
        self._current.phase = self._phase
        self._day = None
        self.lines.told.append(self._current)

    def _item(self, piece: Piece) -> None:
        found = _lead_of(piece.text)
        if found is not None and (found[0].time or not self._headed):
            when, rest = found
            if when.time or rest:
                self._begin(when, piece, rest, piece.level)
                self._headed = False
            else:
                self._day, self._current = when, None
        elif self._current is not None and (self._headed or piece.level > self._current.depth):
            self._current.rows.append(piece.text)
        else:
            self._current = None
            self.lines.untimed.append(piece)

    def _paragraph(self, piece: Piece, *, prose: bool) -> None:
        if piece.level and self._current is not None:
            self._current.rows.append(piece.text)
            return
        rows = list(lines_of(piece))
        leads = [_lead_of(row.text) for row in rows]
        if leads[0] is not None and (leads[0][0].time or not self._headed):
            self._timed_lines(rows, leads)
        elif self._headed and self._current is not None:
            self._current.rows.append(piece.text)
        elif self._day is not None and not times_in(words_of(piece.text)):
            self._begin(self._day, piece, piece.text, 0)
            self._day, self._headed = None, True
        elif len(piece.text) > 200 or not zone_stated(words_of(piece.text)):
            self._prose(piece, use=prose)

    def _timed_lines(self, rows: list[Piece], leads: list[tuple[When, str] | None]) -> None:
        every = all(lead is not None for lead in leads)
        for number, (row, found) in enumerate(zip(rows, leads, strict=True)):
            # A line of wrapped prose may begin with a time by chance.
            begins = every or not number or rows[number - 1].text.rstrip()[-1:] in _ENDS
            if begins and found is not None and (found[0].time or found[1] or not number):
                self._begin_line(found[0], row, found[1])
            elif self._current is not None and self._current.rows:
                self._current.rows[-1] = f"{self._current.rows[-1]}\n{row.text}"
            elif self._current is not None:
                self._current.rows.append(row.text)
        # What follows a line that held only a time belongs to it.
        self._headed = self._current is not None and not self._current.rows

    def _begin_line(self, when: When, row: Piece, rest: str) -> None:
        """Begin an event, or a day: "2026-03-03 (all times UTC)"."""
        if not when.time and len(rest) < 60 and zone_stated(words_of(rest)):
            self._day, self._current = when, None
        else:
            self._begin(when, row, rest, 0)

    def _prose(self, piece: Piece, *, use: bool) -> None:
        found = list(prose_events(piece)) if use else []
        self._current = None
        if found:
            self.lines.told.extend(found)
        else:
            self.lines.untimed.append(piece)


def table_events(rows: list[Piece]) -> Iterator[Told]:
    """Yield the events of a table, whatever the order of its columns."""
    body = [row for row in rows if not row.head]
    names = column_names(rows, _COLUMNS)
    timed = _timed_columns(body, names) or [p for p, name in names.items() if name == "time"]
    if not timed:
        return
    shown = [place for place, name in names.items() if name == "text"]
    width = max(len(row.cells) for row in rows)
    other = [
        n for n in range(width) if n not in timed and names.get(n, "text") not in ("kind", "source")
    ]
    main = shown[0] if shown else max(other, key=lambda n: _weight(body, n), default=None)
    kind = next((place for place, name in names.items() if name == "kind"), None)
    sources = [place for place, name in names.items() if name == "source"]
    for row in body:
        told = _row_event(row, timed, main)
        if told is not None:
            told.kind = words_of(cell(row, kind))
            told.rows += [f"({cell(row, place)})" for place in sources if cell(row, place).strip()]
            yield told


def _row_event(row: Piece, timed: list[int], main: int | None) -> Told | None:
    text = cell(row, main).strip()
    parts = [found[0] for place in timed if (found := _lead_of(cell(row, place))) is not None]
    times = [part for part in parts if part.time]
    days = [part for part in parts if part.date and not part.time]
    raw = " ".join(words_of(cell(row, place)) for place in timed).strip()
    if not text and not parts:
        return None
    when = times[0] if times else days[0] if days else None
    if when is None and raw:
        when = When(words=raw)
    day = days[0] if times and days and not times[0].date else None
    return Told(when, row, [text], day=day)


def _timed_columns(body: list[Piece], names: dict[int, str]) -> list[int]:
    width = max((len(row.cells) for row in body), default=0)
    return [
        place
        for place in range(width)
        if names.get(place) not in ("text", "actor", "source")
        and 2 * sum(_is_time(cell(row, place)) for row in body) >= max(len(body), 1)
    ]


def _is_time(text: str) -> bool:
    found = _lead_of(text)
    return found is not None and len(found[1]) <= 12


def _weight(body: list[Piece], place: int) -> int:
    return sum(len(cell(row, place)) for row in body)


def prose_events(piece: Piece) -> Iterator[Told]:
    """Yield the events of running text: "At 14:05 UTC, the pager fired."."""
    for sentence in paragraph_sentences(words_of(piece.text)):
        whens = times_in(sentence) if len(sentence) <= _LONGEST else []
        if not 0 < len(whens) <= _MOST_TIMES:
            continue
        for when, text in zip(whens, _clauses(sentence, whens), strict=True):
            yield Told(when, piece, [text])


def _clauses(sentence: str, whens: list[When]) -> list[str]:
    """Return the part of a sentence that each of its times belongs to."""
    cuts = [0]
    for before, when in itertools.pairwise(whens):
        clause = _CLAUSE.search(sentence, before.stop, when.start)
        cuts.append(clause.end() if clause else 0)
    ends = [cut or len(sentence) for cut in cuts[1:]] + [len(sentence)]
    parts = [sentence[begin:end].strip(" ,;–—-") for begin, end in zip(cuts, ends, strict=True)]
    return [part if len(part.split()) > 3 else sentence for part in parts]


def _lead_of(text: str) -> tuple[When, str] | None:
    """Return the time a raw text begins with and the raw words after it."""
    found = lead(text)
    if found is not None:
        return found
    first, _, rest = text.partition("\n")
    words = words_of(first)
    found = None if words == text else lead(words)
    return None if found is None else (found[0], f"{found[1]}\n{rest}".strip())
