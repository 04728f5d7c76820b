"""Blocks of a text with the place of every character, so that findings can be shown in the file."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from agent.documents.reader.headings import role_named
from agent.documents.reader.markup import Spoken, spoken, unreadable
from rubrics.patterns import regex

BlockKind = Literal["heading", "paragraph", "item", "cell", "code", "html"]

_VERBATIM = regex(r"\s*<(?:script|style|pre|svg|blockquote)\b", re.IGNORECASE)


class Place(NamedTuple):
    """A place in the file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class TextBlock:
    """A paragraph, a point of a list, a cell, a heading or code, as it stands in the file."""

    kind: BlockKind
    text: str
    """Its lines without what marks them (indents, bullets, bars), joined by line feeds."""
    places: tuple[Place, ...]
    """Where each of its lines begins."""
    section: str = ""
    """The heading above it."""
    path: str = field(default="")
    """The field of the document it went to, if it went anywhere."""
    quoted: bool = False
    """True for what stands in a quotation."""

    @property
    def line(self) -> int:
        """Return the line it begins on."""
        return self.places[0].line

    @cached_property
    def readable(self) -> str:
        """Return the text, equally long, with blanks for code, link targets, tags and marks."""
        if self.kind in ("code", "html"):
            return " " * len(self.text)
        return unreadable(self.text)

    @property
    def is_prose(self) -> bool:
        """Tell whether it holds sentences of the author: no code, no quotation, no plain title."""
        if self.quoted or self.kind == "code" or _VERBATIM.match(self.text):
            return False
        return self.kind != "heading" or not role_named(self.text)

    @cached_property
    def spoken(self) -> Spoken:
        """Return the words as a reader hears them."""
        return spoken(self.text)

    def place(self, offset: int) -> Place:
        """Return the place in the file of a character of the text."""
        starts = self._starts
        number = bisect_right(starts, max(offset, 0)) - 1
        begin = self.places[number]
        return Place(begin.line, begin.column + max(offset, 0) - starts[number])

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for row in self.text.split("\n")[: len(self.places) - 1]:
            starts.append(starts[-1] + len(row) + 1)
        return starts
