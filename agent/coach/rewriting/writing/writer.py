"""Writes a blaming sentence anew, as a small trained decoder thinks that an editor would."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from agent.coach.rewriting.parts.hearing import Hearer
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.network import Network
from agent.coach.rewriting.writing.steps import Step, written

_WIDTH = 4
"""How many beginnings are followed side by side."""


class Writing(NamedTuple):
    """A sentence written anew."""

    text: str
    """Empty where a question is asked instead."""
    likely: float
    """The logarithm of how likely it is."""
    steps: tuple[Step, ...]
    """The steps that write it."""


class Writer:
    """The decoder on the rows of a sentence."""

    def __init__(self, arrays: Mapping[str, Any], hear: Hearer) -> None:
        """Take the arrays. Raises KeyError when one is missing."""
        self._hear = hear
        self._network = Network(arrays)

    def __call__(self, sentence: Sentence) -> list[Writing]:
        """Return the likeliest ways to write a sentence anew; none for one too long to be heard."""
        heard = self._hear(sentence)
        if heard is None:
            return []
        drafts = self._network.drafts(heard.rows, heard.first, _WIDTH)
        return [Writing(written(sentence, one.steps), one.likely, one.steps) for one in drafts]
