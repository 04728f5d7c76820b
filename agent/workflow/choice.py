"""The question to ask, and what became of those that were asked."""

from dataclasses import dataclass
from datetime import datetime

Key = tuple[str, str]
"""A question's id and the id of what it is about."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The question to ask, and why."""

    question: str
    about: str = ""
    wording: str = ""
    reason: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a question the last time it was asked."""

    turn: int
    answered: bool
    at: datetime | None = None
    """When; None when that does not matter."""
