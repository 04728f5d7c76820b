"""Thresholds as people write them: "over 3 %", "below 99.5", "at least 5 days", ">= 10"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Comparison = Literal["above", "at_least", "below", "at_most"]

_WORDS: Final[tuple[tuple[Comparison, str], ...]] = (
    ("at_least", r">=|≥|at least|from|no fewer than|or more"),
    ("at_most", r"<=|≤|at most|up to|no more than|or fewer|or less"),
    ("above", r">|above|over|more than|exceed\w*|greater than|higher than|longer than|beyond"),
    ("below", r"<|below|under|fewer than|less than|lower than|shorter than|drops? to"),
)
_NUMBER: Final = re.compile(r"(?<![\w.,])[-+−]?\d+(?:[.,]\d{3})*(?:\.\d+)?(?![\d.]*\d)")
_THOUSANDS: Final = re.compile(r",(?=\d{3})")
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit that a number can be held against."""

    comparison: Comparison
    """On which side of the limit it counts as crossed."""
    limit: Decimal
    """The limit."""
    unit: str = ""
    """What stands behind the number, as written."""

    def crossed_by(self, value: Decimal) -> bool:
        """Return whether a reading lies on the wrong side."""
        match self.comparison:
            case "above":
                return value > self.limit
            case "at_least":
                return value >= self.limit
            case "below":
                return value < self.limit
            case "at_most":
                return value <= self.limit


def number_in(text: str) -> Decimal | None:
    """Return the first number of a text; None when there is none."""
    found = _NUMBER.search(text)
    return _decimal(found[0]) if found else None


def threshold_in(text: str) -> Threshold | None:
    """Return the limit that a text states; None when it states none that can be computed with.

    A number without a word beside it is a limit that is reached from below: "3 %" is "at least".
    """
    number = _NUMBER.search(text)
    if number is None:
        return None
    unit = text[number.end() :].strip().split(",")[0][:_LONGEST].strip()
    return Threshold(_comparison(text), _decimal(number[0]), unit)


def _comparison(text: str) -> Comparison:
    plain = text.casefold()
    for comparison, words in _WORDS:
        bounded = rf"(?:(?<!\w)(?:{words})(?!\w))"
        if re.search(bounded, plain):
            return comparison
    return "at_least"


def _decimal(text: str) -> Decimal:
    return Decimal(_THOUSANDS.sub("", text).replace("−", "-"))
