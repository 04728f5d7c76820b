"""What a step of rewriting yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """A sentence said another way, and the strategy that made it."""

    text: str
    strategy: str
    gone: str = ""
    """The words for people that it leaves out."""
