"""Text of a person, a document or a model, made safe for a terminal: no escapes, no markup."""

from rich.text import Text
from textual.content import Content

from agent.hygiene import clean, one_line

__all__ = ["cell", "one_line", "plain", "shown"]


def plain(text: str) -> str:
    """Return the text without escape sequences, control and invisible characters."""
    return clean(text)


def shown(text: str, style: str = "") -> Content:
    """Return the text as content that is never read as markup."""
    return Content.styled(plain(text), style) if style else Content(plain(text))


def cell(text: str) -> Text:
    """Return the text as a cell of a table or the label of a tree; what is cut ends in dots."""
    return Text(one_line(text), no_wrap=True, overflow="ellipsis")
