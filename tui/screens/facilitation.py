"""The facilitation screen: what its keys do, one question at a time."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Ask,
    Back,
    DontKnow,
    EditField,
    Flag,
    Reject,
    RemoveItem,
    RowsForm,
    Skip,
)
from tui.fields import field_path
from tui.jumps import jumps
from tui.screens import reply_forms
from tui.screens.disputing import FlagsModal
from tui.screens.document import DocumentScreen
from tui.screens.facilitation_keys import ANSWERING, KEYS
from tui.screens.following import FollowingScreen
from tui.screens.importing import pasted
from tui.screens.palette import Command, Providers, ScreenCommands
from tui.screens.panels import PanelsScreen
from tui.screens.why import WhyScreen, subjects_of
from tui.typed import app_of
from tui.widgets.forms.answer_form import AnswerForm
from tui.widgets.proposals import ProposalsList


class FacilitationScreen(FollowingScreen):
    """Sends what the person decides."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS
    COMMANDS: ClassVar[Providers] = {ScreenCommands}

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
        if (record := pasted(question, parts)) is not None:
            self._imports.begin(record)
            return
        answers = [
            Answer(value=part.value, replaces=part.replaces)
            if part.about in {None, question.about} and place == 0
            else Answer(value=part.value, question=question.id, about=part.about or question.about)
            for place, part in enumerate(parts)
        ]
        if self.send(*answers):
            self._talk.take_away(form)

    def action_import(self) -> None:
        """Import a file: a chat export, a log, notes."""
        self._ask(reply_forms.record())

    def action_dont_know(self) -> None:
        """Say that nobody here knows; the second time, ask who could find out."""
        if self._talk.key in self._talk.unknown:
            self._ask(reply_forms.follow_up())
        else:
            self.send(DontKnow())

    def action_skip(self) -> None:
        """Skip the question, with a reason; end one's time of writing alone."""
        if self._writes_alone:
            self._end_writing(Skip())
        else:
            self._ask(reply_forms.skip())

    def action_park(self) -> None:
        """Put a thought into the parking lot."""
        self._ask(reply_forms.park())

    def action_go_back(self) -> None:
        """Go back to the question before."""
        self.send(Back())

    def action_advance(self) -> None:
        """Go on to the next step; end one's time of writing alone."""
        if self._writes_alone:
            self._end_writing(Advance())
        else:
            self.send(Advance())

    @property
    def _writes_alone(self) -> bool:
        return self._talk.question is not None and self._talk.question.until is not None

    def _end_writing(self, reply: Skip | Advance) -> None:
        if self._form is not None and self._form.draft().strip():
            self._say("What you typed is not stored yet. Ctrl+S stores it, then F3 ends your turn.")
        else:
            self.send(reply)

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
