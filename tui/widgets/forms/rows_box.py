"""A table that grows: rows by keys, or whole lines pasted under it."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from agent.dialogue import RowsForm
from tui.fields import StoredRow
from tui.plain import cell, plain, shown
from tui.screens.asking import FieldsModal
from tui.typed import WordTable, app_of
from tui.widgets.forms.answer_area import AnswerArea
from tui.widgets.forms.answer_form import AnswerForm, Part, packed, unpacked
from tui.widgets.forms.growing import GrowingRows

LINE_EXAMPLES = {
    "": "cells in the order of the columns, with | between them",
    "timeline": "14:05 deploy started",
    "actions": "- Add a limit on connections (Owner: Ana, Due: 15 March)",
    "people": "Ana, on-call engineer",
    "evidence": "Checkout dashboard, https://…",
}
"""A line that is understood, for each shape of pasted lines."""


class RowTable(WordTable):
    """The rows, with keys to add, change and take out one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "row_add", "Add row", id="rows.add"),
        Binding("e,enter", "row_edit", "Change row", id="rows.edit"),
        Binding("d,delete", "row_delete", "Take out", id="rows.delete"),
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

    @property
    def _box(self) -> "RowsBox":
        return next(node for node in self.ancestors if isinstance(node, RowsBox))


class RowsBox(AnswerForm):
    """The table and, under it, a place to type or paste lines."""

    takes_text = True

    def __init__(self, form: RowsForm, stored: tuple[StoredRow, ...]) -> None:
        """Take the form and the rows that the document has."""
        super().__init__()
        self._form = form
        self._rows = GrowingRows(form.columns, stored)

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
        table = self._table
        table.add_column("Id", key="-id")
        for column in self._form.columns:
            table.add_column(cell(column.label), key=f"column-{column.name}")
        self._fill()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted lines wherever the cursor is."""
        if not self._area.has_focus:
            event.stop()
            self._area.focus()
            self._area.insert(plain(event.text))

    def given(self) -> tuple[Part, ...]:
        """Return the new rows and then the pasted lines: each is an answer of its own."""
        rows, lines = self._rows.to_send(), self._lines
        answers = [Part(rows)] if rows else []
        return (*answers, Part(lines)) if lines.strip() else tuple(answers)

    def draft(self) -> str:
        """Return the new rows and the pasted lines."""
        rows, lines = list(self._rows.new.values()), self._lines
        return packed({"rows": rows, "lines": lines}) if rows or lines else ""

    def restore(self, draft: str) -> None:
        """Put them back."""
        kept = unpacked(draft)
        self._rows.put_back(kept.get("rows"))
        lines = str(kept.get("lines", "")) if kept else draft
        self._area.put(lines)
        self._fill()

    def rows_stored(self, stored: tuple[StoredRow, ...]) -> None:
        """Show the rows that the document has by now."""
        self._rows.stored = stored
        self._fill()

    def typed(self) -> str:
        """Return the typed lines."""
        return self.query_one(AnswerArea).text

    def type_in(self, text: str) -> None:
        """Put lines in."""
        self.query_one(AnswerArea).put(text)

    def emptied(self) -> None:
        """Clear what is on its way."""
        self._rows.new.clear()
        self.type_in("")
        self._fill()

    def begin(self) -> None:
        """Focus the place to type or paste."""
        self._area.focus()

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
        """Take out the row under the cursor when it was not sent yet."""
        row_id = self._current
        if row_id is not None and self._rows.remove(row_id):
            self._fill()
        else:
            self._say("Rows that are stored stay. Press e to change one.")

    def _added(self, cells: Mapping[str, str] | None) -> None:
        if cells and any(cells.values()):
            self._rows.add(cells)
            self._fill(last=True)

    def _changed(self, row_id: str, cells: Mapping[str, str] | None) -> None:
        if cells is None:
            return
        for name, text in self._rows.changed(row_id, cells).items():
            self.post_message(self.RowEdited(row_id, name, text))
        self._fill()

    def _fill(self, *, last: bool = False) -> None:
        table, names = self._table, [column.name for column in self._form.columns]
        here = table.cursor_row
        table.clear()
        for row_id, cells in self._rows.all().items():
            words = "new" if row_id in self._rows.new else row_id
            table.add_row(cell(words), *(cell(cells.get(n, "")) for n in names), key=row_id)
        table.move_cursor(row=table.row_count - 1 if last else here)
        new, stored = len(self._rows.new), len(self._rows.stored)
        self._say(
            f"{stored} stored, {new} not sent yet. n adds, e changes, d takes out (in the table)."
        )

    def _say(self, words: str) -> None:
        self.query_one(".note", Static).update(shown(words))

    @property
    def _lines(self) -> str:
        return self._area.text.strip("\n")

    @property
    def _area(self) -> AnswerArea:
        return self.query_one(AnswerArea)

    @property
    def _current(self) -> str | None:
        if not self._table.row_count:
            return None
        return self._table.coordinate_to_cell_key(self._table.cursor_coordinate).row_key.value

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)
