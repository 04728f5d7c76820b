"""What pasted lines are made of: lines, cells of tables, headings, rows of text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.hygiene import clean, shorten
from rubrics.patterns import regex

if TYPE_CHECKING:
    from agent.dialogue import FormField

PastedRow = Mapping[str, str]
"""A row as text, by field of the item it becomes."""

LONGEST = 2_000
"""Lines that are longer, in characters, are kept as they are: nothing is picked out of them."""

_RULE = regex(r"\s*[|+]?(?:\s*:?[-=]{2,}:?\s*[|+]?)++\s*|\s*```\w*\s*|\s*[-=*_]{3,}\s*")
"""What was read as parts of a rule stays so: a long row of dashes has very many parts."""
_BULLET = regex(r"^\s*(?:[-*•–]\s+|\d{1,3}[.)]\s+)?(?:\[(?P<box>[ xX])\]\s+)?")
_HEADINGS: Mapping[str, str] = {
    "time": "time", "when": "time", "timestamp": "time", "start": "time", "at": "time",
    "utc": "time", "time (utc)": "time", "date": "time", "date/time": "time",
    "end": "end", "until": "end", "to": "end",
    "event": "text", "what": "text", "description": "text", "text": "text", "details": "text",
    "what happened": "text", "action": "text", "action item": "text", "task": "text",
    "item": "text", "to do": "text", "todo": "text",
    "source": "sources", "sources": "sources", "evidence": "sources",
    "kind": "kind", "type": "kind", "role": "actor_role", "actor": "actor_role",
    "owner": "owner", "who": "owner", "assignee": "owner", "responsible": "owner",
    "due": "due", "due date": "due", "deadline": "due", "by when": "due", "by": "due",
    "done when": "done_when", "acceptance": "done_when", "definition of done": "done_when",
    "name": "display", "person": "display", "title": "title", "record": "title",
    "link": "locator", "url": "locator", "where": "locator", "location": "locator",
}  # fmt: skip
_KEYED_BY: Mapping[str, frozenset[str]] = {
    "timeline": frozenset({"time", "end", "text", "sources", "kind", "actor_role"}),
    "actions": frozenset({"text", "owner", "due", "done_when"}),
    "people": frozenset({"display", "role_in_incident", "review_roles"}),
    "evidence": frozenset({"title", "locator", "kind"}),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as pasted."""

    number: int
    text: str

    @property
    def indented(self) -> bool:
        """Return whether it is set in, as what goes on from the line above."""
        return self.text[:1] in {" ", "\t"} and bool(self.text.strip())

    @property
    def bulleted(self) -> bool:
        """Return whether it starts a point of a list."""
        return bool(_BULLET.sub("", self.text) != self.text.lstrip())

    @property
    def bare(self) -> str:
        """Return the line without its bullet and its box."""
        return _BULLET.sub("", self.text).strip()


@dataclass(frozen=True, slots=True)
class PastedRows:
    """What was read from pasted lines, and what was not."""

    rows: tuple[PastedRow, ...] = ()
    """The rows, as text."""
    unread: tuple[Line, ...] = ()
    """Lines that could not be read. Nothing of them is in the rows."""
    passed_over: tuple[Line, ...] = ()
    """Headings and rules of tables, which say nothing by themselves."""
    left_out: tuple[str, ...] = ()
    """Names of speakers, which are not kept."""
    headed: bool = False
    """True when the head of a table named the fields."""
    begins: tuple[int, ...] = ()
    """The number of the line that each row begins with; empty for shapes that do not say."""


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines that hold something, with their numbers from 1."""
    numbered = enumerate(clean(text).split("\n"), start=1)
    return tuple(Line(number, line) for number, line in numbered if line.strip())


def cells_of(line: str) -> list[str]:
    """Return the cells of a line of a table; one cell when it is no table."""
    bare = line.strip()
    if len(bare) > LONGEST:
        return [bare]
    if "|" in bare:
        inner = bare.removeprefix("|").removesuffix("|")
        return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]
    if "\t" in bare:
        return [cell.strip() for cell in bare.split("\t")]
    return [bare]


def is_rule(line: str) -> bool:
    """Return whether a line only draws: the rule below the head of a table, a fence."""
    return len(line) <= LONGEST and _RULE.fullmatch(line) is not None


def headings_of(line: str, shape: str, columns: "Sequence[FormField]" = ()) -> tuple[str, ...]:
    """Return the field that each cell of a table's head names; empty when it is no head."""
    cells = cells_of(line)
    if len(cells) < 2:
        return ()
    names = dict(_own_names(columns))
    known = _KEYED_BY.get(shape, frozenset[str]())
    found = [names.get(cell) or _HEADINGS.get(cell, "") for cell in _plain(cells)]
    fields = tuple(
        name if not known or name in known or name in names.values() else "" for name in found
    )
    return fields if sum(map(bool, fields)) >= max(2, len(cells) - 1) else ()


def pair(cells: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """Return the cells by field. What has no field goes to the end of the text."""
    row: dict[str, str] = {}
    loose: list[str] = []
    for place, cell in enumerate(cells):
        name = fields[place] if place < len(fields) else ""
        if name and name not in row:
            row[name] = cell
        elif cell:
            loose.append(cell)
    if loose:
        home = next((name for name in ("text", "title", "display") if name in fields), fields[-1])
        row[home] = "; ".join(filter(None, [row.get(home, ""), *loose]))
    return {name: cell for name, cell in row.items() if cell}


def describe(lines: Sequence[Line], limit: int = 3) -> str:
    """Return lines by number and beginning, for a message."""
    shown = [f"{line.number} “{shorten(line.text, 40)}”" for line in lines[:limit]]
    more = f" and {len(lines) - limit} more" if len(lines) > limit else ""
    return ", ".join(shown) + more


def _own_names(columns: "Sequence[FormField]") -> Iterator[tuple[str, str]]:
    for column in columns:
        for word in (column.label, column.name):
            yield _plain([word])[0], column.name


def _plain(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.replace("_", " ").replace("*", "").lower().split()) for cell in cells]
