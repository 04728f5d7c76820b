"""Figures with their uncertainty: shares, precision, recall, F1."""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_Z = 1.959964
"""The normal quantile of a 95 % interval."""
_DRAWS = 1_000
_SEED = 20_240_229
"""Fixed, so that the same data give the same interval."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, with a 95 % interval where one can be given."""

    name: str
    value: float | None
    """Empty when it was not measured or can't be computed."""
    of: int
    """How many cases stand behind it."""
    low: float | None = None
    high: float | None = None
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one thing on one set of data."""

    about: str
    """What is measured: blame, actions, rewrites, similar."""
    data: str
    """On what: `own set`, `outside: real, without borderline`."""
    figures: tuple[Figure, ...]
    wrong: tuple[str, ...] = ()
    """Ids of the cases that were judged wrongly."""
    notes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    """Lines on single cases, with their texts: own sets only."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One case: what it is, and what was said of it. Cases of one group hang together."""

    truth: bool
    said: bool
    group: str = ""


def share(name: str, hits: int, of: int, *, lower_is_better: bool = False) -> Figure:
    """Return a share with its Wilson interval."""
    if of == 0:
        return Figure(name, None, 0, lower_is_better=lower_is_better)
    low, high = wilson(hits, of)
    return Figure(name, hits / of, of, low, high, lower_is_better)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % score interval of Wilson (1927) for a share."""
    p, z2 = hits / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def quality(cases: Sequence[Judged], prefix: str = "") -> tuple[Figure, Figure, Figure]:
    """Return precision, recall and F1. F1 gets a bootstrap interval over groups."""
    found, false, missed = _counts(cases)
    return (
        share(f"{prefix}precision", found, found + false),
        share(f"{prefix}recall", found, found + missed),
        f1(f"{prefix}F1", cases),
    )


def f1(name: str, cases: Sequence[Judged]) -> Figure:
    """Return F1 with a percentile bootstrap interval that draws whole groups."""
    value = _f1(_counts(cases))
    if value is None:
        return Figure(name, None, len(cases))
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for number, case in enumerate(cases):
        groups[case.group or str(number)].append(case)
    counts = [_counts(members) for members in groups.values()]
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable draw, nothing secret
    drawn = sorted(
        score
        for _ in range(_DRAWS)
        if (score := _f1(_total(chance.choices(counts, k=len(counts))))) is not None
    )
    low, high = drawn[int(len(drawn) * 0.025)], drawn[int(len(drawn) * 0.975)]
    return Figure(name, value, len(cases), low, high)


def _counts(cases: Iterable[Judged]) -> tuple[int, int, int]:
    """Return how many were found, falsely found and missed."""
    found = false = missed = 0
    for case in cases:
        found += case.truth and case.said
        false += case.said and not case.truth
        missed += case.truth and not case.said
    return found, false, missed


def _total(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    found = false = missed = 0
    for one in counts:
        found, false, missed = found + one[0], false + one[1], missed + one[2]
    return found, false, missed


def _f1(counts: tuple[int, int, int]) -> float | None:
    found, false, missed = counts
    whole = 2 * found + false + missed
    return 2 * found / whole if whole else None
