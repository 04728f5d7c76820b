"""On which line of a Markdown text each part of the document stands."""

from collections.abc import Mapping
from typing import NamedTuple

_LINES_OF_A_PASSAGE = 40


class Span(NamedTuple):
    """A place in a text. Lines and columns count from 1; the end is the column after the last."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of one text, looked up by the paths of the document."""

    def __init__(self, text: str, places: Mapping[str, int]) -> None:
        """Look at a text with the lines that its reader found for paths."""
        self._lines = text.split("\n")
        self._places = places

    def line(self, path: str) -> int:
        """Return the line of a path, or of what it is part of; 1 when that is the whole."""
        while path:
            if path in self._places:
                return min(self._places[path], len(self._lines))
            path = path.rpartition(".")[0]
        return 1

    def span(self, path: str, text: str) -> Span:
        """Return where a text stands in the passage of a path, or that passage's first line."""
        first = self.line(path)
        for line in range(first, min(first + _LINES_OF_A_PASSAGE, len(self._lines) + 1)):
            start = self._lines[line - 1].find(text) if text else -1
            if start >= 0:
                return Span(line, start + 1, line, start + len(text) + 1)
        return self.whole(first)

    def whole(self, line: int) -> Span:
        """Return a line from end to end."""
        return Span(line, 1, line, len(self._lines[line - 1]) + 1)
