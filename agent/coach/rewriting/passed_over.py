"""Tells passives that blame nobody by name: "the expiry was overlooked", "it was ignored"."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import settled
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon
from agent.coach.rewriting.phrases import EACH, Phrase, phrase_at
from agent.coach.rewriting.subjects import is_people, thing_before
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_BE = {"was": "was", "were": "were", "been": "been", "being": "being"}
_SEARCHED = re.compile(
    r" (?:in|during|by) (?:[\w-]+ ){0,3}(?:reviews?|surveys?|inspections?|audits?|testing|tests?"
    r"|qa|triage|checks?|scans?|analysis|walkthrough)\b",
    re.IGNORECASE,
)
"""Where things are looked for: what is missed there was not noticed."""
_CLOSES = frozenset({",", ";", ":", "and", "but"})
_ADVERBS = frozenset(
    {"simply", "just", "completely", "entirely", "also", "initially", "unfortunately"}
)


def not_minded(sentence: Sentence) -> Iterator[Version]:
    """Turn "the alert was ignored by the crew" into "there was no response to the alert"."""
    for place in range(2, len(sentence.tokens)):
        table = lexicon().table("passed_over")
        kinds = table.get(sentence.low(place))
        be = _be(sentence, place)
        if kinds is None or be is None:
            continue
        rest, gone = without_people(sentence, place + 1)
        said = settled(rest)
        if said is None:
            continue
        text = _told(sentence, be, place, said)
        if text:
            yield Version(text, "SHIFT", gone)


def as_it_turned_out(sentence: Sentence) -> Iterator[Version]:
    """Turn "the load was underestimated" into "the load was greater than estimated"."""
    for place in range(2, len(sentence.tokens)):
        kinds = lexicon().table("turned_out").get(sentence.low(place))
        be = _be(sentence, place)
        if kinds is None or be is None or sentence.low(be) == "being":
            continue
        rest, gone = without_people(sentence, place + 1)
        adverbs = sentence.between(be + 1, place)
        said = settled(rest)
        if (
            said is None
            or adverbs
            or not (
                sentence.stops(place + 1)
                or said.startswith((" in", " for", " when", " by", " during", " and", ",", "."))
            )
        ):
            continue
        yield Version(f"{sentence.before(place)}{' '.join(kinds)}{said}", "MEASURE", gone)
    yield from _not_right(sentence)


def _not_right(sentence: Sentence) -> Iterator[Version]:
    """Turn "was filled in wrongly by the desk" into "was not filled in correctly"."""
    table = lexicon().table("not_right")
    for place in range(3, len(sentence.tokens)):
        row = table.get(sentence.low(place))
        verb = place - 1
        if sentence.low(verb) in lexicon().among("particles"):
            verb -= 1
        if row is None or lexicon().of_past(sentence.low(verb)) is None:
            continue
        be = verb - 1
        finite = be - 1 if sentence.low(be) == "been" else be
        if sentence.low(be) not in ("was", "were", "been") or sentence.low(finite) == "not":
            continue
        rest, gone = without_people(sentence, place + 1)
        said = settled(rest)
        thing = thing_before(sentence, finite)
        if not gone or said is None or thing is None or is_people(sentence, thing.head):
            continue
        been = " been" if be != finite else ""
        done = sentence.between(verb, place)
        words = f"{sentence.before(finite)}{sentence.low(finite)} not{been} {done} {row[0]}"
        yield Version(f"{words}{said}", "DESCRIBE", gone)


def _be(sentence: Sentence, place: int) -> int | None:
    """Return the token of "was", "were" or "been" before a participle."""
    be = place - 1
    while sentence.low(be) in _ADVERBS or ends_as_adverb(sentence.low(be)):
        be -= 1
    return be if sentence.low(be) in _BE and sentence.low(be - 1) != "not" else None


def without_people(sentence: Sentence, place: int) -> tuple[str, str]:
    """Return the text after a participle without "by the crew", and what went."""
    if sentence.low(place) == "by":
        phrase = phrase_at(sentence, place + 1)
        if phrase is not None and is_people(sentence, phrase.head):
            gone = sentence.between(place, phrase.end)
            return sentence.after(phrase.end), gone
    return sentence.after(place), ""


def _told(sentence: Sentence, be: int, place: int, rest: str) -> str | None:
    verb = be - 1 if sentence.low(be) in ("been", "being") else be
    before = sentence.low(verb - 1)
    of_clause = before == "it" and rest.lstrip().startswith(("that ", "how ", "whether "))
    searched = sentence.low(place) == "missed" and _SEARCHED.match(rest) is not None
    if of_clause or (searched and before in ("which", "that")):
        return _said(sentence, verb, be, "noticed", rest)
    thing = thing_before(sentence, verb)
    asked = thing is not None and sentence.low(thing.start - 1) in ("whom", "which", "what")
    acts = thing is not None and sentence.low(thing.head - 1) == "to"
    if asked or acts or (thing is not None and is_people(sentence, thing.head)):
        return None
    if thing is not None and sentence.low(thing.start) in EACH:
        return None
    noun = _described(sentence, verb) if thing is None else _noun(sentence, thing)
    how = _how(sentence.low(place), noun) if noun else ""
    if searched and noun and not how:
        how = "noticed"
    if how != "answered":
        return how and _said(sentence, verb, be, how, rest)
    if thing is None or sentence.low(be) not in ("was", "were"):
        return _said(sentence, verb, be, "responded to", rest)
    return _unanswered(sentence, thing, noun, rest)


def _unanswered(sentence: Sentence, thing: Phrase, noun: str, rest: str) -> str | None:
    """Tell "the alert was ignored" as "there was no response to the alert"."""
    named = sentence.between(thing.start, thing.end)
    begins = thing.start == 0
    if begins and named[:1].isupper() and (named[1:2] == " " or not named[:2].isupper()):
        if not _is_plain(sentence) and sentence.low(0) != noun:
            return None
        named = f"{named[:1].lower()}{named[1:]}"
    words = f"there was no response to {named}"
    lead = sentence.before(thing.start)
    return f"{lead}{capitalised(words) if begins else words}{rest}"


def _noun(sentence: Sentence, thing: Phrase) -> str:
    """Return what a thing is called: "sites" for "one of the five call sites"."""
    if sentence.low(thing.head + 1) == "of" and thing.head == thing.start:
        whole = phrase_at(sentence, thing.head + 2)
        if whole is not None:
            return sentence.low(whole.head)
    return sentence.low(thing.head)


def _described(sentence: Sentence, verb: int) -> str:
    """Return what "the alert that nobody saw" is called before a verb; empty for anything else."""
    start = next((n for n in range(verb - 1, -1, -1) if sentence.low(n) in _CLOSES), -1) + 1
    words = sentence.words(start, verb)
    relating = next((n for n, low in enumerate(words) if low in ("which", "that")), 0)
    people = any(token.agent for token in sentence.tokens[start:verb])
    plain = words[:1] in (("the",), ("a",), ("an",)) and relating > 1 and not people
    return words[relating - 1] if plain else ""


def _is_plain(sentence: Sentence) -> bool:
    return sentence.low(0) in lexicon().among("determiners")


def _said(sentence: Sentence, verb: int, be: int, done: str, rest: str) -> str:
    """Return the sentence with "was not done" in place of the passive that blames."""
    finite = sentence.low(verb)
    been = f" {sentence.low(be)}" if be != verb else ""
    denied = "" if done.startswith("+") else " not"
    return f"{sentence.before(verb)}{finite}{denied}{been} {done.removeprefix('+')}{rest}"


def _how(participle: str, noun: str) -> str:
    """Return what is said of a thing in place of a participle; empty when nobody can say."""
    for kind in lexicon().table("passed_over")[participle]:
        name, _, done = kind.partition("=")
        if name == "any" or noun in lexicon().among(name):
            return done.replace("_", " ")
    return ""
