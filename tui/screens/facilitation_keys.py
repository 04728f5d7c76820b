"""The keys of the facilitation screen."""

from textual.binding import Binding, BindingType


def _key(key: str, action: str, words: str, *, show: bool = True) -> Binding:
    """Return a binding. Without priority: what was typed before the key arrives before it."""
    return Binding(key, action, words, show=show, id=f"turn.{action}")


KEYS: list[BindingType] = [
    _key("ctrl+s,ctrl+enter", "send", "Send"),
    _key("f2", "dont_know", "Don't know"),
    _key("f3", "skip", "Skip"),
    _key("f4", "park", "Park"),
    _key("f5", "go_back", "Back"),
    _key("f6", "advance", "Next"),
    _key("f7", "document", "Document"),
    _key("f8", "proposals", "Proposals", show=False),
    _key("f9", "panels", "Panels", show=False),
    _key("f10", "why", "Why this score", show=False),
    _key("f12", "import", "Import a record", show=False),
    _key("ctrl+o", "override", "Go on anyway", show=False),
    _key("ctrl+g", "dispute", "Dispute a flag", show=False),
    _key("ctrl+r", "try_again", "Try again"),
    _key("ctrl+l", "leave", "Leave", show=False),
    Binding("escape", "stop", "Stop", id="turn.stop", show=False),
]
"""Every key of the screen. What the footer has no room for is in the help and the palette."""

ANSWERING = frozenset({"send", "dont_know", "skip", "park", "advance", "import"})
"""Actions that mean nothing while no question is open."""
