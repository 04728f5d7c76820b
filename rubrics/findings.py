"""What the rules say: findings with their place, conditions with what was seen and needed."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Category = Literal["blame", "action", "impact", "time", "cause", "contradiction", "structure"]
FindingSeverity = Literal["error", "warning", "info"]
Mode = Literal["provisional", "final"]


class Verdict(BaseModel):
    """A frozen result of the rubric."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Finding(Verdict):
    """One thing that a rule found."""

    rule: str
    """The rule: BP05, VA01, X02, R1."""
    category: Category
    """What it is about."""
    severity: FindingSeverity
    """Errors block the gate."""
    message: str
    """What was found, with both facts where two contradict each other."""
    suggestion: str = ""
    """What to do about it."""
    field: str = ""
    """The path in the document: `actions.A1.text`."""
    start: int = 0
    """The first character within the field's text."""
    end: int = 0
    """The character after the last."""
    text: str = ""
    """The exact text."""
    group: Literal["", "T", "I", "C", "A", "D"] = ""
    """For checks: timeline, impact, causes, actions, document."""
    question: str = ""
    """The id of the question that mends it."""


class Condition(Verdict):
    """One condition of one level of one criterion, judged."""

    id: str
    """C1.K3.order."""
    level: int
    """The level it belongs to, 2-5."""
    ok: bool
    """Whether it holds."""
    observed: str
    """What was seen."""
    needed: str
    """What it takes."""
    fields: tuple[str, ...] = ()
    """The paths that were looked at, worst first."""
    questions: tuple[str, ...] = ()
    """Questions that fill it, best first."""


class CriterionResult(Verdict):
    """One criterion, judged."""

    id: str
    """C1 … C8."""
    name: str
    """Its name."""
    score: float | None
    """1-5 in half points; empty when it can't be known."""
    weight: float
    """Weight times the multiplier of the type."""
    minimum: float | None
    """The minimum for the severity, or empty."""
    conditions: tuple[Condition, ...]
    """Every condition."""


class NextStep(Verdict):
    """One thing worth doing next."""

    criterion: str
    """The criterion it raises, or `X` for a contradiction."""
    do: str
    """What to do, in words."""
    question: str = ""
    """The question that fills it."""
    field: str = ""
    """The field it is about."""


class Scorecard(Verdict):
    """The whole judgement of one document."""

    mode: Mode
    """Provisional gives credit for what is planned."""
    at: datetime
    """The moment it was judged for."""
    overall: float | None
    """The weighted mean, not rounded."""
    minimum: float
    """The overall that the gate asks for."""
    verdict: Literal["fail", "basic", "ready", "excellent"]
    """fail < 3.0, basic >= 3.0, ready = the gate, excellent >= 4.2 and final."""
    label: str
    """The verdict in words, such as "ready (light)" or "basic: severity unknown"."""
    gate_passed: bool
    """Whether the document may be published."""
    criteria: tuple[CriterionResult, ...]
    """The eight criteria in order."""
    findings: tuple[Finding, ...]
    """Every finding, errors first."""
    next_steps: tuple[NextStep, ...]
    """At most three."""
