"""The capitalised words of a text, and what each may be: a name, a system, an English word."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from agent.coach.privacy.lexicon import (
    ambiguous,
    days,
    family,
    fold,
    given,
    is_derived,
    is_ordinary,
    links,
    raw_given,
    systems,
)

WordKind = Literal[
    "given",  # a given name and hardly anything else
    "family",  # a family name and hardly anything else
    "ambiguous",  # a name that is a word, a place or a system too
    "rare",  # in no list: a name of somebody or of something
    "derived",  # two words in one, or one with an ending: a family name may be made so
    "initial",
    "capitals",  # a name in capitals
    "link",  # a small word inside a name
    "ordinary",
    "system",
    "other",  # a part of a path, an id, a date
]
LETTERS = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
"""A word of letters, with marks inside it."""
_SMALL = re.compile(r"(?<![\w@./-])[a-z]{3,}(?![\w@/-]|\.\w)")
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:re|ve|ll|d|m|all))$")
_INNER_CAPITAL = re.compile(
    r"(?:Mc|Mac|O['’]|D['’]|De|Di|Du|La|Le|Van|Fitz|L['’]|Al|El|Abd|Abu|Ní|Ó)[A-ZÀ-Þ][^\W\d_]+"
)
_LINKED = re.compile(r"(?:a[dlnrstz]|ash|el|bin|ibn|ben)-[A-ZÀ-Þ]")
"""A family name with its article: "al-Farsi"."""
_PART_BEFORE = frozenset("_/\\@#$=")
_PART_AFTER = re.compile(r"[_\\@=\d]|/(?![A-Z])|\.(?![A-Z])\w|-\d|::|\(\)")
_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?[ -]$")
_NUMBER_AFTER = re.compile(r"\.? ?\d")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, and what it may be."""

    start: int
    end: int
    folded: str
    kind: WordKind


def capitalised(text: str) -> list[Word]:
    """Return the words with a capital, and the small words that stand inside names."""
    small = frozenset(_SMALL.findall(text))
    return [
        _word(match, text, small)
        for match in LETTERS.finditer(text)
        if match.group()[0].isupper() or match.group() in links() or _LINKED.match(match.group())
    ]


def _word(match: re.Match[str], text: str, small: Collection[str]) -> Word:
    start, end = match.span()
    written = match.group()
    if written[-2:].lower() in {"'s", "’s"}:
        end -= 2
        written = written[:-2]
    folded = fold(written)
    kind = _by_place(folded, text, start, end) or _by_letters(written, folded)
    return Word(start, end, folded, kind or _by_lists(folded, small))


def _by_place(folded: str, text: str, start: int, end: int) -> WordKind | None:
    """Tell parts of ids and dates by what stands beside them."""
    before, after = text[max(0, start - 5) : start], text[end : end + 3]
    if before[-1:] in _PART_BEFORE or before[-1:].isdigit() or _PART_AFTER.match(after):
        return "other"
    if folded in days() and (_NUMBER_AFTER.match(after) or _NUMBER_BEFORE.search(before)):
        return "other"
    if end - start > 1:
        return None
    before_a_name = after[:1] == "." or after[:2].strip()[:1].isupper()
    return "initial" if before_a_name and text[start].isupper() else "other"


def _by_letters(written: str, folded: str) -> WordKind | None:
    """Tell by the letters alone: contractions, capitals, capitals inside."""
    if _LINKED.match(written):
        return "rare"
    if not written[0].isupper():
        return "link"
    if _CONTRACTED.search(folded):
        return "ordinary"
    if written.isupper():
        known = folded in family() or folded in raw_given()
        return "capitals" if known and folded not in systems() else "other"
    inner = any(letter.isupper() for letter in written[1:]) and "-" not in written
    if inner and not _INNER_CAPITAL.fullmatch(written):
        return "family" if folded in family() else "system"
    return None


def _by_lists(folded: str, small: Collection[str]) -> WordKind:
    return _by_names(folded) or _by_words(folded, small)


def _by_names(folded: str) -> WordKind | None:
    """Tell names of people and systems: of a double name, both parts count."""
    parts = folded.split("-")
    if folded in ambiguous():
        return "ambiguous"
    if folded in systems():
        return "system"
    if parts[0] in given():
        return "given"
    if all(part in family() for part in parts):
        return "family"
    return "ambiguous" if len(parts) > 1 and all(part in raw_given() for part in parts) else None


def _by_words(folded: str, small: Collection[str]) -> WordKind:
    """Tell English words, and what is in no list."""
    if all(is_ordinary(part) or part in systems() for part in folded.split("-")):
        return "ordinary"
    if folded in small:
        return "ordinary"
    return "derived" if is_derived(folded.replace("-", "")) else "rare"
