"""One text of several lines, one value on a line, or several texts, one a line."""

from textual.app import ComposeResult
from textual.widgets import Input

from agent.dialogue import FormField
from tui.plain import one_line, plain, shown
from tui.widgets.forms.answer_area import AnswerArea, AnswerLine
from tui.widgets.forms.answer_form import AnswerForm, Part


class TextBox(AnswerForm):
    """A free text. Enter begins a new line; the send key sends."""

    takes_text = True
    sending = "(Ctrl+S sends)"

    def __init__(self, field: FormField, former: str = "") -> None:
        """Take the field and the answer as it stands."""
        super().__init__()
        self._field = field
        self._former = plain(former)

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        words = f"{one_line(self._field.hint)} " if self._field.hint else ""
        yield AnswerArea(self._former, placeholder=shown(f"{words}{self.sending}"), compact=True)

    def given(self) -> tuple[Part, ...]:
        """Return the text, unless it is blank."""
        text = self.draft()
        return (Part(text),) if text.strip() else ()

    def draft(self) -> str:
        """Return the text."""
        return self.query_one(AnswerArea).text

    def restore(self, draft: str) -> None:
        """Put the text back and the cursor behind it."""
        self.query_one(AnswerArea).put(draft)

    def typed(self) -> str:
        """Return the text."""
        return self.draft()

    def type_in(self, text: str) -> None:
        """Put the text in."""
        self.restore(text)

    def emptied(self) -> None:
        """Clear the box."""
        self.query_one(AnswerArea).load_text("")

    def begin(self) -> None:
        """Focus the box, with the cursor behind what stands there."""
        area = self.query_one(AnswerArea)
        area.focus()
        area.move_cursor(area.document.end)


class LinesBox(TextBox):
    """Several texts, one a line."""

    sending = "(one a line; Ctrl+S sends)"

    def given(self) -> tuple[Part, ...]:
        """Return the lines that are not blank."""
        lines = [line.strip() for line in self.draft().splitlines() if line.strip()]
        return (Part(lines),) if lines else ()


class LineBox(AnswerForm):
    """A number, a date, a time, an amount, a name: one line, sent with Enter."""

    takes_text = True

    def __init__(self, field: FormField, former: str = "") -> None:
        """Take the field and the answer as it stands."""
        super().__init__()
        self._field = field
        self._former = plain(former)

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        example = f"{self._field.hint or EXAMPLES[self._field.kind]} (Enter sends)"
        yield AnswerLine(self._former, placeholder=one_line(example))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send with Enter."""
        event.stop()
        self.post_message(self.Sent())

    def given(self) -> tuple[Part, ...]:
        """Return the line, unless it is blank."""
        text = self.draft().strip()
        return (Part(text),) if text else ()

    def draft(self) -> str:
        """Return the line."""
        return self.query_one(Input).value

    def restore(self, draft: str) -> None:
        """Put the line back and the cursor behind it."""
        line = self.query_one(Input)
        line.value = plain(draft).replace("\n", " ")
        line.cursor_position = len(line.value)

    def typed(self) -> str:
        """Return the line."""
        return self.draft()

    def type_in(self, text: str) -> None:
        """Put the line in."""
        self.restore(text)

    def emptied(self) -> None:
        """Clear the line."""
        self.query_one(Input).value = ""

    def begin(self) -> None:
        """Focus the line."""
        self.query_one(Input).focus()


EXAMPLES = {
    "text": "",
    "choice": "",
    "choices": "several, separated by commas",
    "number": "50000, 50K or 1.2M",
    "integer": "a whole number",
    "percent": "20 %",
    "fraction": "99.9 % or 0.999",
    "minutes": "118, 1h58m or 2 hours",
    "time": "2026-03-03 14:05, 14:05 or 14:05:10Z",
    "date": "2026-03-15 or 15 March",
    "timezone": "UTC, Europe/Berlin or +02:00",
    "money": "20000 USD or $20K",
    "person": "one person's name",
    "refs": "names of records, separated by commas",
    "ids": "ids, separated by commas: U1, U2",
    "id": "an id: U1",
    "words": "words, separated by commas",
    "tri": "yes, no or unknown",
}
"""What fits, for each kind of value, when the question gives no example."""
