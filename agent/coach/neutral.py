"""Neutral versions of blaming texts, only where every fact stays and the grammar is sure.

No rewrite is made of why something was done: that takes facts which only people have, so the
facilitator asks for them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from agent.coach.rewriting.residue import leaves_words
from agent.coach.rewriting.search import neutral_version
from rubrics.findings import Finding
from rubrics.language import blame_rule, scan

_BLAME = frozenset({"blame"})
_LONGEST = 5_000
"""Longer texts are pasted records; nobody wants those rewritten."""
_LONGEST_SENTENCE = 600
_SENTENCES = re.compile(r"[^\n.!?]*(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*\s*", re.MULTILINE)
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Sr|Jr|Fr|Sgt|Capt|Lt|Prof|St|No|vs|approx|e\.g|i\.e)\.\s*$"
)
_LIST_MARK = re.compile(r"\s*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)\s+)?(?:\[[ xX]\]\s+)?")
_MEASURES = "EXIT"
"""The strategy of sentences about personnel measures: they are asked about, never reworded."""

Scanner = Callable[[str], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Neutral:
    """A neutral version, or the finding that needs a question instead."""

    text: str = ""
    """The rewrite; empty when there is none."""
    finding: Finding | None = None
    """What a question has to be asked about."""
    strategy: str = ""
    """How the first sentence was said without blame."""


def neutralise(text: str, people: Sequence[str] = (), scanner: Scanner | None = None) -> Neutral:
    """Return the text without its blame, or what stands in the way of that.

    Args:
        text: One sentence or several.
        people: Names of the document's people.
        scanner: What finds blame in a text; the rules by default.
    """
    look = scanner or partial(scan, people=people, only=_BLAME)
    findings = look(text)
    if not findings:
        return Neutral()
    if len(text) > _LONGEST or any(_about_measures(finding) for finding in findings):
        return Neutral(finding=findings[0])
    said = [_said(sentence, look, people) for sentence in sentences(text)]
    unsaid = [finding for one in said if isinstance(one, tuple) for finding in one]
    if unsaid:
        return Neutral(finding=unsaid[0])
    rewritten = "".join(one.text for one in said if isinstance(one, Neutral))
    if look(rewritten) or rewritten == text or leaves_words(rewritten):
        return Neutral(finding=findings[0])
    first = next(one.strategy for one in said if isinstance(one, Neutral) and one.strategy)
    return Neutral(text=rewritten, strategy=first)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, which together are the text."""
    kept = ""
    for match in _SENTENCES.finditer(text):
        kept += match.group()
        if not _ABBREVIATED.search(kept):
            yield kept
            kept = ""
    yield kept


def _said(sentence: str, look: Scanner, people: Sequence[str]) -> Neutral | tuple[Finding, ...]:
    """Return a sentence without its blame, or what was found in it."""
    findings = tuple(look(sentence))
    if not findings:
        return Neutral(text=sentence)
    mark = _LIST_MARK.match(sentence)
    start = mark.end() if mark else 0
    bare = sentence[start:].rstrip()
    if len(bare) > _LONGEST_SENTENCE:
        return findings
    blaming = [finding.text for finding in findings if len(finding.text.split()) > 1]

    def clean(words: str) -> bool:
        return not any(part in words for part in blaming) and not look(words)

    version = neutral_version(bare, clean, people)
    if version is None:
        return findings
    tail = sentence[start + len(bare) :]
    return Neutral(text=f"{sentence[:start]}{version.text}{tail}", strategy=version.strategy)


def _about_measures(finding: Finding) -> bool:
    try:
        return blame_rule(finding.rule).strategy == _MEASURES
    except KeyError:
        return False
