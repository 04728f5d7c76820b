"""Which of the root-cause categories a text belongs to, by the cues in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from agent.postmortem.actions import Control
from agent.postmortem.causes import CauseCategory
from rubrics.package_data import read_yaml


class TypicalAction(BaseModel):
    """A sort of action that helps against causes of a category."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    """The action in general words."""
    control: Control
    """Its level in the hierarchy of controls."""


class Category(BaseModel):
    """One category of causes, with what to ask and what tends to help."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    key: CauseCategory
    """Its key in the document."""
    title: str
    """Its name for people."""
    cues: tuple[str, ...] = Field(min_length=1)
    """Words that speak for it; a trailing * matches every ending."""
    follow_ups: tuple[str, ...] = Field(min_length=1)
    """Questions on why that was possible."""
    actions: tuple[TypicalAction, ...] = Field(min_length=1)
    """What tends to help."""
    known_as: tuple[str, ...] = ()
    """Its names in other methods."""
    may_end_a_path: bool
    """Whether a path of the why-tree may end in it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The category that a text suggests. A person confirms it."""

    category: CauseCategory
    """The category."""
    cues: tuple[str, ...]
    """The cues found."""


@cache
def categories() -> Mapping[CauseCategory, Category]:
    """Return the categories by key, the most technical first."""
    rows = read_yaml("agent.causes", "categories.yaml")["categories"]
    read = [Category.model_validate(row) for row in rows]
    return {category.key: category for category in read}


def classify(text: str) -> Guess | None:
    """Return the category with the most distinct cues in a text, or None without any.

    Of two with as many cues, the later in the table wins: organisational before technical.
    """
    best: Guess | None = None
    for key, pattern in _patterns().items():
        found = _distinct(pattern, text)
        if found and (best is None or len(found) >= len(best.cues)):
            best = Guess(key, found)
    return best


@cache
def _patterns() -> Mapping[CauseCategory, re.Pattern[str]]:
    return {key: _any_of(category.cues) for key, category in categories().items()}


def _distinct(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """Return the first form of each distinct cue found."""
    forms: dict[str, str] = {}
    for match in pattern.finditer(text):
        forms.setdefault(match.lastgroup or "", match.group().lower())
    return tuple(forms.values())


def _any_of(cues: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds the longest cue at each place, with a group for each cue."""
    longest_first = sorted(cues, key=len, reverse=True)
    words = (re.escape(cue).replace(r"\*", r"\w*") for cue in longest_first)
    groups = "|".join(f"(?P<cue{number}>{word})" for number, word in enumerate(words))
    return re.compile(rf"\b(?:{groups})\b", re.IGNORECASE)
