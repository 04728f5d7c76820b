"""How probable failure is: any mode at all, within bounds, and which mode matters most.

The modes are taken to be independent; the bounds hold whether they are or not (Boole, Fréchet).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, Literal, get_args

Band = Literal["very low", "low", "medium", "high", "very high"]
_BANDS: Final[tuple[tuple[float, Band], ...]] = (
    (5, "very low"),
    (15, "low"),
    (35, "medium"),
)
_HIGHEST_HIGH: Final = 70
_OCCURRENCE: Final[Mapping[Band, int]] = {
    "very low": 2,
    "low": 4,
    "medium": 6,
    "high": 8,
    "very high": 10,
}
_MIDDLE_PCT: Final[Mapping[Band, float]] = {
    "very low": 3,
    "low": 10,
    "medium": 25,
    "high": 50,
    "very high": 85,
}
BANDS: Final[tuple[Band, ...]] = get_args(Band)
"""The bands, the lowest first (method, section 5)."""


def band(pct: float) -> Band:
    """Return the band of a probability in percent: a limit belongs to the band above it, 70 not."""
    for limit, name in _BANDS:
        if pct < limit:
            return name
    return "high" if pct <= _HIGHEST_HIGH else "very high"


def occurrence_of(pct: float) -> int:
    """Return the occurrence, 1-10, that a probability stands for when only it was given."""
    return _OCCURRENCE[band(pct)]


def middle_of(occurrence: float) -> float:
    """Return the probability in percent that an occurrence stands for when only it was given."""
    at_least: list[Band] = [name for name in BANDS if _OCCURRENCE[name] >= occurrence]
    return _MIDDLE_PCT[at_least[0]]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one mode does to the chance that anything fails."""

    mode: str
    """Its id."""
    probability: float
    """Its own probability, 0-1."""
    birnbaum: float
    """P(any) if it were certain minus P(any) if it were impossible."""
    lowers_by: float
    """By how much P(any) falls once it is removed: probability times importance."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance that any of the modes happens, within bounds that hold without independence."""

    any: float
    """1 - prod(1 - p), for independent modes; an upper bound where modes share a cause, 0-1."""
    lower: float
    """The highest single probability, 0-1."""
    upper: float
    """The sum, at most 1."""
    weights: tuple[Weight, ...]
    """Every mode with a probability, the one whose removal helps most first."""

    @property
    def brittle(self) -> str:
        """Return the id of the mode whose removal lowers the chance most; empty when there is none.

        A mode that is certain hides the others: then nothing but its own removal helps.
        """
        first = self.weights[0] if self.weights else None
        return first.mode if first is not None and first.lowers_by > 0 else ""


def chances(probabilities: Sequence[tuple[str, float]]) -> Chances:
    """Return the chances of modes, given as id and probability from 0 to 1."""
    values = [p for _, p in probabilities]
    weights = [_weight(position, probabilities) for position in range(len(probabilities))]
    # Rounding of floats must not push the middle out of its own bounds.
    lower, upper = max(values, default=0.0), min(1.0, sum(values))
    middle = min(upper, max(lower, 1 - prod(1 - p for p in values)))
    ranked = sorted(weights, key=lambda weight: -weight.lowers_by)
    return Chances(middle, lower, upper, tuple(ranked))


def _weight(position: int, probabilities: Sequence[tuple[str, float]]) -> Weight:
    mode, p = probabilities[position]
    others = prod(1 - q for place, (_, q) in enumerate(probabilities) if place != position)
    return Weight(mode, p, others, p * others)


def over_confident_by(found: Chances, success_pct: float | None) -> float | None:
    """Return by how many points a stated chance of success is too high, judged by the lower bound.

    None when nothing was stated or the lower bound does not contradict it.
    """
    if success_pct is None or not found.weights:
        return None
    points = 100 * found.lower - (100 - success_pct)
    return points if points > 0 else None
