"""Checks that a rewrite keeps every fact of its source and adds none.

Facts are numbers, times, identifiers, names of systems, code, links and negations. Names of people
may go: that is what a neutral version is for.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_CODE = re.compile(r"(`{1,3})(?!`)(.{1,400}?)\1", re.DOTALL)
_LINK = re.compile(r"\b(?:https?|ftp)://[^\s<>)\]]{1,2000}")
_NUMBER = re.compile(r"(?<![\w.])[-+±]?\d[\d.,:/-]{0,40}\d|(?<![\w.])[-+±]?\d")
_IDENTIFIER = re.compile(
    r"(?<![\w@])(?:"
    r"[A-Za-z]{1,30}[-_#/.]?\d[\w./-]{0,60}"  # R-7, v2.1, db01, PM-2026-001
    r"|#\d+"
    r"|[a-z\d]{1,30}(?:[-_./][a-z\d]{1,30}){0,4}_[a-z\d]{1,30}(?:[-_./][a-z\d]{1,30}){0,4}"  # a_b
    r"|[a-z]{1,30}[A-Z]\w+|[A-Z][a-z]{1,30}[A-Z]\w+"  # camelCase, PascalCase
    r"|(?:/[\w.-]{1,80}){2,20}"  # /etc/hosts
    r"|[\w-]{1,60}\.[a-z]{2,5}(?![\w.])"  # app.yaml, example.org
    r"|[A-Z]{2,}s?(?!\w)"  # DNS
    r")"
)
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{1,30}\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\W*|[\"“(]\s*)$")
_WORD = re.compile(r"[\w'-]+")
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|without|neither|nor|cannot|unable|lacked|lacks|absent)\b"
    r"|n't\b|\b(?:failed|fails|neglected|forgot|forgotten|omitted) (?:to|about)\b|\bforgot\b"
    r"|\bfailure to\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|half|all|every"
    r"|each|only|most|some|first|second|third|last)\b",
    re.IGNORECASE,
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def preserved(source: str, rewrite: str, *, people: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what is missing from a rewrite or invented in it; empty when it is faithful.

    Each entry names the fact: "missing: 14:05", "invented: 12", "negations: 1 became 0".
    """
    source, rewrite = source.translate(_PLAIN), rewrite.translate(_PLAIN)
    before, after = Counter(facts(source)), Counter(facts(rewrite))
    names = {part.lower() for name in people for part in (name, *name.split())}
    lost = [fact for fact in before - after if fact.lower() not in names]
    added = list(after - before)
    told = [f"missing: {fact}" for fact in lost if not _said(fact, before, after, rewrite)]
    told += [f"invented: {fact}" for fact in added if not _said(fact, after, before, source)]
    had, has = len(_NEGATION.findall(source)), len(_NEGATION.findall(rewrite))
    if had != has:
        told.append(f"negations: {had} became {has}")
    return tuple(told)


def facts(text: str) -> Iterator[str]:
    """Yield the facts of a text that a rewrite must keep, in order."""
    rest = text
    for pattern in (_CODE, _LINK, _IDENTIFIER, _NUMBER):
        for match in pattern.finditer(rest):
            yield match.group()
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    for match in _COUNTED.finditer(rest):
        yield match.group().lower()
    for match in _CAPITALISED.finditer(rest):
        if not _SENTENCE_START.search(rest, max(0, match.start() - 12), match.start()):
            yield match.group()


def _said(fact: str, there: Counter[str], here: Counter[str], text: str) -> bool:
    """Return whether a capitalised word is there all the same, at the start of a sentence."""
    if not _CAPITALISED.fullmatch(fact) or there[fact] > here[fact] + 1:
        return False
    return fact.lower() in {word.lower() for word in _WORD.findall(text)}
