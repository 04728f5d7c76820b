"""The criteria of pre-mortems and their contradictions as data, read once."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field

from rubrics.catalogue import Criterion, Entry, Text
from rubrics.package_data import read_yaml


class Weighed(Criterion):
    """One criterion with its weight."""

    weight: float = Field(gt=0)
    """What it counts in the mean."""


class Contradiction(Entry):
    """Two statements that can't both hold."""

    id: str = Field(pattern=r"^PX\d\d$")
    """Its id."""
    check: Text
    """What looks for it: a key of `rubrics.premortem.contradictions.CHECKS`."""
    severity: Literal["error", "warning"]
    """Errors block the gate."""
    question: Text
    """The question that mends it."""
    why: Text
    """Why it matters."""
    mend: Text
    """What to do about it."""


class Marks(Entry):
    """From which mean on a verdict holds."""

    basic: float
    ready: float
    excellent: float


class Rubric(Entry):
    """All of it."""

    criteria: tuple[Weighed, ...]
    verdicts: Marks
    minimum: float
    """The least that each criterion has to reach."""
    contradictions: tuple[Contradiction, ...]


@cache
def rubric() -> Rubric:
    """Read the rubric that ships with the package."""
    return Rubric.model_validate(read_yaml("rubrics", "premortem.yaml"))


@cache
def advice() -> Mapping[str, str]:
    """Return what a person can do about each condition, by its id."""
    return {
        criterion.id_of(level, clause): clause.do
        for criterion in rubric().criteria
        for level, clauses in criterion.levels.items()
        for clause in clauses
    }
