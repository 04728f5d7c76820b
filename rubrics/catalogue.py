"""The conditions of the eight criteria as data, read once from the files in `criteria/`."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rubrics.package_data import place, read_yaml

Level = Literal[2, 3, 4, 5]
LEVELS: tuple[Level, ...] = (2, 3, 4, 5)
Text = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """A frozen part of a criterion's file; a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Clause(Entry):
    """One condition of one level."""

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    """Its name within criterion and level."""
    check: Text
    """The check that judges it: a key of `rubrics.conditions.CHECKS`."""
    params: Mapping[str, Any] = {}
    """What the check is called with."""
    unestablished: Literal["judged", "met"] = "judged"
    """Whether an honest "cause not established" meets it."""
    needed: Text
    """What it takes, in words."""
    do: Text
    """What a person can do about it."""
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Questions that fill it, best first."""


class Criterion(Entry):
    """One criterion with its conditions."""

    criterion: str = Field(pattern=r"^[CP][1-8]$")
    """Its id."""
    name: Text
    """Its name."""
    asks: Mapping[str, str] = {}
    """The question for each thing a check can miss; it goes before the others."""
    levels: Mapping[Level, Annotated[tuple[Clause, ...], Field(min_length=1)]]
    """Its conditions by level."""
    page: Mapping[Level, Annotated[tuple[Clause, ...], Field(min_length=1)]] = {}
    """Those for a page that no session made; without them the others hold there, too."""

    def ladder(self, *, page: bool) -> Mapping[Level, tuple[Clause, ...]]:
        """Return the conditions that a document is judged by."""
        return self.page if page and self.page else self.levels

    def id_of(self, level: Level, clause: Clause) -> str:
        """Return the id of a condition: C3.K4.evidence."""
        return f"{self.criterion}.K{level}.{clause.name}"


@cache
def criteria() -> tuple[Criterion, ...]:
    """Read the criteria that ship with the package, in order, once."""
    names = sorted(file.name for file in place("rubrics", "criteria").iterdir())
    return tuple(
        Criterion.model_validate(read_yaml("rubrics", f"criteria/{name}"))
        for name in names
        if name.endswith(".yaml")
    )


@cache
def advice() -> Mapping[str, str]:
    """Return what a person can do about each condition, by its id."""
    return {
        criterion.id_of(level, clause): clause.do
        for criterion in criteria()
        for level, clauses in (*criterion.levels.items(), *criterion.page.items())
        for clause in clauses
    }
