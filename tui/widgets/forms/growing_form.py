"""What the table and the why-tree have in common: rows that grow, and a place to type below."""

from collections.abc import Mapping

from textual.widgets import Static

from agent.dialogue import RowsForm
from tui.fields import StoredRow
from tui.plain import shown
from tui.widgets.forms.answer_area import AnswerArea
from tui.widgets.forms.answer_form import AnswerForm, packed, unpacked
from tui.widgets.forms.growing import GrowingRows


class GrowingForm(AnswerForm):
    """Rows that the document has, rows not sent yet, a line about them, and an area for text."""

    takes_text = True

    def __init__(self, form: RowsForm, stored: tuple[StoredRow, ...], about: str = "") -> None:
        """Take the form, the rows that the document has, and the row that is asked about."""
        super().__init__()
        self._rows = GrowingRows(form.columns, stored)
        self._about = about

    def draft(self) -> str:
        """Return the new rows and the typed lines."""
        rows, lines = list(self._rows.new.values()), self.typed()
        return packed({"rows": rows, "lines": lines}) if rows or lines else ""

    def restore(self, draft: str) -> None:
        """Put them back."""
        kept = unpacked(draft)
        self._rows.put_back(kept.get("rows"))
        self.type_in(str(kept.get("lines", "")) if kept else draft)
        self._draw(self._about)

    def rows_stored(self, stored: tuple[StoredRow, ...]) -> None:
        """Show the rows that the document has by now."""
        self._rows.stored = stored
        self._draw()

    def typed(self) -> str:
        """Return the typed lines."""
        return self._area.text.strip("\n")

    def type_in(self, text: str) -> None:
        """Put lines in."""
        self._area.put(text)

    def emptied(self) -> None:
        """Clear what is on its way."""
        self._rows.new.clear()
        self.type_in("")
        self._draw(self._about)

    def begin(self) -> None:
        """Focus the place to type or paste."""
        self._area.focus()

    def _draw(self, cursor: str = "") -> None:
        """Show the rows, with the cursor on one of them."""
        raise NotImplementedError

    def _take_out(self, row_id: str) -> None:
        """Take out a new row; one that is stored, when asked twice."""
        if self._rows.remove(row_id):
            self._draw()
        elif self._rows.sure(row_id):
            self.post_message(self.RowRemoved(row_id))
        else:
            self._say(f"{row_id} is stored. d again takes it out; nothing else changes.")

    def _changed(self, row_id: str, cells: Mapping[str, str] | None) -> None:
        if cells is None:
            return
        if changed := self._rows.changed(row_id, cells):
            self.post_message(self.RowEdited(row_id, changed))
        self._draw(row_id)

    def _say(self, words: str) -> None:
        self.query_one(".note", Static).update(shown(words))

    @property
    def _area(self) -> AnswerArea:
        return self.query_one(AnswerArea)
