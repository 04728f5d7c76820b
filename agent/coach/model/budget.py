"""What a session may spend on a model, and what it has spent."""

from dataclasses import dataclass, field
from decimal import Decimal

from agent.coach.model.asking import Ask, Model, Usage
from agent.coach.model.catalogue import Ceilings, ModelFacts
from agent.coach.model.errors import ModelError
from agent.coach.model.tokens import estimate


@dataclass(slots=True)
class Budget:
    """The ceilings of one session, and its spending so far."""

    facts: ModelFacts
    ceilings: Ceilings
    spent: Usage = field(default_factory=Usage)
    _held: int = 0
    """Tokens that calls under way may still use."""

    @property
    def tokens_left(self) -> int:
        """Return the tokens that may still be used."""
        return max(0, self.ceilings.tokens - self.spent.total)

    @property
    def cost(self) -> Decimal | None:
        """Return what was spent, or None when the price is not known."""
        return self.facts.cost(self.spent)

    @property
    def cost_left(self) -> Decimal | None:
        """Return the money that may still be spent, or None when the price is not known."""
        return None if self.cost is None else max(Decimal(0), self.ceilings.cost - self.cost)

    async def reserve(self, question: Ask, model: Model) -> int:
        """Hold what a question may use at most, and return it. Raises ModelError.

        The estimate is on the high side. Only where it says no is the endpoint asked to count.
        """
        size = estimate(question.text, self.facts.tokens)
        if not self._fits(size, question):
            size = await model.count(question)
            if not self._fits(size, question):
                raise self._refusal(size, question)
        held = size + question.max_tokens
        self._held += held
        return held

    def book(self, held: int, used: Usage) -> None:
        """Let go of what was held, and book what was used."""
        self._held -= held
        self.spent += used

    def allows(self, size: int, out: int) -> bool:
        """Return whether so much input and output may still be paid for, calls under way apart."""
        most = self._held + size + out
        cost = self.facts.cost(Usage(fresh=self._held + size, out=out))
        affordable = cost is None or self.cost_left is None or cost <= self.cost_left
        return most <= self.tokens_left and affordable

    def _fits(self, size: int, question: Ask) -> bool:
        room = size + question.max_tokens <= self.facts.context
        return room and self.allows(size, question.max_tokens)

    def _refusal(self, size: int, question: Ask) -> ModelError:
        if self.allows(size, question.max_tokens):
            return ModelError("too-long", "This is too long for the model.")
        return ModelError("budget", "What this session may spend on the model is spent.")
