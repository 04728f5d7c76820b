"""What is worth doing next: contradictions, then what is below its minimum, then what pays most."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rubrics.catalogue import advice
from rubrics.emphasis import emphasis
from rubrics.findings import Condition, CriterionResult, Finding, Mode, NextStep

MOST_STEPS = 3
_GUESSES_BELOW = 3.0
_TONE, _TIMELINE, _CAUSES = "C5", "C1", "C3"


def next_steps(
    results: Sequence[CriterionResult],
    errors: Sequence[Finding],
    *,
    accused: bool,
    mode: Mode,
) -> tuple[NextStep, ...]:
    """Return at most three things worth doing, best first.

    Args:
        results: The criteria, judged.
        errors: Contradictions that block the gate.
        accused: Whether an accusation blocks the gate.
        mode: Before publication, what is capped can't be raised above its cap.
    """
    steps = _all_steps(results, errors, accused=accused, mode=mode)
    distinct = {(step.criterion, step.do): step for step in steps}
    return tuple(islice(distinct.values(), MOST_STEPS))


def _all_steps(
    results: Sequence[CriterionResult], errors: Sequence[Finding], *, accused: bool, mode: Mode
) -> Iterator[NextStep]:
    for error in errors:
        yield NextStep(
            criterion="X",
            do=error.suggestion or error.message,
            question=error.question,
            field=error.field,
        )
    low = [result for result in _in_order(results) if _below(result, accused=accused)]
    for result in low:
        yield from _steps(result)
    gains = [(_gain(result, mode), result) for result in results if result not in low]
    rest = [(-gain, _rank(result), result) for gain, result in gains if gain > 0]
    for _, _, result in sorted(rest, key=lambda one: one[:2]):
        yield from _steps(result)


def _in_order(results: Sequence[CriterionResult]) -> list[CriterionResult]:
    ordered = sorted(results, key=_rank)
    timeline = next((result for result in ordered if result.id == _TIMELINE), None)
    if timeline is None or timeline.score is None or timeline.score >= _GUESSES_BELOW:
        return ordered
    # Causes without a timeline are guesses.
    others = [result for result in ordered if result is not timeline]
    place = next((n for n, result in enumerate(others) if result.id == _CAUSES), len(others))
    return [*others[:place], timeline, *others[place:]]


def _rank(result: CriterionResult) -> int:
    return emphasis().improvement_order.index(result.id)


def _below(result: CriterionResult, *, accused: bool) -> bool:
    if result.id == _TONE and accused:
        return True
    if result.score is None or result.minimum is None:
        return False
    return result.score < result.minimum


def _gain(result: CriterionResult, mode: Mode) -> float:
    missing = len(missing_conditions(result))
    if result.score is None or not missing:
        return 0.0
    reach = float(int(result.score) + 1)
    if mode == "provisional":
        reach = min(reach, emphasis().provisional_cap.get(result.id, reach))
    return result.weight * (reach - result.score) / missing


def missing_conditions(result: CriterionResult) -> tuple[Condition, ...]:
    """Return the conditions of the lowest level that does not hold yet."""
    unmet = tuple(condition for condition in result.conditions if not condition.ok)
    level = min((condition.level for condition in unmet), default=0)
    return tuple(condition for condition in unmet if condition.level == level)


def _steps(result: CriterionResult) -> Iterator[NextStep]:
    for condition in missing_conditions(result):
        yield NextStep(
            criterion=result.id,
            do=advice()[condition.id],
            question=condition.questions[0] if condition.questions else "",
            field=condition.fields[0] if condition.fields else "",
        )
