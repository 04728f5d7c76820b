"""Measures of plain prose: sentences, syllables, reading ease, acronyms, placeholders."""

import re

from rubrics.conditions.reading import words
from rubrics.emphasis import emphasis
from rubrics.patterns import regex

_SENTENCE_END = regex(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_VOWELS = regex(r"[aeiouy]+")
_SILENT = regex(r"(?:[^laeiouy]e|[^td]ed|es)$")
_ACRONYM = regex(r"(?<![\w\-/.])[A-Z][A-Z0-9]{1,5}(?![\w\-/])")
_ID = regex(r"^(?:[A-Z]{1,2}\d+|P[0-3])$")


def sentences(passage: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    parts = (part for line in passage.splitlines() for part in _SENTENCE_END.split(line))
    return tuple(part.strip() for part in parts if words(part))


def mean_sentence(passage: str) -> float:
    """Return the mean number of words in a sentence, 0 without any."""
    counts = [len(words(sentence)) for sentence in sentences(passage)]
    return sum(counts) / len(counts) if counts else 0.0


def reading_ease(passage: str) -> float:
    """Return Flesch's reading ease (1948), with syllables counted by groups of vowels."""
    counted, ends = words(passage), len(sentences(passage))
    if not counted or not ends:
        return 0.0
    spoken = sum(map(syllables, counted))
    return 206.835 - 1.015 * len(counted) / ends - 84.6 * spoken / len(counted)


def syllables(word: str) -> int:
    """Return the number of syllables of an English word, at least one. A figure counts as one."""
    lower = word.lower()
    if not lower.isalpha():
        return max(1, len(_VOWELS.findall(lower)))
    groups = len(_VOWELS.findall(lower))
    return max(1, groups - 1 if groups > 1 and _SILENT.search(lower) else groups)


def mean_word(passage: str) -> float:
    """Return the mean length of a word in letters."""
    counted = words(passage)
    return sum(map(len, counted)) / len(counted) if counted else 0.0


def acronyms(passage: str) -> tuple[str, ...]:
    """Return the acronyms of a text that a reader may not know, once each."""
    found = (hit for hit in _ACRONYM.findall(passage) if not _ID.match(hit))
    return tuple(dict.fromkeys(hit for hit in found if hit not in emphasis().plain_acronyms))


def explained_inline(acronym: str, passage: str) -> bool:
    """Say whether a text spells an acronym out, before or after it."""
    name = re.escape(acronym)
    return (
        re.search(rf"\w \({name}s?\)|\b{name}s? \((?=\w+ \w+)|\b{name}: \w+ \w+", passage)
        is not None
    )
