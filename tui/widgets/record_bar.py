"""How far a long record was read by the model: a bar that shows only while one is."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import ProgressBar, Static

from agent.dialogue import Coaching
from tui.plain import shown


class RecordBar(Horizontal):
    """A bar with words beside it, out of sight while no record is read."""

    def __init__(self) -> None:
        """Begin out of sight."""
        super().__init__(id="record")
        self.display = False

    def compose(self) -> ComposeResult:
        """Lay out the words and the bar."""
        yield Static("", id="record-words")
        yield ProgressBar(show_eta=False)

    def coaching(self, coaching: Coaching) -> None:
        """Show how far it is; out of sight when no record is read."""
        self.display = coaching.of > 0
        if self.display:
            words = (
                f"Read {coaching.done} of {coaching.of} pieces (Esc stops, keeps what was found)"
            )
            self.query_one("#record-words", Static).update(shown(words))
            self.query_one(ProgressBar).update(total=coaching.of, progress=coaching.done)

    def end(self) -> None:
        """Go out of sight."""
        self.display = False
