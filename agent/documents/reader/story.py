"""What is told in prose: the summary, the background, how it was seen and ended, and the rest."""

import re
from collections.abc import Iterator

from agent.documents.reader.arrange import LEAD, Arranged, Section
from agent.documents.reader.figures import figures_in, speaks_of
from agent.documents.reader.labels import Fact, fact_in, lines_of
from agent.documents.reader.making import Making
from agent.documents.reader.markup import links_in
from agent.documents.reader.pieces import Piece
from agent.documents.reader.points import Point, is_template, points
from agent.documents.reader.sentences import paragraph_sentences
from agent.documents.reader.tables import tables
from rubrics.patterns import regex

_MOST_OF_LEAD = 3
_LONGEST_NOTE = 2_000
_NO_RECORDS = ("actions", "thanks", "glossary", "skip")
_SILENT = ("skip", "field")
_SOURCES = (
    ("customer", r"customers?\b|users?\b|support ticket|students?\b|community|people telling"),
    ("alert", r"alert|pager|alarm|monitor|pingdom|error track|automat"),
    ("colleague", r"colleague|engineers?\b|developers?\b|noticed|team\b"),
)
_TERM = regex(r"^(?P<term>[^:–—=]{1,60}?)\s*(?::|\s[-–—]\s|=)\s*(?P<meaning>\S.*)", re.DOTALL)


def take_fields(arranged: Arranged) -> None:
    """Turn headings that name a fact - Date, Authors, Status - into facts."""
    for section in arranged.sections:
        if section.role == "field":
            for piece in section.pieces:
                if piece.kind in {"paragraph", "item"}:
                    arranged.facts.extend(_facts_below(section, piece))


def _facts_below(section: Section, piece: Piece) -> Iterator[Fact]:
    for row in lines_of(piece):
        fact = fact_in(row.text, row.line)
        if fact is not None and (fact.moment or fact.field):
            yield fact
        elif row.text.strip():
            yield Fact(section.title, row.text.strip(), row.line)


def read_story(arranged: Arranged, making: Making) -> None:
    """Put the summary and the background of a document in their fields."""
    by_role = {role: _texts(arranged, role, making) for role in ("summary", LEAD, "story")}
    first = next((role for role, texts in by_role.items() if texts), "")
    if not first:
        making.complain(1, "There is no summary.")
        return
    texts = by_role[first]
    kept = texts if first == "summary" else texts[:_MOST_OF_LEAD]
    _put_texts("summary.text", kept, making)
    _problem(kept, making)
    rest = by_role[LEAD] if first == "summary" else texts[_MOST_OF_LEAD:]
    rest = [*rest, *_texts(arranged, "background", making)]
    if rest:
        _put_texts("summary.background", rest, making)


def _problem(texts: list[tuple[Piece, str]], making: Making) -> None:
    """Take the first sentence that tells of the harm with a figure as the problem under review."""
    for piece, text in texts:
        for sentence in paragraph_sentences(text):
            if speaks_of(sentence, "harm") and figures_in(sentence):
                making.put("analysis.problem.text", sentence[:600], piece.line)
                return


def _put_texts(path: str, texts: list[tuple[Piece, str]], making: Making) -> None:
    making.put(path, "\n\n".join(text for _, text in texts), texts[0][0].line)
    for piece, _ in texts:
        making.mark(piece, path)


def _texts(arranged: Arranged, role: str, making: Making) -> list[tuple[Piece, str]]:
    """Return the paragraphs and points of a role that went nowhere else."""
    return [
        (piece, text)
        for section in arranged.sections
        if section.role == role
        for piece in section.pieces
        if piece.kind in ("paragraph", "item")
        and not piece.quoted
        and not _is_placed(piece, making)
        and (text := " ".join(making.words(piece.text).split()))
        and not is_template(text)
    ]


def _is_placed(piece: Piece, making: Making) -> bool:
    place = piece.places[0]
    path = making.places.get((place.line, place.column), "")
    return bool(path) and not path.startswith("timeline.")


def read_rest(arranged: Arranged, making: Making) -> None:
    """Take what has a place of its own, keep the rest as notes, and tell what was not placed."""
    for section in arranged.sections:
        if section.role == "detection":
            _detection(section, making)
        elif section.role == "resolution":
            _resolution(section, making)
        elif section.role == "glossary":
            _glossary(section, making)
        elif section.role in ("", "story", "head"):
            _unplaced(section, making)
        if section.role not in _NO_RECORDS:
            _records(section, making)


def _detection(section: Section, making: Making) -> None:
    text = _joined(section, making)
    if not text:
        return
    fields = {"metric": "ttd", "explanation": text}
    item_id = making.add("timeline.observations", fields, section.line)
    found = (name for name, words in _SOURCES if re.search(words, text, re.IGNORECASE))
    source = next(found, "")
    if source:
        making.put("detection.source", source, section.line)
    for piece in section.pieces:
        making.mark(piece, f"timeline.observations.{item_id}")


def _resolution(section: Section, making: Making) -> None:
    text = _joined(section, making)
    if text:
        fields = {"metric": "ttm", "explanation": text}
        item_id = making.add("timeline.observations", fields, section.line)
        for piece in section.pieces:
            making.mark(piece, f"timeline.observations.{item_id}")


def _joined(section: Section, making: Making) -> str:
    words = (
        making.words(piece.text)
        for piece in section.pieces
        if piece.kind in ("paragraph", "item") and not piece.quoted
        and not _in_timeline(piece, making)
    )  # fmt: skip
    return "\n\n".join(filter(None, words))[: 2 * _LONGEST_NOTE]


def _in_timeline(piece: Piece, making: Making) -> bool:
    place = piece.places[0]
    return making.places.get((place.line, place.column), "").startswith("timeline.events")


def _glossary(section: Section, making: Making) -> None:
    for point in points(section.pieces):
        match = _TERM.match(making.words(point.piece.text))
        if match is not None:
            fields = {"term": match["term"].strip(), "meaning": match["meaning"].strip()}
            making.add("summary.glossary", fields, point.line)
    for rows in tables(section.pieces):
        for row in (row for row in rows if not row.head and len(row.cells) > 1):
            term, meaning = (making.words(cell.text) for cell in row.cells[:2])
            if term:
                making.add("summary.glossary", {"term": term, "meaning": meaning}, row.line)


def _unplaced(section: Section, making: Making) -> None:
    left = [point for point in points(section.pieces) if _is_left(point, making)]
    for point in left:
        words = [making.words(one.text) for one in (point.piece, *point.more)]
        text = " ".join(filter(None, words))[:_LONGEST_NOTE]
        note_id = making.add("notes", {"question": "", "text": text}, point.line)
        making.mark(point.piece, f"notes.{note_id}")
    if section.role == "" and section.pieces:
        title = section.title[:60] or "the text before the first heading"
        making.complain(section.line, f"The section “{title}” is not known; it is kept as notes.")


def _is_left(point: Point, making: Making) -> bool:
    text = making.words(point.piece.text)
    place = point.piece.places[0]
    return bool(text) and (place.line, place.column) not in making.places and not is_template(text)


def _records(section: Section, making: Making) -> None:
    for piece in section.pieces:
        if piece.kind in ("code", "html", "rule"):
            continue
        for part in piece.cells or (piece,):
            for link in links_in(part.text, making.links):
                making.record(link, part.line)
