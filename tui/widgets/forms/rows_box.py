"""A table that grows: rows by keys, or whole lines pasted under it."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from agent.dialogue import Row, RowsForm
from tui.fields import StoredRow, labelled
from tui.plain import cell, plain, shown
from tui.screens.asking import FieldsModal
from tui.typed import WordTable, app_of
from tui.widgets.forms.answer_area import AnswerArea
from tui.widgets.forms.answer_form import Part
from tui.widgets.forms.growing_form import GrowingForm
from tui.widgets.forms.widths import widths

LINE_EXAMPLES = {
    "": "cells in the order of the columns, with | between them",
    "timeline": "14:05 deploy started",
    "actions": "- Add a limit on connections (Owner: Ana, Due: 15 March)",
    "people": "Ana, on-call engineer",
    "evidence": "Checkout dashboard, https://…",
}
"""A line that is understood, for each shape of pasted lines."""

_USUAL = 76
"""The room for the table before its place on the screen is known."""


class RowTable(WordTable):
    """The rows, with keys to add, change and take out one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "row_add", "Add", id="rows.add"),
        Binding("e,enter", "row_edit", "Change", id="rows.edit"),
        Binding("d,delete", "row_delete", "Take out", id="rows.delete"),
        Binding("u", "row_use", "This one", id="rows.use"),
    ]

    def action_row_add(self) -> None:
        """Ask for a new row."""
        self._box.add_row()

    def action_row_edit(self) -> None:
        """Ask for new cells of the row under the cursor."""
        self._box.edit_row()

    def action_row_delete(self) -> None:
        """Take out the row under the cursor."""
        self._box.delete_row()

    def action_row_use(self) -> None:
        """Answer with the row under the cursor."""
        self._box.use_row()

    @property
    def _box(self) -> "RowsBox":
        return next(node for node in self.ancestors if isinstance(node, RowsBox))


class RowsBox(GrowingForm):
    """The table and, under it, a place to type or paste lines."""

    def __init__(self, form: RowsForm, stored: tuple[StoredRow, ...]) -> None:
        """Take the form and the rows that the document has."""
        super().__init__(form, stored)
        self._form = form

    def compose(self) -> ComposeResult:
        """Lay out the table, the line about it, and the place to paste."""
        yield RowTable(cursor_type="row", zebra_stripes=True, show_row_labels=False)
        yield Static("", classes="note")
        example = LINE_EXAMPLES[self._form.lines]
        yield AnswerArea(
            placeholder=shown(f"Type or paste lines: {example}"), compact=True, soft_wrap=False
        )

    def on_mount(self) -> None:
        """Fill the table."""
        self._draw()

    def on_resize(self) -> None:
        """Make the columns fit the new width."""
        self._draw()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted lines wherever the cursor is."""
        if not self._area.has_focus:
            event.stop()
            self._area.focus()
            self._area.insert(plain(event.text))

    def given(self) -> tuple[Part, ...]:
        """Return the new rows and then the pasted lines: each is an answer of its own."""
        rows, lines = self._rows.to_send(), self.typed()
        answers = [Part(rows)] if rows else []
        if named := self._named(lines):
            answers.append(Part([self._as_stored(row_id) for row_id in named]))
        elif lines.strip():
            answers.append(Part(lines))
        return tuple(answers)

    def _as_stored(self, row_id: str) -> Row:
        """Return a stored row in its own words, so that the answer changes none of them."""
        cells = self._rows.all()[row_id]
        told = (c.name for c in self._form.columns if c.kind == "text" and cells.get(c.name))
        return {"id": row_id, **{name: cells[name] for name in told}}

    def _named(self, lines: str) -> list[str]:
        """Return the stored rows that the lines name by id and say nothing else about."""
        known = {row.id.upper(): row.id for row in self._rows.stored if row.editable}
        words = [word.upper() for word in lines.replace(",", " ").split()]
        return [known[word] for word in words] if words and known.keys() >= set(words) else []

    def add_row(self) -> None:
        """Ask for a new row."""
        modal = FieldsModal("Add a row", self._form.columns)
        app_of(self).push_screen(modal, self._added)

    def edit_row(self) -> None:
        """Ask for new cells of the row under the cursor."""
        row_id = self._current
        if row_id is None:
            self.add_row()
            return
        if not self._rows.editable(row_id):
            self._say("This row has no id, so it can't be changed here.")
            return
        values = self._rows.all()[row_id]
        modal = FieldsModal("Change the row", self._form.columns, values=values)
        app_of(self).push_screen(modal, lambda cells: self._changed(row_id, cells))

    def delete_row(self) -> None:
        """Take out the row under the cursor; one that is stored, when asked twice."""
        row_id = self._current
        if row_id is None or not self._rows.editable(row_id):
            self._say("There is no row here that can be taken out.")
        else:
            self._take_out(row_id)

    def use_row(self) -> None:
        """Name the stored row under the cursor as the answer, or as a part of it."""
        row_id = self._current
        if row_id is None or row_id in self._rows.new or not self._rows.editable(row_id):
            self._say("Only a stored row can be named as the answer.")
            return
        before = self._named(self.typed())
        self.type_in(", ".join(dict.fromkeys([*before, row_id])))
        self._area.focus()
        self._say(f"The answer is {self.typed()}, which is in the table. Ctrl+S sends.")

    def _added(self, cells: Mapping[str, str] | None) -> None:
        if cells and any(cells.values()):
            self._draw(self._rows.add(cells))

    def _draw(self, cursor: str = "") -> None:
        table, columns = self._table, self._form.columns
        here = table.cursor_row
        labels = ["Id", *(column.label for column in columns)]
        rows = {
            row_id: [
                "new" if row_id in self._rows.new else row_id,
                *(labelled(cells.get(column.name, ""), column) for column in columns),
            ]
            for row_id, cells in self._rows.all().items()
        }
        table.clear(columns=True)
        room = (self.size.width or _USUAL) - 2 * len(labels) - 1
        for label, width in zip(labels, widths([labels, *rows.values()], room), strict=True):
            table.add_column(cell(label), width=width)
        for row_id, cells in rows.items():
            table.add_row(*(cell(words) for words in cells), key=row_id)
        table.move_cursor(row=list(rows).index(cursor) if cursor in rows else here)
        new, stored = len(self._rows.new), len(self._rows.stored)
        use = ", u this one answers it" if stored else ""
        self._say(f"{stored} stored, {new} not sent yet. In the table: n add, e change{use}.")

    @property
    def _current(self) -> str | None:
        if not self._table.row_count:
            return None
        return self._table.coordinate_to_cell_key(self._table.cursor_coordinate).row_key.value

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)
