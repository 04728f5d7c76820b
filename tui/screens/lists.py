"""Lists to choose from: one's own postmortems and pre-mortems, and the actions that are open."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import DataTable, Static

from tui.plain import cell, one_line, shown
from tui.ports import Listing, OpenAction, Workspace
from tui.screens.palette import Providers, ScreenCommands
from tui.typed import WordTable
from tui.widgets.keys import Keys
from tui.widgets.score import number
from tui.widgets.status import StatusLine
from tui.widgets.too_small import TooSmall

Row = tuple[str, tuple[str, ...]]
"""The document to open, and the cells of the line."""


class OpenDocument(Message):
    """A person chose a document to go on with."""

    def __init__(self, pm_id: str) -> None:
        """Take its id."""
        super().__init__()
        self.pm_id = pm_id


class ListScreen(Screen[None]):
    """A table with a title, or words when it is empty. Enter opens the line's document."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close", id="list.close")
    ]
    COMMANDS: ClassVar[Providers] = {ScreenCommands}

    def __init__(
        self, title: str, columns: Sequence[str], rows: Sequence[Row], *, empty: str, note: str = ""
    ) -> None:
        """Take the title, the table, and what to say when it is empty."""
        super().__init__()
        self._title = title
        self._columns = columns
        self._rows = rows
        self._empty = empty
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        yield TooSmall()
        yield Static(shown(self._title), id="summary")
        if self._rows:
            yield WordTable(cursor_type="row", zebra_stripes=True)
            yield Static(shown(self._note), classes="note")
        else:
            yield Static(shown(self._empty), id="empty")
        yield StatusLine()
        yield Keys()

    def on_mount(self) -> None:
        """Fill the table."""
        for table in self.query(WordTable):
            for column in self._columns:
                table.add_column(column)
            for _, cells in self._rows:
                table.add_row(*(cell(words) for words in cells))
            table.focus()

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        self.post_message(OpenDocument(self._rows[event.cursor_row][0]))


def own(workspace: Workspace) -> tuple[Listing, ...]:
    """Return one's own postmortems and pre-mortems, newest first."""
    both = (*workspace.listings(), *workspace.premortems())
    return tuple(sorted(both, key=lambda one: one.updated_at, reverse=True))


def documents(title: str, listings: Sequence[Listing], now: datetime, empty: str) -> ListScreen:
    """Return the list of some of one's own postmortems and pre-mortems."""
    rows = [
        (
            listing.id,
            (
                listing.id,
                one_line(listing.title) or "no title yet",
                listing.state.lower(),
                _score(listing),
                age(listing.updated_at, now),
                str(listing.open_actions),
            ),
        )
        for listing in listings
    ]
    columns = ("Id", "Title", "State", "Score", "Changed", "Open actions")
    return ListScreen(title, columns, rows, empty=empty, note="Enter goes on with it.")


def _score(listing: Listing) -> str:
    """Return the last score; a pre-mortem has none."""
    scored = f"{number(listing.overall)} {listing.verdict}".strip()
    return "none" if listing.kind == "premortem" else scored


def open_actions(actions: Sequence[OpenAction], now: datetime) -> ListScreen:
    """Return the list of open actions."""
    rows = [
        (
            action.pm_id,
            (
                f"{action.pm_id} {action.action_id}",
                action.text,
                action.owner or "nobody",
                _due(action, now),
                action.status.replace("_", " "),
            ),
        )
        for action in actions
    ]
    return ListScreen(
        "Open actions",
        ("Id", "Action", "Owner", "Due", "Status"),
        rows,
        empty="No open actions. They appear here once a postmortem has some.",
        note="Enter opens its postmortem.",
    )


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in words."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    for size, unit in ((60 * 24, "day"), (60, "hour"), (1, "minute")):
        count = minutes // size
        if count:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def _due(action: OpenAction, now: datetime) -> str:
    if action.due is None:
        return "no date"
    return f"{action.due.isoformat()}{' overdue' if action.due < now.date() else ''}"
