"""The start screen: begin, go on, look back."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent.errors import AgentError
from tui.plain import one_line, shown
from tui.ports import Workspace
from tui.screens.lists import own
from tui.screens.palette import Providers, ScreenCommands
from tui.widgets.keys import Keys
from tui.widgets.status import StatusLine
from tui.widgets.too_small import TooSmall

_MENU = (
    ("new", "n", "New", "begin a postmortem"),
    ("premortem", "p", "Pre-mortem", "imagine that a plan failed"),
    ("resume", "r", "Resume", "go on where one stopped"),
    ("similar", "s", "Similar", "incidents that looked like this one"),
    ("actions", "a", "Actions", "what is still open"),
    ("library", "l", "Library", "all that is yours"),
    ("help", "h", "Help", "keys, and what each step is for"),
    ("quit", "q", "Quit", ""),
)


class StartScreen(Screen[None]):
    """The menu. Each line has a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"app.choose('{name}')", words, id=f"start.{name}")
        for name, key, words, _ in _MENU
    ]
    COMMANDS: ClassVar[Providers] = {ScreenCommands}

    def __init__(self, workspace: Workspace) -> None:
        """Take the workspace to say what there is."""
        super().__init__()
        self._workspace = workspace

    def compose(self) -> ComposeResult:
        """Lay out the menu."""
        yield TooSmall()
        with Vertical(id="menu"):
            yield Static(Content.assemble(("Unblame", "bold $text-primary")), id="name")
            yield Static("Blameless postmortems, one question at a time.", classes="note")
            yield OptionList(*(_line(*entry) for entry in _MENU), markup=False, compact=True)
            yield Static("", id="latest")
        yield StatusLine()
        yield Keys()

    def on_screen_resume(self) -> None:
        """Say what there is by now."""
        self.query_one("#latest", Static).update(shown(self._latest()))

    @on(OptionList.OptionSelected)
    async def _choose(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(f"app.choose('{event.option_id}')")

    def _latest(self) -> str:
        try:
            listings = own(self._workspace)
        except AgentError as error:
            return str(error)
        if not listings:
            return "No postmortems yet. Press n to begin one."
        last = listings[0]
        return f"Last: {last.id} {one_line(last.title) or 'no title yet'} ({last.state.lower()})"


def _line(name: str, key: str, words: str, explanation: str) -> Option:
    content = Content.assemble((f" {key} ", "bold $text-accent"), f" {words:<11}", explanation)
    return Option(content, id=name)
