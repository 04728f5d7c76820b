"""Search for incidents that looked like this one."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent.errors import AgentError
from tui.plain import one_line, shown
from tui.ports import Hit, Workspace
from tui.screens.palette import Providers, ScreenCommands
from tui.widgets.forms.answer_area import AnswerLine
from tui.widgets.keys import Keys
from tui.widgets.status import StatusLine
from tui.widgets.too_small import TooSmall

_ASK = "Describe what you see, in a line: connections exhausted after failover"


class SimilarScreen(Screen[None]):
    """A search box and its hits. The search runs in a thread; keys are never blocked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", id="similar.close"),
        Binding("slash", "search_box", "Search", id="similar.search"),
    ]
    COMMANDS: ClassVar[Providers] = {ScreenCommands}

    class Found(Message):
        """The search came back."""

        def __init__(self, hits: tuple[Hit, ...], problem: str = "") -> None:
            """Take the hits, or the problem."""
            super().__init__()
            self.hits = hits
            self.problem = problem

    def __init__(self, workspace: Workspace) -> None:
        """Take the workspace that searches."""
        super().__init__()
        self._workspace = workspace

    def compose(self) -> ComposeResult:
        """Lay out the box and the hits."""
        yield TooSmall()
        yield Static("Similar incidents", id="summary")
        yield AnswerLine(placeholder=_ASK)
        yield Static("", id="found", classes="note")
        yield OptionList(markup=False, compact=True)
        yield StatusLine()
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the box."""
        self.action_search_box()

    def action_search_box(self) -> None:
        """Move the cursor to the search box."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _search(self, event: Input.Submitted) -> None:
        if query := event.value.strip():
            self.query_one(StatusLine).working("searching")
            self._look(query)

    @work(thread=True, group="search", exclusive=True)
    def _look(self, query: str) -> None:
        try:
            self.post_message(self.Found(self._workspace.similar(query)))
        except AgentError as error:
            self.post_message(self.Found((), str(error)))

    @on(Found)
    def _show(self, message: Found) -> None:
        self.query_one(StatusLine).working("")
        words = f"{len(message.hits)} found." if message.hits else "Nothing like it in the library."
        self.query_one("#found", Static).update(shown(one_line(message.problem) or words))
        hits = self.query_one(OptionList)
        hits.clear_options()
        hits.add_options([Option(_words(hit)) for hit in message.hits])
        if message.hits:
            hits.focus()


def _words(hit: Hit) -> Content:
    actions = f"{hit.open_actions} actions still open" if hit.open_actions else "no open actions"
    return Content.assemble(
        (one_line(hit.title), "bold"),
        f"\n{one_line(hit.id)}, similar {hit.score:.2f}, {actions}",
        (f"\n{one_line(hit.why)}", "$text-muted"),
    )
