"""What a pre-mortem has so far: the plan, who takes part, the failure modes by weight."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent.documents.premortem.matrix import ranking, risk_matrix
from agent.premortem.chances import over_confident_by
from agent.premortem.ranking import chances_of
from agent.premortem.record import Premortem, participants
from tui.plain import one_line, shown

_WIDTH = 34
"""Cells in a line of the panel, with room for a scroll bar."""
Block = tuple[str, tuple[str, ...]]
"""A heading and the lines below it."""


class ForesightPanel(VerticalScroll):
    """The panel on the right while a plan is looked at, in place of a score."""

    can_focus = False

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        yield Static("Pre-mortem", classes="title")
        yield Static("", classes="foresight")

    def show(self, document: Premortem) -> None:
        """Show the document as everybody may see it."""
        blocks = [*_plan(document), *_people(document), *_list(document)]
        parts = [
            Content.assemble((head, "bold"), "\n", shown("\n".join(lines)))
            for head, lines in blocks
        ]
        self.query_one(".foresight", Static).update(Content("\n\n").join(parts))


def _plan(document: Premortem) -> Iterator[Block]:
    plan = document.plan
    lines: list[str] = []
    if plan.decision_on:
        lines.append(f"decided by {plan.decision_on}")
    if plan.end:
        lines.append(f"measured on {plan.end}")
    if plan.success_pct is not None:
        lines.append(f"success as stated: {plan.success_pct:g} %")
    if document.decision.verdict:
        lines.append(f"decision: {document.decision.verdict.replace('_', ' ')}")
    if lines:
        yield "The plan", tuple(lines)


def _people(document: Premortem) -> Iterator[Block]:
    people = participants(document)
    if people:
        yield "Who takes part", tuple(one_line(person.display) for person in people)


def _list(document: Premortem) -> Iterator[Block]:
    """Yield what was read out, then the modes: as they are named, and once rated by weight."""
    if document.reasons and not document.modes:
        yield "Read out", tuple(f"{one.id} {one_line(one.text)}" for one in document.reasons)
    bars = ranking(document) if _all_rated(document) else ()
    if document.modes and not bars:
        yield "Failure modes", tuple(f"{one.id} {one_line(one.text)}" for one in document.modes)
    if bars:
        yield (
            "Failure modes by weight",
            tuple(
                f"{bar.chip.priority} {bar.chip.id} {bar.percent:>6}  {bar.figures}\n"
                f"  {one_line(bar.chip.text)}"
                for bar in bars
            ),
        )
        yield from _chances(document)
        yield "Severity by occurrence", tuple(risk_matrix(document, _WIDTH))


def _all_rated(document: Premortem) -> bool:
    """Return whether nobody rates any more: until then each rates without the others' figures."""
    raters = {rating.by for rating in document.ratings}
    left = any(person.id not in raters for person in participants(document))
    return document.meta.state != "RATE" or not left


def _chances(document: Premortem) -> Iterator[Block]:
    found = chances_of(document)
    if found.weights:
        points = over_confident_by(found, document.plan.success_pct)
        yield (
            "Any of them",
            (
                f"{100 * found.any:.0f} % if they are independent",
                f"{100 * found.lower:.0f}-{100 * found.upper:.0f} % if not",
                *(() if points is None else (f"over-confident by {points:.0f} points",)),
            ),
        )
