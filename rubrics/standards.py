"""What a repository decides for itself: weights, minima, words. Plain data, handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from rubrics.emphasis import Emphasis, emphasis
from rubrics.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Standards:
    """What differs from the method in one repository."""

    weights: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """Weights of criteria that take the place of the method's."""
    minima: Mapping[str, float] = field(default_factory=dict[str, float])
    """The least per criterion, whatever the severity."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    """Words that the rules of language take as the repository means them."""
    accepted: tuple[str, ...] = ()
    """Wordings that are never flagged; an accusation stays one."""

    def emphasis(self) -> Emphasis:
        """Return the table of weights with the repository's own."""
        known = emphasis()
        if not self.weights:
            return known
        return known.model_copy(update={"weights": {**known.weights, **self.weights}})


METHOD = Standards()
"""The method as it is."""
