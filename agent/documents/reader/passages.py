"""The blocks of a whole text, with the field each went to."""

from collections.abc import Iterator, Mapping

from agent.documents.reader.blocks import BlockKind, Place, TextBlock
from agent.documents.reader.markup import LONGEST, words_of
from agent.documents.reader.pieces import Piece, Source

_KINDS: Mapping[str, BlockKind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "item",
    "cell": "cell",
    "code": "code",
    "html": "html",
}


def text_blocks(source: Source, paths: Mapping[int, str]) -> tuple[TextBlock, ...]:
    """Return the blocks of a text.

    Args:
        source: The text, taken apart.
        paths: The field that each line went to.
    """
    blocks: list[TextBlock] = []
    section = ""
    for piece in source.pieces:
        if piece.kind == "heading":
            section = words_of(piece.text, source.links)
        for part in piece.cells or (piece,):
            if piece.kind != "rule" and part.text.strip():
                path = next((paths[p.line] for p in part.places if p.line in paths), "")
                kind = _KINDS["cell" if piece.cells else piece.kind]
                blocks += [
                    TextBlock(kind, text, places, section, path, piece.quoted)
                    for text, places in _readable_parts(part)
                ]
    return tuple(blocks)


def _readable_parts(piece: Piece) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Yield a piece whole, or in parts when it is longer than what is read at once."""
    if len(piece.text) <= LONGEST:
        yield piece.text, piece.places
        return
    rows: list[str] = []
    places: list[Place] = []
    length = 0
    for row, place in _rows(piece):
        if rows and length + len(row) > LONGEST:
            yield "\n".join(rows), tuple(places)
            rows, places, length = [], [], 0
        rows.append(row)
        places.append(place)
        length += len(row) + 1
    yield "\n".join(rows), tuple(places)


def _rows(piece: Piece) -> Iterator[tuple[str, Place]]:
    for row, place in zip(piece.text.split("\n"), piece.places, strict=False):
        begin = 0
        while begin < len(row) or not begin:
            stop = _cut(row, begin)
            yield row[begin:stop], Place(place.line, place.column + begin)
            begin = max(stop, 1)


def _cut(row: str, begin: int) -> int:
    """Return where to cut a line: after a sentence, else between words, else anywhere."""
    stop = begin + LONGEST
    if stop >= len(row):
        return len(row)
    for mark in (". ", " "):
        found = row.rfind(mark, begin, stop)
        if found > begin:
            return found + len(mark)
    return stop
