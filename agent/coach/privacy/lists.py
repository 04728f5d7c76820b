"""The words of `lists.yaml`: as a set, or as one regular expression."""

import re
from functools import cache

from rubrics.package_data import read_yaml


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words."""
    return frozenset(_lists()[name].split())


@cache
def either(name: str, *, verbose: bool = False) -> str:
    """Return a list as the alternatives of a regular expression.

    Args:
        name: The list.
        verbose: Whether the pattern is a verbose one, in which a space has to be escaped.
    """
    joined = re.sub(r"\s*\|\s*", "|", _lists()[name])
    return re.sub(r"(?<!\\) (?![^\[]*\])", r"\\ ", joined) if verbose else joined


@cache
def _lists() -> dict[str, str]:
    return read_yaml("agent.coach.privacy", "lists.yaml")
