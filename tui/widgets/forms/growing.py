"""Rows being added to a list of the document: those it has, and those not sent yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent.dialogue import FormField, Row
from tui.fields import StoredRow
from tui.widgets.forms.record_box import row_of


@dataclass(slots=True)
class GrowingRows:
    """The rows of a form. New ones have marks (n1, n2 …) until they are sent."""

    columns: tuple[FormField, ...]
    stored: tuple[StoredRow, ...] = ()
    new: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    issued: int = 0
    doubted: str = ""
    """The stored row that one more press takes out."""

    def all(self) -> dict[str, Mapping[str, str]]:
        """Return every row by its id: stored ones first."""
        return {**{row.id: row.cells for row in self.stored}, **self.new}

    @property
    def next_mark(self) -> str:
        """The mark of the row added next."""
        return f"n{self.issued + 1}"

    def add(self, cells: Mapping[str, str]) -> str:
        """Add a row and return its mark."""
        row_id = self.next_mark
        self.issued += 1
        self.new[row_id] = dict(cells)
        return row_id

    def changed(self, row_id: str, cells: Mapping[str, str]) -> dict[str, str]:
        """Take new cells for a row. Return the differences when the document has the row."""
        if row_id in self.new:
            self.new[row_id] = {**self.new[row_id], **cells}
            return {}
        before = self.all()[row_id]
        return {name: text for name, text in cells.items() if text != before.get(name, "")}

    def remove(self, row_id: str) -> bool:
        """Take out a row that was not sent yet. Return whether there was one."""
        return self.new.pop(row_id, None) is not None

    def sure(self, row_id: str) -> bool:
        """Return whether a stored row was named for taking out twice in a row."""
        sure = self.doubted == row_id
        self.doubted = "" if sure else row_id
        return sure

    def editable(self, row_id: str) -> bool:
        """Return whether a row can be changed: it is new, or the document knows it by an id."""
        return row_id in self.new or any(row.id == row_id and row.editable for row in self.stored)

    def to_send(self) -> list[Row]:
        """Return the new rows."""
        rows = [row_of(cells, self.columns) for cells in self.new.values()]
        return [row for row in rows if row]

    def put_back(self, rows: object) -> None:
        """Take the rows of a draft in place of the new ones."""
        self.new.clear()
        if not isinstance(rows, list):
            return
        for row in rows:  # pyright: ignore[reportUnknownVariableType] - JSON of a draft
            if isinstance(row, dict):
                self.add({str(k): str(v) for k, v in row.items()})  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
