"""Several named values asked together, such as the impact grid."""

from textual.app import ComposeResult

from agent.dialogue import FormField, Row, Scalar
from tui.widgets.forms.answer_form import AnswerForm, Part, packed, unpacked
from tui.widgets.forms.field_lines import FieldLines


class RecordBox(AnswerForm):
    """Labelled lines. Enter goes to the next line and sends from the last one."""

    def __init__(self, fields: tuple[FormField, ...], former: str = "") -> None:
        """Take the fields and the draft of the answer as it stands."""
        super().__init__()
        self._fields = fields
        self._former = {key: str(value) for key, value in unpacked(former).items()}

    def compose(self) -> ComposeResult:
        """Lay out a line for each field."""
        yield FieldLines(self._fields, self._former)

    def on_field_lines_finished(self, event: FieldLines.Finished) -> None:
        """Send from the last line."""
        event.stop()
        self.post_message(self.Sent())

    def given(self) -> tuple[Part, ...]:
        """Return the values that were filled in."""
        values = row_of(self._lines.texts, self._fields)
        return (Part(values, replaces=bool(self._former)),) if values else ()

    def draft(self) -> str:
        """Return the values that were filled in."""
        values = {name: text for name, text in self._lines.texts.items() if text}
        return packed(values) if values else ""

    def restore(self, draft: str) -> None:
        """Put the values back."""
        values = unpacked(draft)
        for line in self._lines.lines:
            line.put(str(values.get(line.field.name, "")))

    def begin(self) -> None:
        """Focus the first line."""
        self._lines.begin()

    @property
    def _lines(self) -> FieldLines:
        return self.query_one(FieldLines)


def row_of(cells: dict[str, str], fields: tuple[FormField, ...]) -> Row:
    """Return the filled cells of a row; several choices as a list, all else as text."""
    row: Row = {}
    for field in fields:
        text = cells.get(field.name, "").strip()
        if text:
            row[field.name] = _several(text) if field.kind == "choices" else text
    return row


def _several(text: str) -> Scalar | list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
