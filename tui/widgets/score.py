"""The live score: criteria as bars with numbers, the mean, the gate, what is worth doing."""

import re

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent.dialogue import CriterionScore, Scored
from tui.plain import one_line

_BAR = 5
_ID = re.compile(r"\bC\d\b")


class ScorePanel(VerticalScroll):
    """The panel on the right."""

    can_focus = False

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        yield Static("Score, 1 to 5", classes="title")
        yield Static("Not scored yet.", classes="score")

    def show(self, scored: Scored, need: str = "") -> None:
        """Show the score as it stands. What the step needs comes before what the score needs."""
        rows = [_criterion(criterion) for criterion in scored.criteria]
        overall = Content.assemble(
            "\nWeighted mean ",
            (number(scored.overall), "bold"),
            f"\nGate: {_verdict(scored)}",
        )
        need = one_line(need)
        head = "This step needs next" if need else "Worth doing next"
        words = f"{need[:1].upper()}{need[1:]}" or one_line(scored.next_step) or "Nothing."
        following = Content.assemble("\n", (head, "bold"), f"\n{words}")
        content = Content("\n").join([*rows, overall, following])
        self.query_one(".score", Static).update(content)


def _verdict(scored: Scored) -> str:
    """Return the verdict with the names of the criteria in place of their ids."""
    names = {criterion.id: one_line(criterion.name) for criterion in scored.criteria}
    return _ID.sub(lambda m: names.get(m[0], m[0]), one_line(scored.verdict))


def number(score: float | None) -> str:
    """Return a score as it is shown: never rounded up, and in words when it can't be known."""
    return (
        "not known"
        if score is None
        else f"{int(score * 100 + 1e-9) / 100:.2f}".rstrip("0").rstrip(".")
    )


def score_line(scored: Scored) -> str:
    """Return the score in one line; the panel says what is below its minimum."""
    return f"Score {number(scored.overall)}, {one_line(scored.verdict).partition(':')[0]}"


def _criterion(criterion: CriterionScore) -> Content:
    name = f"{one_line(criterion.name)[:12]:<12}"
    if criterion.score is None:
        return Content.assemble(name, (f" {'·' * _BAR}  not known yet", "$text-muted"))
    met = criterion.minimum is None or criterion.score >= criterion.minimum
    words = _words(criterion, met=met)
    style = "$text-success" if met else "bold $text-warning"
    return Content.assemble(
        name,
        (f" {_bar(criterion.score)}", style),
        f" {number(criterion.score):<4}",
        (f" {words}", style),
    )


def _words(criterion: CriterionScore, *, met: bool) -> str:
    if criterion.minimum is None:
        return "no minimum"
    return "ok" if met else f"needs {number(criterion.minimum)}"


def _bar(score: float) -> str:
    halves = round(min(max(score, 0), 5) * 2)
    return ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(_BAR, "·")
