"""The dimensions of the impact: which hold a number, which don't apply, which are missing."""

from typing import Literal

from rubrics.conditions.case import Case
from rubrics.conditions.moments import minutes
from rubrics.conditions.reading import Json, at, has_figure, items, number, text, texts, words
from rubrics.emphasis import DimensionSource
from rubrics.patterns import regex

State = Literal["number", "statement", "not_applicable", "missing"]
MOST_NOT_APPLICABLE = 2
_DATE = regex(r"\d{4}-\d{2}|\d{1,2}[ .]")


def states(case: Case) -> dict[str, State]:
    """Return the state of each of the six dimensions of the type, in their order."""
    return case.once(_states)


def _states(case: Case) -> dict[str, State]:
    return {key: _state(case, key, source) for key, source in case.profile.dimensions.items()}


def lacking(case: Case, found: dict[str, State]) -> tuple[str, ...]:
    """Return the dimensions not covered: at most two may not apply, and none of the pair."""
    excused = [
        key
        for key, state in found.items()
        if state == "not_applicable" and (key not in case.profile.pair or case.severity == "sev4")
    ][:MOST_NOT_APPLICABLE]
    covered = ("number", "statement")
    return tuple(key for key, state in found.items() if state not in covered and key not in excused)


def any_number(case: Case) -> bool:
    """Say whether any dimension, the type's or one of the person's own, holds a number."""
    if "number" in states(case).values():
        return True
    return any(_stated(item) == "number" for item in items(case.facts, "impact.dimensions"))


def field_of(case: Case, key: str) -> str:
    """Return the field where the number of a dimension belongs."""
    paths = case.profile.dimensions[key].paths
    return paths[0] if paths else f"impact.dimensions.{key}"


def _state(case: Case, key: str, source: DimensionSource) -> State:
    if _measured(case, source):
        return "number"
    names = (key, *source.also)
    told = [
        _stated(item)
        for item in items(case.facts, "impact.dimensions")
        if text(item, "key").lower() in names
    ]
    if "number" in told:
        return "number"
    if source.words and ("statement" in told or _worded(case, source)):
        return "statement"
    excused = "not_applicable" in told or any(map(case.not_applicable, _places(names, source)))
    return "not_applicable" if excused else "missing"


def _measured(case: Case, source: DimensionSource) -> bool:
    if any(minutes(case, name) is not None for name in source.metrics):
        return True
    return any(_is_number(at(case.facts, path)) for path in source.paths)


def _is_number(value: object) -> bool:
    amount = at(value, "amount")
    if number(value) is not None or number(amount) is not None:
        return True
    return isinstance(value, str) and (has_figure(value) or _DATE.search(value) is not None)


def _worded(case: Case, source: DimensionSource) -> bool:
    return any(bool(text(case.facts, path)) for path in source.paths)


def _stated(item: Json) -> State:
    status = text(item, "status")
    if status in ("not_applicable", "unknown"):
        return "not_applicable" if status == "not_applicable" and _reason(item) else "missing"
    if status == "zero_shown":
        return "number" if _reason(item) else "missing"
    quantities = items(item, "quantities")
    if any(text(q, "unit") and number(q.get("value")) is not None for q in quantities):
        return "number"
    if has_figure(text(item, "text")):
        return "number"
    return "statement" if len(words(text(item, "text"))) >= 3 else "missing"


def _reason(item: Json) -> bool:
    return bool(text(item, "reason") or texts(item, "evidence"))


def _places(names: tuple[str, ...], source: DimensionSource) -> tuple[str, ...]:
    keyed = (f"{root}.{name}" for name in names for root in ("impact", "impact.dimensions"))
    parents = (path.rpartition(".")[0] for path in source.paths)
    return (*keyed, *source.paths, *(parent for parent in parents if "." in parent))
