"""The verbs, cues and numbers that the classification of actions reads, as data."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rubrics.package_data import read_yaml

Control = Literal["eliminate", "substitute", "engineering", "administrative", "training"]
Intent = Literal["prevent", "detect", "mitigate", "repair", "learn"]


class Data(BaseModel):
    """A frozen value of the data file; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Verbs(Data):
    """The heads of one level of control and the objects that confirm it."""

    heads: str
    confirm: str


class Move(Data):
    """Objects that move a head to another level."""

    heads: str
    object: str
    unless: str
    to: Control


class Phrasal(Data):
    """A verb of several words, and the form in which the lists hold it."""

    words: str
    """A regular expression."""
    verb: str


class Nominal(Data):
    """What an action without a listed verb is about, and the level that speaks for."""

    about: str
    """A regular expression."""
    to: Control


class Gap(Data):
    """What an action about some things leaves open, as the end of a question."""

    about: str
    """A regular expression."""
    ask: str


class StrengthCues(Data):
    """What speaks for a strength."""

    stronger: str
    stronger_heads: str
    intermediate_heads: str
    """Heads that are no stronger for being moved to a high level."""
    weaker: str
    weaker_unless: str
    weaker_heads: str
    at_the_point_of_use: str


class Lists(Data):
    """Everything the classification of actions knows."""

    controls: dict[Control, Verbs]
    phrasal: tuple[Phrasal, ...]
    moves: tuple[Move, ...]
    nominals: tuple[Nominal, ...]
    gaps: tuple[Gap, ...]
    strength: StrengthCues
    intents: dict[Intent, str]
    vague_heads: str
    generic: str
    """Words of an object that point at nothing in particular."""
    openers: str
    observable: str
    not_an_owner: str
    days_for_effort: dict[int, int]


@cache
def lists() -> Lists:
    """Return the lists of the data file."""
    return Lists.model_validate(read_yaml("rubrics", "actions.yaml"))


@cache
def words_in(line: str) -> frozenset[str]:
    """Return the words of a line of the lists."""
    return frozenset(line.split())
