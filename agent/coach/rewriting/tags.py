"""Rewrites short notes and labels: "Root cause: human error - wrong region", "the crew's late flare"."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.following import rest_of, verb_after
from agent.coach.rewriting.groups import Group
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.owners import possessor
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_LABEL = (
    r"(?:an? )?(?:simple |plain |pure )?(?:human|operator|user|manual|clerical|engineer|nursing|pilot"
    r"|driver) (?:error|mistake|oversight)"
)
_TAG = re.compile(
    rf"^(?P<head>[*_]*(?:[a-z]+ ){{0,3}}?causes?(?: of [^:;,.]{{1,40}})?[*_]*: ?[*_]* ?){_LABEL}"
    r"(?: ?[-–—,;:] ?)(?=\w)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"^{_LABEL}(?: ?[–—:;] ?| - )(?=\w)", re.IGNORECASE)
_MADE_BY = re.compile(
    rf"^(?P<head>(?:[*_]*\w+[*_]*: )?){_LABEL}s? (?:was|were) made (?:here |there )?(?:by|in|when) ",
    re.IGNORECASE,
)
_LACKING = word_set(
    "inadequate insufficient incorrect improper delayed excessive premature incomplete inaccurate "
    "inappropriate late unstable"
)
_VERDICTS = word_set("decision judgment judgement choice attitude behaviour behavior conduct")


def without_tag(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that keep what a label stands before, and not the label."""
    for shape in (_tagged, _made_by, _lacking):
        yield from shape(sentence)


def _tagged(sentence: Sentence) -> Iterator[Version]:
    """Turn "Cause: human error - wrong region selected" into "Cause: wrong region selected"."""
    match = _TAG.match(sentence.text)
    if match is not None:
        yield Version(f"{match['head']}{sentence.text[match.end() :]}", "BEHIND")
    alone = _ALONE.match(sentence.text)
    if alone is not None and verb_after(sentence, 3):
        yield Version(capitalised(sentence.text[alone.end() :]), "BEHIND")


def _made_by(sentence: Sentence) -> Iterator[Version]:
    """Turn "user error was made by assuming it was on" into "it was assumed that it was on"."""
    match = _MADE_BY.match(sentence.text)
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


def _lacking(sentence: Sentence) -> Iterator[Version]:
    """Turn "The crew's late response to the alarm." into "The response to the alarm was late."."""
    for place in range(1, min(len(sentence.tokens), 6)):
        start = possessor(sentence, place)
        quality = sentence.low(place)
        if start != 0 or quality not in _LACKING or verb_after(sentence, place + 1):
            continue
        phrase = phrase_at(sentence, place + 1)
        full = phrase and with_complements(sentence, phrase, frozenset())
        if full is None or sentence.low(full.head) in _VERDICTS:
            continue
        was = "were" if full.plural else "was"
        words = f"The {sentence.between(full.start, full.end)} {was} {quality}"
        gone = sentence.between(0, place)
        yield Version(f"{words}{sentence.after(full.end)}", "DESCRIBE", gone)
