"""Checks that every answer of a model passes, the same for each model: rules, no opinions.

A check takes a text and returns what is wrong with it, or None. The reason goes back to the model
once; the word for it is all that is logged.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agent.coach.fidelity import facts, preserved
from agent.coach.grammar import broken
from agent.coach.model.asking import Problem
from agent.coach.rewriting.lexicon import word_set
from agent.hygiene import clean
from rubrics.actions import HIERARCHY, Control
from rubrics.actions import classify as classify_action
from rubrics.language import names_in, scan


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a text."""

    why: Problem
    """The word for the log."""
    reason: str
    """The sentence for the model."""


Check = Callable[[str], Complaint | None]

_WHO = re.compile(r"\bwhos?e?\b|\bwhom\b", re.IGNORECASE)
_OPENERS = re.compile(
    r"^(?:what|how|which|where|when|in what|under what|at which|from what)\b", re.I
)
_SHOUTED = 12
_CONTENT = 4
"""Letters of a word that is likely to have content."""
_SHARED = 2
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |these |your )*"
    r"(?:previous|prior|above|earlier|instructions?|rules)\b"
    r"|\b(?:system|developer) (?:prompt|message|override)\b|\bas an ai\b"
    r"|\blanguage model\b|\bllms?\b|\bai (?:reviewers?|models?|assistants?)\b"
    r"|\byou (?:help|are now|are an?)\b"
    r"|\b(?:score|rating|rated|verdict|severity|provenance|state)\b[^.]{0,30}"
    r"(?:\b(?:is|to|as|be|of|at|with)\b|[:=])? ?"
    r"(?:[1-5](?:[.,]\d+)?(?: (?:of|out of) 5|/5)?|\d+/10|sev ?[1-4]|excellent|ready|closed)\b"
    r"|\breview is (?:closed|complete|finished)\b|<\|[a-z_]{2,20}\|?>?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*_`#]{2,}|</?[a-z][^>]*>|\]\(|^\s*[-*#>] ", re.IGNORECASE | re.MULTILINE)
_QUOTES = re.compile(r"[\"“”„«]([^\"“”„«»]{3,300})[\"“”»]")
_LOOSE = word_set(
    "may might probably possibly perhaps maybe likely unlikely apparently presumably reportedly "
    "allegedly seems seem seemed appears appear appeared suspect suspected approximately roughly "
    "around about almost nearly one once all every each both only most some several few many first "
    "second third last next"
)
"""Words that a rewrite must keep, but that name no fact by themselves."""
_PHRASES = frozenset(
    ("at least", "at most", "up to", "more than", "less than", "fewer than", "half a")
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_FIRST = re.compile(
    r"(?:^|[.!?:]\s+|[\"“(]\s*)([A-Z][a-z]+)\b"
    r"(?! (?:the|an?|each|every|all|any|both|its|this|that|these|those|our)\b)"
)
"""A word at the start of a sentence; before an article it is a verb, and no name."""
_LOWER = re.compile(r"(?<![\w-])[a-z]{2,20}(?![\w-])")
_OWN_TEXTS = (
    ("prompts", "coach.md"),
    ("agent.coach.rewriting", "lexicon.yaml"),
    ("agent.causes", "categories.yaml"),
    ("rubrics", "actions.yaml"),
)
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ly")


def no_orders(text: str) -> Complaint | None:
    """A text speaks of the incident, not of models, prompts, scores or what the review shall be."""
    found = _ORDERS.search(text)
    return (
        Complaint("orders", f"It is not about the incident: “{found.group()}”.") if found else None
    )


def shaped(text: str) -> Complaint | None:
    """A text is one line of plain words."""
    if not text.strip():
        return Complaint("shape", "A text is empty.")
    if "\n" in text or clean(text) != text or _MARKUP.search(text):
        return Complaint("shape", "Use plain text: one line, no markup, no control characters.")
    if len(text) >= _SHOUTED and text.isupper():
        return Complaint("shape", "Do not write in capitals.")
    return None


def words_at_most(most: int) -> Check:
    """A text is short."""

    def check(text: str) -> Complaint | None:
        count = len(text.split())
        told = f"It has {count} words; at most {most} are read."
        return Complaint("length", told) if count > most else None

    return check


def words_at_least(fewest: int) -> Check:
    """A text is more than a word of assent."""

    def check(text: str) -> Complaint | None:
        few = len(text.split()) < fewest
        return Complaint("length", f"Say it in at least {fewest} words.") if few else None

    return check


def no_blame(people: Sequence[str]) -> Check:
    """A text blames nobody, by the rules that people's answers go through."""

    def check(text: str) -> Complaint | None:
        for found in scan(text, people=people, only=frozenset({"blame"})):
            if found.severity != "info":
                return Complaint("blame", f"“{found.text}” puts it on people: {found.message}")
        return None

    return check


def nobody(people: Sequence[str]) -> Check:
    """A text is no answer to "who": it names no person and asks for none."""

    def check(text: str) -> Complaint | None:
        if _WHO.search(text):
            return Complaint("who", "It asks or tells who. Roles and conditions are enough.")
        named = names_in(text, people)
        return Complaint("who", f"It names a person: {named[0]}.") if named else None

    return check


def asks(text: str) -> Complaint | None:
    """A question opens the matter and has no yes or no for an answer."""
    if not text.rstrip().endswith("?") or text.count("?") > 1:
        return Complaint("shape", "It has to be one question with a question mark at its end.")
    if not _OPENERS.search(text.strip()):
        return Complaint("shape", "It has to open with What, How, Which, Where or When.")
    return None


def nothing_new(source: str) -> Check:
    """A text holds no number, time, name, identifier or quotation that the source does not hold."""

    def check(text: str) -> Complaint | None:
        added = invented(source, text)
        if added:
            return Complaint("facts", f"The data does not hold: {', '.join(added[:5])}.")
        for match in _QUOTES.finditer(text):
            if _flat(match.group(1)) not in _flat(source):
                return Complaint("quote", f"The data does not hold the words “{match.group(1)}”.")
        return None

    return check


def keeps(source: str, people: Sequence[str]) -> Check:
    """A rewrite keeps every fact of its source, adds none, and leaves no words hanging."""

    def check(text: str) -> Complaint | None:
        changed = preserved(source, text, people=people)
        if changed:
            return Complaint("facts", f"Facts changed: {'; '.join(changed[:5])}.")
        if broken(source, text):
            return Complaint("shape", "Words are left hanging.")
        return None

    return check


def keeps_all(source: str) -> Check:
    """A text keeps every hard fact of a source, whatever else it may take from the data."""

    def check(text: str) -> Complaint | None:
        lost = invented(text, source)
        return Complaint("facts", f"It lost: {', '.join(lost[:5])}.") if lost else None

    return check


def speaks_of(source: str) -> Check:
    """A text is about what its source is about: they share words with content."""
    there = {word.casefold() for word in _WORD.findall(source) if len(word) >= _CONTENT}

    def check(text: str) -> Complaint | None:
        here = {word.casefold() for word in _WORD.findall(text) if len(word) >= _CONTENT}
        if len(here & there) >= min(_SHARED, len(there)):
            return None
        return Complaint("facts", "It is not about what it was asked about.")

    return check


def not_said(known: Sequence[str]) -> Check:
    """A text says something that is not there yet."""
    seen = {_flat(one).rstrip(".?! ") for one in known}

    def check(text: str) -> Complaint | None:
        repeated = _flat(text).rstrip(".?! ") in seen
        return Complaint("repeated", "It is there already.") if repeated else None

    return check


def higher_than(control: Control) -> Check:
    """An action works higher up than another."""

    def check(text: str) -> Complaint | None:
        found = classify_action(text).control
        if HIERARCHY.index(found) > HIERARCHY.index(control):
            return None
        return Complaint("weaker", f"It works at the level {found}, not above {control}.")

    return check


def is_in(source: str) -> Check:
    """A quotation stands in the source, word by word."""

    def check(text: str) -> Complaint | None:
        there = text.strip() != "" and text in source
        return None if there else Complaint("quote", f"The record does not hold “{text[:80]}”.")

    return check


def complaints(text: str, checks: Sequence[Check]) -> list[Complaint]:
    """Return what is wrong with a text; a text of the wrong shape is looked at no further."""
    wrong = shaped(text)
    if wrong is not None:
        return [wrong]
    return [found for check in checks if (found := check(text)) is not None]


def invented(source: str, text: str) -> tuple[str, ...]:
    """Return the hard facts of a text that its source does not hold, in order, each once."""
    there = {fact.casefold() for fact in facts(source)}
    words = {word.casefold() for word in _WORD.findall(source)}
    new: dict[str, None] = {}
    for fact in facts(text):
        folded = fact.casefold()
        loose = folded in _LOOSE or folded in _PHRASES
        if not loose and folded not in there and folded not in words:
            new[fact] = None
    for match in _FIRST.finditer(text):
        if not _known(match.group(1).lower(), words):
            new[match.group(1)] = None
    return tuple(new)


def _known(word: str, words: set[str]) -> bool:
    """Return whether a word at the start of a sentence is in the source or is ordinary English."""
    return bool(_stems(word) & ({stem for one in words for stem in _stems(one)} | _own_stems()))


def _stems(word: str) -> set[str]:
    """Return a word and what may be its stem: "greasing" and "greased" share one."""
    bare = {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    return {one.removesuffix("e") for one in (word, *bare) if len(one) > 2} | {word}


@cache
def _own_stems() -> frozenset[str]:
    return frozenset(stem for word in ordinary() for stem in _stems(word))


@cache
def ordinary() -> frozenset[str]:
    """Return words that our own texts use in lower case: English, and no names of systems."""
    return frozenset(
        word
        for package, name in _OWN_TEXTS
        for word in _LOWER.findall(files(package).joinpath(name).read_text(encoding="utf-8"))
    )


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
