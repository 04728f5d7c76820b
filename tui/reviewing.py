"""Opens the review of a draft in the terminal, and says what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from agent.documents.redrafting.review import Review
from agent.hygiene import one_line
from tui.commands.rewrites import replace, sentences
from tui.screens.rewriting import RewritingScreen
from tui.themes import DARK, LIGHT, THEMES
from tui.widgets.too_small import HEIGHTS, WIDTHS

if TYPE_CHECKING:
    from agent.documents.redrafting import Draft
    from tui.commands.text_files import TextFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a review came to."""

    words: str
    """What was done, for the person."""
    left: int
    """How many blaming sentences the file still holds."""


class ReviewApp(App[str]):
    """The review of one draft as a terminal app of its own."""

    TITLE = "Unblame"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True),
        Binding("ctrl+t", "theme", "Dark or light", id="app.theme", show=False),
    ]

    def __init__(self, file: "TextFile", review: Review) -> None:
        """Take the file as it was read, and the review of its text."""
        super().__init__()
        self._file = file
        self._review = review
        self.written = False
        """Whether the file was written."""

    def on_mount(self) -> None:
        """Show the review."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.push_screen(RewritingScreen(self._file.name, self._review, self._write))

    async def action_quit(self) -> None:
        """Ask before decisions are let go; a form that is open is closed first."""
        if isinstance(self.screen, RewritingScreen):
            self.screen.action_leave()
        else:
            self.screen.dismiss()

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def _write(self, text: str) -> str:
        backup = replace(self._file, text)
        self.written = True
        count = self._review.changed
        kept = f" The text before is in {one_line(str(backup))}." if backup else ""
        left = f" {self._review.left} with blame left in it." if self._review.left else ""
        return f"{one_line(self._file.name)}: {sentences(count)} rewritten.{left}{kept}"


def review(file: "TextFile", draft: "Draft") -> Outcome:
    """Let a person decide on each sentence; return what came of it."""
    decisions = Review(draft)
    app = ReviewApp(file, decisions)
    words = app.run() or f"{one_line(file.name)}: nothing was written."
    undecided = Review(draft).left
    return Outcome(words, decisions.left if app.written else undecided)
