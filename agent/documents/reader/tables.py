"""Tables of a text by what their columns hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from agent.documents.reader.markup import words_of
from agent.documents.reader.pieces import Piece


def tables(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the rows of each table."""
    rows = (piece for piece in pieces if piece.kind == "row")
    return [list(group) for _, group in groupby(rows, key=lambda row: row.table)]


def column_names(rows: Sequence[Piece], names: Mapping[str, str]) -> dict[int, str]:
    """Return the meaning of each column by its head; `names` holds patterns by meaning."""
    head = next((row for row in rows if row.head), None)
    found: dict[int, str] = {}
    if head is None:
        return found
    for place, cell in enumerate(head.cells):
        label = " ".join(words_of(cell.text).lower().replace("_", " ").split())
        meaning = next((m for m, words in names.items() if re.search(words, label)), "")
        if meaning and meaning not in found.values():
            found[place] = meaning
    return found


def cell(row: Piece, place: int | None) -> str:
    """Return the raw text of a cell; empty when there is none."""
    return row.cells[place].text if place is not None and place < len(row.cells) else ""
