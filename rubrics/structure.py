"""Structural lints: names where roles belong, causes that begin with a person, shouting (L1-L4)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from rubrics.conditions.reading import items, text, texts
from rubrics.doer_kinds import doer_kind
from rubrics.findings import Finding, FindingSeverity
from rubrics.narrative import Passage
from rubrics.patterns import regex

_ROLES = (
    r"(?:engineer|developer|dev|operator|admin(?:istrator)?|analyst|designer|manager|pm|tester|qa"
    r"|intern|contractor|on-?call(?: engineer)?|responder|dba|sre|lead|agent|employee|team member"
    r"|colleague|director|author|reviewer|person|individual|nurse|clerk|driver|pilot)s?"
)
_DOES = (
    r"(?=\s+(?:\w+ly\s+)?(?:\w+ed|was|were|is|are|did|does|do|had|has|have|made|ran|wrote|set|put"
    r"|sent|took|chose|went|forgot|thought|knew|saw|left|lost|broke|could|should|would|must|never"
    r"|always|who|not|did(?:n['’]t)?)\b|['’]s\b|\s*[.,;:]|\s*$)"
)
_BEGINS_WITH_AGENT = regex(
    rf"^\W*(?:(?:(?:the|a|an|our|one)\s+)?(?:[\w-]+\s+)?{_ROLES}{_DOES}"
    r"|(?:he|she|they|you|we|i|someone|somebody|nobody|no one)\b)",
    re.IGNORECASE,
)
_CODE = regex(r"```.*?```|`[^`\n]*`", re.DOTALL)
_SHOUT = regex(r"(?<=[^\W\d_])!+(?=\s|$|[\"”’)])")
_CAPITALS = regex(
    r"\b(?:NEVER|ALWAYS|MUST|VERY|AGAIN|EVERY|NOTHING|EVERYTHING|WRONG|STILL|ONLY|BROKEN|FAILED"
    r"|FAILURE|DOWN|HUGE|TERRIBLE|URGENT|PLEASE|SHOULD|REALLY|STOP|CANNOT|DISASTER|COMPLETELY"
    r"|TOTALLY|AVOID|IMPORTANT|CRITICAL|NOBODY|EVERYONE|EVERYBODY|WITHOUT|BEFORE|AFTER|FORGOT)\b"
)
_FOUR_CAPITALS = regex("[A-Z][A-Z]{3}")
"""Few texts hold them, and none without has one of these words."""
_TIME = frozenset({"time"})
_NAMELESS = ("analysis.causes.", "analysis.nodes.", "learning.lessons.", "summary.")


def begins_with_a_person(sentence: str, people: Sequence[str] = ()) -> bool:
    """Return whether the first noun phrase of a sentence is a person or a role that acts."""
    if _BEGINS_WITH_AGENT.match(sentence):
        return True
    return any(re.match(rf"\W*@?{re.escape(name)}\b", sentence, re.IGNORECASE) for name in people)


def names_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return names, first names and handles of the persons of a document, the longest first."""
    names = set[str]()
    for person in items(facts, "people"):
        if person.get("kind") != "individual":
            continue
        # Who is called by a role has no name that could be said.
        display = "" if doer_kind(text(person, "display")) == "role" else text(person, "display")
        first = display.split()[0] if len(display.split()) > 1 else ""
        names.update(n for n in (display, first, *texts(person, "aliases")) if len(n) > 2)
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def lint(facts: Mapping[str, Any], told: Iterable[Passage]) -> tuple[Finding, ...]:
    """Return the structural findings in the texts of a document."""
    people = names_of(facts)
    on_page = facts.get("page") is not None
    return tuple(
        _noted(finding) if on_page else finding
        for passage in told
        if passage.only != _TIME
        for finding in _lint(passage.path, passage.text, people, shouts="blame" in passage.only)
    )


def _noted(finding: Finding) -> Finding:
    """Return a finding as a note: which sentence is a cause or a summary is a guess there."""
    return finding.model_copy(update={"severity": "info"})


@lru_cache(maxsize=8192)
def _lint(path: str, words: str, people: tuple[str, ...], *, shouts: bool) -> tuple[Finding, ...]:
    """Return what is found in one text; raised voices only where they are asked for."""
    plain = _CODE.sub(lambda code: " " * len(code.group()), words) if "`" in words else words
    return (
        *_named(path, plain, people),
        *_begins_with_person(path, plain, people),
        *(_shouted(path, plain) if shouts else ()),
    )


def _named(path: str, words: str, people: tuple[str, ...]) -> Iterator[Finding]:
    """L1 and L2: a person's name where a role belongs."""
    nameless = path.startswith(_NAMELESS)
    if not nameless and not (path.startswith("timeline.events.") and path.endswith(".text")):
        return
    for name in people:
        # To look for the letters first spares compiling a pattern for each name.
        found = name in words and re.search(rf"(?<!\w)@?{re.escape(name)}(?!\w)", words)
        if found:
            rule, severity = ("L1", "warning") if nameless else ("L2", "info")
            message = f"A person is named: {name!r}."
            ask = "Say the role, or what the system did."
            yield _finding(rule, severity, message, ask, path, found)
            return


def _begins_with_person(path: str, words: str, people: tuple[str, ...]) -> Iterator[Finding]:
    """L3: a cause whose first words are a person or a role."""
    is_cause = path.startswith("analysis.causes.") and ".statement." in path
    if is_cause and begins_with_a_person(words, people):
        found = re.match(r"\W*(?:\w+\W+){0,2}\w+", words)
        if found is not None:
            message = f"The cause begins with a person: {found.group().strip()!r}."
            ask = "What did the system allow, show or ask for?"
            yield _finding("L3", "warning", message, ask, path, found)


def _shouted(path: str, words: str) -> Iterator[Finding]:
    """L4: exclamation marks and words in capitals for emphasis."""
    shout = _SHOUT.search(words) if "!" in words else None
    capitals = _CAPITALS.search(words) if _FOUR_CAPITALS.search(words) else None
    for found, what in ((shout, "An exclamation mark"), (capitals, "A word in capitals")):
        if found is not None:
            message = f"{what} reads as a raised voice: {found.group()!r}."
            yield _finding("L4", "info", message, "Say it in plain words.", path, found)


def _finding(
    rule: str, severity: FindingSeverity, message: str, ask: str, path: str, found: re.Match[str]
) -> Finding:
    return Finding(
        rule=rule,
        category="structure" if rule == "L4" else "blame",
        severity=severity,
        message=message,
        suggestion=ask,
        field=path,
        start=found.start(),
        end=found.end(),
        text=found.group(),
    )
