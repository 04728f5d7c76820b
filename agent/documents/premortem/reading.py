"""A pre-mortem written by Unblame, read back into the document it was written from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from agent.documents.premortem.form import KIND, PREMORTEM
from agent.documents.reader.outline import Outline, outline_of
from agent.documents.reader.own import collect, is_in_form, scored_at
from agent.documents.reader.problems import ReadProblem
from agent.hygiene import clean
from agent.premortem.record import Premortem


@dataclass(frozen=True, slots=True)
class ReadPremortem:
    """A pre-mortem read from text, with what could not be read."""

    document: Premortem
    problems: tuple[ReadProblem, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """The line of every field and item that was filled, by path: `modes.FM3`."""
    scored_at: datetime | None = None
    """The moment that the score in its front matter holds for."""


def is_premortem(text: str) -> bool:
    """Tell whether a text looks like a pre-mortem that Unblame wrote."""
    return _is(outline_of(clean(text)))


def from_markdown(text: str) -> ReadPremortem:
    """Read a pre-mortem from its Markdown.

    Never raises: what isn't understood, or doesn't fit, is told with its line and left out.
    """
    outline = outline_of(clean(text))
    collected = collect(outline, PREMORTEM)
    document = collected.document(Premortem)
    return ReadPremortem(
        document, collected.sorted_problems(), collected.by_id(), scored_at(outline.head)
    )


def _is(outline: Outline) -> bool:
    return outline.head.get("kind") == KIND and is_in_form(outline, PREMORTEM)
