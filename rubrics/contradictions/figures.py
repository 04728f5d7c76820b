"""The same quantity told twice with different numbers (X25), and claims about speed (X74)."""

import re
from decimal import Decimal
from typing import NamedTuple

from rubrics.conditions.reading import at, items, number, text
from rubrics.contradictions.dossier import Dossier, amount, length, quoted
from rubrics.contradictions.rules import Clashes, clash
from rubrics.patterns import regex

_NUMBER = (
    r"(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale> ?(?:k|m|million|thousand)\b)?"
)
_USERS = regex(
    rf"{_NUMBER} (?:\w+ )?"
    r"(?P<noun>users?|customers?|clients?|people|accounts?|subscribers?|cases?)\b",
    re.IGNORECASE,
)
_SHARE = regex(
    rf"{_NUMBER} ?(?:%|percent) of (?:all |our |the |active )*"
    r"(?P<noun>users?|customers?|clients?)\b",
    re.IGNORECASE,
)
_LASTED = regex(
    r"\b(?:outage|incident|downtime|disruption|impact|unavailable|down)\b[^.;]{0,25}?"
    rf"\b(?:lasted|for|of) (?:about |around |roughly |some )?{_NUMBER}[ -]?"
    r"(?P<unit>minutes?|mins?|hours?|hrs?|h|days?)\b"
    r"|\b(?P<n2>\d+(?:\.\d+)?)[ -](?P<u2>minute|min|hour|hr|day)[ -](?:long )?"
    r"(?:outage|downtime|disruption)\b",
    re.IGNORECASE,
)
_WITHIN = regex(
    rf"\b(?:within|in (?:under|less than)|in|under|after(?: only| just)?) {_NUMBER}[ -]?"
    r"(?P<unit>seconds?|s|minutes?|mins?|hours?|hrs?|h)\b",
    re.IGNORECASE,
)
_ROUNDED = regex(
    r"(?:\b(?:about|around|roughly|some|nearly|almost|over|up to|(?:more|less) than|approximately)"
    r"|~)\s*$",
    re.IGNORECASE,
)
_SCALE = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_UNIT_MINUTES = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0}
_CLAIMS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (regex(r"\b(?:alert|alarm|detect|notic|spott|monitor)", re.IGNORECASE), ("ttd",)),
    (
        regex(r"\b(?:acknowledg|respond|responded|on-?call|joined|picked up)", re.IGNORECASE),
        ("tta", "ttd"),
    ),
    (regex(r"\b(?:diagnos|understood|pinpoint)", re.IGNORECASE), ("tti",)),
    (
        regex(r"\b(?:mitigat|contain|restor|recover|resolv|fixed|roll)", re.IGNORECASE),
        ("t_known", "ttm", "ttr", "t_verify"),
    ),
)


class _Told(NamedTuple):
    """A number in a text, with the rounding that its digits allow."""

    value: float
    slack: float
    words: str

    def agrees(self, other: float) -> bool:
        return abs(self.value - other) <= max(self.slack, 0.01 * max(abs(self.value), abs(other)))


def different_figures(dossier: Dossier) -> Clashes:
    """X25: the summary or the problem gives another number than the impact."""
    for path in ("summary.text", "analysis.problem.text", "analysis.problem.extent"):
        words = text(dossier.facts, path)
        if words:
            yield from _people(dossier, path, words)
            yield from _shares(dossier, path, words)
            yield from _durations(dossier, path, words)


def _people(dossier: Dossier, path: str, words: str) -> Clashes:
    users = at(dossier.facts, "impact.users")
    affected = number(at(users, "affected"))
    if affected is None:
        return
    segments = [number(segment.get("affected")) for segment in items(users, "segments")]
    bounds = [number(at(users, name)) for name in ("affected", "base", "low", "high")]
    known = [value for value in (*bounds, *segments) if value is not None]
    unit = text(users, "unit").lower().rstrip("s")
    for match in _USERS.finditer(words):
        told = _told(match)
        same_unit = match["noun"].lower().rstrip("s") == unit
        if same_unit and not any(told.agrees(value) for value in known):
            yield clash(path, one=told.words, other=f"the impact says {amount(affected)} {unit}s")


def _shares(dossier: Dossier, path: str, words: str) -> Clashes:
    share = number(at(dossier.facts, "computed.users_pct"))
    if share is None:
        return
    for match in _SHARE.finditer(words):
        told = _told(match)
        if abs(told.value - share) > max(1.0, told.slack):
            yield clash(path, one=told.words, other=f"the impact says {amount(share)} %")


def _durations(dossier: Dossier, path: str, words: str) -> Clashes:
    computed = dossier.minutes("impact_duration")
    if computed is None:
        return
    named = ("impact_duration", "ttr", "ttm", "t_known")
    stated = number(at(dossier.facts, "impact.stated_duration_min"))
    known = [m for m in (*map(dossier.minutes, named), stated) if m is not None]
    for match in _LASTED.finditer(words):
        figure, unit = match["number"] or match["n2"], match["unit"] or match["u2"]
        told = _read(figure, "", match.group())
        scale = _UNIT_MINUTES[unit[0].lower()]
        lasted = _Told(told.value * scale, max(told.slack * scale, 5.0), told.words)
        if not any(lasted.agrees(minutes) for minutes in known):
            yield clash(path, one=told.words, other=f"the timeline says {length(computed)}")


def _told(match: re.Match[str]) -> _Told:
    rounded = _ROUNDED.search(match.string[: match.start()]) is not None
    return _read(match["number"], match["scale"] or "", match.group(), rounded=rounded)


def _read(figure: str, scale: str, words: str, *, rounded: bool = False) -> _Told:
    digits = Decimal(figure.replace(",", "").replace(" ", ""))
    exponent = digits.as_tuple().exponent
    factor = _SCALE.get(scale.strip().lower(), 1)
    half_unit = 0.5 * factor * 10.0 ** (exponent if isinstance(exponent, int) else 0)
    value = float(digits) * factor
    return _Told(value, max(half_unit, 0.1 * value if rounded else 0.0), quoted(words))


def speed_claims(dossier: Dossier) -> Clashes:
    """X74: something is praised as faster than the timeline says it was."""
    for item in items(dossier.facts, "learning.went_well"):
        words = text(item, "text")
        for match in _WITHIN.finditer(words):
            unit = match["unit"][0].lower()
            claimed = float(match["number"].replace(",", "")) * _UNIT_MINUTES[unit]
            metrics = _about(words[: match.start()] or words)
            known = [(m, n) for n in metrics if (m := dossier.minutes(n)) is not None]
            if known and all(m > claimed + max(1.0, dossier.plus_minus(n)) for m, n in known):
                measured, name = min(known)
                yield clash(
                    f"learning.went_well.{text(item, 'id')}.text",
                    claim=quoted(words),
                    measured=f"{name.upper()} was {length(measured)}",
                )


def _about(words: str) -> tuple[str, ...]:
    """Return the metrics that the last cue of a clause speaks of."""
    last: tuple[int, tuple[str, ...]] = (-1, ())
    for pattern, metrics in _CLAIMS:
        for match in pattern.finditer(words):
            last = max(last, (match.start(), metrics))
    return last[1]
