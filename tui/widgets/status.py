"""The line above the keys: which coach, tokens and cost, what is being worked on."""

from textual.widgets import Static

from agent.dialogue import Coaching
from tui.plain import one_line, shown


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
        doing = self._coaching.doing if self._coaching else ""
        spent = _spent(self._coaching)
        if doing:  # first in the line, where a narrow screen still shows it
            parts = [f"{one_line(doing)}, Esc goes on without", *spent]
        else:
            parts = [self._place, *spent, self._work]
        self.update(shown(" · ".join(part for part in parts if part)))


def _spent(coaching: Coaching | None) -> tuple[str, ...]:
    """Return the model, the tokens and the cost, with what is left of both."""
    if coaching is None:
        return ("no model", "0 tokens", "cost 0")
    tokens = f"{_short(coaching.tokens)} tokens, {_short(coaching.tokens_left)} left"
    if coaching.cost is None or coaching.cost_left is None:
        return (one_line(coaching.model), tokens, "cost not known")
    cost = f"${coaching.cost:.2f}, ${coaching.cost_left:.2f} left"
    return (one_line(coaching.model), tokens, cost)


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count // 1000}K"
