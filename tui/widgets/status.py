"""The line above the keys: which coach, tokens and cost, what is being worked on."""

from textual.widgets import Static

from tui.plain import shown


class StatusLine(Static):
    """The status of the app in one line."""

    def __init__(self) -> None:
        """Begin with no model, nothing spent."""
        super().__init__("", id="status")
        self._place = ""
        self._work = ""

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def at(self, place: str) -> None:
        """Say which postmortem is open."""
        self._place = place
        self._show()

    def working(self, work: str) -> None:
        """Say what is being worked on; empty when nothing is."""
        self._work = work
        self._show()

    def _show(self) -> None:
        parts = [self._place, "no model", "0 tokens", "cost 0", self._work]
        self.update(shown(" · ".join(part for part in parts if part)))
