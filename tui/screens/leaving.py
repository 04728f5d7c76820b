"""The question before decisions that are not written are let go."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.plain import shown
from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall


class LeavingModal(ModalScreen[str | None]):
    """Asks what becomes of decisions: gives `write`, `discard`, or None to stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "give('write')", "Write and quit", id="leaving.write"),
        Binding("d", "give('discard')", "Quit without writing", id="leaving.discard"),
        Binding("escape", "give('')", "Stay", id="leaving.stay"),
    ]

    def __init__(self, decided: int) -> None:
        """Take how many decisions there are."""
        super().__init__()
        self._decided = decided

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        are = "1 decision is" if self._decided == 1 else f"{self._decided} decisions are"
        yield TooSmall()
        with Vertical(classes="modal"):
            yield Static(shown(f"{are} not written."), classes="title")
            yield Static(shown("w  write the file and quit"))
            yield Static(shown("d  quit without writing; the decisions are lost"))
            yield Static(shown("Esc  go back to the review"))
        yield Keys()

    def action_give(self, answer: str) -> None:
        """Give the answer."""
        self.dismiss(answer or None)
