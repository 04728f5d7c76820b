"""Why a score or a likeness is what it is: facts by rule at once, a model's words beneath."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent.dialogue import Ask, Coaching, Explained, Question, Remark, Scored
from agent.errors import AgentError
from agent.postmortem.causes import RecurrenceCandidate
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument
from tui.plain import one_line, shown
from tui.ports import Session
from tui.widgets.keys import Keys
from tui.widgets.score import number
from tui.widgets.too_small import TooSmall

_HINT = "Enter: a model's words, where one is · Tab: scroll · g: to its question"


class Subject(NamedTuple):
    """Something that can be explained."""

    about: str
    """The id of the criterion or of the past incident."""
    label: str
    """Its words in the list."""


class WhyScreen(ModalScreen[Ask | None]):
    """Explains what is under the cursor. Gives the question to go on with, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "leave", "Close", id="why.close"),
        Binding("g", "question", "Go to the question", id="why.question"),
    ]

    def __init__(
        self,
        session: Session,
        subjects: Sequence[Subject],
        question: Question | None,
        hear: Callable[[Coaching | Remark], None],
    ) -> None:
        """Take the session, what can be explained, the open question, and who hears the coach."""
        super().__init__()
        self._session = session
        self._subjects = tuple(subjects)
        self._chosen = question.about if question else ""
        self._hear = hear
        self._explained: Explained | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list above the explanation."""
        yield TooSmall()
        with Vertical(classes="modal"):
            yield Static("Why is it so?", classes="title")
            yield OptionList(
                *(Option(shown(one_line(one.label))) for one in self._subjects),
                markup=False,
                compact=True,
            )
            with VerticalScroll():
                yield Static("", id="why")
            yield Static(_HINT, classes="note")
        yield Keys()

    def on_mount(self) -> None:
        """Begin at what was chosen."""
        found = [n for n, one in enumerate(self._subjects) if one.about == self._chosen]
        subjects = self.query_one(OptionList)
        subjects.highlighted = found[0] if found else 0
        subjects.focus()

    @on(OptionList.OptionHighlighted)
    def _show_facts(self, event: OptionList.OptionHighlighted) -> None:
        self._explained = None
        self._facts(self._subjects[event.option_index].about)

    @on(OptionList.OptionSelected)
    def _ask_for_words(self, event: OptionList.OptionSelected) -> None:
        self._words(self._subjects[event.option_index].about)

    @work(group="why", exclusive=True, exit_on_error=False)
    async def _facts(self, about: str) -> None:
        try:
            self._show(await self._session.why(about))
        except AgentError as error:
            self._say(str(error))

    @work(group="why", exclusive=True, exit_on_error=False)
    async def _words(self, about: str) -> None:
        note = "No model has anything to add."
        try:
            async for one in self._session.explain(about):
                if isinstance(one, Explained):
                    self._show(one)
                else:
                    self._hear(one)
                    if isinstance(one, Remark):
                        note = one.text
                    elif one.doing:
                        self._show(self._explained, one.doing)
            if self._explained is None or not self._explained.words:
                self._show(self._explained, note)
        except AgentError as error:
            self._say(str(error))

    def _show(self, explained: Explained | None, note: str = "") -> None:
        """Show the facts first; what a model says stands beneath and says whose words it is."""
        self._explained = explained
        if explained is None:
            self._say("Nothing is known of it.")
            return
        parts: list[str | tuple[str, str]] = [(one_line(explained.title), "bold")]
        parts += [f"\n{one_line(fact)}" for fact in explained.facts]
        if explained.question:
            parts.append((f"\ng asks: {one_line(explained.asks)}", "$text-muted"))
        if explained.words:
            parts.append(
                (f"\n\nIn the words of {one_line(explained.coach)}: ", "bold $text-accent")
            )
            parts.append(one_line(explained.words))
        if note:
            parts.append((f"\n\n{one_line(note)}", "$text-muted"))
        self.query_one("#why", Static).update(Content.assemble(*parts))
        self._scroll(to_end=bool(note or explained.words))

    def _say(self, words: str) -> None:
        self.query_one("#why", Static).update(shown(one_line(words)))

    def _scroll(self, *, to_end: bool) -> None:
        """Show what came last: the facts from their beginning, then what was added beneath."""
        text = self.query_one(VerticalScroll)
        move = text.scroll_end if to_end else text.scroll_home
        self.call_after_refresh(move, animate=False)

    def action_question(self) -> None:
        """Give the question that goes on from there."""
        explained = self._explained
        if explained is not None and explained.question:
            self.dismiss(Ask(question=explained.question, about=explained.item))

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


def subjects_of(scored: Scored | None, document: AnyDocument) -> tuple[Subject, ...]:
    """Return what can be explained: each criterion, then each past incident that was found."""
    criteria = scored.criteria if scored else ()
    return (
        *(Subject(one.id, f"{one.name}: {number(one.score)}") for one in criteria),
        *(Subject(one.id, f"like {one.pm_id} {one.title}") for one in _alike(document)),
    )


async def likeness(session: Session, question: Question | None) -> Remark | None:
    """Return what a past incident has in common by rule, where the open question is about one."""
    if question is None or question.about not in {one.id for one in _alike(session.document)}:
        return None
    found = await session.why(question.about)
    if found is None or found.question != question.id:
        return None
    return Remark(text=f"{' '.join(found.facts)} F10 says more.", rule="similar:why")


def _alike(document: AnyDocument) -> tuple[RecurrenceCandidate, ...]:
    return document.analysis.recurrence.candidates if isinstance(document, Postmortem) else ()
