"""The line above the keys: which coach, tokens and cost, what is being worked on."""

from decimal import Decimal

from rich.cells import cell_len, set_cell_size
from textual.widgets import Static

from agent.dialogue import Coaching
from tui.plain import one_line, shown

_USUAL = 78
"""The room in the line before its place on the screen is known."""
_APART = 2
"""Signs between what is going on, at the left, and what it has cost, at the right."""


class StatusLine(Static):
    """The status of the app in one line."""

    def __init__(self) -> None:
        """Begin with no model, nothing spent."""
        super().__init__("", id="status")
        self._place = ""
        self._work = ""
        self._coaching: Coaching | None = None

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def on_resize(self) -> None:
        """Lay it out anew for the new width."""
        self._show()

    def at(self, place: str) -> None:
        """Say which postmortem is open."""
        self._place = place
        self._show()

    def working(self, work: str) -> None:
        """Say what is being worked on; empty when nothing is."""
        self._work = work
        self._show()

    def coaching(self, coaching: Coaching) -> None:
        """Say what the model is doing, and what it has cost."""
        self._coaching = coaching
        self._show()

    def _show(self) -> None:
        self.update(shown(self._words(self.content_size.width or _USUAL)))

    def _words(self, room: int) -> str:
        """Return the line: what is going on gives way, what it has cost never does."""
        coaching = self._coaching
        if coaching is None:
            return " · ".join(
                filter(None, [self._place, "no model", "0 tokens", "cost 0", self._work])
            )
        if coaching.doing:
            going_on = f"Esc goes on without · {one_line(coaching.doing)}"
        else:
            parts = [self._place, one_line(coaching.model), self._work]
            going_on = " · ".join(filter(None, parts))
        spent = _spent(coaching, " of ")
        if cell_len(going_on) + _APART + len(spent) > room:
            spent = _spent(coaching, "/")
        return _filled(going_on, room - len(spent) - _APART) + " " * _APART + spent


def _spent(coaching: Coaching, of: str) -> str:
    """Return the tokens and the cost, each of the most that this session may use."""
    tokens = f"{_short(coaching.tokens)}{of}{_short(coaching.tokens + coaching.tokens_left)} tokens"
    if coaching.cost is None or coaching.cost_left is None:
        return f"{tokens}, cost not known"
    return f"{tokens}, {_money(coaching.cost)}{of}{_money(coaching.cost + coaching.cost_left)}"


def _filled(text: str, room: int) -> str:
    """Return a text in just so much room; one that was cut ends in dots."""
    if cell_len(text) <= room:
        return set_cell_size(text, room)
    return f"{set_cell_size(text, max(room - 1, 0)).rstrip()}…".ljust(room)


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count // 1000}K"


def _money(amount: Decimal) -> str:
    return f"${amount:.2f}"
