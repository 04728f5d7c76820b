"""How much time is left for the open question, and when to go on."""

from datetime import datetime, timedelta

from textual.widgets import Static

from tui.plain import one_line, shown

GRACE = timedelta(seconds=15)
"""How long nothing may have been typed, once the time is over, before it goes on by itself."""


class Countdown(Static):
    """A line with the minutes and seconds left; out of sight for a question that has no time."""

    def __init__(self) -> None:
        """Begin with no time running."""
        super().__init__("", id="time")
        self.display = False
        self._until: datetime | None = None
        self._idle_since: datetime | None = None

    def begin(self, until: datetime | None) -> None:
        """Count towards a moment; None: there is no time to keep."""
        self._until, self._idle_since = until, None
        self.display = until is not None

    def tick(self, now: datetime, *, idle: bool) -> bool:
        """Tell what is left; True once the time is over and nothing was typed for a while."""
        if self._until is None:
            return False
        if now < self._until:
            self._tell(f"{_clock(self._until - now)} left. Ctrl+S stores, F3 ends your turn.")
            return False
        if not idle or self._idle_since is None:
            self._idle_since = now
        if not idle:
            self._tell("The time is over. Finish your sentence; Ctrl+S stores it and hands over.")
            return False
        left = self._idle_since + GRACE - now
        self._tell(f"The time is over. It goes on in {_seconds(left)} s unless you type.")
        return left <= timedelta(0)

    def _tell(self, words: str) -> None:
        self.update(shown(words))


def newest_first(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a person wrote so far as numbered lines below a heading."""
    lines = [f"{place} {one_line(text)}" for place, text in enumerate(texts, 1)]
    return ("Yours so far, seen by nobody else:", *reversed(lines)) if lines else ()


def _clock(left: timedelta) -> str:
    minutes, seconds = divmod(_seconds(left), 60)
    return f"{minutes}:{seconds:02}"


def _seconds(left: timedelta) -> int:
    """Return whole seconds, a part counting as one, so that 0 means over."""
    return max(0, -(-left // timedelta(seconds=1)))
