"""What a facilitation screen remembers between events, so that no typed word is lost."""

from dataclasses import dataclass, field

from agent.dialogue import Answer, Ask, Back, DontKnow, Missing, Progress, Question, Reply, Scored
from tui.plain import one_line
from tui.widgets.forms.answer_form import AnswerForm
from tui.widgets.score import score_line
from tui.widgets.steps import steps_line

Key = tuple[str, str]


@dataclass(slots=True)
class Conversation:
    """The open question, what was seen, and the words that wait for their place."""

    question: Question | None = None
    ended: bool = False
    progress: Progress | None = None
    scored: Scored | None = None
    missing: tuple[Missing, ...] = ()
    returning: str = ""
    """The draft of before, for the first form that is shown."""
    sent: str = ""
    """The draft on its way; it comes back to the form when the turn fails."""
    carried: str = ""
    """Text typed ahead: for the next question that takes text."""
    asides: dict[Key, str] = field(default_factory=dict[Key, str])
    """What was typed for questions that were left."""
    seen: dict[Key, Question] = field(default_factory=dict[Key, Question])
    unknown: set[Key] = field(default_factory=set[Key])

    @property
    def key(self) -> Key:
        """The open question, as the session names it."""
        return (self.question.id, self.question.about) if self.question else ("", "")

    def stays(self, question: Question, reply: Reply | None) -> bool:
        """Return whether the same question is asked again while its answer is being typed."""
        same = (question.id, question.about) == self.key
        return same and reply is not None and not isinstance(reply, Answer | Back)

    def leave(self, form: AnswerForm | None, reply: Reply | None) -> None:
        """Keep what the form of the question being left holds."""
        draft = form.draft() if form is not None else ""
        if not draft or form is None:
            return
        if not isinstance(reply, Answer):
            self.asides[self.key] = draft
        else:
            self.carried = form.typed()

    def enter(self, question: Question, reply: Reply | None) -> None:
        """Take the question that is open now."""
        if isinstance(reply, DontKnow):
            self.unknown.add(self.key)
        self.question = question
        self.ended = False
        self.seen[self.key] = question

    def fill(self, form: AnswerForm) -> None:
        """Put into the form what waits for it."""
        if self.returning:
            form.restore(self.returning)
            self.returning = ""
        elif aside := self.asides.pop(self.key, ""):
            form.restore(aside)
        elif self.carried and form.takes_text and not form.typed():
            form.type_in(self.carried)
            self.carried = ""

    def take_away(self, form: AnswerForm) -> None:
        """The answer is on its way: make room for typing ahead."""
        self.sent = form.draft()
        form.emptied()

    def give_back(self, form: AnswerForm | None) -> None:
        """The reply was not taken: put the text back, before what was typed since."""
        if self.sent and form is None:
            self.asides[self.key] = self.sent
        elif self.sent and form is not None:
            since = form.typed()
            form.restore(self.sent)
            if since:
                form.type_in(f"{form.typed()}\n{since}")
        self.sent = ""

    def put_away(self, form: AnswerForm | None) -> None:
        """Keep what is typed for its own question alone, which is asked of the same person only."""
        draft = form.draft() if form is not None else ""
        if draft.strip():
            self.asides[self.key] = draft
        self.sent = self.carried = self.returning = ""
        self.missing = ()
        self.question = None

    def summary(self, title: str) -> str:
        """Return where the session stands, in a line."""
        parts: list[str] = []
        if self.progress:
            parts.append(steps_line(self.progress))
        if self.scored:
            parts.append(score_line(self.scored))
        return " · ".join([*parts, title])

    def needs(self) -> tuple[str, ...]:
        """Return the facts that the step still needs."""
        steps = self.progress.steps if self.progress else ()
        open_facts = next((step.blocked_by for step in steps if step.blocked_by), ())
        return open_facts or tuple(fact.fact for fact in self.missing)

    @property
    def first_need(self) -> str:
        """The first fact that the step still needs; empty when it may be left."""
        met = self.progress is None or self.progress.guard_met
        return "" if met else next(iter(self.needs()), "")

    def places(self) -> list[tuple[str, str, Ask | Back]]:
        """Return where one can jump to: missing facts first, then questions seen, newest first."""
        wanted = [
            (f"Answer: {one_line(fact.fact)}", fact.questions[0], fact.about)
            for fact in self.missing
            if fact.questions
        ]
        places: list[tuple[str, str, Ask | Back]] = [
            (words, f"Ask {question} next", Ask(question=question, about=about))
            for words, question, about in wanted
        ]
        for (question_id, about), question in reversed(self.seen.items()):
            ask = Ask(question=question_id, about=about)
            place = f"{question_id} {about}".strip()
            places.append((f"Question {place}: {one_line(question.text)}", "Ask it again", ask))
        return places
