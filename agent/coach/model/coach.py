"""The coach with a model: the model's proposals where they stand every check, else the rules'.

Whatever goes wrong with the model costs a line, never a turn: the rules coach's offers are made
first, and they stand when there are no others.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from agent.coach.model.asking import Problem, Told
from agent.coach.model.errors import ModelError
from agent.coach.model.extraction import Reading
from agent.coach.model.rounds import Answered, Question, Rounds
from agent.coach.model.tasks.events import EXTRACT
from agent.coach.model.tasks.recipe import Recipe
from agent.coach.model.tasks.registry import recipe_for
from agent.coach.protocol import Coach, ExtractEvents, Task, Tell, silently
from agent.coach.records import beside, without_known
from agent.dialogue import Coaching, Proposal, Remark
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument
from agent.questions.bank import CoachTask

_LOG = logging.getLogger(__name__)
_KEPT = 64
"""Answers kept for the same question asked again."""
_AT_ONCE = 2
"""Questions asked ahead at the same time."""
_IN_VAIN = 3
"""Questions of one kind that are asked ahead without one of them being used."""
_STEP = 200
"""Characters between two signs of life."""


@dataclass(slots=True)
class Tally:
    """What became of the tasks of a session."""

    offered: int = 0
    """Tasks whose proposals were the model's."""
    at_once: int = 0
    """Those of them whose answer was there before it was needed."""
    abstained: int = 0
    repaired: int = 0
    fell_back: dict[Problem, int] = field(default_factory=dict[Problem, int])


class ModelCoach:
    """Makes proposals with a model in front of the rules coach."""

    def __init__(
        self, rounds: Rounds, rules: Coach, allowed: Callable[[], bool] = lambda: True
    ) -> None:
        """Take the way to the model, who stands in for it, and whether people let it be asked."""
        self.name = rounds.model.id
        self.tally = Tally()
        self._rounds = rounds
        self._rules = rules
        self._allowed = allowed
        self._asked_leave = False
        self._kept: dict[Question, Answered] = {}
        self._under_way: dict[Question, asyncio.Task[Answered | ModelError]] = {}
        self._unused: Counter[CoachTask] = Counter()
        self._looking: set[asyncio.Task[None]] = set()
        self._loading: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def state(self) -> Coaching:
        """What it is, and what it has spent."""
        return self._state("")

    async def propose(
        self, task: Task, document: AnyDocument, tell: Tell = silently
    ) -> tuple[Proposal, ...]:
        """Return the model's proposals, else the rules coach's. Raises nothing of the model's.

        Each task is about one kind of document: of a pre-mortem only reasons that were read out
        are sent, to be grouped.
        """
        ruled = await self._rules.propose(task, document, tell)
        if not isinstance(document, recipe_for(task).about):
            return ruled
        if not self._allowed():
            self._ask_leave(tell)
            return ruled
        try:
            if isinstance(task, ExtractEvents) and isinstance(document, Postmortem):
                return await self._from_record(task, document, tell, ruled)
            return await self._from_answer(task, document, tell, ruled)
        except ModelError as error:
            self._fell_back(task, error, tell, ruled)
            return ruled
        finally:
            tell(self.state)

    async def _from_answer(
        self, task: Task, document: AnyDocument, tell: Tell, ruled: tuple[Proposal, ...]
    ) -> tuple[Proposal, ...]:
        """Return the model's proposals about an answer, else the rules coach's."""
        question = await self._rounds.question(task, document)
        made = await self._made(question, document, tell) if question is not None else ()
        if question is None or not made:
            self.tally.abstained += question is not None
            return ruled
        self.tally.offered += 1
        if question.left_out:
            left = f"{question.left_out} lines were left out of what the model saw."
            tell(Remark(text=left, rule="coach:cut"))
        return _joined(made, ruled, question.recipe)

    def foresee(self, tasks: Sequence[Task], document: AnyDocument) -> None:
        """Ask ahead. What comes of it is used only for the very same question.

        What was foreseen before and is not asked yet is forgotten; what is under way and no longer
        the question, since its data changed, is given up.
        """
        if not self._allowed():
            return
        for before in self._looking:
            before.cancel()
        wanted = [
            task
            for task in tasks
            if isinstance(document, recipe_for(task).about) and not isinstance(task, ExtractEvents)
        ]
        looking = asyncio.create_task(self._look_ahead(wanted, document))
        self._looking.add(looking)
        looking.add_done_callback(self._looking.discard)

    def stop(self) -> bool:
        """Give up the questions under way; the turn goes on with the rules coach's offers."""
        return sum(asked.cancel() for asked in self._running) > 0

    async def close(self) -> None:
        """Let go of what was asked ahead."""
        ahead: list[asyncio.Task[Any]] = [*self._looking, *self._under_way.values()]
        ahead += [self._loading] if self._loading else []
        for asked in ahead:
            asked.cancel()
        await asyncio.gather(*ahead, return_exceptions=True)

    async def _look_ahead(self, tasks: Sequence[Task], document: AnyDocument) -> None:
        try:
            await self._get_ready()
            for question in tuple(self._under_way):
                if await self._rounds.question(question.task, document) != question:
                    self._give_up(question)
            for task in tasks:
                await self._ask_ahead(task, document)
        except ModelError:
            return  # said when it is wanted
        if self._under_way:
            await asyncio.wait(self._under_way.values())

    async def _get_ready(self) -> None:
        """Load detectors and the way to the model before the first answer waits for them."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._load())
        await asyncio.shield(self._loading)

    async def _load(self) -> None:
        with suppress(ModelError):  # said when something is asked
            await self._rounds.get_ready()

    async def _ask_ahead(self, task: Task, document: AnyDocument) -> None:
        question = await self._rounds.question(task, document)
        if question is None or question in self._kept or question in self._under_way:
            return
        if self._unused[task.kind] >= _IN_VAIN or not self._rounds.can_spare(question):
            return
        while len(self._under_way) >= _AT_ONCE:
            await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)
        self._unused[task.kind] += 1
        asking = self._tried(question, document, lambda _: None)
        self._under_way[question] = asyncio.create_task(asking)

    def _give_up(self, question: Question) -> None:
        asked = self._under_way.get(question)
        if asked is not None and asked not in self._running:
            asked.cancel()

    async def _made(
        self, question: Question, document: AnyDocument, tell: Tell
    ) -> tuple[Proposal, ...]:
        """Return what stands every check by the document as it is now."""
        at_once = question in self._kept
        self._unused[question.task.kind] = 0
        answered = self._kept.get(question) or await self._waited_for(question, document, tell)
        made, _ = self._rounds.proposals(answered.answer, question, document)
        self.tally.at_once += at_once and bool(made)
        self.tally.repaired += answered.repaired and not at_once
        return made

    async def _from_record(
        self, task: ExtractEvents, document: Postmortem, tell: Tell, ruled: tuple[Proposal, ...]
    ) -> tuple[Proposal, ...]:
        """Return the events of a record: the model's, and those that only rules found.

        Stopped in the middle, what was found so far is offered.
        """

        def advance(done: int, of: int) -> None:
            tell(self._state(f"asking {self.name}: {EXTRACT.doing}", done, of))

        reading = Reading(task, document, self._rounds, advance)
        running = asyncio.create_task(reading.run())
        await self._until_done(running)
        if not running.cancelled():
            running.result()
        came = reading.came
        made = without_known(came.proposals, document)
        if not running.cancelled() and came.pieces == 1 and not made:
            self.tally.abstained += 1
            return ruled
        self.tally.offered += bool(made)
        if running.cancelled() or came.pieces > 1:
            tell(Remark(tone="notice", text=f"{self.name}: {came.told}", rule="coach:record"))
        return beside(made, ruled)

    async def _until_done(self, running: asyncio.Task[Any]) -> None:
        """Wait for what may be stopped by a key; it ends with the turn in any case."""
        self._running.add(running)
        try:
            await asyncio.wait({running})
        except asyncio.CancelledError:
            running.cancel()
            raise
        finally:
            self._running.discard(running)

    async def _waited_for(self, question: Question, document: AnyDocument, tell: Tell) -> Answered:
        doing = f"asking {self.name}: {question.recipe.doing}"
        tell(self._state(doing))
        asked = self._under_way.get(question) or asyncio.create_task(
            self._tried(question, document, self._signs_of_life(doing, tell))
        )
        self._under_way[question] = asked
        await self._until_done(asked)
        if asked.cancelled():
            raise ModelError("stopped", "The model was stopped.")
        outcome = asked.result()
        if isinstance(outcome, ModelError):
            raise outcome
        return outcome

    async def _tried(
        self, question: Question, document: AnyDocument, told: Told
    ) -> Answered | ModelError:
        """Return an answer and keep it, or why there is none; nobody may be waiting for it."""
        try:
            answered = await self._rounds.answered(question, document, told)
        except ModelError as error:
            return error
        finally:
            self._under_way.pop(question, None)
        while len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[question] = answered
        return answered

    def _signs_of_life(self, doing: str, tell: Tell) -> Told:
        shown = 0

        def told(length: int) -> None:
            nonlocal shown
            if length - shown >= _STEP:
                shown = length
                tell(self._state(f"{doing} ({length} characters)"))

        return told

    def _fell_back(
        self, task: Task, error: ModelError, tell: Tell, ruled: Sequence[Proposal]
    ) -> None:
        """Say in a line why the model offers nothing; log the word for it, and no text."""
        self.tally.fell_back[error.why] = self.tally.fell_back.get(error.why, 0) + 1
        _LOG.info("%s: no proposal of the model (%s)", task.kind, error.why)
        instead = "The rules coach's proposals are shown." if ruled else "It goes on without."
        tell(Remark(tone="notice", text=f"{error} {instead}", rule=f"coach:{error.why}"))

    def _ask_leave(self, tell: Tell) -> None:
        """Say once that a model could be asked; nothing was sent."""
        if not self._asked_leave:
            self._asked_leave = True
            words = f"{self.name} could make proposals. Nothing is sent to it unless you agree."
            tell(Remark(tone="notice", text=words, rule="coach:consent"))

    def _state(self, doing: str, done: int = 0, of: int = 0) -> Coaching:
        budget = self._rounds.budget
        return Coaching(
            model=self.name,
            allowed=self._allowed(),
            doing=doing,
            tokens=budget.tokens,
            tokens_left=budget.tokens_left,
            cost=budget.cost,
            cost_left=budget.cost_left,
            done=done,
            of=of,
        )


def _joined(
    made: tuple[Proposal, ...], ruled: tuple[Proposal, ...], recipe: Recipe
) -> tuple[Proposal, ...]:
    """Return the model's proposals, with the rules coach's about other gaps where they differ."""
    labels = {one.label for one in made}
    beside = tuple(one for one in ruled if one.label not in labels) if recipe.beside else ()
    return (*made, *beside)
