"""Pasted lines as rows, by the shape that a question takes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent.questions.listed_lines import READERS
from agent.questions.pasted import (
    Line,
    PastedRow,
    PastedRows,
    cells_of,
    headings_of,
    is_rule,
    lines_of,
    pair,
)
from agent.questions.timed_lines import read_timeline

if TYPE_CHECKING:
    from agent.dialogue import FormField


def read_lines(shape: str, text: str, columns: "Sequence[FormField]" = ()) -> PastedRows:
    """Return pasted lines as rows of a shape: timeline, actions, people, evidence or empty.

    Every line that is not empty lands in a row, in `unread` or in `passed_over`. Keys of a row
    are fields of the item: time, end, text, sources, kind, actor_role; text, owner, due,
    done_when; display, role_in_incident, review_roles; title, locator, kind. For the empty shape
    they are the names of the columns in order.
    """
    lines = lines_of(text)
    if shape == "timeline":
        return read_timeline(lines, columns)
    if shape in READERS:
        return READERS[shape](lines, columns)
    return _plain_rows(lines, columns)


def _plain_rows(lines: Sequence[Line], columns: "Sequence[FormField]") -> PastedRows:
    fields = tuple(column.name for column in columns) or ("text",)
    rows: list[PastedRow] = []
    passed: list[Line] = []
    headed = False
    for line in lines:
        if is_rule(line.text):
            passed.append(line)
        elif not rows and (head := headings_of(line.text, "", columns)):
            fields, headed = head, True
            passed.append(line)
        else:
            rows.append(_plain_row(line, fields, columns))
    return PastedRows(tuple(rows), (), tuple(passed), headed=headed)


def _plain_row(line: Line, fields: tuple[str, ...], columns: "Sequence[FormField]") -> PastedRow:
    cells = cells_of(line.bare or line.text)
    if len(cells) == 1:
        return {_main_column(columns): cells[0]}
    row = pair(cells, fields)
    # Empty cells stay: the place of a cell says which column it belongs to.
    return {**{name: "" for name in fields[: len(cells)] if name}, **row}


def _main_column(columns: "Sequence[FormField]") -> str:
    """Return the column that a line without cells belongs to: the first text, required if any."""
    texts = [column for column in columns if column.kind == "text"] or list(columns)
    required = [column for column in texts if column.required]
    return next((column.name for column in [*required, *texts]), "text")
