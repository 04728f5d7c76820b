"""On which line of a Markdown text each part of the document stands."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agent.documents.reader.blocks import TextBlock

_LINES_OF_A_PASSAGE = 40
_PROSE = "page.prose.B"
_NOTE = "unblame:"


class Span(NamedTuple):
    """A place in a text. Lines and columns count from 1; the end is the column after the last."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of one text, looked up by the paths of the document."""

    def __init__(
        self, text: str, places: Mapping[str, int], blocks: Sequence[TextBlock] = ()
    ) -> None:
        """Look at a text with the lines that its reader found for paths, and its blocks."""
        self._lines = text.split("\n")
        self._places = places
        self._blocks = blocks

    def line(self, path: str) -> int:
        """Return the line of a path, or of what it is part of; 1 when that is the whole."""
        if path.startswith(_PROSE):
            return self._blocks[int(path.removeprefix(_PROSE))].line
        while path:
            if path in self._places:
                return min(self._places[path], len(self._lines))
            path = path.rpartition(".")[0]
        return 1

    def span(self, path: str, text: str, start: int = 0, end: int = 0) -> Span:
        """Return where a text stands in the passage of a path, or that passage's first line.

        Args:
            path: The path.
            text: The text that is looked for.
            start: Its first character in the words of a block of prose.
            end: The character after its last.
        """
        if path.startswith(_PROSE):
            block = self._blocks[int(path.removeprefix(_PROSE))]
            return self._shifted(self._in_block(block, start, end), text)
        first = self.line(path)
        for line in range(first, min(first + _LINES_OF_A_PASSAGE, len(self._lines) + 1)):
            start = self._lines[line - 1].find(text) if text else -1
            if start >= 0:
                return Span(line, start + 1, line, start + len(text) + 1)
        return self.whole(first)

    def whole(self, line: int) -> Span:
        """Return a line from end to end."""
        return Span(line, 1, line, len(self._lines[line - 1]) + 1)

    def _in_block(self, block: TextBlock, start: int, end: int) -> Span:
        first = block.place(block.spoken.place(start))
        last = block.place(block.spoken.place(max(end - 1, start)))
        return Span(first.line, first.column, last.line, last.column + 1)

    def _shifted(self, span: Span, text: str) -> Span:
        """Move a place to the right by the notes that the reader was not shown before it."""
        line, first = self._lines[span.line - 1], (text.split() or [""])[0]
        by = line.find(first, span.column - 1) - span.column + 1
        if by <= 0 or _NOTE not in line:
            return span
        end = span.end_column + (by if span.end_line == span.line else 0)
        return span._replace(column=span.column + by, end_column=end)
