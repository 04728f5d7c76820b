"""Finds what gives an action its time: a date, a period with an end, "at once", a fixed event."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from rubrics.needs import Held
from rubrics.package_data import read_yaml
from rubrics.patterns import regex

DeadlineKind = Literal["date", "coarse", "immediate", "event"]
_LONGEST = 2_000
"""Characters of an action that are looked at; the rest is explanation."""
_LEAD = regex(
    r"\b(?:(?:by|until|till|before|due(?: date)?|on|in|from|as of|starting|beginning|no later than"
    r"|not later than|at the latest|deadline|eta|first(?: run)?)\b:?\s+(?:the |in |on )?)+$",
    re.IGNORECASE,
)


class DeadlineRule(BaseModel):
    """One kind of words that give an action its time."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = Field(pattern=r"^DL\d\d$")
    """The id, never given to another rule."""
    name: str
    """What it finds, in words for the person."""
    kind: DeadlineKind
    """A day, a longer period, at once, or an event whose day others know."""
    patterns: Annotated[tuple[str, ...], Field(min_length=1)]
    """Regular expressions, not case-sensitive, with macros in braces. A space is any blank."""
    unless: str = ""
    """A text that this matches is left alone."""
    flags: Annotated[tuple[str, ...], Field(min_length=1)]
    """Actions in which it finds a time."""
    passes: Annotated[tuple[str, ...], Field(min_length=1)]
    """Near misses."""


class DeadlineRules(BaseModel):
    """The file of rules."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    source: str
    """Where the rules come from."""
    words: Mapping[str, str]
    """Macros of the patterns."""
    rules: tuple[DeadlineRule, ...]
    """The rules, the most exact first."""


class Deadline(NamedTuple):
    """Words that give an action its time, and where they stand."""

    words: str
    kind: DeadlineKind
    start: int
    end: int


@cache
def deadline_rules() -> DeadlineRules:
    """Return the rules of the data file."""
    return DeadlineRules.model_validate(read_yaml("rubrics", "deadlines.yaml"))


@lru_cache(maxsize=1024)
def deadlines(text: str) -> tuple[Deadline, ...]:
    """Return what gives an action its time, in the order of the text; nothing overlaps."""
    found = sorted(_found(text[:_LONGEST]), key=lambda one: (one.start, -one.end))
    kept: list[Deadline] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def lead_before(text: str, start: int) -> int:
    """Return where the words begin that lead up to a time: "no later than", "due:"."""
    lead = _LEAD.search(text, 0, start)
    return lead.start() if lead else start


def _found(text: str) -> Iterator[Deadline]:
    likely = _held().likely(text)
    for rule in deadline_rules().rules if likely else ():
        patterns = [pattern for pattern in rule.patterns if pattern in likely]
        if not patterns or (rule.unless and _pattern(rule.unless).search(text)):
            continue
        for pattern in patterns:
            for match in _pattern(pattern).finditer(text):
                words = match.group().strip(" ,;.()–—-")
                start = match.start() + match.group().find(words)
                yield Deadline(words, rule.kind, start, start + len(words))


@cache
def _held() -> Held:
    rules = deadline_rules()
    return Held([pattern for rule in rules.rules for pattern in rule.patterns], rules.words)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    for name, words in deadline_rules().words.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return regex(pattern, re.IGNORECASE)
