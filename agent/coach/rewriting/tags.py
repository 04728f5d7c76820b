"""Rewrites short notes and labels: "Root cause: human error - wrong region"."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of, verb_after
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.label_words import pattern
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_TAG = (
    r"^(?P<head>[*_]*(?:[a-z]+ ){0,3}?causes?(?: of [^:;,.]{1,40})?[*_]*: ?[*_]* ?){HUMAN_LABEL}"
    r"(?: ?[-–—,;:] ?)(?=\w)"
)
_ALONE = r"^{HUMAN_LABEL}(?: ?[–—:;] ?| - )(?=\w)"
_MADE_BY = (
    r"^(?P<head>(?:[*_]*\w+[*_]*: )?){HUMAN_LABEL}s? (?:was|were) made "
    r"(?:here |there )?(?:by|in|when) "
)
_THROUGH = r"^{DUE_TO} (?P<who>(?:the |our )?[\w -]{2,40}?)['’]s? (?:own )?(?:{JUDGED}),? (?=\S)"
_CAUSED_BY = re.compile(
    r"^(?P<event>(?:the|this|that|our) [^,;:]{2,60} (?:was|were) (?:caused|triggered|prolonged"
    r"|delayed"
    r"|made (?:worse|longer))) by "
    r"(?P<who>[^,;:]{2,50}),? who (?=\w)",
    re.IGNORECASE,
)


def without_tag(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that keep what a label stands before, and not the label."""
    for shape in (_tagged, _through, _made_by, _caused_by):
        yield from shape(sentence)


def _tagged(sentence: Sentence) -> Iterator[Version]:
    """Turn "Cause: human error - wrong region selected" into "Cause: wrong region selected"."""
    match = pattern(_TAG).match(sentence.text)
    if match is not None:
        yield Version(f"{match['head']}{sentence.text[match.end() :]}", "BEHIND")
    alone = pattern(_ALONE).match(sentence.text)
    if alone is not None and verb_after(sentence, 3):
        yield Version(capitalised(sentence.text[alone.end() :]), "BEHIND")


def _made_by(sentence: Sentence) -> Iterator[Version]:
    """Turn "user error was made by assuming it was on" into "it was assumed that it was on"."""
    match = pattern(_MADE_BY).match(sentence.text)
    if match is None:
        return
    inner = Sentence(sentence.text[match.end() :], sentence.people)
    verb = lexicon().of_ing(inner.low(0))
    if verb is None:
        return
    group = Group(0, 1, verb, "done", denied=False, main=0)
    clause = told(inner, group, denied=False, own=False)
    rest = None if clause is None else rest_of(inner, clause.end, group)
    if clause is not None and rest is not None:
        yield Version(f"{match['head']}{capitalised(clause.words)}{rest}", "BEHIND")


def _through(sentence: Sentence) -> Iterator[Version]:
    """Turn "Through the clerk's carelessness 7 bills are wrong" into "7 bills are wrong"."""
    match = pattern(_THROUGH).match(sentence.text)
    if match is None:
        return
    inner = Sentence(sentence.text[match.end() :], sentence.people)
    words = lexicon()
    joins = words.among("coordinators") | words.among("prepositions")
    if len(inner.tokens) > 3 and inner.low(0) not in joins:
        yield Version(capitalised(sentence.text[match.end() :]), "BEHIND", match.group())


def _caused_by(sentence: Sentence) -> Iterator[Version]:
    """Turn "it was caused by Kim, who dropped the table" into "when the table was dropped"."""
    match = _CAUSED_BY.match(sentence.text)
    if match is None:
        return
    inner = Sentence(sentence.text[match.end() :], sentence.people)
    group = group_at(inner, 0)
    clause = None if group is None else told(inner, group, denied=group.denied, own=True)
    rest = None if clause is None or group is None else rest_of(inner, clause.end, group)
    if clause is not None and rest is not None:
        yield Version(f"{match['event']} when {clause.words}{rest}", "SHIFT", match["who"])
