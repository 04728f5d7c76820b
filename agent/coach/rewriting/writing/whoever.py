"""The reasons against a draft that lie in whoever goes: something hangs on them, or is theirs."""

import re

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.small_words import small
from agent.coach.rewriting.writing.steps import Copied
from agent.coach.rewriting.writing.told import Told

_SELF = re.compile(r"\bI\b|\bby me\b|\bmy own\b|\bmyself\b")
_YOU = word_set("you your yours")
_RELATED = re.compile(
    r"(?<=\b(?:his|her)\x20)own\b|(?<=\btheir\x20)own\b|\bwhom\b|^according to [^,]{1,40},"
    r"|\bby (?:an?|the|our|one of) [^,.;]{2,40}? who\b",
    re.IGNORECASE,
)
"""What would hang, or be lost, without whoever it is of."""
_OF_DOERS = word_set("force demand insist push refuse order")
"""Acts of which nothing is known without who did them, in a sentence of a few words."""
_FEW = 4
_TAILS = word_set("with without who whose whom wanting trying hoping")
_ONES_OWN = re.compile(
    r"\bon (?:my|our|his|her|their) own\b|^(?:in|by|while|when|after|before) \w+ing\b",
    re.IGNORECASE,
)
"""What hangs on whoever acted."""
_WHERE = word_set("to from into onto on in at with")
_NO_PLACE = word_set(
    "own part side haste hurry rush eagerness zeal wisdom infinite opinion view mind behalf fault"
    " defence defense excitement carelessness negligence ignorance confidence mistake error desire"
)
"""What is somebody's and no place."""
_OWNED = word_set("its their")
_ERRORS = word_set("error mistake slip typo")
_SLIPS = word_set("wrong wrongly forgetting dismissed")
_ARTICLES = {"a", "an", "the"}


def loses_relation(told: Told) -> bool:
    """Return whether "whom we asked", "according to Ana" or "by a clerk who" is told no more."""
    said = told.text.lower()
    return any(match.group().lower() not in said for match in _RELATED.finditer(told.sentence.text))


def loses_owner(told: Told) -> bool:
    """Return whether a place or a company is told of no more, and whose the thing was: "its"."""
    copied, tokens = set(told.copied), told.sentence.tokens
    gone = told.gone
    owned = any(tokens[place].low in _OWNED and place + 1 in copied for place in gone)
    nameless = small() | lexicon().among("people")
    return owned and any(
        told.is_doer(place)
        and tokens[place].is_name
        and not tokens[place].agent
        and tokens[place].low not in nameless
        for place in gone
    )


def loses_place(told: Told) -> bool:
    """Return whether a thing or place of the doer's is told no more: "copied to his laptop"."""
    copied, known, sentence = set(told.copied), lexicon(), told.sentence
    return any(
        sentence.low(place) in _WHERE
        and sentence.low(place + 1) in known.among("possessives")
        and copied.isdisjoint((place, place + 1, place + 2))
        and sentence.low(place + 2) not in _NO_PLACE
        and not any(token.agent for token in sentence.tokens[place + 2 : place + 4])
        for place in range(len(sentence.tokens) - 2)
    )


def needs_doer(told: Told) -> bool:
    """Return whether an act is told that says nothing without who did it: "was forced"."""
    known = lexicon()
    verbs = (known.of_past(told.sentence.low(place)) for place in told.copied)
    bare = any(verb is not None and verb.bases & _OF_DOERS for verb in verbs)
    return bare and len(told.copied) <= _FEW


def leaves_tail(told: Told) -> bool:
    """Return whether a tail of somebody who is gone is left: "by a fitter with no ticket"."""
    copied = set(told.copied)
    return any(
        place in copied
        and place - 1 not in copied
        and told.sentence.low(place) in _TAILS
        and told.is_doer(place - 1)
        and "by" in told.sentence.words(place - 6, place)
        for place in range(1, len(told.sentence.tokens))
    )


def hangs_on_doer(told: Told) -> bool:
    """Return whether something is left of somebody who is gone: "on my own", "the loader is"."""
    gone = {
        told.sentence.low(place)
        for place in told.gone
        if told.is_doer(place) and told.sentence.tokens[place].kind == "word"
    }
    left = {told.sentence.low(place) for place in told.copied}
    again = (gone & left) - small() - lexicon().among("judging") - lexicon().among("adverbs")
    return bool(again) or _ONES_OWN.search(told.text) is not None


def leaves_self(told: Told) -> bool:
    """Return whether whoever writes is left as the one who acted: "(I used `latest`)"."""
    return _SELF.search(told.text) is not None


def loses_you(told: Told) -> bool:
    """Return whether "you" whom it befell are told of no more, or as "we"."""
    said = {token.low for token in Sentence(told.text).tokens}
    return said.isdisjoint(_YOU) and any(
        token.low == "you" and not told.is_doer(place)
        for place, token in enumerate(told.sentence.tokens)
    )


def only_names_less(told: Told) -> bool:
    """Return whether nothing was done but to leave out "by the clerk": who it was is no blame.

    Whose slip it was is: "a typo by the clerk", "the incorrect use of the switch by the crew".
    """
    copied = told.copied
    gone = told.gone
    added = {step for step in told.steps if not isinstance(step, Copied)}
    if added - _ARTICLES or not gone or copied != sorted(copied):
        return False
    by = gone[0]
    others = [place for number, place in enumerate(gone, by) if place != number]
    owned = {told.sentence.low(place) for place in others}
    if told.sentence.low(by) != "by" or owned - lexicon().among("possessives"):
        return False
    phrase = phrase_at(told.sentence, by + 1)
    people = phrase is not None and is_people(told.sentence, phrase.head)
    slip = any(_is_slip(told.sentence.low(place)) for place in copied)
    return not (people and slip and len(copied) > _FEW)


def _is_slip(low: str) -> bool:
    """Return whether a word says that something went wrong."""
    known = lexicon()
    wrong = low in _ERRORS or low.startswith(("mis", "non-"))
    lists = ("misdone", "lacking", "unmeant")
    return wrong or low in _SLIPS or any(low in known.among(name) for name in lists)
