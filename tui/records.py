"""Records that a person names or pastes, as replies that import them."""

from pathlib import Path

from agent.dialogue import Import
from agent.errors import InputError
from agent.hygiene import clean, one_line
from tui.commands.text_files import STDIN, read_text

_LINES = 60
"""From so many lines on, a paste is a record to look through and no list of events."""


def read_record(name: str) -> Import:
    """Return a file as a record to import. Raises InputError when it is no text, or none at all."""
    title = "standard input" if name == STDIN else one_line(Path(name).name)
    text = read_text(name).text
    if not clean(text).strip():
        raise InputError(f"{title} is empty.", "Name a file that holds something.")
    return Import(title=title, text=text)


def pasted_record(text: str) -> Import | None:
    """Return pasted lines as a record to import; None for so few that they are events as they are.

    A first line such as "source: deploy log" names the record.
    """
    lines = text.strip().splitlines()
    if len(lines) <= _LINES:
        return None
    head, colon, source = lines[0].partition(":")
    named = source.strip() if colon and head.strip().lower() in {"source", "from"} else ""
    return Import(title=named or "pasted lines", text=text)
