"""What a scripted server does with one call: says something, or fails in a known way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event
from typing import Any, Literal

StopReason = Literal["end_turn", "max_tokens", "refusal", "model_context_window_exceeded"]


@dataclass(frozen=True, slots=True)
class Say:
    """Answers with a text. What is given besides makes the answer slow, cut off or broken."""

    text: str
    stop_reason: StopReason = "end_turn"
    pause: float = 0.0
    """Seconds before each piece of the text: a slow drip."""
    breaks_after: int | None = None
    """After this many pieces the connection is closed."""
    resets: bool = False
    """Whether it is closed hard then, by a reset, as a host does that goes down."""
    piece: int = 40
    """Characters a piece."""
    waits_for: Event | None = None
    """What has to happen before anything is sent."""


@dataclass(frozen=True, slots=True)
class Fail:
    """Answers with an error status."""

    status: int
    kind: str = "api_error"
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Noise:
    """Answers with bytes that are no Messages answer at all."""

    body: bytes
    content_type: str = "text/html"


Behaviour = Say | Fail | Noise

REFUSAL = Say("", stop_reason="refusal")
OVERLOADED = Fail(529, "overloaded_error", retry_after="0.01")
LIMITED = Fail(429, "rate_limit_error", retry_after="0.01")


def says(value: object) -> Say:
    """Return an answer that is the JSON of a value."""
    return Say(json.dumps(value, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it came in."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def system(self) -> str:
        """Return the stable prefix."""
        return "".join(block["text"] for block in self.body.get("system", []))

    @property
    def prompt(self) -> str:
        """Return the first message: the task with its data."""
        return str(self.body["messages"][0]["content"])

    @property
    def last(self) -> str:
        """Return the last message."""
        return str(self.body["messages"][-1]["content"])

    @property
    def schema(self) -> Mapping[str, Any]:
        """Return the schema that the answer should have; empty when none was sent."""
        found: Mapping[str, Any] = self.body.get("output_config", {}).get("format", {})
        return found.get("schema", {})

    @property
    def task(self) -> str:
        """Return which task it is: the title of its schema."""
        return str(self.schema.get("title", ""))
