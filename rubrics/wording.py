"""The language rules over single texts, remembered: a text that did not change is read once."""

from collections.abc import Sequence
from functools import lru_cache

from rubrics.findings import Finding
from rubrics.language import scan


def wordings(
    text: str,
    *,
    people: Sequence[str] = (),
    field: str = "",
    only: frozenset[str],
    blames_from: float | None = None,
) -> tuple[Finding, ...]:
    """Return what the language rules find in a text, see `scan`."""
    return _scanned(text, tuple(people), field, only, blames_from)


def blames(text: str, people: Sequence[str] = ()) -> bool:
    """Return whether a text puts the failure on people: an error or a warning, no mere note."""
    found = wordings(text, people=people, only=frozenset({"blame"}))
    return any(finding.severity != "info" for finding in found)


@lru_cache(maxsize=8192)
def _scanned(
    text: str,
    people: tuple[str, ...],
    field: str,
    only: frozenset[str],
    blames_from: float | None,
) -> tuple[Finding, ...]:
    return scan(text, people=people, field=field, only=only, blames_from=blames_from)
