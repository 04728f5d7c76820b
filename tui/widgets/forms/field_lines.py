"""Labelled lines one under the other: Enter goes to the next one, and from the last one out."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from agent.dialogue import FormField
from tui.widgets.forms.field_line import FieldLine


class FieldLines(VerticalScroll, can_focus=False):
    """The lines of a form with several values."""

    class Finished(Message):
        """The person pressed Enter in the last line."""

    def __init__(
        self,
        fields: tuple[FormField, ...],
        values: Mapping[str, str],
        tall: frozenset[str] = frozenset(),
    ) -> None:
        """Take the fields, the values they begin with, and those that need several lines."""
        super().__init__()
        self._fields = fields
        self._values = values
        self._tall = tall

    def compose(self) -> ComposeResult:
        """Lay out a line for each field."""
        for field in self._fields:
            value = self._values.get(field.name, "")
            yield FieldLine(field, value, tall=field.name in self._tall)

    def on_field_line_finished(self, event: FieldLine.Finished) -> None:
        """Go to the next line, or say that the last is done."""
        event.stop()
        lines = self.lines
        following = lines[lines.index(event.line) + 1 :]
        if following:
            following[0].begin()
        else:
            self.post_message(self.Finished())

    def begin(self) -> None:
        """Focus the first line."""
        for line in self.lines[:1]:
            line.begin()

    @property
    def lines(self) -> list[FieldLine]:
        """The lines from top to bottom."""
        return list(self.query(FieldLine))

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each line, by the name of its field."""
        return {line.field.name: line.text for line in self.lines}
