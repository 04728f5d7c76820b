"""Modes in order of weight: medians and spread of the ratings, the class, the product."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from agent.premortem.chances import BANDS, Chances, band, chances, middle_of, occurrence_of
from agent.premortem.modes import Mode, Rating, Round
from agent.premortem.record import Premortem

Class = Literal["H", "M", "L"]
CLASSES: Final[tuple[Class, ...]] = ("H", "M", "L")
SPREAD_TO_DISCUSS: Final = 3
"""Ratings of one mode that lie so many points apart are talked about."""
BANDS_TO_DISCUSS: Final = 2
"""So are probabilities that lie so many bands apart."""
TOP: Final = 3
"""So many modes are answered whatever their class."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What several people said about one figure."""

    median: float
    """The middle of it, which counts."""
    low: float
    """The lowest."""
    high: float
    """The highest."""

    @property
    def width(self) -> float:
        """Return how far apart they are."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Rated:
    """What a mode's ratings of one round come to."""

    severity: Spread
    """1-10."""
    occurrence: Spread | None
    """1-10; from the band of the probability for whoever gave only that."""
    detection: Spread | None
    """1-10; 10 is hardest to detect."""
    probability_pct: Spread | None
    """In percent."""
    raters: tuple[str, ...]
    """Who rated it, by id."""

    @property
    def priority(self) -> Class:
        """Return the class of section 5 of the method."""
        occurrence = self.occurrence.median if self.occurrence else None
        detection = self.detection.median if self.detection else None
        return class_of(self.severity.median, occurrence, detection)

    @property
    def rpn(self) -> float | None:
        """Return severity times occurrence times detection: shown, never deciding."""
        if self.occurrence is None or self.detection is None:
            return None
        return self.severity.median * self.occurrence.median * self.detection.median

    @property
    def apart(self) -> tuple[str, ...]:
        """Return the figures in which people are far enough apart to talk about it."""
        figures = {
            "severity": self.severity,
            "occurrence": self.occurrence,
            "detection": self.detection,
        }
        wide = [n for n, s in figures.items() if s is not None and s.width >= SPREAD_TO_DISCUSS]
        chance = self.probability_pct
        if chance is not None and _bands_apart(chance) >= BANDS_TO_DISCUSS:
            wide.append("probability")
        return tuple(wide)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One mode with its place in the order."""

    mode: Mode
    """The mode."""
    rated: Rated | None
    """Its ratings as they count now; None when nobody rated it."""
    first: Rated | None
    """Its ratings before the mitigations."""

    @property
    def priority(self) -> Literal["", "H", "M", "L"]:
        """Return its class; empty when nobody rated it."""
        return self.rated.priority if self.rated else ""

    @property
    def first_priority(self) -> Literal["", "H", "M", "L"]:
        """Return the class it had before the mitigations."""
        return self.first.priority if self.first else ""

    @property
    def probability_pct(self) -> float | None:
        """Return its probability in percent, as stated; None when nobody stated one."""
        chance = self.rated.probability_pct if self.rated else None
        return chance.median if chance else None

    @property
    def expected_pct(self) -> float | None:
        """Return the probability that its cadence rests on: stated, or from the occurrence."""
        if self.probability_pct is not None:
            return self.probability_pct
        occurrence = self.rated.occurrence if self.rated else None
        return middle_of(occurrence.median) if occurrence else None


def class_of(severity: float, occurrence: float | None, detection: float | None) -> Class:
    """Return the class of a mode. What was not rated counts as nothing, so it never lifts it."""
    often, hidden = occurrence or 0.0, detection or 0.0
    if severity >= 9 or (severity >= 7 and often >= 4) or severity * often >= 40:
        return "H"
    if severity * often >= 16 or (severity >= 7 and hidden >= 7):
        return "M"
    return "L"


def rated(ratings: Iterable[Rating]) -> Rated | None:
    """Return what ratings of one mode come to; the last of a person counts. None for none."""
    given = list({rating.by: rating for rating in ratings}.values())
    severity = _spread(given, lambda rating: rating.severity)
    if severity is None:
        return None
    return Rated(
        severity=severity,
        occurrence=_spread(given, _occurrence),
        detection=_spread(given, lambda rating: rating.detection),
        probability_pct=_spread(given, lambda rating: rating.probability_pct),
        raters=tuple(rating.by for rating in given),
    )


def ranked(document: Premortem) -> tuple[Ranked, ...]:
    """Return the modes by class, probability, severity, occurrence, detection; else as listed."""
    places = (_ranked(document, mode) for mode in document.modes)
    return tuple(sorted(places, key=lambda place: _weight_of(place.rated)))


def ratings_of(document: Premortem, mode_id: str, in_round: Round) -> tuple[Rating, ...]:
    """Return the ratings of a mode in one round."""
    return tuple(r for r in document.ratings if (r.mode_id, r.round) == (mode_id, in_round))


def chances_of(document: Premortem) -> Chances:
    """Return the chance that any mode happens, from the probabilities that were stated."""
    found = ((place.mode.id, place.probability_pct) for place in ranked(document))
    return chances([(mode, pct / 100) for mode, pct in found if pct is not None])


def without_probability(document: Premortem) -> tuple[str, ...]:
    """Return the ids of modes that the chances leave out: nobody stated a probability."""
    return tuple(p.mode.id for p in ranked(document) if p.probability_pct is None)


def to_answer(document: Premortem) -> tuple[Ranked, ...]:
    """Return the modes that need a mitigation, an acceptance or a contingency.

    Those of class H before the mitigations, and the first three in any case.
    """
    places = (_ranked(document, mode) for mode in document.modes)
    order = sorted(places, key=lambda place: _weight_of(place.first))
    return tuple(p for place, p in enumerate(order) if p.first_priority == "H" or place < TOP)


def to_watch(document: Premortem) -> tuple[Ranked, ...]:
    """Return the modes that need a tripwire: those of class H or M, before or after."""
    return tuple(p for p in ranked(document) if {p.priority, p.first_priority} & {"H", "M"})


def fell_without_reason(place: Ranked) -> bool:
    """Return whether the severity fell though the design did not change."""
    before, after = place.first, place.rated
    if before is None or after is None or place.mode.design_changed:
        return False
    return after.severity.median < before.severity.median


def _ranked(document: Premortem, mode: Mode) -> Ranked:
    first = rated(ratings_of(document, mode.id, "first"))
    after = rated(ratings_of(document, mode.id, "after"))
    return Ranked(mode, after or first, first)


def _weight_of(found: Rated | None) -> tuple[float, ...]:
    if found is None:
        return (len(CLASSES), 0, 0, 0, 0)
    figures = (found.probability_pct, found.severity, found.occurrence, found.detection)
    place = CLASSES.index(found.priority)
    return (place, *(-(figure.median if figure else 0.0) for figure in figures))


def _occurrence(rating: Rating) -> float | None:
    if rating.occurrence is None and rating.probability_pct is not None:
        return occurrence_of(rating.probability_pct)
    return rating.occurrence


def _spread(ratings: Sequence[Rating], figure: Callable[[Rating], float | None]) -> Spread | None:
    values = [value for rating in ratings if (value := figure(rating)) is not None]
    return Spread(float(median(values)), min(values), max(values)) if values else None


def _bands_apart(chance: Spread) -> int:
    return BANDS.index(band(chance.high)) - BANDS.index(band(chance.low))
