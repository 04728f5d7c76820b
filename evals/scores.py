"""How near the score of a page comes to that of careful readers, and the order of pages by it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, quantiles

from evals.figures import Figure, Section
from evals.labels import RatedPage
from tui.commands.reports import report

CRITERIA: Mapping[str, str] = {
    "C1": "timeline",
    "C2": "impact",
    "C3": "root_cause",
    "C4": "actions",
    "C5": "blameless",
    "C6": "timeliness",
    "C7": "learning",
    "C8": "completeness",
}
"""The criteria, with their names among the readers' scores."""
NOT_POOLED = ("C4", "C6")
"""Actions are judged more strictly here than by the readers, timeliness can seldom be known."""
_STEPS = 9
"""Half points from 1 to 5."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One criterion of one page: what readers say, and what the rubric says."""

    page: str
    criterion: str
    readers: float
    rubric: float


def measure(pages: Sequence[RatedPage], data: str) -> Section:
    """Compare with the mean of the readers, by criterion and pooled."""
    pairs = tuple(pair for page in pages for pair in _pairs(page))
    pooled = tuple(pair for pair in pairs if pair.criterion not in NOT_POOLED)
    by_criterion = {name: [p for p in pairs if p.criterion == name] for name in CRITERIA}
    figures = (
        *(one for name, mine in by_criterion.items() for one in _both(_label(name), mine)),
        *_both("all but actions and timeliness", pooled),
        error("all but these, shifted by the other pages", shifted(pooled)),
        *_both("all eight", pairs),
    )
    wrong = tuple(f"{p.page} {p.criterion}" for p in pairs if abs(p.readers - p.rubric) > 1)
    return Section("scores", data, figures, wrong, tuple(_unknown(by_criterion, len(pages))))


def order(pages: Mapping[str, str], data: str) -> Section:
    """List pages by their score, the best first, with the spread."""
    scored = [(report(name, text, None, None), name) for name, text in pages.items()]
    known = sorted(
        ((one["overall"], name) for one, name in scored if one["overall"] is not None),
        key=lambda row: (-row[0], row[1]),
    )
    values = [value for value, _ in known]
    low, middle, high = quantiles(values, n=4) if len(values) > 1 else (*values, *values, *values)
    figures = tuple(
        Figure(name, value, len(values))
        for name, value in (
            ("lowest", values[-1]), ("lower quartile", low), ("median", middle),
            ("upper quartile", high), ("highest", values[0]),
        )
    )  # fmt: skip
    return Section("scores", data, figures, (), tuple(f"{v:.2f} {name}" for v, name in known))


def error(name: str, pairs: Sequence[Pair]) -> Figure:
    """Return the mean absolute error."""
    value = mean(abs(p.readers - p.rubric) for p in pairs) if pairs else None
    return Figure(name, value, len(pairs), lower_is_better=True)


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa with quadratic weights over half points (1968)."""
    cells = [(_step(p.readers), _step(p.rubric)) for p in pairs]
    chance = [(row, column) for row, _ in cells for _, column in cells]
    expected = mean((row - column) ** 2 for row, column in chance) if chance else 0
    if not expected:
        return None
    return 1 - mean((row - column) ** 2 for row, column in cells) / expected


def shifted(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the pairs with each criterion moved by its mean error on the other pages.

    Nothing is fitted on the page that is judged: it shows how much a fitted correction would give.
    """
    errors: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        errors[pair.criterion][pair.page] = pair.readers - pair.rubric
    moved: list[Pair] = []
    for pair in pairs:
        others = [e for page, e in errors[pair.criterion].items() if page != pair.page]
        value = pair.rubric + (mean(others) if others else 0)
        moved.append(Pair(pair.page, pair.criterion, pair.readers, min(5.0, max(1.0, value))))
    return tuple(moved)


def _pairs(page: RatedPage) -> Iterator[Pair]:
    judged = {one["id"]: one["score"] for one in report(page.id, page.text, None, None)["criteria"]}
    for name, label in CRITERIA.items():
        if label in page.scores and judged[name] is not None:
            yield Pair(page.id, name, page.scores[label], judged[name])


def _both(name: str, pairs: Sequence[Pair]) -> tuple[Figure, Figure]:
    return (
        error(f"{name}: mean absolute error", pairs),
        Figure(f"{name}: weighted kappa", kappa(pairs), len(pairs)),
    )


def _unknown(by_criterion: Mapping[str, Sequence[Pair]], pages: int) -> Iterator[str]:
    for name, pairs in by_criterion.items():
        if len(pairs) < pages:
            yield f"{_label(name)}: not known on {pages - len(pairs)} of {pages} pages"


def _label(criterion: str) -> str:
    return f"{criterion} {CRITERIA[criterion].replace('_', ' ')}"


def _step(score: float) -> int:
    return min(_STEPS - 1, max(0, round((score - 1) * 2)))
