"""The deterministic score of a postmortem: eight criteria, the weighted mean, gate, next steps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from rubrics.catalogue import LEVELS, Clause, Criterion, Level, criteria
from rubrics.conditions import CHECKS
from rubrics.conditions.case import Case
from rubrics.conditions.causes import not_established
from rubrics.conditions.disputes import Dispute, disputes, settled, standing
from rubrics.conditions.follow_up import write_up_hours
from rubrics.conditions.tone import hits_of
from rubrics.emphasis import Emphasis, emphasis, exact
from rubrics.findings import Condition, CriterionResult, Finding, Mode, Scorecard
from rubrics.gate import TIMELINESS, bar, gate
from rubrics.improvement import next_steps
from rubrics.standards import METHOD, Standards

_WEIGHT_OF = {"error": 0, "warning": 1, "info": 2}


def score(
    facts: Mapping[str, Any],
    now: datetime,
    mode: Mode | None = None,
    findings: Sequence[Finding] = (),
    standards: Standards = METHOD,
) -> Scorecard:
    """Judge a document. The same facts, moment and findings always give the same card.

    Args:
        facts: The document as JSON, with the computed values under `computed`.
        now: The moment it is judged for.
        mode: Final gives no credit for what is planned. By default final once published.
        findings: What the other rules found in it.
        standards: What the repository decides for itself.
    """
    known = disputes(facts)
    case = _case(facts, now, mode, standing(findings, known))
    wanted = bar(case, standards.minima)
    rules = standards.emphasis()
    second_look = not_established(case)
    results = tuple(
        CriterionResult(
            id=criterion.criterion,
            name=criterion.name,
            score=_points(case, criterion, conditions),
            weight=float(rules.weight(criterion.criterion, case.type)),
            minimum=wanted.minima.get(criterion.criterion),
            conditions=conditions,
        )
        for criterion in criteria()
        for conditions in (_conditions(case, criterion, known, second_look),)
    )
    scores = {result.id: result.score for result in results}
    overall = weighted_mean(scores, case.type, rules)
    ruling = gate(case, overall, scores, wanted)
    return Scorecard(
        mode=case.mode,
        at=case.now,
        overall=overall,
        minimum=wanted.overall,
        verdict=ruling.verdict,
        label=ruling.label,
        gate_passed=ruling.passed,
        criteria=results,
        findings=gravest_first(
            (*case.findings, *settled(findings, known), *_below_expected(results, case.type))
        ),
        next_steps=next_steps(
            results, case.errors(), accused=bool(hits_of(case, "B3")), mode=case.mode
        ),
    )


def weighted_mean(
    scores: Mapping[str, float | None], incident_type: str, rules: Emphasis | None = None
) -> float | None:
    """Return the mean of the known scores by weight and type, not rounded; None without any."""
    table = rules or emphasis()
    known = {name: exact(value) for name, value in scores.items() if value is not None}
    weights = {name: table.weight(name, incident_type) for name in known}
    if not known:
        return None
    return float(sum(weights[name] * known[name] for name in known) / sum(weights.values()))


def floor2(value: float | None) -> str:
    """Return a score with two decimals, rounded down: it never shows a pass that is none."""
    if value is None:
        return "–"
    return str(Decimal(repr(value)).quantize(Decimal("0.01"), rounding=ROUND_FLOOR))


def level_reached(conditions: Sequence[Condition]) -> float:
    """Return the highest level whose conditions all hold, half a point more on the way up."""
    level = 1
    for candidate in LEVELS:
        held = [condition.ok for condition in conditions if condition.level == candidate]
        if not all(held):
            return level + 0.5 if 2 * sum(held) >= len(held) else float(level)
        level = candidate
    return float(level)


def _case(
    facts: Mapping[str, Any], now: datetime, mode: Mode | None, findings: tuple[Finding, ...]
) -> Case:
    moment = now if now.tzinfo else now.replace(tzinfo=UTC)
    draft = Case(facts, moment, mode or "provisional", findings)
    return Case(facts, moment, "final", findings) if mode is None and draft.published else draft


def _conditions(
    case: Case, criterion: Criterion, known: tuple[Dispute, ...], second_look: str
) -> tuple[Condition, ...]:
    return tuple(
        _condition(case, criterion, level, clause, known, second_look)
        for level in LEVELS
        for clause in criterion.ladder(page=case.is_page)[level]
    )


def _points(case: Case, criterion: Criterion, conditions: Sequence[Condition]) -> float | None:
    name = criterion.criterion
    if name == TIMELINESS and case.once(write_up_hours) is None:
        return None
    reached = level_reached(conditions)
    # What a page says is there already: nothing in its conditions is credit for a plan.
    if case.mode == "final" or (case.is_page and criterion.page):
        return reached
    return min(reached, emphasis().provisional_cap.get(name, reached))


def _condition(
    case: Case,
    criterion: Criterion,
    level: Level,
    clause: Clause,
    known: tuple[Dispute, ...],
    second_look: str,
) -> Condition:
    seen = CHECKS[clause.check](case, **clause.params)
    name = criterion.id_of(level, clause)
    excused = "" if seen.ok else _excuse(clause, name, seen.observed, known, second_look)
    asked = [criterion.asks[key] for key in seen.missing if key in criterion.asks]
    return Condition(
        id=name,
        level=level,
        ok=seen.ok or bool(excused),
        observed=excused or seen.observed,
        needed=clause.needed,
        fields=seen.fields,
        questions=tuple(dict.fromkeys((*asked, *clause.questions))),
    )


def _excuse(
    clause: Clause, name: str, observed: str, known: tuple[Dispute, ...], second_look: str
) -> str:
    """Return why a condition that does not hold counts as met; empty when it does not."""
    if second_look and clause.unestablished == "met":
        return f"cause not established, second look on {second_look}"
    reasons = (dispute.reason for dispute in known if dispute.rule == name)
    return next((f"{observed}; disputed: {reason}" for reason in reasons), "")


def _below_expected(results: Sequence[CriterionResult], kind: str) -> Iterator[Finding]:
    """Yield a note for each criterion below what a good review of its type usually reaches."""
    expected = emphasis().expected.get(kind, {})
    for result in results:
        if result.score is not None and result.score < expected.get(result.id, 0):
            reached = f"{result.name} is at {result.score:.1f}"
            usual = f"a good {kind.replace('_', ' ')} review reaches {expected[result.id]:.1f}"
            yield Finding(
                rule="RF00", category="structure", severity="info", message=f"{reached}; {usual}."
            )


def gravest_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings, errors first."""
    return tuple(sorted(findings, key=lambda finding: _WEIGHT_OF[finding.severity]))
