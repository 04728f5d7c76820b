"""The side panels by themselves, for a terminal with no room beside the question."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen

from agent.dialogue import Progress, Scored
from agent.premortem.record import AnyDocument, Premortem
from tui.widgets.foresight import ForesightPanel
from tui.widgets.keys import Keys
from tui.widgets.score import ScorePanel
from tui.widgets.steps import StepsPanel
from tui.widgets.too_small import TooSmall


class PanelsScreen(ModalScreen[None]):
    """Steps, and score or foresight, over the whole screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9,enter,q", "dismiss", "Close", id="panels.close")
    ]

    def __init__(
        self, progress: Progress | None, scored: Scored | None, need: str, document: AnyDocument
    ) -> None:
        """Take what to show, and the first fact that the step still needs."""
        super().__init__()
        self._document = document
        self._need = need
        self._progress = progress
        self._scored = scored

    def compose(self) -> ComposeResult:
        """Lay out the panels side by side."""
        yield TooSmall()
        with Horizontal(classes="panels"):
            yield StepsPanel()
            if isinstance(self._document, Premortem):
                yield ForesightPanel()
            else:
                yield ScorePanel()
        yield Keys()

    async def on_mount(self) -> None:
        """Show the values."""
        if self._progress:
            await self.query_one(StepsPanel).show(self._progress)
        if isinstance(self._document, Premortem):
            self.query_one(ForesightPanel).show(self._document)
        elif self._scored:
            self.query_one(ScorePanel).show(self._scored, self._need)
