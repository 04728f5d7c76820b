"""The keys at the bottom: the most important first, and a sign when some have no room."""

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from tui.typed import app_of

_ORDER = (
    "turn.try_again",
    "turn.send",
    "form.",
    "rows.",
    "tree.",
    "proposals.",
    "turn.dont_know",
    "turn.skip",
    "turn.go_back",
    "turn.advance",
)
_LAST = "app.help"
_MORE = "… "


class Keys(Static):
    """The keys that work now. Each is shown whole or not at all, and can be clicked."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__("", id="keys")

    def on_mount(self) -> None:
        """Follow what is in focus."""
        self.screen.bindings_updated_signal.subscribe(  # pyright: ignore[reportUnknownMemberType]
            self, self._changed
        )

    def on_resize(self) -> None:
        """Find out again what fits."""
        self._show()

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self._show()

    def _show(self) -> None:
        keys = self._by_importance()
        room = self.content_region.width or app_of(self).size.width
        fitting = _fitting(keys, room)
        parts: list[Content] = []
        for binding, words in fitting:
            if binding.id == _LAST and len(fitting) < len(keys):
                parts.append(Content(_MORE))
            parts.append(_key(binding, words))
        self.update(Content("").join(parts))

    def _by_importance(self) -> list[tuple[Binding, str]]:
        seen: dict[str, tuple[Binding, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.description not in seen:
                seen[binding.description] = (binding, app_of(self).get_key_display(binding))
        return sorted(seen.values(), key=lambda key: _rank(key[0]))


def _key(binding: Binding, words: str) -> Content:
    click = Style.from_meta({"@click": f"app.simulate_key('{binding.key}')"})
    return Content.assemble((words, "bold $text-accent"), " ", (binding.description, click), " ")


def _fitting(keys: list[tuple[Binding, str]], room: int) -> list[tuple[Binding, str]]:
    """Return the keys that fit. The help always does, since it names the others."""
    needed = [len(words) + len(binding.description) + 2 for binding, words in keys]
    if sum(needed) - 1 <= room:
        return keys
    kept = [binding.id == _LAST for binding, _ in keys]
    room += 1 - len(_MORE) - sum(w for w, stays in zip(needed, kept, strict=True) if stays)
    shown: list[tuple[Binding, str]] = []
    for key, width, stays in zip(keys, needed, kept, strict=True):
        if stays or width <= room:
            shown.append(key)
            room -= 0 if stays else width
    return shown


def _rank(binding: Binding) -> int:
    name = binding.id or ""
    if name == _LAST:
        return len(_ORDER) + 1
    hits = (place for place, start in enumerate(_ORDER) if name.startswith(start))
    return next(hits, len(_ORDER))
