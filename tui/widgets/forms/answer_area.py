"""The boxes that answers are typed into; what is pasted is cleaned first."""

from textual import events
from textual.binding import Binding
from textual.widgets import Input, TextArea

from tui.plain import one_line, plain

_TAKEN = frozenset({"f6", "f7"})


class AnswerArea(TextArea, inherit_bindings=False):
    """A text box without the function keys that the screens use. Ctrl+A takes all of the text."""

    BINDINGS = [  # noqa: RUF012 - declared by Textual
        Binding("ctrl+a", "select_all", "Select all", show=False),
        *(
            binding
            for binding in TextArea.BINDINGS
            if isinstance(binding, Binding) and binding.key not in _TAKEN
        ),
    ]

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste without escape sequences and control characters."""
        event.prevent_default()
        event.stop()
        self.replace(plain(event.text), *self.selection)

    def put(self, text: str) -> None:
        """Put a text in and the cursor behind it."""
        self.load_text(plain(text))
        self.move_cursor(self.document.end)


class AnswerLine(Input):
    """A line. A paste of several lines becomes one. Ctrl+A takes all of it, as in a box."""

    BINDINGS = [Binding("ctrl+a", "select_all", "Select all", show=False)]  # noqa: RUF012 - as above

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste without escape sequences and control characters."""
        event.prevent_default()
        event.stop()
        self.replace(one_line(event.text), *self.selection)
