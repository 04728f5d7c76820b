"""The screen between two people who write alone: it covers everything until the right one sits."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from tui.plain import one_line, shown
from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall


class HandOverScreen(Screen[bool]):
    """Says whose turn it is. Gives True once that person says that nobody else looks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give(True)", "Nobody else looks", id="handing_over.ready"),
        Binding("ctrl+l", "give(False)", "Leave", id="handing_over.leave"),
    ]

    def __init__(self, name: str) -> None:
        """Take the name of the person whose turn it is."""
        super().__init__()
        self._name_of_writer = name

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        name = one_line(self._name_of_writer)
        yield TooSmall()
        with Vertical(id="menu"):
            yield Static(shown(f"It is {name}'s turn.", "bold"))
            yield Static(shown("Press Enter when nobody else looks."))
        yield Keys()

    def action_give(self, ready: bool) -> None:  # noqa: FBT001 - what the key gives
        """Give the answer."""
        self.dismiss(ready)
