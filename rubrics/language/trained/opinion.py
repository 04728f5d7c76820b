"""What the trained part thinks of one sentence: a value that is there without numpy, too."""

from typing import NamedTuple


class Opinion(NamedTuple):
    """What the trained part thinks of one sentence."""

    score: float
    """How much speaks for blame: the logarithm of the odds, as the training sentences have them."""
    kind: str
    """The likeliest kind of blame."""
    excuse: str
    """The likeliest reason why it is innocent."""
