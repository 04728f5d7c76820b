"""All rules by their ids: what each finds, why it matters, what to do, where it comes from."""

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from rubrics.contradictions.rules import load
from rubrics.language.rules import action_rules, blame_rules, trained_rules, word_rules
from rubrics.package_data import read_yaml

_OF_CHECKS = ("rubrics.contradictions", "rubrics.causal", "rubrics.across")


class About(BaseModel):
    """What is told about one rule."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    """The rule."""
    name: str
    """What it finds, in a few words."""
    ask: str
    """What to do, or the question whose answer mends it."""
    why: str
    """Why it matters."""
    source: str
    """Where the rule comes from."""


@cache
def rulebook() -> Mapping[str, About]:
    """Return every rule by its id."""
    return {about.id: about for about in _all()}


def about(rule: str) -> About:
    """Return what is told about a rule; one that no file describes goes by its id."""
    return rulebook().get(rule) or About(
        id=rule, name=f"Rule {rule}", ask="See the message.", why="See the message.", source="ours"
    )


def _all() -> Iterator[About]:
    for rule in (
        *blame_rules().rules,
        *trained_rules().rules,
        *word_rules().rules,
        *action_rules().rules,
    ):
        yield About(id=rule.id, name=rule.name, ask=rule.ask, why=rule.why, source=rule.source)
    for package in _OF_CHECKS:
        for check in load(package):
            name = check.check.replace("_", " ").capitalize()
            yield About(id=check.id, name=name, ask=check.mend, why=check.why, source=check.source)
    for flag in read_yaml("rubrics.red_flags", "red_flags.yaml")["flags"]:
        yield About(
            id=flag["id"],
            name=flag["message"],
            ask=flag["ask"],
            why="Weak reviews of this type have it in common. It never changes the score.",
            source="method 3.6",
        )
    for entry in read_yaml("rubrics", "premortem.yaml")["contradictions"]:
        yield About(
            id=entry["id"],
            name=entry["check"].replace("_", " ").capitalize(),
            ask=entry["mend"],
            why=entry["why"],
            source="method 5",
        )
    for entry in read_yaml("rubrics", "rulebook.yaml")["rules"]:
        yield About.model_validate(entry)
