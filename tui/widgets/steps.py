"""The five steps with their state, in words and signs."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent.dialogue import Progress, Step
from tui.plain import one_line, shown

_SIGNS = {"done": "✓", "here": "▶", "open": "○", "blocked": "■"}
_STYLES = {
    "done": "$text-success",
    "here": "bold $text-primary",
    "open": "$text-muted",
    "blocked": "bold $text-warning",
}


_FACTS = 4


class StepsPanel(VerticalScroll):
    """The panel on the left."""

    can_focus = False

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        yield Static("Steps", classes="title")
        yield Vertical(id="five")

    async def show(self, progress: Progress) -> None:
        """Show where the session stands."""
        holder = self.query_one("#five", Vertical)
        lines = [
            line for number, step in enumerate(progress.steps, 1) for line in _step(number, step)
        ]
        if progress.guard_met and progress.state != "CLOSED":
            lines.append(Static("The step may be left: F6.", classes="ready"))
        await holder.remove_children()
        await holder.mount_all(lines)


def steps_line(progress: Progress) -> str:
    """Return where the session stands, in one line."""
    going_on = any(step.status in {"here", "blocked"} for step in progress.steps)
    wanted = {"here", "blocked"} if going_on else {"open"}
    for number, step in enumerate(progress.steps, 1):
        if step.status in wanted:
            blocked = f", blocked by {len(step.blocked_by)}" if step.blocked_by else ""
            place = f"Step {number} of {len(progress.steps)}: {one_line(step.name)}"
            return f"{progress.state.capitalize()}. {place}{blocked}"
    return f"All {len(progress.steps)} steps done" if progress.steps else ""


def _step(number: int, step: Step) -> list[Static]:
    head = Content.styled(
        f"{_SIGNS[step.status]} {number} {one_line(step.name)}", _STYLES[step.status]
    )
    details = [step.status] if step.status != "open" else []
    details += [_needed(one_line(fact)) for fact in step.blocked_by[:_FACTS]]
    if len(step.blocked_by) > _FACTS:
        details.append(f"and {len(step.blocked_by) - _FACTS} more")
    return [Static(head), *(Static(shown(words), classes="detail") for words in details)]


def _needed(fact: str) -> str:
    """Return a fact that is missing as it is told: a whole sentence stands for itself."""
    return fact if fact.endswith(".") else f"needs {fact}"
