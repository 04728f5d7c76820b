"""On which line of one's own Markdown each part of the document stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.documents.escaping import unescape
from agent.documents.layout import Block, Facts, Items, Prose, Rows, Section
from agent.documents.reader.outline import Heading, outline_of
from agent.documents.sections.order import SECTIONS

_ID = re.compile(r"[A-Z]{1,3}\d+")


class Span(NamedTuple):
    """A place in a text. Lines and columns count from 1; the end is the column after the last."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of one text, looked up by the paths of the document."""

    def __init__(self, text: str) -> None:
        """Look at a text that `to_markdown` wrote."""
        self._lines = text.split("\n")
        self._begins = dict(_places(text))

    def line(self, path: str) -> int:
        """Return the line of a path, or of the section it belongs to; 1 when it has none."""
        section = self._section(path)
        item = next((step for step in path.split(".") if _ID.fullmatch(step)), "")
        if item:
            row = re.compile(rf"\|\s*{item}\s*\||\s*- \*\*{item}\*\*")
            return self._first(row, section) or self._first(row, 1) or section
        if path.startswith("meta."):
            key = re.compile(rf"{re.escape(path.removeprefix('meta.'))}:")
            return self._first(key, 1) or section
        return section

    def span(self, path: str, text: str) -> Span:
        """Return where a text stands in the line of a path, or that whole line."""
        line = self.line(path)
        content = self._lines[line - 1]
        start = content.find(text) if text else -1
        if start < 0:
            return Span(line, 1, line, len(content) + 1)
        return Span(line, start + 1, line, start + len(text) + 1)

    def _section(self, path: str) -> int:
        while path:
            if path in self._begins:
                return self._begins[path]
            path = path.rpartition(".")[0]
        return 1

    def _first(self, pattern: re.Pattern[str], start: int) -> int:
        numbered = enumerate(self._lines[start - 1 :], start=start)
        return next((number for number, line in numbered if pattern.match(line)), 0)


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield each path that a section holds, with the line of its heading."""
    outer: Section | None = None
    for heading in outline_of(text).headings:
        if heading.level == 2:
            outer = _titled(SECTIONS, heading)
        section = outer if heading.level == 2 or outer is None else _titled(outer.sections, heading)
        for block in section.blocks if section else ():
            for path in _paths(block):
                yield path, heading.line


def _paths(block: Block) -> Iterator[str]:
    match block:
        case Prose(path=path):
            yield path
        case Facts(fields=fields):
            yield from (field.path for field in fields)
        case Rows(list_path=path) | Items(list_path=path):
            yield path
        case _:
            return


def _titled(sections: tuple[Section, ...], heading: Heading) -> Section | None:
    title = unescape(heading.title).casefold()
    return next((section for section in sections if section.title.casefold() == title), None)
