"""The lines of the quality sheet: scores, what is not met, open warnings."""

from agent.documents import pictures
from agent.documents.escaping import escape
from agent.documents.layout import AnyView
from agent.documents.words import score_figure
from rubrics.findings import CriterionResult, Finding, Scorecard

_WIDTH = 76
_MOST = 40


def score_lines(view: AnyView) -> list[str]:
    """Return the eight scores as a table, with bars and the verdict."""
    card = view.scorecard
    if card is None:
        return []
    return [
        f"> {score_figure(card.overall)} of 5, {escape(card.label or card.verdict)} "
        f"({card.mode}). The gate asks for {score_figure(card.minimum)}.",
        "",
        "```text",
        *pictures.score_bars(card, _WIDTH),
        "```",
    ]


def condition_lines(view: AnyView) -> list[str]:
    """Return for each criterion what its next level still needs."""
    if view.scorecard is None:
        return []
    lines = [line for one in view.scorecard.criteria for line in _open_conditions(one)]
    return lines and ["| Criterion | Seen | Needed |", "| --- | --- | --- |", *lines]


def _open_conditions(criterion: CriterionResult) -> list[str]:
    unmet = [condition for condition in criterion.conditions if not condition.ok]
    if not unmet:
        return []
    level = min(condition.level for condition in unmet)
    return [
        f"| {escape(criterion.id)} {escape(criterion.name)} | {escape(condition.observed)} "
        f"| {escape(condition.needed)} |"
        for condition in unmet
        if condition.level == level
    ]


def warning_lines(view: AnyView) -> list[str]:
    """Return the open errors and warnings; information is left out."""
    findings = _loud(view.scorecard)
    lines = [
        f"- {escape(one.severity)} {escape(one.rule)}{_place(one)}: {escape(one.message)}"
        for one in findings[:_MOST]
    ]
    rest = len(findings) - _MOST
    return [*lines, f"- and {rest} more"] if rest > 0 else lines


def _loud(card: Scorecard | None) -> list[Finding]:
    return [] if card is None else [one for one in card.findings if one.severity != "info"]


def _place(finding: Finding) -> str:
    return f" at {escape(finding.field)}" if finding.field else ""
