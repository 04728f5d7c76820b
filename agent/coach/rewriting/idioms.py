"""Finds loaded idioms in a sentence: "gave no thought to", "kept us in the dark"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from pydantic import BaseModel, ConfigDict

from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.lexicon import Verb, lexicon, word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import adverbs
from agent.coach.rewriting.tokens import Sentence
from rubrics.package_data import read_yaml

_POSS = word_set("their its his her our my")
_SELF = word_set("themselves himself herself itself ourselves myself")
_HAD = word_set("had has have")
_BE = word_set("was were been is are being")
_LONGEST_THING = 9


class Idioms(BaseModel):
    """The lists of idioms, as they stand in the data file; the comments there say what each is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plain: str
    courses: str
    phrases: str
    loaded: str
    verbs: str


@dataclass(frozen=True, slots=True)
class Idiom:
    """One way of saying it, and the plain words for it."""

    denied: bool
    """Whether "did not" or "never" comes before."""
    base: str
    words: tuple[str, ...]
    """What follows the verb."""
    plain: tuple[str, ...]
    passive: tuple[str, ...]
    """The plain words where it is a passive."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where an idiom stands: its verb group from `start` up to `verb`, the idiom up to `end`."""

    idiom: Idiom
    start: int
    end: int
    how: str
    """What stands before the verb: "had", "did", "never", "was", "had been", or nothing."""
    things: tuple[str, ...]


def idioms_at(sentence: Sentence, place: int, name: str) -> Iterator[Found]:
    """Yield the idioms of a list whose verb is at a place."""
    for idiom in _begun(sentence, place, name):
        found = _found(sentence, place, idiom)
        if found is not None:
            yield found


def is_passive(how: str) -> bool:
    """Return whether what stands before a verb makes a passive of it."""
    return how.rsplit(" ", maxsplit=1)[-1] in _BE


def plain_phrases() -> tuple[tuple[str, str], ...]:
    """Return the phrases that say no more than other words, each with those."""
    return _phrases()


def still_loaded(text: str) -> bool:
    """Return whether an idiom is left for which there are no plain words."""
    return _loaded().search(text.lower()) is not None


def _begun(sentence: Sentence, place: int, name: str) -> Iterator[Idiom]:
    """Yield the idioms of which a token may be the verb."""
    low = sentence.low(place)
    if not low.replace("-", "").isalpha():
        return
    verb = lexicon().of_past(low) or _hyphened(low)
    for base in sorted({low, *(verb.bases if verb else ())}):
        yield from _idioms(name).get(base, ())


def _hyphened(low: str) -> Verb | None:
    """Read "fat-fingered" and other verbs of two words."""
    if "-" not in low or not low.endswith("ed"):
        return None
    return Verb(low, frozenset({low[:-2], low[:-1]}))


def _found(sentence: Sentence, place: int, idiom: Idiom) -> Found | None:
    """Return where an idiom stands whose verb is at a place."""
    group = _group(sentence, place, idiom)
    if group is None:
        return None
    start, how = group
    words = idiom.words
    if is_passive(how):
        thing = next((word for word in words if word == "A"), "")
        if not thing or words.count("A") > 1 or "V" in words:
            return None
        words = tuple(word for word in words if word != "A")
    matched = _matched(sentence, place + 1, words)
    if matched is None:
        return None
    end, things = matched
    if words[-1:] == ("A",) and _put_down(sentence, end):
        return None
    return Found(idiom, start, end, how, things)


def _group(sentence: Sentence, place: int, idiom: Idiom) -> tuple[int, str] | None:
    """Return where the verb group begins, and what kind it is."""
    low, before = sentence.low(place), place - 1
    while before > 0 and adverbs(sentence, before)[1] > before:
        before -= 1
    opener, base = sentence.low(before), low == idiom.base
    if opener in ("not", "didn't", "never"):
        start = before - (opener == "not")
        helped = opener == "didn't" or sentence.low(start) == "did"
        how = "did" if helped else "never" if opener == "never" else ""
        fits = base if how == "did" else not base or idiom.base == lexicon().participle(idiom.base)
        return (start, how) if idiom.denied and how and fits else None
    if idiom.denied or (base and lexicon().participle(base=low) != low):
        return None
    if opener in _HAD:
        return before, opener
    if opener == "been" and sentence.low(before - 1) in _HAD:
        return before - 1, f"{sentence.low(before - 1)} been"
    if opener in _BE - {"been"}:
        return before, opener
    # "A rubber-stamped order" is no verb, and "was raised and brushed aside" is a passive.
    may_be = "A" in idiom.words and lexicon().participle(idiom.base) == low
    joined = may_be and sentence.low(place - 1) in ("and", "but", "or", "then", ",")
    of_passive = joined and not _BE.isdisjoint(sentence.words(0, place))
    return None if of_passive or opener in lexicon().among("determiners") else (place, "")


def _matched(
    sentence: Sentence, place: int, words: tuple[str, ...]
) -> tuple[int, tuple[str, ...]] | None:
    """Return where the words of an idiom end, and the things in it."""
    things: list[str] = []
    for number, word in enumerate(words):
        low = sentence.low(place)
        if word == "A":
            last = number + 1 == len(words)
            end = _thing(sentence, place, words[number + 1 :])
            if end is None:
                return None
            things.append("" if last else sentence.between(place, end))
            place = place if last else end
        elif word == "V":
            if low not in lexicon().base_verbs | _more_verbs():
                return None
            place += 1
        elif low == word or (word == "poss" and low in _POSS | _SELF):
            place += 1
        else:
            return None
    return place, tuple(things)


def _put_down(sentence: Sentence, start: int) -> bool:
    """Return whether a thing goes on with what it was taken for: "shrugged it off as noise"."""
    phrase = phrase_at(sentence, start)
    return phrase is not None and sentence.low(phrase.end) in ("as", "to")


def _thing(sentence: Sentence, start: int, following: tuple[str, ...]) -> int | None:
    """Return the end of a thing, before the words of the idiom that follow it."""
    if sentence.stops(start) or sentence.low(start) in lexicon().among("prepositions"):
        return None
    if not following:
        return start if phrase_at(sentence, start) is not None else None
    for end in range(start + 1, min(start + _LONGEST_THING, len(sentence.tokens))):
        if sentence.stops(end):
            return None
        if sentence.low(end) != following[0]:
            continue
        cut = sentence.up_to(end)
        phrase = phrase_at(cut, start)
        full = phrase and with_complements(cut, phrase, frozenset())
        if full is not None and full.end == end:
            return end
    return None


@cache
def _lists() -> Idioms:
    return Idioms.model_validate(read_yaml("agent.coach.rewriting", "idioms.yaml"))


@cache
def _more_verbs() -> frozenset[str]:
    return word_set(_lists().verbs)


@cache
def _loaded() -> re.Pattern[str]:
    lines = (re.escape(line.strip()) for line in _lists().loaded.splitlines())
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)")


@cache
def _idioms(name: str) -> dict[str, list[Idiom]]:
    """Return the idioms by the base of their verb, the longer ones first."""
    found: dict[str, list[Idiom]] = {}
    lines: str = getattr(_lists(), name)
    for line in lines.splitlines():
        loaded, _, told = line.partition(" -> ")
        plain, _, passive = told.partition(" / ")
        for words in _ways(loaded):
            denied = words[0] == "not"
            base, *rest = words[denied:]
            found.setdefault(base, []).append(
                Idiom(
                    denied,
                    base,
                    tuple(rest),
                    tuple(plain.split()),
                    tuple((passive or plain).split()),
                )
            )
    for rows in found.values():
        rows.sort(key=lambda idiom: -len(idiom.words))
    return found


def _ways(loaded: str) -> Iterator[tuple[str, ...]]:
    """Yield what a line stands for: "waved aside|off" is two ways, "any?" may be left out."""
    choices = [
        (word[:-1], "") if word.endswith("?") else tuple(word.split("|")) for word in loaded.split()
    ]
    for chosen in product(*choices):
        yield tuple(word for word in chosen if word)


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(" -> ") for line in _lists().phrases.splitlines())
    return tuple((loaded.strip(), plain) for loaded, _, plain in pairs)
