"""One question to a model and what comes back, whoever carries it there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

Problem = Literal[
    "unreachable",
    "slow",
    "limited",
    "overloaded",
    "refused-key",
    "refused-request",
    "declined",
    "cut-off",
    "unreadable",
    "shape",
    "blame",
    "facts",
    "who",
    "length",
    "quote",
    "placeholder",
    "repeated",
    "weaker",
    "orders",
    "unmasked",
    "budget",
    "too-long",
    "stopped",
]
"""Why an answer of a model is not used: all that is ever logged of one."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the talk with a model."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a model. `system` is the same for every question, so that it is cached."""

    task: str
    system: str
    talk: tuple[Turn, ...]
    schema: str
    """The JSON Schema of the answer. Endpoints may ignore it, so answers are validated again."""
    max_tokens: int
    """The longest answer that is paid for, thinking included."""

    def again(self, answer: str, complaint: str) -> "Ask":
        """Return the question once more, with what was wrong with the answer."""
        talk = (*self.talk, Turn("assistant", answer or "(nothing)"), Turn("user", complaint))
        return Ask(self.task, self.system, talk, self.schema, self.max_tokens)

    @property
    def text(self) -> str:
        """Return all that is sent, for counting."""
        return "\n".join((self.system, *(turn.text for turn in self.talk)))


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer used, in tokens."""

    fresh: int = 0
    """Input that was read anew."""
    cached: int = 0
    """Input that was read from the cache."""
    stored: int = 0
    """Input that was written to the cache."""
    out: int = 0
    """Output, thinking included."""

    def __add__(self, other: "Usage") -> "Usage":
        """Return both together."""
        return Usage(
            self.fresh + other.fresh,
            self.cached + other.cached,
            self.stored + other.stored,
            self.out + other.out,
        )

    @property
    def total(self) -> int:
        """Return every token, whatever it costs."""
        return self.fresh + self.cached + self.stored + self.out


@dataclass(frozen=True, slots=True)
class Said:
    """What a model answered."""

    text: str
    usage: Usage


Told = Callable[[int], None]
"""Hears how many characters of an answer have come in. Nothing of its text is passed on."""


class Model(Protocol):
    """Carries a question to a model. Raises ModelError, and nothing else, when that fails."""

    @property
    def id(self) -> str:
        """The model's name, as its endpoint knows it."""
        ...

    async def ask(self, question: Ask, told: Told) -> Said:
        """Return the whole answer."""
        ...

    async def get_ready(self) -> None:
        """Load what the first question needs; send nothing."""
        ...

    async def count(self, question: Ask) -> int:
        """Return the exact number of input tokens."""
        ...
