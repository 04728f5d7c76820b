"""The language rules over single texts, remembered: a text that did not change is read once."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rubrics.findings import Finding
from rubrics.language import opinions, scan, unsure_of
from rubrics.language.opinions import trained_part


def read_ahead(texts: Iterable[tuple[str, str]], people: Sequence[str] = ()) -> None:
    """Let the trained part read many texts, each with its field: far cheaper than one by one."""
    if trained_part() is None:
        return
    opinions(
        [
            sentence
            for text, field in texts
            for sentence in _unsure(text, tuple(people), field.partition(".")[0])
        ]
    )


def wordings(
    text: str, *, people: Sequence[str] = (), field: str = "", only: frozenset[str]
) -> tuple[Finding, ...]:
    """Return what the language rules find in a text."""
    return _scanned(text, tuple(people), field, only)


def blames(text: str, people: Sequence[str] = ()) -> bool:
    """Return whether a text puts the failure on people: an error or a warning, no mere note."""
    found = wordings(text, people=people, only=frozenset({"blame"}))
    return any(finding.severity != "info" for finding in found)


@lru_cache(maxsize=8192)
def _scanned(
    text: str, people: tuple[str, ...], field: str, only: frozenset[str]
) -> tuple[Finding, ...]:
    return scan(text, people=people, field=field, only=only)


@lru_cache(maxsize=8192)
def _unsure(text: str, people: tuple[str, ...], field: str) -> tuple[str, ...]:
    return unsure_of(text, people, field)
