"""Edits of a text: spans with what stands in their place. What lies outside is never touched."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """New words for a span of a text."""

    start: int
    """The first character that goes."""
    end: int
    """The character after the last."""
    text: str
    """What comes in their place."""


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits made. Raises ValueError when two of them overlap."""
    parts: list[str] = []
    place = 0
    for edit in sorted(edits):
        if not place <= edit.start <= edit.end <= len(text):
            raise ValueError(f"the edit at {edit.start} overlaps another or leaves the text")
        parts += (text[place : edit.start], edit.text)
        place = edit.end
    return "".join((*parts, text[place:]))
