"""Neutral versions of blaming texts, only where every fact stays and the grammar is sure.

No rewrite is made of why something was done: that takes facts which only people have, so the
facilitator asks for them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from agent.coach.rewriting.faults import he_is_nobody
from agent.coach.rewriting.residue import leaves_words
from agent.coach.rewriting.search import neutral_version
from rubrics.findings import Finding
from rubrics.language import agents_in, blame_rule, scan
from rubrics.language.leads import lead_length

_BLAME = frozenset({"blame"})
_LONGEST = 5_000
"""Longer texts are pasted records; nobody wants those rewritten."""
_LONGEST_SENTENCE = 600
_SENTENCES = re.compile(r"[^\n.!?]*(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*\s*", re.MULTILINE)
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|Capt|Sgt|Sr|Jr|Fr|Lt|Ing|Rev|St|No|vs?|approx|e\.g|i\.e)\.\s*$"
    r"|^(?:[A-Z][a-z]{2,12} )?[A-Z]\. ?$|\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z]\.\s*$"
)
"""What ends with a full stop and ends no sentence: "approx.", and the initial of a name."""
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,} *$")
"""The initials of a body, which may stand within a sentence: "the F.R.A. found"."""
_LIST_MARK = re.compile(
    r"\s*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)\s+)?(?:\[[ xX]\]\s+)?(?:</?[a-z][a-z\d]{0,9}>\s*)*"
)
_TRAINED = "BT"
"""The rules of the trained part: they point at the words near the blame."""
_CIRCUMSTANCE = frozenset({"in", "on", "at", "with", "to", "for", "from", "into", "by", "of"})
_ONLY_BLAMES = re.compile(
    r"\s*(?:(?:my|our) (?:bad|fault)|plain and simple|simple as that|mea culpa|no excuses?"
    r"|shame on (?:us|me)|(?:i am|i'm|we are|we're) (?:so |deeply )?(?:ashamed|embarrassed)"
    r"(?: of (?:it|this|that))?|(?:that|this|it)(?:'s| is| was) (?:all |entirely )?on (?:us|me))"
    r"[.!]+\s*",
    re.IGNORECASE,
)
"""A sentence that tells nothing of what happened."""
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
    parts = list(sentences(text))
    alone = sum(bool(part.strip()) for part in parts) < 2
    said = [_said(part, look, people) if alone else _told(part, look, people) for part in parts]
    unsaid = [finding for one in said if isinstance(one, tuple) for finding in one]
    if unsaid:
        return Neutral(finding=unsaid[0])
    rewritten = "".join(one.text for one in said if isinstance(one, Neutral))
    rewritten = rewritten if text[-1:].isspace() else rewritten.rstrip()
    if (
        look(rewritten)
        or rewritten == text
        or leaves_words(rewritten)
        or he_is_nobody(text, rewritten)
    ):
        return Neutral(finding=findings[0])
    if not any(isinstance(one, Neutral) and one.strategy and one.text.strip() for one in said):
        return Neutral(finding=findings[0])
    first = next(one.strategy for one in said if isinstance(one, Neutral) and one.strategy)
    return Neutral(text=rewritten, strategy=first)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, which together are the text."""
    kept = ""
    for match in _SENTENCES.finditer(text):
        kept += match.group()
        if not _ABBREVIATED.search(kept) and not _goes_on(
            kept, text[match.end() : match.end() + 1]
        ):
            yield kept
            kept = ""
    yield kept


def _goes_on(kept: str, after: str) -> bool:
    """Return whether "and... we found it", "at 4 p.m. on Friday" or a code span goes on."""
    in_code = kept.count("`") % 2 == 1 and "\n" not in kept
    short = kept.rstrip().endswith(("...", "a.m.", "p.m.")) or _INITIALS.search(kept) is not None
    return in_code or (short and after.islower())


def _told(sentence: str, look: Scanner, people: Sequence[str]) -> Neutral | tuple[Finding, ...]:
    """Return a sentence beside others without its blame; one that only blames goes."""
    if _ONLY_BLAMES.fullmatch(sentence):
        return Neutral(text="\n" if sentence.endswith("\n") else "", strategy="DESCRIBE")
    return _said(sentence, look, people)


def _said(sentence: str, look: Scanner, people: Sequence[str]) -> Neutral | tuple[Finding, ...]:
    """Return a sentence without its blame, or what was found in it."""
    findings = tuple(look(sentence))
    if not findings:
        return Neutral(text=sentence)
    mark = _LIST_MARK.match(sentence)
    start = mark.end() if mark else 0
    if len(sentence.rstrip()) - start > _LONGEST_SENTENCE:
        return findings
    own = start + lead_length(sentence[start:])
    behind = tuple(look(sentence[own:])) if own > start else ()
    if behind and not _speaks(sentence[start:own], look, people):
        told = _version(sentence[own:], behind, look, people)
        if told is not None:
            return replace(told, text=sentence[:own] + _in_case(told.text, sentence[own:]))
    told = _version(sentence[start:], findings, look, people)
    return findings if told is None else replace(told, text=sentence[:start] + told.text)


def _version(
    sentence: str, findings: Sequence[Finding], look: Scanner, people: Sequence[str]
) -> Neutral | None:
    """Return a sentence without list mark and blame; None when there is none."""
    bare = sentence.rstrip()
    blaming = [finding.text for finding in findings if _points(finding)]

    def clean(words: str) -> bool:
        return not any(part in words for part in blaming) and not look(words)

    version = neutral_version(bare, clean, people)
    if version is None:
        return None
    return Neutral(text=version.text + sentence[len(bare) :], strategy=version.strategy)


def _speaks(lead: str, look: Scanner, people: Sequence[str]) -> bool:
    """Return whether a lead says more than when or what about: "Human error: ", "Kim: "."""
    return bool(look(lead) or agents_in(lead, people))


def _in_case(words: str, source: str) -> str:
    """Return words with a small letter first where those of the source have one."""
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    stays = not source[:1].islower() or first in source
    return words if stays else words[:1].lower() + words[1:]


def _points(finding: Finding) -> bool:
    """Return whether the words found blame wherever they stand: "on 3 May" alone does not."""
    words = finding.text.split()
    told_around = finding.rule.startswith(_TRAINED) and words[:1] and words[0] in _CIRCUMSTANCE
    return len(words) > 1 and not told_around


def _about_measures(finding: Finding) -> bool:
    try:
        return blame_rule(finding.rule).strategy == _MEASURES
    except KeyError:
        return False
