"""Long tables of a document as plain lines: a widget a cell would make its screen slow to open."""

import re

_TABLE = re.compile(r"^\|.*\n\|[ :|-]+\|\n(?:\|.*\n?)+", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")
_ROWS = 40
"""A table with more rows is shown as lines."""
_WIDEST = 60


def with_lines(markdown: str) -> str:
    """Return the text with each long table as a block of aligned lines."""
    return _TABLE.sub(lambda match: _as_lines(match[0]), markdown)


def _as_lines(table: str) -> str:
    head, _, *rows = table.strip("\n").split("\n")
    if len(rows) <= _ROWS:
        return table
    cells = [_cells(line) for line in (head, *rows)]
    columns = max(len(row) for row in cells)
    wide = [
        min(max(len(row[place]) for row in cells if place < len(row)), _WIDEST)
        for place in range(columns)
    ]
    lines = [
        "  ".join(words.ljust(width) for words, width in zip(row, wide, strict=False)).rstrip()
        for row in cells
    ]
    fence = "~" * max([3, *(len(run) + 1 for run in re.findall("~+", "\n".join(lines)))])
    return "\n".join([f"{fence}text", *lines, fence, ""])


def _cells(line: str) -> list[str]:
    parts = _CELL.split(line.strip().removeprefix("|").removesuffix("|"))
    return [re.sub(r"\\(.)", r"\1", part.strip()) for part in parts]
