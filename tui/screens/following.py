"""A screen that follows a session: shows what it tells, keeps what is typed, hides what must be."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from agent.dialogue import Answer, Coaching, Import, Question, Remark, Reply, Skip
from agent.errors import AgentError
from tui.defects import told
from tui.plain import one_line, shown
from tui.ports import Session, Workspace
from tui.screens import reply_forms
from tui.screens.consent import ConsentModal
from tui.screens.document import DocumentScreen
from tui.screens.handing_over import Choice, HandOverScreen, only_answer
from tui.screens.importing import Imports
from tui.screens.turns import TurnEvent, TurnFailed, TurnOver, Turns
from tui.screens.why import likeness
from tui.typed import app_of
from tui.widgets.conversation import Conversation
from tui.widgets.forms.answer_form import AnswerForm
from tui.widgets.keys import Keys
from tui.widgets.record_bar import RecordBar
from tui.widgets.stage import Stage
from tui.widgets.status import StatusLine
from tui.widgets.too_small import TooSmall

DRAFT_SECONDS = 2.0
"""How often what is being typed is kept."""
TICK_SECONDS = 1.0
"""How often the time that is left is told."""


class FollowingScreen(Screen[None]):
    """Shows each turn of a session as it is told, and sends replies one at a time."""

    def __init__(
        self, workspace: Workspace, session: Session, records: Sequence[Import] = ()
    ) -> None:
        """Take the workspace for the document, the session to follow, and what to import."""
        super().__init__()
        self._workspace = workspace
        self._session = session
        self._turns = Turns(session, self.post_message, self._told)
        self._kept_draft = ""
        self._ended = False
        self._imports = Imports(records, self._send_record, self._ask_leave)
        self._worker: Worker[None] | None = None
        self._draft_wanted = True
        self._writer = ""
        """Who said that nobody else sees the screen; empty: everybody may."""
        self._entering: list[TurnEvent] = []
        """What was told in this turn since another state was entered: it is for everybody."""

    def compose(self) -> ComposeResult:
        """Lay out the three columns."""
        yield TooSmall()
        yield Static("", id="summary")
        if self._session.read_only:
            yield Static("Read only: what you type here is not stored.", id="read-only")
        yield Stage(self._session.document)
        yield RecordBar()
        yield StatusLine()
        yield Keys()

    def on_mount(self) -> None:
        """Ask the session what is open."""
        with self._kept_going():
            self._head()
        self._worker = self._begin()
        self.set_interval(DRAFT_SECONDS, self.keep_draft)
        self.set_interval(TICK_SECONDS, self.tick)

    # --- following a turn ----------------------------------------------------------------------

    @work(group="turn", exit_on_error=False)
    async def _begin(self) -> None:
        self.query_one(StatusLine).working("one moment")
        await self._turns.begin()

    @work(group="turn", exit_on_error=False)
    async def _go_on(self) -> None:
        self.query_one(StatusLine).working("one moment (Esc stops)")
        await self._turns.go_on()

    def _told(self, error: BaseException) -> str:
        """Return the one line for what went wrong."""
        return told(self._workspace, error, "Your words are kept; Ctrl+R tries again.")

    @contextmanager
    def _kept_going(self) -> Generator[None]:
        """Say what goes wrong while something is shown: a defect must not end the app."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, no word of the person goes
            self._turns.unshown = True
            self._show_failure(TurnFailed(self._told(error)))

    @on(TurnEvent)
    async def _show_event(self, message: TurnEvent) -> None:
        if message.event.kind == "coaching":
            self.query_one(StatusLine).coaching(message.event)
            self.query_one(RecordBar).coaching(message.event)
            self._imports.coaching = message.event
            return
        if message.event.kind == "remark" and message.event.rule == "coach:consent":
            self._imports.ask_leave()
        if message.event.kind == "stored":
            self._kept_draft = self._talk.sent = ""
        self._remember_entering(message)
        if message.event.kind == "asked" and message.event.question.alone != self._writer:
            await self._hand_over(message, message.event.question)
            return
        await self._show(message)

    def _remember_entering(self, message: TurnEvent) -> None:
        if message.event.kind == "moved":
            self._entering = [message]
        elif message.event.kind == "remark" and self._entering:
            self._entering.append(message)

    async def _show(self, message: TurnEvent) -> None:
        with self._kept_going():
            event, own = message.event, ()
            if event.kind == "asked":
                if self._draft_wanted:
                    self._draft_wanted = False
                    self._kept_draft = self._talk.returning = self._session.draft()
                own = self._session.written_by(self._writer) if self._writer else ()
            await self.stage.show(event, message.reply, self._session.document, own)
            self._ended = self._talk.ended
            self._head()

    @on(TurnOver)
    async def _refresh_document(self) -> None:
        """Show the document as the whole turn left it: before, the session has the old one."""
        self._turns.running = False
        self._rest()
        self._tell_likeness()
        self.tick()
        with self._kept_going():
            document = self._session.document
            for screen in app_of(self).screen_stack:
                if isinstance(screen, DocumentScreen):
                    await screen.show(document, self._workspace.rendered(document, "md"))

    def _hear(self, said: Coaching | Remark) -> None:
        """Take in what the coach says outside a turn, as if it were said in one."""
        if isinstance(said, Coaching) or said.rule == "coach:consent":
            self.post_message(TurnEvent(said, None))

    @work(group="why", exclusive=True, exit_on_error=False)
    async def _tell_likeness(self) -> None:
        """Say by rule what a past incident has in common, once it is asked about."""
        question = self._talk.question
        with self._kept_going():
            remark = await likeness(self._session, question)
            if remark is not None and question is self._talk.question:
                await self.stage.show(remark, None, self._session.document)

    def _ask_leave(self, model: str, go_on: Callable[[], None]) -> None:
        def heard(agreed: bool | None) -> None:  # noqa: FBT001 - what the modal gives
            if agreed:
                try:
                    self._workspace.allow_model(self._session.id)
                except AgentError as error:
                    self._say(str(error))
            go_on()

        app_of(self).push_screen(ConsentModal(model), heard)

    @on(TurnFailed)
    def _fail(self, message: TurnFailed) -> None:
        self._turns.running = False
        self._show_failure(message)

    def _show_failure(self, message: TurnFailed) -> None:
        self._talk.give_back(self._form)
        self._say(message.problem)
        self._rest()

    def _rest(self) -> None:
        self.query_one(StatusLine).working("")
        self.query_one(RecordBar).end()
        self.refresh_bindings()
        if not self._turns.may_repeat:
            self.call_later(self._imports.go_on)

    # --- one person after the other ------------------------------------------------------------

    async def _hand_over(self, message: TurnEvent, question: Question) -> None:
        """Take all that one person wrote off the screen before another one may look."""
        self._writer = ""
        await self._wipe()
        for told_to_all in self._entering:
            await self._show(told_to_all)
        self._entering = []
        if question.alone:
            self._cover_for(message, question)
        else:
            await self._show(message)

    async def _wipe(self) -> None:
        app = app_of(self)
        while self in app.screen_stack and app.screen is not self:
            await app.pop_screen()
        if app.clipboard:
            app.copy_to_clipboard("")
        self._kept_draft = ""
        await self.stage.wipe()

    def _cover_for(self, message: TurnEvent, question: Question) -> None:
        people = {one.id: one.display for one in self._session.document.people}
        name, begins = people.get(question.alone, question.alone), bool(only_answer(question.form))
        screen = HandOverScreen(name, begins=begins)
        app_of(self).push_screen(screen, partial(self._handed_over, message, question))

    async def _handed_over(
        self, message: TurnEvent, question: Question, choice: Choice | None
    ) -> None:
        if choice == "ready":
            self._writer = question.alone
            ready = only_answer(question.form)
            reply = Answer(value=ready, question=question.id, about=question.about)
            if not ready or not self.send(reply):
                await self._show(message)
        elif choice == "away":
            self._ask(reply_forms.away(), partial(self._cover_for, message, question))
        else:
            await self.action_leave()

    def tick(self) -> None:
        """Tell how much time is left. Once it is over and nobody is typing, go on."""
        if self._turns.running:
            return
        over = self.stage.tick(self._workspace.clock.now())
        if over and app_of(self).screen is self and not self._refusal():
            self.send(Skip())

    # --- sending -------------------------------------------------------------------------------

    def send(self, *replies: Reply) -> bool:
        """Send replies, one turn each. Refused, with the reason, when that can't be now."""
        refusal = self._refusal()
        self._say(refusal)
        if refusal:
            return False
        self.keep_draft()
        self._entering = []
        self._turns.line_up(*replies)
        self._worker = self._go_on()
        return True

    def _send_record(self, record: Import) -> None:
        form = self._form
        if self.send(record) and form is not None and form.typed() == record.text:
            self._talk.take_away(form)

    def _refusal(self) -> str:
        """Return why nothing can be sent now; empty when it can."""
        if self._session.read_only:
            return "This document is read only here. Nothing was sent; your words stay."
        if self._turns.running:
            return "One moment: the last reply is still being taken. Your words stay."
        return ""

    def _ask(self, form: reply_forms.ReplyForm, otherwise: Callable[[], object] = bool) -> None:
        """Ask for a few words and send the reply they make; `otherwise` is for when none came."""

        def made(given: dict[str, str] | None) -> None:
            try:
                if given is None:
                    otherwise()
                elif isinstance(reply := form.reply(given), Import):
                    self._imports.begin(reply)
                else:
                    self.send(reply)
            except AgentError as error:
                self._say(str(error))

        app_of(self).push_screen(form.modal(), made)

    # --- leaving, drafts -----------------------------------------------------------------------

    async def action_leave(self) -> None:
        """Go back to the start; everything stays stored."""
        await self.let_go()
        self.dismiss()

    async def let_go(self) -> None:
        """Keep the draft and close the session."""
        self.keep_draft()
        self._cancel()
        await self._session.close()

    def _cancel(self) -> None:
        if self._worker is not None:
            self._worker.cancel()

    def keep_draft(self) -> None:
        """Keep what is being typed, when it changed."""
        if self._session.read_only or self._turns.running:
            return  # the form may be another question's, or only half of it there
        if self._form is not None and not self._form.is_mounted:
            return  # a form that is still being laid out holds nothing yet
        draft = self._form.draft() if self._form is not None else ""
        if draft == self._kept_draft:
            return
        try:
            self._session.keep_draft(draft)
            self._kept_draft = draft
        except Exception as error:  # noqa: BLE001 - the words stay in the form
            self._say(told(self._workspace, error, "Your words are in the form."))

    # --- what is on the screen -----------------------------------------------------------------

    def _head(self) -> None:
        title = one_line(self._session.document.meta.title) or "no title yet"
        self.query_one("#summary", Static).update(shown(self._talk.summary(title)))
        self.query_one(StatusLine).at(one_line(self._session.id))

    def _say(self, words: str) -> None:
        self.stage.say(words)
        for screen in app_of(self).screen_stack:
            if isinstance(screen, DocumentScreen):
                screen.say(words)

    @property
    def stage(self) -> Stage:
        """The middle of the screen."""
        return self.query_one(Stage)

    @property
    def _talk(self) -> Conversation:
        return self.stage.talk

    @property
    def _form(self) -> AnswerForm | None:
        return self.stage.form
