"""One of a few options on a line: all of them are seen, a number or a first letter takes one."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from agent.dialogue import Option
from tui.plain import one_line

_FIRM = "\u00a0"
"""A space at which a line is not broken, so that a number stays with its option."""
MOST = 9
"""More options than number keys are offered as a list."""


class ChoiceLine(Static, can_focus=True):
    """The options with their numbers; the one taken is marked."""

    class Finished(Message):
        """The person goes on to what comes next."""

    def __init__(self, options: tuple[Option, ...], value: str = "") -> None:
        """Take the options and the one taken so far."""
        super().__init__("")
        self._options = options
        self._place = self._place_of(value)

    @property
    def value(self) -> str:
        """The option taken; empty when there is none."""
        return "" if self._place is None else self._options[self._place].value

    @value.setter
    def value(self, value: str) -> None:
        self._take(self._place_of(value))

    def on_mount(self) -> None:
        """Show the options."""
        self._take(self._place)

    def on_key(self, event: events.Key) -> None:
        """Take an option by its number, its first letter or the arrows; Enter goes on."""
        match event.key:
            case "enter":
                self.post_message(self.Finished())
            case "left" | "right":
                self._move(1 if event.key == "right" else -1)
            case "backspace" | "delete":
                self._take(None)
            case _:
                place = self._named(event.character or "")
                if place is None:
                    return
                self._take(place)
        event.stop()

    def _move(self, by: int) -> None:
        start = self._place if self._place is not None else (-1 if by > 0 else 0)
        self._take((start + by) % len(self._options))

    def _named(self, character: str) -> int | None:
        if character.isdecimal():
            place = int(character) - 1
            return place if 0 <= place < len(self._options) else None
        labels = [one_line(option.label).casefold() for option in self._options]
        hits = [place for place, label in enumerate(labels) if label[:1] == character.casefold()]
        later = [place for place in hits if self._place is not None and place > self._place]
        return next(iter([*later, *hits]), None) if character else None

    def _place_of(self, value: str) -> int | None:
        values = [option.value for option in self._options]
        return values.index(value) if value in values else None

    def _take(self, place: int | None) -> None:
        self._place = place
        parts: list[Content] = []
        for number, option in enumerate(self._options):
            here = number == place
            mark = "[x]" if here else f"{number + 1}"
            words = f"{mark} {one_line(option.label)}".replace(" ", _FIRM)
            parts.append(Content.styled(words, "bold $text-accent" if here else ""))
        self.update(Content("   ").join(parts))
