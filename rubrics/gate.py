"""Whether a document may be published, and the verdict in one word and in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from rubrics.conditions.case import Case
from rubrics.conditions.reading import items, text
from rubrics.conditions.tone import hits_of
from rubrics.emphasis import Gate, SeverityName, emphasis

Word = Literal["fail", "basic", "ready", "excellent"]
TIMELINESS = "C6"
_LADDER: tuple[SeverityName, ...] = ("sev1", "sev2", "sev3", "sev4")
_NEAR_MISS = "near_miss"


class Bar(NamedTuple):
    """What a document of its severity and type has to reach."""

    overall: float
    """The weighted mean."""
    minima: Mapping[str, float]
    """The least per criterion; a criterion that is absent has none."""
    light: bool = False
    """Whether passing is called light."""
    release: float | None = None
    """The mean at which a recorded decision may release it as basic."""
    known: bool = True
    """Whether the severity is known."""


class Ruling(NamedTuple):
    """The outcome of the gate."""

    passed: bool
    """Whether the document may be published."""
    verdict: Word
    """The verdict."""
    label: str
    """The verdict in words."""


def bar(case: Case, own: Mapping[str, float] = MappingProxyType({})) -> Bar:
    """Return what a document has to reach. With an unknown severity the method has no minima.

    Args:
        case: The document.
        own: Minima of the repository, which take the place of the method's at any severity.
    """
    wanted = _bar(case)
    kept = {name: least for name, least in own.items() if name != TIMELINESS or case.published}
    return wanted._replace(minima={**wanted.minima, **kept}) if kept else wanted


def _bar(case: Case) -> Bar:
    name = _severity(case)
    if name is None:
        return Bar(emphasis().verdicts.ready, {}, known=False)
    light = text(case.facts, "meta.depth") == "light" and name in ("sev3", "sev4")
    row = emphasis().gates["sev4" if light else name]
    if case.type == _NEAR_MISS and not light:
        return Bar(emphasis().verdicts.ready, _minima(case, row), release=row.basic)
    return Bar(row.overall, _minima(case, row), row.light, row.basic)


def gate(
    case: Case, overall: float | None, scores: Mapping[str, float | None], wanted: Bar
) -> Ruling:
    """Judge a document by its scores, its contradictions and its accusations."""
    low = tuple(
        name
        for name, least in wanted.minima.items()
        if (reached := scores.get(name)) is not None and reached < least
    )
    mean = overall or 0.0
    blocked = bool(low or case.errors() or hits_of(case, "B3"))
    ready = not blocked and mean >= wanted.overall
    release = not ready and not blocked and wanted.release is not None and mean >= wanted.release
    released = release and _decided(case)
    verdict = _verdict(case, mean, ready=ready)
    notes = (*_obstacles(case, low, wanted), *_release_notes(release=release, released=released))
    told = (*notes, *_reservations(case, scores, wanted, ready=ready))
    name = "ready (light)" if verdict == "ready" and wanted.light else verdict
    return Ruling(ready or released, verdict, f"{name}: {', '.join(told)}" if told else name)


def overridden(case: Case) -> tuple[str, ...]:
    """Return the states whose guard was passed without being met."""
    found = (text(override, "state") for override in items(case.facts, "meta.overrides"))
    return tuple(dict.fromkeys(state for state in found if state))


def _severity(case: Case) -> SeverityName | None:
    given = case.severity
    if case.type == _NEAR_MISS:
        worst = text(case.facts, "impact.potential.worst_severity")
        given = worst or text(case.facts, "intake.worst_credible") or given
    place = next((n for n, name in enumerate(_LADDER) if name == given), None)
    if place is None:
        return None
    eased = place + 1 if case.type == _NEAR_MISS else place
    return _LADDER[min(eased, len(_LADDER) - 1)]


def _minima(case: Case, row: Gate) -> Mapping[str, float]:
    relaxed = row.relaxed.get(case.type, {})
    # A late review must still be able to pass, so timeliness has no minimum before publication.
    asked = (name for name in emphasis().weights if name != TIMELINESS or case.published)
    return {name: relaxed.get(name, row.every) for name in asked}


def _verdict(case: Case, mean: float, *, ready: bool) -> Word:
    marks = emphasis().verdicts
    if ready and not overridden(case):
        return "excellent" if mean >= marks.excellent and case.mode == "final" else "ready"
    return "basic" if mean >= marks.basic else "fail"


def _obstacles(case: Case, low: tuple[str, ...], wanted: Bar) -> tuple[str, ...]:
    below = tuple(f"{name} below {wanted.minima[name]:g}" for name in low)
    errors, accusations = len(case.errors()), len(hits_of(case, "B3"))
    counted = ((errors, "contradiction"), (accusations, "accusation"))
    return (*below, *(f"{n} {word}{'s' if n > 1 else ''}" for n, word in counted if n))


def _release_notes(*, release: bool, released: bool) -> tuple[str, ...]:
    if released:
        return ("released by decision",)
    return ("may be released by a recorded decision",) if release else ()


def _reservations(
    case: Case, scores: Mapping[str, float | None], wanted: Bar, *, ready: bool
) -> tuple[str, ...]:
    states = overridden(case)
    notes = (
        (ready and bool(states), f"guard overridden in {', '.join(states)}"),
        (not wanted.known, "severity unknown"),
        (scores.get(TIMELINESS) is None, "timeliness not known"),
    )
    return tuple(note for holds, note in notes if holds)


def _decided(case: Case) -> bool:
    decisions = items(case.facts, "meta.overrides")
    return any(text(d, "state") == "REVIEW" and text(d, "reason") for d in decisions)
