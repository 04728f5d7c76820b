"""The middle of the app: steps, remarks, the question, proposals, score or foresight, as told."""

from datetime import datetime
from typing import assert_never

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from agent.dialogue import (
    Advance,
    AnyState,
    Asked,
    Blocked,
    Coaching,
    Ended,
    Event,
    Moved,
    Progress,
    Proposed,
    Question,
    RecordForm,
    Remark,
    Reply,
    RowsForm,
    Scored,
    Stored,
    TextForm,
)
from agent.premortem.record import AnyDocument, Premortem
from tui.fields import StoredRow, items_named, stored_rows
from tui.plain import one_line, shown
from tui.widgets.conversation import Conversation
from tui.widgets.countdown import Countdown, newest_first
from tui.widgets.foresight import ForesightPanel
from tui.widgets.forms.answer_form import AnswerForm
from tui.widgets.proposals import ProposalsList
from tui.widgets.question_panel import QuestionPanel
from tui.widgets.remarks import RemarksLog
from tui.widgets.score import ScorePanel
from tui.widgets.steps import StepsPanel


class Stage(Horizontal):
    """Shows each event of a turn in its place."""

    def __init__(self, document: AnyDocument) -> None:
        """Take the document as it stands."""
        super().__init__()
        self.talk = Conversation()
        self._document = document
        self._offers = False
        self._own: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the three columns."""
        yield StepsPanel(id="steps", classes="side")
        with Vertical(id="middle"):
            yield RemarksLog(id="remarks")
            yield QuestionPanel(id="panel")
            yield ProposalsList()
            yield Static("", id="problem", classes="problem")
        if isinstance(self._document, Premortem):
            yield ForesightPanel(id="foresight", classes="side")
        else:
            yield ScorePanel(id="score", classes="side")

    @property
    def form(self) -> AnswerForm | None:
        """The form of the open question."""
        return self.query_one(QuestionPanel).form

    def say(self, words: str) -> None:
        """Say what is wrong and what to do, in one line; nothing clears it."""
        self.query_one("#problem", Static).update(shown(one_line(words)))

    def begin_answer(self) -> None:
        """Move the cursor to the answer."""
        if self.form is not None:
            self.form.begin()

    async def show(  # noqa: C901 - one case a kind
        self,
        event: Event,
        reply: Reply | None,
        document: AnyDocument,
        own: tuple[str, ...] = (),
    ) -> None:
        """Show an event of the turn that a reply began, with the document as it stands.

        `own` is what the one person who looks wrote alone so far.
        """
        self._document, self._own = document, own
        match event:
            case Asked(question=question):
                self._settle_offers()
                await self._asked(question, reply)
            case Proposed(proposals=proposals):
                self._offers = True
                self.query_one(ProposalsList).show(proposals)
            case Stored() as stored:
                self._stored(stored, reply)
            case Coaching():
                pass  # the status line shows it
            case Remark() as remark:
                self.query_one(RemarksLog).remark(remark)
            case Moved(after=after):
                self.talk.missing = ()
                self.query_one(RemarksLog).remark(Remark(text=f"Now: {after.lower()}"))
            case Blocked() as blocked:
                self.talk.missing = blocked.missing
                self.query_one(RemarksLog).blocked(blocked)
            case Scored() as scored:
                self.talk.scored = scored
                self.query_one(ScorePanel).show(scored, self.talk.first_need)
            case Progress() as progress:
                await self._progressed(progress)
            case Ended(state=state):
                await self._ended(state)
            case _:
                assert_never(event)

    async def _asked(self, question: Question, reply: Reply | None) -> None:
        panel = self.query_one(QuestionPanel)
        form, stays = panel.form, self.talk.stays(question, reply)
        self.talk.give_back(form)
        if not stays:
            self.talk.leave(form, reply)
        self.talk.enter(question, reply)
        if stays:
            panel.reword(question)
            self._show_rows()
            return
        named = newest_first(self._own) if question.alone else self._named(question)
        form = await panel.ask(question, self._stored_rows(), named)
        panel.draw_lane(self._document, question)
        self.talk.fill(form)
        form.begin()

    async def wipe(self) -> None:
        """Take away the question, what was said and what was typed: another person will look."""
        self.talk.put_away(self.form)
        self.say("")
        await self.query_one(RemarksLog).remove_children()
        await self.query_one(QuestionPanel).end("")

    def tick(self, now: datetime) -> bool:
        """Tell how much time is left; True once it is over and nobody is typing."""
        form = self.form
        idle = form is not None and form.is_mounted and not form.draft().strip()
        return self.query_one(Countdown).tick(now, idle=idle)

    def _settle_offers(self) -> None:
        """Take proposals away that the turn did not offer again."""
        listed = self.query_one(ProposalsList)
        if not self._offers:
            had_focus = listed.has_focus
            listed.show(())
            if had_focus:
                self.begin_answer()
        self._offers = False

    async def _progressed(self, progress: Progress) -> None:
        self.talk.progress = progress
        await self.query_one(StepsPanel).show(progress)
        if isinstance(self._document, Premortem):
            self.query_one(ForesightPanel).show(self._document)
        if progress.offer_break:
            text = "A good moment for a short break. Everything is stored."
            self.query_one(RemarksLog).remark(Remark(text=text))

    async def _ended(self, state: AnyState) -> None:
        self.talk.ended, self.talk.question = True, None
        self._settle_offers()
        kind = "pre-mortem" if isinstance(self._document, Premortem) else "postmortem"
        words = f"This {kind} is closed." if state == "CLOSED" else "This review was put off."
        await self.query_one(QuestionPanel).end(f"{words} Ctrl+O opens it again, F7 shows it.")

    def _stored(self, stored: Stored, reply: Reply | None) -> None:
        self.say("")
        if stored.summary and not isinstance(reply, Advance):
            self.query_one(RemarksLog).stored(stored.summary, new=bool(stored.changed))

    def _show_rows(self) -> None:
        if self.form is not None:
            self.form.rows_stored(self._stored_rows())
        self.query_one(QuestionPanel).draw_lane(self._document, self.talk.question)

    def _named(self, question: Question) -> tuple[str, ...]:
        match question.form:
            case TextForm(field=field):
                kinds = {field.kind}
            case RecordForm(fields=fields) | RowsForm(columns=fields):
                kinds = {field.kind for field in fields}
            case _:
                kinds = set[str]()
        by_id = bool(kinds & {"id", "ids"})
        return items_named(self._document, question.hint) if by_id else ()

    def _stored_rows(self) -> tuple[StoredRow, ...]:
        question = self.talk.question
        if question is None or not isinstance(question.form, RowsForm):
            return ()
        return stored_rows(self._document, question.form)
