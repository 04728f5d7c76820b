"""What is checked on a page that no session made: how much of the story a reader finds there.

A session's conditions look at fields that its questions fill. A stranger's page has no such fields;
what can't be known from its words is not asked of it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from rubrics.conditions.case import Case, Check, Seen
from rubrics.conditions.reading import at
from rubrics.conditions.tone import level_of
from rubrics.findings import Finding
from rubrics.patterns import regex

_OWN = regex(r"\b(?:we|us|our|ours|I|my|me)\b")
_WORDS = 1_000
"""Weights of blame are per so many words: one slip in a long page is not a page of slips."""
_WEIGHT = {"B1": 0.5, "B2": 1.0, "B3": 2.0}
_OWN_WEIGHT = 0.5
_NAMED_WEIGHT = 1.5


def enough(
    case: Case,
    *,
    least: Mapping[str, int] | None = None,
    either: Mapping[str, int] | None = None,
    parts: Sequence[str] = (),
    where: str,
) -> Seen:
    """A reader sees enough: all of `least`, and one of `either`.

    Of `parts`, those that are missing are told.
    """
    every, some, seen = least or {}, either or {}, case.once(_seen)
    ok = all(seen.get(name, 0) >= number for name, number in every.items())
    ok = ok and (not some or any(seen.get(name, 0) >= number for name, number in some.items()))
    told = ", ".join(f"{name.replace('_', ' ')}: {seen.get(name, 0)}" for name in (*every, *some))
    missing = () if ok else tuple(name for name in parts if not seen.get(f"part_{name}"))
    lacks = f"; not found: {', '.join(missing)}" if missing else ""
    return Seen(ok, told + lacks, (f"page.{where}",), missing)


def blame(case: Case, *, at_most: float) -> Seen:
    """The sentences that put the failure on people weigh little, for the length of the page."""
    hits, total = case.once(_weighed)
    fields = tuple(dict.fromkeys(hit.field for hit in hits if hit.field))
    told = f"sentences that blame: {len(hits)}, weight {total:.2f} per {_WORDS:,} words"
    return Seen(total <= at_most, told, fields)


def _seen(case: Case) -> Mapping[str, int]:
    """Return how much of each thing a reader sees on the page."""
    counted: Any = at(case.facts, "page.seen")
    return cast("Mapping[str, int]", counted) if isinstance(counted, Mapping) else {}


def _weighed(case: Case) -> tuple[tuple[Finding, ...], float]:
    """Return the findings that blame, and what they weigh for the length of the page."""
    weighed = [
        (finding, weight(finding)) for finding in case.findings if finding.severity != "info"
    ]
    hits = tuple(finding for finding, heavy in weighed if heavy > 0)
    words = case.once(_seen).get("words", 0)
    return hits, sum(heavy for _, heavy in weighed) / max(1.0, words / _WORDS)


def weight(finding: Finding) -> float:
    """Return how heavy a finding of blame weighs: names weigh more, owning a gap weighs less."""
    from rubrics.language import names_in  # noqa: PLC0415 - the rules of language load late

    level = level_of(finding) if finding.rule.startswith("BP") else None
    if level is None:
        return 0.0
    if _OWN.search(finding.text):
        return min(_OWN_WEIGHT, _WEIGHT[level])
    named = "@" in finding.text or bool(names_in(finding.text))
    return max(_WEIGHT[level], _NAMED_WEIGHT) if named else _WEIGHT[level]


CHECKS: Mapping[str, Check] = {
    "page.enough": enough,
    "page.blame": blame,
}
