"""Tells clauses about a thing that speak of the writers' knowledge or neglect of it.

"A file that none of us had opened" is "a file that had not been opened", and "which we knew to be
off" is "which was known to be off".
"""

import re
from collections.abc import Iterator

from agent.coach.rewriting.doerless import doerless
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.phrases import plural_noun
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_KNEW = re.compile(
    r"(?P<noun>[\w.-]{2,30}(?:\.?[\"”`])?)(?P<gap>,? )(?P<that>that|which) (?P<who>we|i) "
    r"(?:(?:all|both) )?(?P<had>had )?(?P<act>knew|known|believed|assumed) to be (?=\S)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?P<noun>[\w.-]{2,30}(?:\.?[\"”`])?)(?P<gap>,? )(?P<that>that|which) "
    r"(?P<who>none of us|neither of us|not one of us|no one|nobody|no-one) "
    r"(?P<had>had |has |have )?(?:ever |even |actually )?(?P<act>[a-z]{3,16})"
    r"(?=[.,;!]*$|, | (?:since|for|in|before|until|beforehand|after)\b)",
    re.IGNORECASE,
)


def known_of_things(sentence: Sentence) -> Iterator[Version]:
    """Yield versions in which a thing is known to be, or was not looked at, without a doer."""
    text = sentence.text
    for match in _KNEW.finditer(text):
        act = match["act"].lower()
        participle = "known" if act == "knew" else act
        was = "had been" if match["had"] else _was(match["noun"])
        said = f"{match['noun']}{match['gap']}{match['that']} {was} {participle} to be "
        told = f"{text[: match.start()]}{said}{text[match.end() :]}"
        yield from doerless(Version(told, "SHIFT", match["who"]), sentence.people)
    for match in _NONE.finditer(text):
        verb = lexicon().of_past(match["act"].lower())
        if verb is None or verb.among("no_passive"):
            continue
        had = (match["had"] or "").strip().lower()
        was = f"{had} not been" if had else f"{_was(match['noun'])} not"
        if had in ("has", "have"):
            was = f"{'have' if plural_noun(match['noun']) else 'has'} not been"
        said = f"{match['noun']}{match['gap']}{match['that']} {was} {verb.participle}"
        told = f"{text[: match.start()]}{said}{text[match.end() :]}"
        yield from doerless(Version(told, "SHIFT", match["who"]), sentence.people)


def _was(noun: str) -> str:
    """Return the verb after a noun; what is quoted is one thing."""
    return "were" if plural_noun(noun) else "was"
