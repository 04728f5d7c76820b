"""What a reader could not take over, and where it stands."""

from dataclasses import dataclass, field

from agent.postmortem.record import Postmortem


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """One thing in a text that was passed over."""

    line: int
    """The line, counted from 1."""
    message: str
    """What was passed over and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document read from text, with what could not be read."""

    document: Postmortem
    problems: tuple[ReadProblem, ...] = field(default=())
