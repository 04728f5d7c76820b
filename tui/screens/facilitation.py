"""The facilitation screen: one question at a time, with the steps and the score beside it."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Ask,
    Back,
    Coaching,
    DontKnow,
    EditField,
    Flag,
    Reject,
    Remark,
    RemoveItem,
    Reply,
    RowsForm,
)
from agent.errors import AgentError
from tui.defects import told
from tui.fields import field_path
from tui.jumps import jumps
from tui.plain import one_line, shown
from tui.ports import Session, Workspace
from tui.screens import reply_forms
from tui.screens.consent import ConsentModal
from tui.screens.disputing import FlagsModal
from tui.screens.document import DocumentScreen
from tui.screens.facilitation_keys import ANSWERING, KEYS
from tui.screens.handing_over import HandOverScreen
from tui.screens.palette import Command, Providers, ScreenCommands
from tui.screens.panels import PanelsScreen
from tui.screens.turns import TurnEvent, TurnFailed, TurnOver, Turns
from tui.screens.why import WhyScreen, likeness, subjects_of
from tui.typed import app_of
from tui.widgets.conversation import Conversation
from tui.widgets.forms.answer_form import AnswerForm
from tui.widgets.keys import Keys
from tui.widgets.proposals import ProposalsList
from tui.widgets.stage import Stage
from tui.widgets.status import StatusLine
from tui.widgets.too_small import TooSmall

DRAFT_SECONDS = 2.0
"""How often what is being typed is kept."""


class FacilitationScreen(Screen[None]):
    """Shows what the session tells and sends what the person decides."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS
    COMMANDS: ClassVar[Providers] = {ScreenCommands}

    def __init__(self, workspace: Workspace, session: Session) -> None:
        """Take the workspace for the document, and the session to follow."""
        super().__init__()
        self._workspace = workspace
        self._session = session
        self._turns = Turns(session, self.post_message, self._told)
        self._kept_draft = ""
        self._ended = False
        self._model = ""
        self._worker: Worker[None] | None = None
        self._draft_wanted = True
        self._writer = ""
        """Who said that nobody else sees the screen; empty: everybody may."""

    def compose(self) -> ComposeResult:
        """Lay out the three columns."""
        yield TooSmall()
        yield Static("", id="summary")
        if self._session.read_only:
            yield Static("Read only: what you type here is not stored.", id="read-only")
        yield Stage(self._session.document)
        yield StatusLine()
        yield Keys()

    def on_mount(self) -> None:
        """Ask the session what is open."""
        with self._kept_going():
            self._head()
        self._worker = self._begin()
        self.set_interval(DRAFT_SECONDS, self.keep_draft)

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
            self._model = message.event.model
            return
        if message.event.kind == "remark" and message.event.rule == "coach:consent":
            app_of(self).push_screen(ConsentModal(one_line(self._model)), self._allow_model)
        if message.event.kind == "stored":
            self._kept_draft = self._talk.sent = ""
        if message.event.kind == "asked" and message.event.question.alone != self._writer:
            await self._hand_over(message, message.event.question.alone)
            return
        await self._show(message)

    async def _hand_over(self, message: TurnEvent, person: str) -> None:
        """Take all that one person wrote off the screen before another one may look."""
        self._writer = ""
        await self.stage.wipe()
        if not person:
            await self._show(message)
            return
        people = {one.id: one.display for one in self._session.document.people}
        screen = HandOverScreen(people.get(person, person))
        app_of(self).push_screen(screen, partial(self._handed_over, message, person))

    async def _handed_over(self, message: TurnEvent, person: str, ready: bool | None) -> None:  # noqa: FBT001
        if not ready:
            await self.action_leave()
            return
        self._writer = person
        await self._show(message)

    async def _show(self, message: TurnEvent) -> None:
        with self._kept_going():
            if message.event.kind == "asked" and self._draft_wanted:
                self._draft_wanted = False
                self._kept_draft = self._talk.returning = self._session.draft()
            document = self._session.document
            await self.stage.show(message.event, message.reply, document)
            self._ended = self._talk.ended
            self._head()

    @on(TurnOver)
    async def _refresh_document(self) -> None:
        """Show the document as the whole turn left it: before, the session has the old one."""
        self._rest()
        self._tell_likeness()
        with self._kept_going():
            document = self._session.document
            for screen in app_of(self).screen_stack:
                if isinstance(screen, DocumentScreen):
                    await screen.show(document, self._workspace.rendered(document, "md"))

    def _allow_model(self, agreed: bool | None) -> None:  # noqa: FBT001 - what the modal gives
        if agreed:
            try:
                self._workspace.allow_model(self._session.id)
            except AgentError as error:
                self._say(str(error))

    @on(TurnFailed)
    def _show_failure(self, message: TurnFailed) -> None:
        self._talk.give_back(self._form)
        self._say(message.problem)
        self._rest()

    def _rest(self) -> None:
        self.query_one(StatusLine).working("")
        self.refresh_bindings()

    # --- sending -------------------------------------------------------------------------------

    def send(self, *replies: Reply) -> bool:
        """Send replies, one turn each. Refused, with the reason, when that can't be now."""
        refusal = self._refusal()
        self._say(refusal)
        if refusal:
            return False
        self.keep_draft()
        self._turns.line_up(*replies)
        self._worker = self._go_on()
        return True

    def _refusal(self) -> str:
        """Return why nothing can be sent now; empty when it can."""
        if self._session.read_only:
            return "This document is read only here. Nothing was sent; your words stay."
        if self._turns.running:
            return "One moment: the last reply is still being taken. Your words stay."
        return ""

    @on(AnswerForm.Sent)
    def action_send(self) -> None:
        """Send the answer."""
        form, question = self._form, self._talk.question
        if form is None or question is None:
            self._say("No question is open.")
            return
        parts = form.given()
        if not parts:
            self._say("Nothing was entered. F2 when nobody knows, F3 to skip.")
            return
        answers = [
            Answer(value=part.value)
            if part.about in {None, question.about} and place == 0
            else Answer(value=part.value, question=question.id, about=part.about or question.about)
            for place, part in enumerate(parts)
        ]
        if self.send(*answers):
            self._talk.take_away(form)

    def action_dont_know(self) -> None:
        """Say that nobody here knows; the second time, ask who could find out."""
        if self._talk.key in self._talk.unknown:
            self._ask(reply_forms.follow_up())
        else:
            self.send(DontKnow())

    def action_skip(self) -> None:
        """Skip the question, with a reason."""
        self._ask(reply_forms.skip())

    def action_park(self) -> None:
        """Put a thought into the parking lot."""
        self._ask(reply_forms.park())

    def action_go_back(self) -> None:
        """Go back to the question before."""
        self.send(Back())

    def action_advance(self) -> None:
        """Go on to the next step."""
        self.send(Advance())

    def action_override(self) -> None:
        """Go on although facts are missing; or open again what is closed."""
        ended = self._talk.ended
        self._ask(reply_forms.reopen() if ended else reply_forms.override(self._talk.needs()))

    def action_dispute(self) -> None:
        """Say, with a reason, that a finding or a condition is wrong here."""
        with self._kept_going():
            self._offer_flags()

    def _offer_flags(self) -> None:
        refusal = self._refusal() or ("It is closed. Ctrl+O opens it again." if self._ended else "")
        flags = () if refusal else self._session.flags
        if flags:
            app_of(self).push_screen(FlagsModal(flags), self._dispute)
        else:
            self._say(refusal or "Nothing to dispute: no finding stands, every condition is met.")

    def _dispute(self, flag: Flag | None) -> None:
        if flag is not None:
            self._ask(reply_forms.dispute(flag))

    def action_try_again(self) -> None:
        """Send the reply again that failed, or ask what is open when it was stored."""
        unsent = self._turns.unsent
        if not self._turns.may_repeat:
            return
        if unsent is None:
            self._worker = self._begin()
        elif isinstance(unsent, Answer) and not unsent.question:
            self.action_send()
        else:
            self._worker = self._go_on()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show "try again" only after a failure, and no way to answer what isn't asked."""
        if action in ANSWERING:
            return not self._ended
        return action != "try_again" or self._turns.may_repeat

    def action_stop(self) -> None:
        """Stop what takes long: the model first, and the turn goes on; else the turn."""
        if self._turns.running and not self._session.stop_coach():
            self._cancel()

    @on(ProposalsList.Taken)
    def _decide(self, message: ProposalsList.Taken) -> None:
        proposal = message.proposal
        if message.verb == "accept":
            self.send(Accept(proposal=proposal.id))
        elif message.verb == "reject":
            self.send(Reject(proposal=proposal.id))
        else:
            self._ask(reply_forms.edit(proposal))

    @on(ProposalsList.AllRejected)
    def _reject_all(self) -> None:
        self.send(Reject(proposal="all"))

    @on(AnswerForm.RowEdited)
    def _edit_row(self, message: AnswerForm.RowEdited) -> None:
        question = self._talk.question
        if question is not None and isinstance(question.form, RowsForm):
            document, rows = self._session.document, question.form.list_path
            edits = (
                EditField(path=field_path(document, rows, message.row, name), value=text)
                for name, text in message.cells.items()
            )
            self.send(*edits)

    @on(AnswerForm.RowRemoved)
    def _remove_row(self, message: AnswerForm.RowRemoved) -> None:
        question = self._talk.question
        if question is not None and isinstance(question.form, RowsForm):
            self.send(RemoveItem(path=f"{question.form.list_path}.{message.row}"))

    # --- moving about --------------------------------------------------------------------------

    def action_proposals(self) -> None:
        """Move the cursor to the proposals, or back to the answer."""
        proposals = self.query_one(ProposalsList)
        if proposals.display and not proposals.has_focus:
            proposals.focus()
        else:
            self.begin_answer()

    @on(ProposalsList.Left)
    def begin_answer(self) -> None:
        """Move the cursor to the answer."""
        self.stage.begin_answer()

    def action_panels(self) -> None:
        """Fold or unfold the side panels; where there is no room, show them by themselves."""
        if self.has_class("-wide"):
            self.toggle_class("-folded")
        else:
            app_of(self).push_screen(self._panels())

    def _panels(self) -> PanelsScreen:
        talk = self._talk
        return PanelsScreen(talk.progress, talk.scored, talk.first_need, self._session.document)

    def action_why(self) -> None:
        """Explain the scores and the past incidents that were found; no turn waits for it."""
        subjects = subjects_of(self._talk.scored, self._session.document)
        if subjects:
            screen = WhyScreen(self._session, subjects, self._talk.question, self._hear)
            app_of(self).push_screen(screen, self._go_to)
        else:
            self._say("Nothing is scored yet.")

    def _go_to(self, ask: Ask | None) -> None:
        if ask is not None:
            self.send(ask)

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

    def action_document(self) -> None:
        """Show the document as it stands."""
        with self._kept_going():
            document = self._session.document
            markdown = self._workspace.rendered(document, "md")
            screen = DocumentScreen(
                self._workspace,
                self.send,
                self.action_dispute,
                read_only=self._session.read_only,
            )
            app_of(self).push_screen(screen)
            screen.call_after_refresh(screen.show, document, markdown)

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
        if self._form is not None and not self._form.is_mounted:
            return  # a form that is still being laid out holds nothing yet
        draft = self._form.draft() if self._form is not None else ""
        if self._session.read_only or self._turns.running or draft == self._kept_draft:
            return
        try:
            self._session.keep_draft(draft)
            self._kept_draft = draft
        except Exception as error:  # noqa: BLE001 - the words stay in the form
            self._say(told(self._workspace, error, "Your words are in the form."))

    def commands(self) -> list[Command]:
        """Return the questions that can be jumped to."""
        return [
            Command(title, help_text, partial(self.send, reply))
            for title, help_text, reply in self._talk.places()
        ]

    def more_commands(self) -> list[Command]:
        """Return every question that makes sense by now."""
        found = jumps(self._session.document, self._workspace.clock.now())
        return [
            Command(words, f"Ask {reply.question} next", partial(self.send, reply))
            for words, reply in found
        ]

    def _ask(self, form: reply_forms.ReplyForm) -> None:
        def made(given: dict[str, str] | None) -> None:
            try:
                if given is not None:
                    self.send(form.reply(given))
            except AgentError as error:
                self._say(str(error))

        app_of(self).push_screen(form.modal(), made)

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
