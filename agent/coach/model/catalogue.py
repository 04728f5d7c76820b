"""Models, their prices and the ceilings of a session: data, read once."""

from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.coach.model.asking import Usage
from rubrics.package_data import read_yaml

_MILLION = 1_000_000


class ModelFacts(BaseModel):
    """What is known of a model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    context: int
    tokens: float
    thinking: int
    effort: Literal["", "low", "medium", "high"]
    fresh: Decimal | None = None
    cached: Decimal | None = None
    stored: Decimal | None = None
    out: Decimal | None = None

    def cost(self, usage: Usage) -> Decimal | None:
        """Return what usage costs in US dollars, or None when the price is not known."""
        prices = (self.fresh, self.cached, self.stored, self.out)
        counts = (usage.fresh, usage.cached, usage.stored, usage.out)
        total = Decimal(0)
        for price, count in zip(prices, counts, strict=True):
            if price is None:
                return None
            total += price * count / _MILLION
        return total


class Ceilings(BaseModel):
    """What one session may use."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tokens: int
    cost: Decimal


class Catalogue(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    models: dict[str, ModelFacts]
    other: ModelFacts
    default: str
    session: Ceilings
    question: int

    def facts(self, model: str) -> ModelFacts:
        """Return what is known of a model; a dated name counts as the model it is a date of."""
        known = max((name for name in self.models if model.startswith(name)), key=len, default="")
        return self.models[known] if known else self.other


@cache
def catalogue() -> Catalogue:
    """Return the models that ship with the package."""
    return Catalogue.model_validate(read_yaml("agent.coach.model", "models.yaml"))
