"""Answers to a why that name no condition: asked about once, then taken in the person's words."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from agent.dialogue import Answer, Remark, Reply
from agent.errors import AnswerError
from agent.hygiene import shorten
from agent.questions.bank import BankQuestion
from agent.questions.hearing import hear
from agent.questions.reading import ReadingContext, text_of
from agent.workflow.conduct import conduct, names_no_condition

_CONDITIONS = {"text", "statement.cause"}
"""Fields that hold what made a thing possible."""


class TooLittleError(AnswerError):
    """An answer names no condition. The same words sent again are taken."""


def doubt(reply: Answer, question: BankQuestion, context: ReadingContext) -> tuple[Remark, ...]:
    """Return what to say of an answer that says too little but is taken as it is.

    Raises TooLittleError for one that was not sent to be taken so.
    """
    if not question.asks_why:
        return ()
    said = next(filter(names_no_condition, _conditions(reply, question, context)), None)
    if said is None:
        return ()
    rule = conduct().too_little
    words = shorten(said)
    if not reply.as_is:
        raise TooLittleError(rule.problem.replace("{said}", words), rule.remedy)
    kept = rule.kept.replace("{said}", words)
    return (Remark(tone="notice", text=kept, rule="conduct:too_little"),)


def _conditions(reply: Answer, question: BankQuestion, context: ReadingContext) -> Iterator[str]:
    heard = hear(question, reply.value, context)
    if heard.none:
        yield text_of(reply.value)
    for row in heard.rows:
        yield from (str(value) for field, value in row.cells if field.to in _CONDITIONS)


class Doubts:
    """Remembers the answer that was asked about last, to know it when it is sent again."""

    def __init__(self) -> None:
        """Begin without any."""
        self._last: tuple[str, ...] = ()

    def heard(self, reply: Reply, question: str, about: str) -> Reply:
        """Return a reply as it is to be taken: what was asked about before, in its own words."""
        if isinstance(reply, Answer) and self._last == _words(reply, question, about):
            return reply.model_copy(update={"as_is": True})
        return reply

    @contextmanager
    def noted(self, reply: Reply, question: str, about: str) -> Generator[None]:
        """Remember a reply that is asked about; forget it once another one was taken."""
        try:
            yield
        except TooLittleError:
            if isinstance(reply, Answer):
                self._last = _words(reply, question, about)
            raise
        self._last = ()


def _words(reply: Answer, question: str, about: str) -> tuple[str, ...]:
    said = " ".join(str(reply.value).casefold().split())
    return (reply.question or question, reply.about or about, said)
