"""Puts the coach of a session together: the model's where there is a key, else the rules alone."""

from collections.abc import Callable, Mapping
from pathlib import Path

from agent.coach.claude import Claude, Endpoint
from agent.coach.key import Key
from agent.coach.model.budget import Budget
from agent.coach.model.catalogue import Ceilings, catalogue
from agent.coach.model.coach import ModelCoach
from agent.coach.model.rounds import Rounds
from agent.coach.protocol import Coach
from agent.settings import Settings

MODEL_VARIABLE = "UNBLAME_MODEL"
URL_VARIABLE = "ANTHROPIC_BASE_URL"


def with_model(
    rules: Coach,
    key: Key,
    settings: Settings,
    environ: Mapping[str, str],
    allowed: Callable[[], bool],
    cache_folder: Path,
) -> ModelCoach:
    """Return a coach that asks a model first. Nothing is imported or connected by that."""
    endpoint = endpoint_of(key, settings, environ)
    facts, session = catalogue().facts(endpoint.model), catalogue().session
    ceilings = Ceilings(
        tokens=session.tokens if settings.session_tokens is None else settings.session_tokens,
        cost=session.cost if settings.session_cost is None else settings.session_cost,
    )
    rounds = Rounds(Claude(endpoint), Budget(facts, ceilings), cache_folder)
    return ModelCoach(rounds, rules, allowed)


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
