"""Tells clauses about a thing that speak of the writers' knowledge or neglect of it.

"A file that none of us had opened" is "a file that had not been opened", and "which we knew to be
off" is "which was known to be off".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.acts import second_act
from agent.coach.rewriting.doerless import doerless
from agent.coach.rewriting.doers_left import after_places
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.phrases import Phrase, phrase_at, plural_noun
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import subject_of
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


def known_beside(sentence: Sentence) -> Iterator[Version]:
    """Tell "the board were aware of the rot and failed to act" as "the rot was known, and ..."."""
    found = _known_thing(sentence)
    if found is None:
        return
    start, what = found
    joint = what.end + (sentence.low(what.end) == ",")
    lead = sentence.text[: sentence.tokens[joint].end]
    thing = sentence.between(what.start, what.end)
    said = capitalised(thing) if start == 0 else thing
    known = f"{said} {'were' if what.plural else 'was'} known, {sentence.low(joint)}"
    gone = sentence.between(start, what.start)
    for told in second_act(sentence):
        if told.text.startswith(lead):
            text = f"{sentence.before(start)}{known}{told.text[len(lead) :]}"
            yield Version(text, "SHIFT", gone)


def _known_thing(sentence: Sentence) -> tuple[int, Phrase] | None:
    """Return where those begin who "were well aware of" a thing before "and", and the thing."""
    lows = sentence.words(0, len(sentence.tokens))
    aware = next((n for n, low in enumerate(lows) if low in ("aware", "conscious")), 0)
    copula = aware - 1 - (sentence.low(aware - 1) in ("well", "fully", "already"))
    if sentence.low(copula) not in ("was", "were") or sentence.low(aware + 1) != "of":
        return None
    know = Group(copula, copula + 1, lexicon().of_base("know"), "done", denied=False)
    subject, what = subject_of(sentence, know), phrase_at(sentence, aware + 2)
    end = None if what is None else after_places(sentence, what.end)
    if subject is None or what is None or end is None or subject.denied or subject.gap:
        return None
    joint = lows[end + (sentence.low(end) == ",") :][:1]
    return (subject.start, replace(what, end=end)) if joint in (("and",), ("but",)) else None


def _was(noun: str) -> str:
    """Return the verb after a noun; what is quoted is one thing."""
    return "were" if plural_noun(noun) else "was"
