"""The one open question with its reason and its hint, and the form of the answer."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from agent.dialogue import Question
from tui.fields import StoredRow
from tui.plain import plain, shown
from tui.widgets.forms.answer_form import AnswerForm
from tui.widgets.forms.making import form_for


class QuestionPanel(Vertical):
    """The question and its form. The form is replaced with each question."""

    def compose(self) -> ComposeResult:
        """Lay out the panel before anything was asked."""
        yield Static("", id="question")
        yield Static("", id="about-question", classes="note")
        yield Vertical(id="form")

    async def ask(self, question: Question, stored: tuple[StoredRow, ...]) -> AnswerForm:
        """Show a question and give its form."""
        self.reword(question)
        form = form_for(question, stored)
        holder = self.query_one("#form", Vertical)
        await holder.remove_children()
        await holder.mount(form)
        return form

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
        lines.append(Content(f"For example: {plain(question.hint)}"))
    if question.private:
        lines.append(Content("Stored without a name."))
    return Content("\n").join(lines)
