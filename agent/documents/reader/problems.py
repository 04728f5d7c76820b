"""What a reader made of a text, what it could not take over, and where everything stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from agent.documents.reader.blocks import TextBlock
from agent.postmortem.record import Postmortem


class ReadProblem(NamedTuple):
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
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """The line of every field and item that was filled, by path: `timeline.events.E3`."""
    blocks: tuple[TextBlock, ...] = ()
    """The text as its author sees it, block by block."""
    seen: Mapping[str, int] = field(default_factory=dict[str, int])
    """What a reader sees on a stranger's page, counted; empty for our own."""
    scored_at: datetime | None = None
    """The moment that the score in Unblame's own front matter holds for."""
    latest_day: date | None = None
    """The latest day with a year that the text names, if any."""
    latest: datetime | None = None
    """The end of that day, or the latest event if that is later: "now" when no other is known."""

    @property
    def page(self) -> dict[str, Any] | None:
        """Return a stranger's page as plain values for the rubric; nothing for our own."""
        if not self.seen:
            return None
        prose = [
            {"id": f"B{number}", "text": block.spoken.words, "about": block.path.partition(".")[0]}
            for number, block in enumerate(self.blocks)
            if block.is_prose
        ]
        return {"seen": dict(self.seen), "prose": prose}
