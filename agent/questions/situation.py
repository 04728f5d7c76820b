"""One document at one moment, and the things in it that a question can be about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from typing_extensions import TypeVar

from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument

D_co = TypeVar("D_co", bound=AnyDocument, default=Postmortem, covariant=True)


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a question is asked about."""

    id: str
    """Its id, or the key or path that stands for it; empty for the problem as a whole."""
    text: str
    """A few words that a person recognises it by."""
    why: str = ""
    """What is wrong with it, where that is what the question is about."""


@dataclass(frozen=True, slots=True)
class Relevance(Generic[D_co]):
    """What decides which questions make sense: one document at one moment."""

    document: D_co
    facts: Mapping[str, Any]
    """The document as plain data with its computed values under `computed`, where known."""
    now: datetime

    @property
    def computed(self) -> Mapping[str, Any]:
        """Return the computed values, empty when there are none."""
        return self.facts.get("computed") or {}


Listing = Callable[[Relevance[Any]], Iterator[Subject]]
"""Lists what a kind of subject means, in a fixed order."""
