"""What the facilitator said, newest last, in few lines."""

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent.dialogue import Blocked, Remark
from tui.plain import one_line, plain

_WORDS = {"info": "", "notice": "Note: ", "warning": "Careful: ", "error": "Problem: "}
_STYLES = {
    "info": "",
    "notice": "$text-primary",
    "warning": "$text-warning",
    "error": "bold $text-error",
}
_KEPT = 200


class RemarksLog(VerticalScroll):
    """The log of remarks."""

    can_focus = False

    def remark(self, remark: Remark) -> None:
        """Add a remark."""
        self._add(
            Content.styled(f"{_WORDS[remark.tone]}{plain(remark.text)}", _STYLES[remark.tone])
        )

    def stored(self, summary: str, *, new: bool = True) -> None:
        """Add what was stored; what changed nothing is told in its own words."""
        words = plain(summary)
        lead = "Stored: " if new and not words.startswith("stored") else ""
        self._add(Content.styled(lead + words if lead else _sentence(words), "$text-muted"))

    def blocked(self, blocked: Blocked) -> None:
        """Add what is missing."""
        facts = "; ".join(one_line(missing.fact) for missing in blocked.missing)
        text = f"This step still needs: {facts}. (Ctrl+O goes on without, with a reason.)"
        self._add(Content.styled(text, "$text-warning"))

    def _add(self, content: Content) -> None:
        self.mount(Static(content))
        for old in list(self.children)[:-_KEPT]:
            old.remove()
        self.scroll_end(animate=False)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
