"""Labels at the head of a paragraph, a point or a row: what stands for a heading or for a fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from agent.documents.reader.blocks import Place
from agent.documents.reader.fields import field_of, moment_of
from agent.documents.reader.headings import role_named
from agent.documents.reader.markup import words_of
from agent.documents.reader.pieces import Piece
from rubrics.patterns import regex

_BOLD = regex(r"^\s*(?:\*\*|__)([^*_\n]{1,80}?)\s*:?\s*(?:\*\*|__)\s*[:\-–—]?[ \t]*")
_BOLD_LABEL = regex(
    r"^\s*(?:\*\*|__)(?:([^*_\n]{1,80}?)\s*:\s*(?:\*\*|__)|([^*_\n]{1,80}?)\s*(?:\*\*"
    r"|__)\s*:)[ \t]*:?[ \t]*"
)
_LABEL = regex(r"^\s*([A-Za-z][\w /()'’&-]{1,50}?)\s*(?::(?!//)|\s[-–—](?=\s)|=)[ \t]+")
_MOMENT = regex(r"^\s*([A-Za-z][A-Za-z ]{2,30}?):?\s+(?=\d)")
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with the name it stands under."""

    label: str
    value: str
    """The raw text."""
    line: int

    @property
    def field(self) -> str:
        """Return the field of a head that the label names."""
        return field_of(self.label)

    @property
    def moment(self) -> str:
        """Return the kind of event whose moment the label names."""
        return moment_of(self.label)


def whole_label(piece: Piece) -> str:
    """Return the words of a paragraph that is nothing but a bold label or a short line."""
    text = piece.text.strip()
    if len(text) > _SHORT or "\n" in text:
        return ""
    match = _BOLD.match(text)
    if match is not None and match.end() == len(text):
        return match[1]
    return ""


def short_line(piece: Piece) -> str:
    """Return the words of a paragraph of one short line that is no sentence."""
    text = piece.text.strip()
    if len(text) > 40 or "\n" in text or text.endswith((".", "!", ",")):
        return ""
    return words_of(text)


def bold_label(text: str) -> tuple[str, int] | None:
    """Return the bold label a text begins with, and where the text goes on after it."""
    match = _BOLD_LABEL.match(text)
    return None if match is None else (match[1] or match[2], match.end())


def any_label(text: str) -> tuple[str, int] | None:
    """Return the label, bold or not, that a text begins with."""
    found = bold_label(text)
    if found is not None:
        return found
    match = _LABEL.match(text)
    return None if match is None else (match[1], match.end())


def fact_in(text: str, line: int) -> Fact | None:
    """Return the fact that a line states: "Severity: SEV-2", "Resolved 2024-05-01 14:00"."""
    found = any_label(text)
    if found is not None and (field_of(found[0]) or moment_of(found[0])):
        return Fact(found[0], text[found[1] :].strip(), line)
    match = _MOMENT.match(text[:200])
    if match is not None and moment_of(match[1]):
        return Fact(match[1], text[match.end() :].strip(), line)
    return None


def after(piece: Piece, offset: int) -> Piece:
    """Return what is left of a piece after so many characters of its first line."""
    first = piece.places[0]
    places = (Place(first.line, first.column + offset), *piece.places[1:])
    return piece._replace(text=piece.text[offset:], places=places)


def lines_of(piece: Piece) -> Iterator[Piece]:
    """Yield a piece line by line."""
    if len(piece.places) == 1 and "\n" not in piece.text:
        yield piece
        return
    for row, place in zip(piece.text.split("\n"), piece.places, strict=False):
        yield piece._replace(text=row, places=(place,))


def split_at_labels(piece: Piece) -> list[Piece]:
    """Split a paragraph before each line that begins with a bold label, and around headings.

    A heading may stand there as a plain line: "Conclusion", between two sentences.
    """
    rows = list(lines_of(piece))
    heads = {place for place in range(1, len(rows) - 1) if _is_plain_heading(rows, place)}
    begins = heads | {place + 1 for place in heads}
    begins |= {place for place in range(1, len(rows)) if bold_label(rows[place].text)}
    if not begins:
        return [piece]
    cuts = [0, *sorted(begins), len(rows)]
    return [joined(rows[start:stop]) for start, stop in pairwise(cuts)]


def _is_plain_heading(rows: list[Piece], place: int) -> bool:
    """Tell whether a line names a section, after a sentence that ended and before one that begins.

    In wrapped prose a line can hold a single word, too.
    """
    before, text, after = (rows[place + step].text.strip() for step in (-1, 0, 1))
    ended = before.endswith((".", "!", "?", ":", ")", "*", "_", "`"))
    return ended and text[:1].isupper() and after[:1].isupper() and bool(role_named(text))


def joined(rows: list[Piece]) -> Piece:
    """Return lines as one piece."""
    text = "\n".join(row.text for row in rows)
    return rows[0]._replace(text=text, places=tuple(row.places[0] for row in rows))
