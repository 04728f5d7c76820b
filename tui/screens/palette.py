"""The command palette: every key of the screen by name, and what the screen offers besides."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.plain import one_line

Providers = set[type[Provider] | Callable[[], type[Provider]]]
"""What a screen lists as its providers of commands."""


class Command(NamedTuple):
    """One line of the palette."""

    title: str
    help: str
    run: Callable[[], object]


@runtime_checkable
class Commanding(Protocol):
    """A screen with commands of its own."""

    def commands(self) -> list[Command]:
        """Return them, most useful first."""
        ...

    def more_commands(self) -> list[Command]:
        """Return those that are only found by typing: too many to offer at once."""
        ...


class ScreenCommands(Provider):
    """Finds commands of the screen below the palette."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for command in self._all():
            yield DiscoveryHit(
                _label(command.title), command.run, command.title, one_line(command.help)
            )

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        more = self.screen.more_commands() if isinstance(self.screen, Commanding) else []
        for command in (*self._all(), *more):
            score = matcher.match(one_line(command.title))
            if score > 0:
                label = _label(command.title)
                yield Hit(score, label, command.run, command.title, one_line(command.help))

    def _all(self) -> Iterator[Command]:
        yield from self._keys()
        if isinstance(self.screen, Commanding):
            yield from self.screen.commands()

    def _keys(self) -> Iterator[Command]:
        seen: set[str] = set()
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and binding.id and binding.description and binding.id not in seen:
                seen.add(binding.id)
                key = self.app.get_key_display(binding)

                def run(node: object = node, action: str = binding.action) -> None:
                    self.app.call_later(self.app.run_action, action, node)

                yield Command(binding.description, f"Key: {key}", run)


def _label(title: str) -> Content:
    return Content(one_line(title))
