"""A small form over the screen: a reason, a thought, a row, a path."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from agent.dialogue import FormField
from tui.plain import shown
from tui.widgets.forms.field_lines import FieldLines
from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall


class FieldsModal(ModalScreen[dict[str, str] | None]):
    """Labelled lines. Gives what was typed by field, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "send", "Done", id="form.send"),
        Binding("escape", "leave", "Leave", id="form.leave"),
    ]

    def __init__(
        self,
        title: str,
        fields: tuple[FormField, ...],
        *,
        note: str = "",
        values: Mapping[str, str] | None = None,
        tall: frozenset[str] = frozenset(),
    ) -> None:
        """Take the title, the lines, a note above them and the values they begin with."""
        super().__init__()
        self._title = title
        self._fields = fields
        self._note = note
        self._values = values or {}
        self._tall = tall

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        yield TooSmall()
        with Vertical(classes="modal"):
            yield Static(shown(self._title), classes="title")
            if self._note:
                yield Static(shown(self._note), classes="note")
            yield FieldLines(self._fields, self._values, self._tall)
            yield Static("", classes="problem")
            keys = "Ctrl+S done · Esc leave"
            yield Static(keys if self._tall else f"Enter next · {keys}", classes="note")
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the first line."""
        self._lines.begin()

    def on_field_lines_finished(self, event: FieldLines.Finished) -> None:
        """Finish at the last line."""
        event.stop()
        self.action_send()

    def action_send(self) -> None:
        """Give the values, unless one that is needed is missing."""
        for line in self._lines.lines:
            if line.field.required and not line.text:
                problem = f"{line.field.label} is needed."
                self.query_one(".problem", Static).update(shown(problem))
                line.begin()
                return
        self.dismiss(self._lines.texts)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)

    @property
    def _lines(self) -> FieldLines:
        return self.query_one(FieldLines)
