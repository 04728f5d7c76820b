"""Puts the coach of a session together: the model's where there is a key, else the rules alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from agent.coach.claude import Claude, Endpoint
from agent.coach.key import Key
from agent.coach.model.asking import Usage
from agent.coach.model.budget import Before, Budget, Keep
from agent.coach.model.catalogue import Ceilings, catalogue
from agent.coach.model.coach import ModelCoach
from agent.coach.model.rounds import Rounds
from agent.coach.protocol import Coach
from agent.settings import Settings

MODEL_VARIABLE = "UNBLAME_MODEL"
URL_VARIABLE = "ANTHROPIC_BASE_URL"


@dataclass(frozen=True, slots=True)
class Purse:
    """What a session may do with a model, and how its spending is kept."""

    allowed: Callable[[], bool]
    """Whether people let it be asked."""
    spent: Mapping[str, Usage]
    """What was used so far, by model."""
    keep: Callable[[str, Usage], None]
    """Adds to it. Raises StoreError."""


def with_model(
    rules: Coach,
    key: Key,
    settings: Settings,
    environ: Mapping[str, str],
    purse: Purse,
    cache_folder: Path,
) -> ModelCoach:
    """Return a coach that asks a model first. Nothing is imported or connected by that."""
    endpoint = endpoint_of(key, settings, environ)
    session = catalogue().session
    ceilings = Ceilings(
        tokens=session.tokens if settings.session_tokens is None else settings.session_tokens,
        cost=session.cost if settings.session_cost is None else settings.session_cost,
    )
    facts, before = catalogue().facts(endpoint.model), before_of(endpoint.model, purse.spent)
    keep: Keep = partial(purse.keep, endpoint.model)
    rounds = Rounds(Claude(endpoint), Budget(facts, ceilings, before, keep), cache_folder)
    return ModelCoach(rounds, rules, purse.allowed)


def before_of(model: str, spent: Mapping[str, Usage]) -> Before:
    """Return what a session spent before, as seen by one model."""
    others = {name: used for name, used in spent.items() if name != model}
    costs = [catalogue().facts(name).cost(used) for name, used in others.items()]
    return Before(
        spent.get(model, Usage()),
        sum(used.total for used in others.values()),
        sum((cost for cost in costs if cost is not None), Decimal(0)),
    )


def endpoint_of(key: Key, settings: Settings, environ: Mapping[str, str]) -> Endpoint:
    """Return where the model is: what the environment says, then the settings, then the default."""
    named = environ.get(MODEL_VARIABLE, "").strip() or settings.model.strip()
    model = named or catalogue().default
    return Endpoint(
        model=model,
        key=key.secret.get_secret_value(),
        url=environ.get(URL_VARIABLE, "").strip(),
        seconds=settings.answer_seconds,
        effort=catalogue().facts(model).effort,
    )
