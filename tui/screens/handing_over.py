"""The screen between two people who write alone: it covers everything until the right one sits."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from agent.dialogue import Form, RecordForm, Row
from tui.plain import one_line, shown
from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall

Choice = Literal["ready", "away", "leave"]


class HandOverScreen(Screen[Choice]):
    """Says whose turn it is. Gives `ready` once that person says that nobody else looks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give('ready')", "Nobody else looks", id="handing_over.ready"),
        Binding("f3", "give('away')", "Is not here", id="handing_over.away"),
        Binding("ctrl+l", "give('leave')", "Leave", id="handing_over.leave"),
    ]

    def __init__(self, name: str, *, begins: bool) -> None:
        """Take the name of the person whose turn it is, and whether the time begins with it."""
        super().__init__()
        self._name_of_writer = name
        self._begins = begins

    def compose(self) -> ComposeResult:
        """Lay out the few lines."""
        yield TooSmall()
        with Vertical(id="menu"):
            yield Static(shown(f"It is {one_line(self._name_of_writer)}'s turn, alone.", "bold"))
            yield Static(shown("What others wrote is out of sight; what you write will be too."))
            time = " Your time begins then." if self._begins else ""
            yield Static(shown(f"Press Enter when nobody else looks.{time}"))
        yield Keys()

    def action_give(self, choice: Choice) -> None:
        """Give the answer."""
        self.dismiss(choice)


def only_answer(form: Form) -> Row:
    """Return the one answer that a form can have; empty when there are several."""
    fields = form.fields if isinstance(form, RecordForm) else ()
    if all(field.kind == "choice" and len(field.options) == 1 for field in fields):
        return {field.name: field.options[0].value for field in fields}
    return {}
