"""Weights, minima, limits and the tables by type, read once from `emphasis.yaml`."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rubrics.package_data import read_yaml

SeverityName = Literal["sev1", "sev2", "sev3", "sev4"]
PhaseName = Literal["ttd", "tta", "t_known", "gap_max"]
PrecisionName = Literal["second", "minute", "hour", "day"]
FALLBACK_TYPE = "production_outage"


class Table(BaseModel):
    """A frozen part of the emphasis file; a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Gate(Table):
    """What one severity asks for."""

    every: float
    """The least that each criterion needs."""
    overall: float
    """The least that the weighted mean needs."""
    basic: float | None = None
    """The mean at which a recorded decision may release the document as basic."""
    light: bool = False
    """Whether passing is called "ready (light)"."""
    relaxed: Mapping[str, Mapping[str, float]] = {}
    """Lower minima per type and criterion."""


class Verdicts(Table):
    """The means from which a document is basic, ready and excellent."""

    basic: float
    """Below it the verdict is fail."""
    ready: float
    """What the gate asks for when nothing else is known."""
    excellent: float
    """Excellent, in final mode."""


class WriteUp(Table):
    """Hours within which a write-up is timely."""

    good: float
    """In good time."""
    ok: float
    """In time."""
    late: float
    """Late, and still worth something."""


class DimensionSource(Table):
    """Where the number of one dimension of the impact may stand."""

    label: str
    """The dimension in words."""
    paths: tuple[str, ...] = ()
    """Fields of the document."""
    metrics: tuple[str, ...] = ()
    """Computed values."""
    also: tuple[str, ...] = ()
    """Other keys under which `impact.dimensions` may hold it."""
    words: bool = False
    """Whether a statement without a number covers it."""


class Profile(Table):
    """What one type of incident asks for."""

    spine: tuple[str, ...]
    """The kinds of event that must be there with a time."""
    precision: PrecisionName
    """How exactly times must be known."""
    coarser: Mapping[str, PrecisionName] = {}
    """Kinds that may be known less exactly."""
    metrics: tuple[str, ...]
    """The durations that matter."""
    span_share: float | None = None
    """For long incidents: the share of the whole span a phase may last."""
    pair: tuple[str, str]
    """The two dimensions of impact that must be numbers."""
    dimensions: Mapping[str, DimensionSource]
    """The six dimensions of impact."""


class Emphasis(Table):
    """The whole file."""

    weights: Mapping[str, Decimal]
    """Weight per criterion."""
    multipliers: Mapping[str, Mapping[str, Decimal]]
    """Multiplier per type and criterion, 1 when absent."""
    gates: Mapping[SeverityName, Gate]
    """What each severity asks for."""
    verdicts: Verdicts
    """Where the verdicts begin."""
    provisional_cap: Mapping[str, float]
    """The most a criterion can reach before publication."""
    improvement_order: tuple[str, ...]
    """Which criterion is mended first."""
    expected: Mapping[str, Mapping[str, float]]
    """What a good review of a type usually reaches: advice, no minimum."""
    write_up_hours: Mapping[str, WriteUp]
    """When a write-up is timely."""
    phase_limits: Mapping[str, Mapping[PhaseName, float]]
    """How long a phase may last unexplained, in minutes."""
    priority_days: Mapping[str, Mapping[str, int]]
    """By when an action of a priority is due."""
    roles: Mapping[Literal["start", "detect", "stop", "end"], tuple[str, ...]]
    """Kinds of event by the part they play."""
    types: Mapping[str, Profile]
    """The profiles."""
    plain_acronyms: frozenset[str]
    """Acronyms that need no explanation."""

    def weight(self, criterion: str, incident_type: str) -> Fraction:
        """Return weight times multiplier, exact: sums of floats could miss 3.5 by a hair."""
        weight = exact(self.weights[criterion])
        factor = self.multipliers.get(incident_type, {}).get(criterion)
        return weight if factor is None else weight * exact(factor)

    def profile(self, incident_type: str) -> Profile:
        """Return the profile of a type; an unknown type is read as an outage."""
        return self.types.get(incident_type, self.types[FALLBACK_TYPE])


@lru_cache(maxsize=256)
def exact(number: Decimal | float) -> Fraction:
    """Return a number as it is written. The weights and the scores are few, and always the same."""
    return Fraction(str(number))


@cache
def emphasis() -> Emphasis:
    """Read the file that ships with the package, once."""
    return Emphasis.model_validate(read_yaml("rubrics", "emphasis.yaml"))
