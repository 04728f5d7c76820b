"""What a session may spend on a model, and what it has spent since it began."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from agent.coach.model.asking import Ask, Model, Usage
from agent.coach.model.catalogue import Ceilings, ModelFacts
from agent.coach.model.errors import ModelError
from agent.coach.model.tokens import estimate

Keep = Callable[[Usage], None]
"""Writes down what a call used, so that a session that is opened again goes on counting."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a call under way may use."""

    size: int
    """Its input, as estimated."""
    most: int
    """Its input and its longest answer."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a session spent in earlier runs."""

    usage: Usage = field(default_factory=Usage)
    """Of the model that is asked now."""
    others: int = 0
    """Tokens of other models."""
    others_cost: Decimal = Decimal(0)
    """What those cost, where the price is known."""


@dataclass(slots=True)
class Budget:
    """The ceilings of one session, and its spending so far."""

    facts: ModelFacts
    ceilings: Ceilings
    before: Before = field(default_factory=Before)
    keep: Keep = lambda _: None
    _since: Usage = field(default_factory=Usage)
    _held: int = 0
    """Tokens that calls under way may still use."""

    @property
    def spent(self) -> Usage:
        """Return what the session used of this model."""
        return self.before.usage + self._since

    @property
    def tokens(self) -> int:
        """Return the tokens that the session used, of whichever model."""
        return self.before.others + self.spent.total

    @property
    def tokens_left(self) -> int:
        """Return the tokens that may still be used."""
        return max(0, self.ceilings.tokens - self.tokens)

    @property
    def cost(self) -> Decimal | None:
        """Return what was spent, or None when the price is not known."""
        cost = self.facts.cost(self.spent)
        return None if cost is None else cost + self.before.others_cost

    @property
    def cost_left(self) -> Decimal | None:
        """Return the money that may still be spent, or None when the price is not known."""
        return None if self.cost is None else max(Decimal(0), self.ceilings.cost - self.cost)

    async def reserve(self, question: Ask, model: Model) -> Held:
        """Hold what a question may use at most, and return it. Raises ModelError.

        The estimate is on the high side. Only where it says no is the endpoint asked to count.
        """
        size = estimate(question.text, self.facts.tokens)
        if not self._fits(size, question):
            size = await model.count(question)
            if not self._fits(size, question):
                raise self._refusal(size, question)
        held = Held(size, size + question.max_tokens)
        self._held += held.most
        return held

    def book(self, held: Held, used: Usage) -> None:
        """Let go of what was held, and book what was used. Raises StoreError."""
        self._held -= held.most
        self._since += used
        if used.total:
            self.keep(used)

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
        return self.exhausted()

    def exhausted(self) -> ModelError:
        """Return the line for a session that may spend no more."""
        return ModelError(
            "budget",
            "What this session may spend on the model is spent.",
            "`session_tokens` and `session_cost` in settings.toml raise it.",
        )
