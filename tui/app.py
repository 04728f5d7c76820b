"""The terminal app: opens screens and sessions, and imports what is heavy after the first paint."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from agent.clock import Clock
from agent.dialogue import Import
from tui.defects import told
from tui.ports import Session, Workspace
from tui.screens.facilitation import FacilitationScreen
from tui.screens.help import HelpScreen
from tui.screens.lists import ListScreen, OpenDocument, documents, open_actions, own
from tui.screens.similar import SimilarScreen
from tui.screens.start import StartScreen
from tui.themes import DARK, LIGHT, THEMES
from tui.widgets.status import StatusLine
from tui.widgets.too_small import HEIGHTS, WIDTHS

_FINISHED = frozenset({"CLOSED", "REFUSED"})
_EMPTY = "No postmortems yet. Press n to begin one."
BEGIN, BEGIN_PREMORTEM = "new", "premortem"
"""In place of an id: begin a postmortem or a pre-mortem as soon as the app is up."""


class UnblameApp(App[None]):
    """Unblame in a terminal."""

    TITLE = "Unblame"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="app.help"),
        Binding("ctrl+t", "theme", "Dark or light", id="app.theme", show=False),
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True),
    ]

    def __init__(
        self,
        workspace: Workspace,
        *,
        open_id: str | None = None,
        clock: Clock | None = None,
        records: Sequence[Import] = (),
    ) -> None:
        """Take the workspace, and the document to go on with when one was named.

        `open_id` may be `BEGIN` or `BEGIN_PREMORTEM`. The clock is the workspace's unless another
        is given. The records are imported into that document.
        """
        super().__init__()
        self._workspace = workspace
        self._open_id = open_id
        self._clock = clock or workspace.clock
        self._records = tuple(records)
        self._opening = False
        self._warm = asyncio.Event()

    def on_mount(self) -> None:
        """Show the start screen first; what is heavy comes after it was painted."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        start = StartScreen(self._workspace)
        self.push_screen(start)
        start.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        self._working("getting ready")
        self._warm_up()
        if self._open_id is not None:
            self._open(self._open_id)

    @work(thread=True, group="warm-up")
    def _warm_up(self) -> None:
        try:
            self._workspace.warm_up()
        except Exception as error:  # noqa: BLE001 - one clear line, and the app stays
            self.call_from_thread(self._tell, error)
        self.call_from_thread(self._be_ready)

    def _be_ready(self) -> None:
        self._warm.set()
        self._working("opening" if self._opening else "")

    async def action_choose(self, name: str) -> None:
        """Do what a line of the menu says."""
        try:
            await self._choose(name)
        except Exception as error:  # noqa: BLE001 - one clear line, and the app stays
            self._tell(error)

    async def _choose(self, name: str) -> None:
        now = self._clock.now()
        match name:
            case "new":
                self._open(BEGIN)
            case "premortem":
                self._open(BEGIN_PREMORTEM)
            case "resume":
                going_on = [x for x in own(self._workspace) if x.state not in _FINISHED]
                self.push_screen(documents("Go on with", going_on, now, _EMPTY))
            case "library":
                title = "Your postmortems and pre-mortems"
                self.push_screen(documents(title, own(self._workspace), now, _EMPTY))
            case "similar":
                self.push_screen(SimilarScreen(self._workspace))
            case "actions":
                self.push_screen(open_actions(self._workspace.open_actions(), now))
            case "help":
                self.action_help()
            case _:
                await self.action_quit()

    @on(OpenDocument)
    def _open_chosen(self, message: OpenDocument) -> None:
        self._open(message.pm_id)

    def _open(self, pm_id: str) -> None:
        if not self._opening:
            self._opening = True
            self._working("opening")
            self._open_session(pm_id)

    @work(group="open")
    async def _open_session(self, pm_id: str) -> None:
        await self._warm.wait()
        try:
            records, self._records = self._records, ()
            screen = FacilitationScreen(self._workspace, await self._session(pm_id), records)
        except Exception as error:  # noqa: BLE001 - one clear line, and the app stays
            self._tell(error)
        else:
            if isinstance(self.screen, ListScreen):
                await self.pop_screen()
            await self.push_screen(screen)
        finally:
            self._opening = False
            self._working("")

    async def _session(self, pm_id: str) -> Session:
        """Return a session of the right kind: begun anew, or of a document that there is."""
        place = self._workspace
        if pm_id == BEGIN:
            return await place.new_session()
        if pm_id == BEGIN_PREMORTEM:
            return await place.new_premortem()
        of_a_plan = place.kind(pm_id) == "premortem"
        return await (place.open_premortem(pm_id) if of_a_plan else place.open_session(pm_id))

    def action_help(self) -> None:
        """Show the help, once."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    async def action_quit(self) -> None:
        """Keep what is being typed, let go of the session, and end."""
        for screen in self.screen_stack:
            if isinstance(screen, FacilitationScreen):
                await asyncio.shield(screen.let_go())
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what works on every screen."""
        yield SystemCommand("Help", "Keys, and what each step is for", self.action_help)
        yield SystemCommand("Dark or light", "Change the theme", self.action_theme)
        yield SystemCommand("Quit", "What you are typing is kept", self.action_quit)

    def _working(self, work: str) -> None:
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                if not isinstance(screen, FacilitationScreen):
                    line.working(work)

    def _tell(self, error: Exception) -> None:
        problem = told(self._workspace, error, "Everything stored is safe; try again.")
        self.notify(problem, severity="error", timeout=15, markup=False)
