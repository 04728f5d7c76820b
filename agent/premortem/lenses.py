"""The lenses under which a plan is looked at: inside the organisation and outside of it."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Lens = Literal[
    "people",
    "process",
    "technical",
    "money",
    "time",
    "knowledge",
    "strategy",
    "demand",
    "supply",
    "competition",
    "partners",
    "law",
    "economy",
    "technology_shift",
    "public_opinion",
    "nature",
]
LENSES: Final[tuple[Lens, ...]] = get_args(Lens)
INTERNAL: Final[tuple[Lens, ...]] = LENSES[: LENSES.index("demand")]
"""What the organisation holds in its own hands; the rest comes from outside."""
NAMES: Final[Mapping[Lens, str]] = {
    "people": "people",
    "process": "process",
    "technical": "product and technology",
    "money": "money",
    "time": "time",
    "knowledge": "knowledge",
    "strategy": "strategy and fit with the market",
    "demand": "demand",
    "supply": "supply",
    "competition": "competition",
    "partners": "partners and platforms",
    "law": "law and regulation",
    "economy": "economy",
    "technology_shift": "shifts of technology",
    "public_opinion": "public opinion",
    "nature": "nature and health",
}
"""Each lens in words."""
