"""The one open question with its reason and its hint, and the form of the answer."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from agent.dialogue import Question, RowsForm
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument
from tui.fields import StoredRow
from tui.plain import one_line, plain, shown
from tui.widgets.countdown import Countdown
from tui.widgets.forms.answer_form import AnswerForm
from tui.widgets.forms.making import form_for
from tui.widgets.pictures import LaneStrip

_NAMED = 8


class QuestionPanel(Vertical):
    """The question and its form. The form is replaced with each question."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the name Textual gives it
        """Begin with nothing that could be named."""
        super().__init__(id=id)
        self._named: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the panel before anything was asked."""
        yield Static("", id="question")
        yield Static("", id="about-question", classes="note")
        yield LaneStrip()
        yield Countdown()
        yield Static("", id="named")
        yield Vertical(id="form")

    async def ask(
        self, question: Question, stored: tuple[StoredRow, ...], named: tuple[str, ...] = ()
    ) -> AnswerForm:
        """Show a question, what its answer can name by id, and give its form."""
        self.reword(question)
        self.query_one(Countdown).begin(question.until)
        self._named = named
        self._show_named()
        form = form_for(question, stored)
        holder = self.query_one("#form", Vertical)
        await holder.remove_children()
        await holder.mount(form)
        return form

    def draw_lane(self, document: AnyDocument, question: Question | None) -> None:
        """Show the lane above a table of events; the style sheet hides it where room is short."""
        form = question.form if question else None
        events = isinstance(form, RowsForm) and form.list_path == "timeline.events"
        drawn = document if events and isinstance(document, Postmortem) else None
        self.query_one(LaneStrip).show(drawn)

    def _show_named(self) -> None:
        lines = "\n".join(one_line(words) for words in self._named[:_NAMED])
        more = len(self._named) - _NAMED
        words = f"{lines}\nand {more} more, see F7" if more > 0 else lines
        self.query_one("#named", Static).update(shown(words))
        self.query_one("#named").display = bool(self._named)

    def reword(self, question: Question) -> None:
        """Show the words of a question and leave its form as it is."""
        needed = " (needed to go on)" if question.required else ""
        head = Content.assemble((plain(question.text), "bold"), (needed, "$text-warning"))
        self.query_one("#question", Static).update(head)
        self.query_one("#about-question", Static).update(_about(question))

    async def end(self, words: str) -> None:
        """Say that nothing is open."""
        self.query_one("#question", Static).update(shown(words, "bold"))
        self.query_one("#about-question", Static).update("")
        self.query_one(LaneStrip).show(None)
        self.query_one(Countdown).begin(None)
        self._named = ()
        self._show_named()
        await self.query_one("#form", Vertical).remove_children()

    @property
    def form(self) -> AnswerForm | None:
        """The form of the open question."""
        forms = self.query(AnswerForm)
        return forms.first() if forms else None


def _about(question: Question) -> Content:
    lines: list[Content] = []
    if question.reason:
        lines.append(Content(f"Why now: {plain(question.reason)}"))
    if question.hint:
        lead = "" if question.advice else "For example: "
        lines.append(Content(f"{lead}{plain(question.hint)}"))
    if question.private:
        lines.append(Content("Stored without a name."))
    return Content("\n").join(lines)
