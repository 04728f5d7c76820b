"""Finds in an action's own words what lets a stranger tell whether it is finished."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from rubrics.deadlines import deadlines
from rubrics.needs import Held
from rubrics.package_data import read_yaml
from rubrics.patterns import regex

_LONGEST = 1_000
_FIGURE_OR_LINK = regex(r"\d|://")
"""No name that measures nothing is without one."""
_PERIOD = regex(r"\bwithin\b", re.IGNORECASE)


class MeasureRule(BaseModel):
    """One kind of words that make an action checkable."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = Field(pattern=r"^ME\d\d$")
    """The id, never given to another rule."""
    name: str
    """What it finds, in words for the person."""
    patterns: Annotated[tuple[str, ...], Field(min_length=1)]
    """Regular expressions, not case-sensitive. A space is any blank."""
    unless: str = ""
    """A text that this matches is left alone."""
    flags: Annotated[tuple[str, ...], Field(min_length=1)]
    """Actions that it finds checkable."""
    passes: Annotated[tuple[str, ...], Field(min_length=1)]
    """Near misses."""


class MeasureRules(BaseModel):
    """The file of rules."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    source: str
    """Where the rules come from."""
    names: tuple[str, ...]
    """Figures that name a thing or a day and measure nothing."""
    rules: tuple[MeasureRule, ...]
    """The rules."""


class Measured(NamedTuple):
    """Words that make an action checkable, and the rule that found them."""

    words: str
    rule: str
    name: str


@cache
def measure_rules() -> MeasureRules:
    """Return the rules of the data file."""
    return MeasureRules.model_validate(read_yaml("rubrics", "measured.yaml"))


@lru_cache(maxsize=1024)
def measured(text: str) -> Measured | None:
    """Return the first words that let a stranger tell whether an action is finished."""
    plain = _without_names(text[:_LONGEST])
    return next(_found(plain), None)


def _found(plain: str) -> Iterator[Measured]:
    likely = _held().likely(plain)
    for rule in measure_rules().rules if likely else ():
        patterns = [pattern for pattern in rule.patterns if pattern in likely]
        if not patterns or (rule.unless and _pattern(rule.unless).search(plain)):
            continue
        for pattern in patterns:
            match = _pattern(pattern).search(plain)
            if match is not None:
                yield Measured(match.group().strip(" ,;.:"), rule.id, rule.name)


@cache
def _held() -> Held:
    return Held([pattern for rule in measure_rules().rules for pattern in rule.patterns])


def _without_names(text: str) -> str:
    """Blank out days and numbers that are names; "within 24 hours" is a time and a figure."""
    for one in reversed(deadlines(text)):
        if not _PERIOD.match(one.words):
            text = f"{text[: one.start]} {text[one.end :]}"
    if _FIGURE_OR_LINK.search(text) is not None:
        for name in measure_rules().names:
            text = _pattern(name).sub(" ", text)
    return " ".join(text.split())


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
