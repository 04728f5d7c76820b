"""The deterministic score of a pre-mortem: eight criteria, the weighted mean, gate, next steps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, Final, Literal

from rubrics.catalogue import LEVELS, Clause, Level
from rubrics.conditions.case import Case
from rubrics.conditions.disputes import Dispute, disputes, settled, standing
from rubrics.conditions.reading import text
from rubrics.findings import Condition, CriterionResult, Finding, NextStep, Scorecard
from rubrics.improvement import MOST_STEPS, missing_conditions
from rubrics.premortem.catalogue import Weighed, advice, rubric
from rubrics.premortem.checks import CHECKS
from rubrics.score import gravest_first, level_reached

_DECIDED: Final = ("decided", "watching", "closed")


def score(facts: Mapping[str, Any], now: datetime, findings: Sequence[Finding] = ()) -> Scorecard:
    """Judge a pre-mortem. The same facts, moment and findings always give the same card.

    Args:
        facts: The document as JSON, with the computed values under `computed`.
        now: The moment it is judged for.
        findings: What the rules found in it.
    """
    known = disputes(facts)
    moment = now if now.tzinfo else now.replace(tzinfo=UTC)
    final = text(facts, "meta.status") in _DECIDED
    case = Case(facts, moment, "final" if final else "provisional")
    held = standing(findings, known)
    results = tuple(_result(case, criterion, known) for criterion in rubric().criteria)
    overall = _mean(results)
    errors = [finding for finding in held if finding.severity == "error"]
    passed, verdict, label = _ruling(overall, results, errors)
    return Scorecard(
        mode=case.mode,
        at=moment,
        overall=overall,
        minimum=rubric().verdicts.ready,
        verdict=verdict,
        label=label,
        gate_passed=passed,
        criteria=results,
        findings=gravest_first((*held, *settled(findings, known))),
        next_steps=tuple(_steps(results, errors))[:MOST_STEPS],
    )


def _result(case: Case, criterion: Weighed, known: tuple[Dispute, ...]) -> CriterionResult:
    conditions = tuple(
        _condition(case, criterion, level, clause, known)
        for level in LEVELS
        for clause in criterion.levels[level]
    )
    return CriterionResult(
        id=criterion.criterion,
        name=criterion.name,
        score=level_reached(conditions),
        weight=criterion.weight,
        minimum=rubric().minimum,
        conditions=conditions,
    )


def _condition(
    case: Case, criterion: Weighed, level: Level, clause: Clause, known: tuple[Dispute, ...]
) -> Condition:
    seen = CHECKS[clause.check](case, **clause.params)
    name = criterion.id_of(level, clause)
    dispute = next((one for one in known if one.rule == name), None)
    ok, observed = seen.ok, seen.observed
    if not ok and dispute is not None:
        ok, observed = True, f"{observed}; disputed: {dispute.reason}"
    return Condition(
        id=name,
        level=level,
        ok=ok,
        observed=observed,
        needed=clause.needed,
        fields=seen.fields,
        questions=clause.questions,
    )


def _mean(results: Sequence[CriterionResult]) -> float:
    total = sum(Fraction(str(one.weight)) * Fraction(str(one.score)) for one in results)
    return float(total / sum(Fraction(str(one.weight)) for one in results))


def _ruling(
    overall: float, results: Sequence[CriterionResult], errors: Sequence[Finding]
) -> tuple[bool, Literal["fail", "basic", "ready", "excellent"], str]:
    marks = rubric().verdicts
    low = [one for one in results if (one.score or 0.0) < (one.minimum or 0.0)]
    passed = overall >= marks.ready and not low and not errors
    notes = [f"{one.id} below {one.minimum:g}" for one in low]
    if errors:
        notes.append(f"{len(errors)} error{'s' if len(errors) > 1 else ''}")
    if passed:
        verdict = "excellent" if overall >= marks.excellent else "ready"
    else:
        verdict = "basic" if overall >= marks.basic else "fail"
    return passed, verdict, f"{verdict}: {', '.join(notes)}" if notes else verdict


def _steps(results: Sequence[CriterionResult], errors: Sequence[Finding]) -> Iterator[NextStep]:
    """Yield what is worth doing: contradictions, what is below its minimum, what weighs most."""
    for error in errors:
        told = error.suggestion or error.message
        yield NextStep(criterion="X", do=told, question=error.question, field=error.field)
    open_ones = [one for one in results if missing_conditions(one)]
    for result in sorted(open_ones, key=lambda one: ((one.score or 0.0) >= (one.minimum or 0.0),
                                                     (one.score or 0.0) / one.weight)):  # fmt: skip
        condition = missing_conditions(result)[0]
        yield NextStep(
            criterion=result.id,
            do=advice()[condition.id],
            question=condition.questions[0],
            field=condition.fields[0] if condition.fields else "",
        )
