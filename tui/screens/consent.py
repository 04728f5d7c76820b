"""Asks once a session whether its texts may be sent to the model."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.plain import shown
from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall

_WHAT = (
    "After an answer, the part of this review that it is about would be sent; of a record that is "
    "imported, the pieces that say most. Secrets are taken out before; people, e-mail addresses "
    "and the like become placeholders. `unblame privacy FILE` shows what that does to a text. "
    "Without it, the rules coach makes the proposals."
)


class ConsentModal(ModalScreen[bool]):
    """Gives true when the person agrees; leaving it is a no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "agree", "Agree", id="consent.agree"),
        Binding("n,escape", "refuse", "No", id="consent.refuse"),
    ]

    def __init__(self, model: str) -> None:
        """Take the model's name."""
        super().__init__()
        self._model = model

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        yield TooSmall()
        with Vertical(classes="modal"):
            yield Static(
                shown(f"May {self._model} make proposals in this review?"), classes="title"
            )
            yield Static(shown(_WHAT))
            yield Static("y agree, for this review alone · n no", classes="note")
        yield Keys()

    def action_agree(self) -> None:
        """Agree."""
        self.dismiss(True)  # noqa: FBT003 - the answer

    def action_refuse(self) -> None:
        """Refuse."""
        self.dismiss(False)  # noqa: FBT003 - the answer
