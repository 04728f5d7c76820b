"""One of a few options on a line: all of them are seen, a number or a first letter takes one."""

from collections.abc import Iterator

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from agent.dialogue import Option
from tui.plain import one_line

_GAP = 3
"""Columns between two options."""
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
        self.refresh(layout=True)

    def render(self) -> Content:
        """Show the options in lines that are never broken between a number and its option."""
        lines = self._lines(self.content_size.width)
        return Content("\n").join(Content(" " * _GAP).join(line) for line in lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the options take."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[list[Content]]:
        """Return the options line by line: as many in one as there is room for."""
        lines: list[list[Content]] = [[]]
        for words in self._words():
            wide = sum(part.cell_length + _GAP for part in (*lines[-1], words)) - _GAP
            if lines[-1] and wide > width:
                lines.append([])
            lines[-1].append(words)
        return lines

    def _words(self) -> Iterator[Content]:
        for number, option in enumerate(self._options):
            here = number == self._place
            mark = "[x]" if here else f"{number + 1}"
            words = f"{mark} {one_line(option.label)}"
            yield Content.styled(words, "bold $text-accent" if here else "")
