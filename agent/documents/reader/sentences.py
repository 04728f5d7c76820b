"""Sentences of a text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rubrics.patterns import NO_END, regex

_END = regex(
    rf"(?<=[.!?])(?<!\b[ap]\.m\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.){NO_END}"
    r"(?!(?<=\bNo\.)\s+\d)[\"')\]]?\s+(?=[A-Z\"'(\[`@\d])"
)
_MAY_END = regex(r"[.!?][\"')\]]?\s")
"""No sentence ends within a line without it."""
LONGEST = 20_000


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text; each line is at least one."""
    if len(text) > LONGEST:
        return []
    return [part.strip() for line in text.split("\n") for part in _parts(line) if part.strip()]


def _parts(line: str) -> list[str]:
    return [line] if _MAY_END.search(line) is None else _END.split(line)


def paragraph_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph whose lines were wrapped."""
    line = " ".join(text.split())
    return _of_line(line) if len(line) <= LONGEST else ()


@lru_cache(maxsize=512)
def _of_line(line: str) -> tuple[str, ...]:
    """Look once: several ask about each paragraph."""
    return tuple(sentences(line))


def gaps(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands between two sentences of a paragraph, whose lines may be wrapped."""
    return _END.finditer(text)


def first_words(text: str, most: int = 60, least: int = 8) -> str:
    """Return the first sentence of a text, or the first two when it is very short."""
    found = paragraph_sentences(text)
    if not found:
        return ""
    head = found[0]
    if len(head.split()) < least and len(found) > 1:
        head = f"{head} {found[1]}"
    return head if len(head.split()) <= 3 * most else " ".join(head.split()[:most]) + " …"
