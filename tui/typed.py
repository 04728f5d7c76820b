"""Textual's generic classes with their parameters filled in, for strict typing."""

from textual.app import App
from textual.dom import DOMNode
from textual.widgets import DataTable, Select, SelectionList


class WordTable(DataTable[object]):
    """A table of words."""


class WordSelect(Select[str]):
    """A choice of one word."""


class WordMarks(SelectionList[str]):
    """A choice of several words."""


def app_of(node: DOMNode) -> App[object]:
    """Return the app that a widget or a screen belongs to."""
    return node.app  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
