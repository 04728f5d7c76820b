"""What headings and labels stand for, by their words."""

import re
from functools import cache, lru_cache
from typing import Any

from agent.documents.reader.markup import words_of
from rubrics.package_data import read_yaml
from rubrics.patterns import regex

_LONGEST = 120
_NUMBER = regex(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[ivx]{1,4}[.)]|[a-z]\))\s+"
)
_BRACKETS = regex(r"\s*[(\[{][^()\[\]{}]*[)\]}]")
_ENDS = regex(r"^[^\w({\[5]+|[^\w)\]}]+$")


@cache
def data(name: str) -> dict[str, Any]:
    """Return a data file of the reader."""
    return read_yaml("agent.documents.reader", f"{name}.yaml")


def bare(title: str) -> str:
    """Return a heading in lower case without numbers, emoji, brackets and marks at its ends."""
    return _bare(title[: 4 * _LONGEST])


@lru_cache(maxsize=1024)
def _bare(title: str) -> str:
    words = words_of(title).replace("’", "'").lower()
    words = _ENDS.sub("", _NUMBER.sub("", _ENDS.sub("", _BRACKETS.sub("", words))))
    return " ".join(words.replace("&", "and").split())


def role_named(title: str) -> str:
    """Return the role that a heading names exactly; empty when it names none."""
    return _exact().get(bare(title), "")


def role_of(title: str) -> str:
    """Return the role that a heading names or speaks of; empty when there is none."""
    words = bare(title)
    if not words or len(words) > _LONGEST:
        return ""
    found = _exact().get(words)
    return _role_within(words) if found is None else found


@lru_cache(maxsize=1024)
def _role_within(words: str) -> str:
    """Return the role that a heading speaks of; empty when there is none."""
    return next((role for role, pattern in _holding() if pattern.search(words)), "")


@cache
def _exact() -> dict[str, str]:
    return {str(name): row["role"] for row in data("headings")["sections"] for name in row["exact"]}


@cache
def _holding() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["role"], regex("|".join(row["holds"])))
        for row in data("headings")["sections"]
        if row["holds"]
    )
