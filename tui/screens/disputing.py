"""The list of what can be disputed, over the screen: what was found, then its rule and place."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from agent.dialogue import Flag
from tui.plain import one_line, shown
from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall


class FlagsModal(ModalScreen[Flag | None]):
    """Asks which flag is wrong. Gives it, or None when the list was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="flags.leave"),
    ]

    def __init__(self, flags: tuple[Flag, ...]) -> None:
        """Take the flags, in the order in which they are shown."""
        super().__init__()
        self._flags = flags

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield TooSmall()
        with Vertical(classes="modal"):
            yield Static(shown("Which one is wrong here?"), classes="title")
            yield OptionList(
                *(ListOption(_words(flag)) for flag in self._flags), markup=False, compact=True
            )
            yield Static("Enter takes it, then you say why · Esc leave", classes="note")
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the first flag."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._flags[event.option_index])

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


def _words(flag: Flag) -> Content:
    place = f" {one_line(flag.field)}" if flag.field else ""
    code = (f"  {one_line(flag.rule)}{place}", "$text-muted")
    return Content.assemble(one_line(flag.text), code)
