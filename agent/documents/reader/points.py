"""Points of a list with what stands beneath them, and paragraphs that are lists in disguise."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agent.documents.reader.labels import joined, lines_of
from agent.documents.reader.markup import words_of
from agent.documents.reader.pieces import Piece
from rubrics.patterns import regex

_SIGN = regex(r"^\s*([^\w\s*_`~\[\](){}<>\"'“”‘’#@$€£|\\/.,:;!?&%+=])\s*\ufe0f?\s*")
_TEMPLATE = regex(
    r"list of |these are |ideally|\[.*\]$|<.*>$"
    r"|(?:(?:\{\{ ?|\[|<)(?:[\w/:.,'-]+ ?){0,5}(?:\}\}|\]|>)\W*)+$"
    r"|things that (?:went|could)\b.{0,200}$"
    r"|\W*(?:tbd|tba|todo|to be (?:done|filled|added)|n/?a|none|nothing|not applicable)\b.{0,12}$",
    re.IGNORECASE,
)

_EXAMPLE = ("for example", "for example,")


@dataclass(slots=True)
class Point:
    """A point of a list, or a paragraph."""

    piece: Piece
    more: list[Piece] = field(default_factory=list[Piece])
    """What stands beneath it."""
    heading: str = ""
    """The heading above it within its section."""
    parent: str = ""
    """The words of the point it stands beneath, when it is told by itself."""
    loose: bool = False
    """True for a paragraph that is no point of a list."""

    @property
    def line(self) -> int:
        """Return its line."""
        return self.piece.line


def points(pieces: Iterable[Piece]) -> Iterator[Point]:
    """Yield the points of a section in their order: lists, lines with a sign, paragraphs."""
    heading = ""
    current: Point | None = None
    for piece in pieces:
        if piece.kind == "heading":
            if current is not None:
                yield current
            current, heading = None, words_of(piece.text)
        elif piece.kind in ("code", "html", "rule", "row") or piece.quoted:
            continue
        elif current is not None and _belongs(piece, current):
            current.more.append(piece)
        else:
            if current is not None:
                yield current
            current = None
            *before, last = [
                Point(one, heading=heading, loose=one.kind != "item") for one in _split(piece)
            ]
            yield from before
            current = last
    if current is not None:
        yield current


def has_list(found: Iterable[Point]) -> bool:
    """Tell whether any of the points is one of a list."""
    return any(not point.loose for point in found)


def is_template(text: str) -> bool:
    """Tell whether a line only says what a template says, or that there is nothing."""
    bare = text.strip()
    return bare.lower().endswith(_EXAMPLE) or _TEMPLATE.match(bare) is not None


def _belongs(piece: Piece, current: Point) -> bool:
    if current.loose:
        return False
    deeper = piece.level > current.piece.level
    return deeper or (piece.kind == "paragraph" and piece.level == current.piece.level > 0)


def _split(piece: Piece) -> list[Piece]:
    """Split a paragraph whose lines begin with the same sort of sign."""
    rows = list(lines_of(piece)) if piece.kind == "paragraph" else []
    signs = [_SIGN.match(row.text) for row in rows]
    if not rows or signs[0] is None or (len(rows) > 1 and sum(map(bool, signs)) < 2):
        return [piece]
    parts: list[list[Piece]] = []
    for row, sign in zip(rows, signs, strict=True):
        if sign is not None:
            parts.append([row._replace(text=row.text[sign.end() :], kind="item")])
        else:
            parts[-1].append(row)
    return [joined(part) for part in parts]
