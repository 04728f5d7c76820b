"""What was learned: what went well and poorly, luck, lessons, thanks, open questions."""

from collections.abc import Mapping

from agent.documents.reader.arrange import Arranged, Section
from agent.documents.reader.making import Making
from agent.documents.reader.points import Point, has_list, is_template, points
from agent.documents.reader.promises import promised_points
from agent.documents.reader.sentences import paragraph_sentences
from agent.documents.reader.tables import tables

_LISTS: Mapping[str, str] = {
    "well": "learning.went_well",
    "poorly": "learning.went_poorly",
    "lucky": "learning.lucky",
    "lessons": "learning.lessons",
    "thanks": "learning.thanks",
    "questions": "learning.open_questions",
}
_LONGEST = 1_500


def read_learning(arranged: Arranged, making: Making) -> None:
    """Put the lists about learning into a document."""
    for section in arranged.sections:
        list_path = _LISTS.get(section.role)
        if list_path:
            _section(section, list_path, making)


def _section(section: Section, list_path: str, making: Making) -> None:
    found = list(points(section.pieces))
    listed = has_list(found)
    promised = {point.line for point in promised_points(found, making)}
    for point in found:
        text = _words(point, making)
        if not text or point.line in promised:
            continue
        intro = point.loose and (text.endswith(":") or (listed and _is_intro(text)))
        if is_template(text) or intro:
            if point.loose and listed and not text.endswith(":"):
                making.complain(point.line, "A sentence of a template is not taken over.")
            continue
        item_id = making.add(list_path, {"text": text[:_LONGEST]}, point.line)
        making.mark(point.piece, f"{list_path}.{item_id}")
    for rows in tables(section.pieces):
        for row in (row for row in rows if not row.head):
            cells = [making.words(cell.text) for cell in row.cells]
            if any(cells):
                making.add(list_path, {"text": ": ".join(filter(None, cells))[:_LONGEST]}, row.line)


def _words(point: Point, making: Making) -> str:
    text = making.words(point.piece.text)
    inner = [making.words(one.text) for one in point.more]
    return " ".join(filter(None, [text, *inner])) if text else ""


def _is_intro(text: str) -> bool:
    """Tell whether a paragraph beside a list only introduces it."""
    return len(paragraph_sentences(text)) <= 3 and (is_template(text) or "should" in text)
