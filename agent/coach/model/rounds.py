"""One question to the model: paid for, read, checked, and asked once more when it is not right."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from agent.coach.model.answers import Answer
from agent.coach.model.asking import Ask, Model, Problem, Told, Turn, Usage
from agent.coach.model.budget import Budget
from agent.coach.model.catalogue import catalogue
from agent.coach.model.checks import Complaint
from agent.coach.model.cutting import fitted
from agent.coach.model.errors import ModelError
from agent.coach.model.prompts import Brief, laid_out, rendered, stance
from agent.coach.model.reading import passed, read
from agent.coach.model.tasks.recipe import Recipe
from agent.coach.model.tasks.registry import recipe_for
from agent.coach.model.tokens import estimate
from agent.coach.privacy import Masking
from agent.coach.protocol import Task
from agent.dialogue import Proposal
from agent.errors import AgentError
from agent.premortem.record import AnyDocument

_REPAIR = (
    "Your answer was not accepted:\n{reasons}\nAnswer again in the same form with this mended. If "
    "that is not possible from the data, abstain."
)
_CAME_IN: frozenset[Problem] = frozenset({"slow", "unreadable", "cut-off"})
"""Failures after which the question counts as paid, whether or not the endpoint says so."""
_WRONG: dict[Problem, str] = {
    "shape": "The model's answer had the wrong form.",
    "placeholder": "The model's answer made up a name.",
    "blame": "The model's answer blamed somebody.",
    "who": "The model's answer was about who.",
    "facts": "The model's answer changed facts.",
    "quote": "The model's answer quoted what nobody said.",
    "length": "The model's answer was too long.",
    "repeated": "The model's answer was there already.",
    "orders": "The model's answer was not about the incident.",
    "weaker": "The model's answer was no stronger.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A task as it is put to the model."""

    task: Task
    recipe: Recipe
    ask: Ask
    masking: Masking = field(compare=False, repr=False)
    """What masked it, and puts values back into the answer."""
    left_out: int = 0
    """Lines of data that there was no room for."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in its form, some or all of it right."""

    answer: Answer
    repaired: bool = False


class Rounds:
    """Puts questions to one model within one budget."""

    def __init__(self, model: Model, budget: Budget, cache_folder: Path | None = None) -> None:
        """Take the model, what its answers may cost, and where detectors keep their rules."""
        self.model = model
        self.budget = budget
        self._masking = Masking(cache_folder=cache_folder)
        self._one_at_a_time = Lock()

    async def question(self, task: Task, document: AnyDocument) -> Question | None:
        """Return a task as a question, or None when it is none for a model. Raises ModelError.

        Masking reads every detector's rules the first time, so it happens in a thread.
        """
        return await asyncio.to_thread(self._question, task, document)

    async def get_ready(self) -> None:
        """Load what the first question needs. Raises ModelError where it can't be had."""
        await asyncio.to_thread(_masked, "ready", self._masking)
        await self.model.get_ready()

    def can_spare(self, question: Question) -> bool:
        """Return whether as much again is left after a question that nobody waits for."""
        size = estimate(question.ask.text, self.budget.facts.tokens)
        return self.budget.allows(2 * size, 2 * question.ask.max_tokens)

    def _question(self, task: Task, document: AnyDocument) -> Question | None:
        recipe = recipe_for(task)
        brief = recipe.brief(task, document)
        if brief is None:
            return None
        most, facts = catalogue().question, self.budget.facts
        sections, left_out = fitted(brief.sections, most, facts.tokens)
        with self._one_at_a_time:
            self._masking.know(document)
            self._masking.know_names(brief.people)
            data = _masked(laid_out(sections), self._masking)
        prompt = rendered(brief.name, data, brief.words)
        ask = Ask(
            brief.name,
            stance(),
            (Turn("user", prompt),),
            _schema(recipe, brief),
            recipe.longest + facts.thinking,
        )
        return Question(task, recipe, ask, self._masking, left_out)

    async def answered(self, question: Question, document: AnyDocument, told: Told) -> Answered:
        """Return an answer of which something stands every check. Raises ModelError."""
        text = await self._paid(question.ask, told)
        answer, wrong = self._judged(text, question, document)
        if answer is not None:
            return Answered(answer)
        reasons = "\n".join(f"- {one.reason}" for one in wrong)
        complaint = _REPAIR.format(reasons=_masked(reasons, question.masking))
        text = await self._paid(question.ask.again(text, complaint), told)
        answer, wrong = self._judged(text, question, document)
        if answer is None:
            raise ModelError(wrong[0].why, _WRONG[wrong[0].why])
        return Answered(answer, repaired=True)

    def proposals(
        self, answer: Answer, question: Question, document: AnyDocument
    ) -> tuple[tuple[Proposal, ...], list[Complaint]]:
        """Return the proposals in an answer that stand every check by a document."""
        drafts = question.recipe.drafts(answer, question.task, document)
        return passed(drafts, question.ask.task, self.model.id)

    def _judged(
        self, text: str, question: Question, document: AnyDocument
    ) -> tuple[Answer | None, list[Complaint]]:
        """Return an answer when it abstains or when some of it is right, else what is wrong."""
        found = read(text, question.recipe.answer, question.masking)
        if isinstance(found, list):
            return None, found
        good, wrong = self.proposals(found, question, document)
        return (None, wrong) if wrong and not good else (found, [])

    async def _paid(self, ask: Ask, told: Told) -> str:
        """Return an answer. One that was stopped or broke off has cost its question as well."""
        held = await self.budget.reserve(ask, self.model)
        used = Usage(fresh=held.size)
        try:
            said = await self.model.ask(ask, told)
            used = said.usage
        except ModelError as error:
            if error.usage.total or error.why not in _CAME_IN:
                used = error.usage
            raise
        finally:
            self.budget.book(held, used)
        return said.text


def _masked(text: str, masking: Masking) -> str:
    """Return a text as it may be sent. Raises ModelError when that can't be known."""
    try:
        return masking.mask(text).text
    except AgentError as error:
        raise ModelError("unmasked", error.problem, error.remedy) from error


def _schema(recipe: Recipe, brief: Brief) -> str:
    schema = recipe.answer.model_json_schema()
    return json.dumps({**schema, "title": brief.name}, sort_keys=True)
