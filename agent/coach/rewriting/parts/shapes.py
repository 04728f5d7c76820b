"""What marks can't be, whatever the tagger thinks: parts that are no doer, no object, no clause."""

import re
from collections.abc import Sequence

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.parts.marks import (
    ACT,
    CLAUSE,
    DOER,
    KEPT,
    LATE,
    RELATIVE,
    RELATIVES,
    THING,
    THINGS,
    UNDONE,
    Part,
)
from agent.coach.rewriting.parts.verb_group import read_act
from agent.coach.rewriting.tokens import Sentence

_NOBODY = word_set("nobody none neither nor no-one noone")
_BE = word_set("is are was were be been being am has have had do does did will would can could")
_TELLS_MORE = word_set(
    "who whom whose because although though despite after before during until where while"
)
"""What tells more of a doer than who it was: a cause, a time, a state."""
_OWNERS = word_set("our my your his her their its the")
_JOINS = word_set("and or but")
_SELVES = word_set("myself himself herself itself ourselves themselves yourself yourselves")
_TELLING = frozenset({ACT, CLAUSE, RELATIVE, RELATIVES, UNDONE, LATE})
_THINGS = frozenset({THING, THINGS})
_OPENERS = word_set("that which what whatever whose")
_TIMES = word_set(
    "again twice once yesterday today tonight early late now then there here later earlier first"
    " monday tuesday wednesday thursday friday saturday sunday last this every each all only even"
    " the a an no not any some both one two three as than if so up off out by when unchecked"
    " open shut unread unsigned unlocked free clear short wide full empty alone straight back home"
    " too quickly instead himself itself who whom whose what how more less much sooner anyway"
    " overnight rather upside beforehand afterwards nowhere everywhere blind further second long"
    " one two three four five six seven eight nine ten eleven twelve twenty thirty forty sixty"
    " it they we he she there his her their our its them past nonetheless meanwhile"
    " normal dry hot cold blue pink brown black white red green wrong obsolete possible optional"
    " secret alive redundant odd apart high low aft face inside outside unattended top freely"
    " permission access enough notice live valid invalid dead asleep awake waiting number"
)
"""Words that may follow an object without belonging to it."""
_SUPPOSED = re.compile(r"\b(?:some|any)(?:one|body)\b|\bthink\b|\bexpect\b|\bpeople\b|\byou\b")
_HANGING = re.compile(
    r"\b(?:because|since|while|when|as|if|although|though|or|whereas|by|of|for|with) that"
    r" (?=(?:the|a|an|our|it|we|they|this)\b)|^(?:than|that|who|whom|which|of|by)\b|\bof to\b",
    re.IGNORECASE,
)
_WITH_ONE = re.compile(r"\b(?:with|by|in) (?:one|a single|just|only|a quick|two)\b", re.IGNORECASE)
_INSTEAD = re.compile(r",? (?:not (?!to\b)|rather than|instead of|and not )", re.IGNORECASE)
"""What was done in place of what should have been: the denial would take it in."""
_ISLAND = 3
_ARTICLES = word_set("a an the this that its his her their our no any")
_LETTING = word_set("let make see watch hear help have")


def well_formed(sentence: Sentence, parts: Sequence[Part]) -> bool:
    """Return whether the parts of a sentence can be what they are marked as."""
    checks = {DOER: _is_doer, KEPT: _is_kept, RELATIVE: _relates, RELATIVES: _relates}
    checks |= {THING: _is_thing, THINGS: _is_thing, ACT: _is_act}
    return all(
        checks[part.mark](sentence, parts, place)
        for place, part in enumerate(parts)
        if part.mark in checks
    )


def hangs(source: str, said: str) -> bool:
    """Return whether words are left that leaned on words now gone: "because that the disk ..."."""
    left = {match.group().lower() for match in _HANGING.finditer(said)}
    return bool(left - {match.group().lower() for match in _HANGING.finditer(source)})


def _is_doer(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    part = parts[place]
    words = sentence.words(part.start, part.end)
    nobody = set(words) & _NOBODY or words[:2] == ("no", "one")
    if nobody and not sentence.stops(part.end):
        return False
    if set(words) & _TELLS_MORE:
        return False
    loose = lexicon().among("prepositions") | _BE | {"to", "not", "a", "an"}
    if set(words) <= loose and words != ("for",):
        return False
    after = parts[place + 1] if place + 1 < len(parts) else None
    if words[-1] in _JOINS and len(words) > 1:
        return after is not None and after.mark in _TELLING
    if words[0] in _JOINS and len(words) > 1 and after is not None:
        return after.mark == KEPT and _parts_clauses(sentence, after.start)
    return True


def _parts_clauses(sentence: Sentence, place: int) -> bool:
    low, known = sentence.low(place), lexicon()
    names = ("coordinators", "subordinators", "prepositions")
    return sentence.stops(place) or any(low in known.among(name) for name in names)


def _is_kept(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether a few words between two that go can stand by themselves."""
    part = parts[place]
    between = 0 < place < len(parts) - 1
    if not between or part.end - part.start > _ISLAND:
        return True
    if parts[place - 1].mark != DOER or parts[place + 1].mark != DOER:
        return True
    words = sentence.words(part.start, part.end)
    before = parts[place - 1]
    owned = set(sentence.words(before.start, before.end)) <= _OWNERS
    if owned or sentence.low(before.start - 1) in _ARTICLES:
        return True
    return any(sentence.tokens[at].kind == "mark" for at in range(part.start, part.end)) or all(
        _is_light(word) for word in words
    )


def _is_light(word: str) -> bool:
    known = lexicon()
    names = ("adverbs", "coordinators", "subordinators", "particles")
    return any(word in known.among(name) for name in names) or ends_as_adverb(word)


def _relates(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether a verb stands in a clause about a thing before, with its doer or "that"."""
    before = parts[place - 1] if place else None
    if before is None:
        return False
    return before.mark in (DOER, UNDONE) or sentence.low(before.end - 1) in _OPENERS


def _is_thing(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    part = parts[place]
    if sentence.low(part.start) in _SELVES:
        return False
    after = parts[place + 1] if place + 1 < len(parts) else None
    if after is None or after.mark != KEPT:
        return after is None or after.mark not in _THINGS
    low = sentence.low(after.start)
    if low in _JOINS and not _acts_after(sentence, parts, place + 1):
        return False
    return _may_follow(sentence, after.start) or _takes_more(sentence, parts, place)


def _takes_more(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether the verb has a second object, or lets or makes its object do something."""
    acts = [part for part in parts[:place] if part.mark == ACT]
    if not acts:
        return False
    act = read_act(sentence.words(acts[-1].start, acts[-1].end))
    return act is not None and bool(act.bases & (_LETTING | lexicon().among("two_objects")))


def _may_follow(sentence: Sentence, place: int) -> bool:
    """Return whether a word can stand behind an object that is whole."""
    low, known = sentence.low(place), lexicon()
    names = ("prepositions", "particles", "adverbs", "coordinators", "subordinators", "states")
    known_word = any(low in known.among(name) for name in names) or low in _TIMES
    ends = low.endswith(("ed", "ing", "en", "ly", "wards")) or known.of_past(low) is not None
    other = sentence.tokens[place].kind != "word" or any(letter.isdigit() for letter in low)
    return known_word or ends or other or sentence.stops(place) or low == "to"


def _acts_after(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether a clause follows behind "and": an act, or a verb before the next stop."""
    part = parts[place]
    at = part.start + 1
    while at < part.end and not sentence.stops(at):
        low = sentence.low(at)
        if low in _BE or lexicon().of_past(low) is not None or low in ("so", "then", "not", "now"):
            return True
        at += 1
    return at >= part.end and place + 1 < len(parts)


def _is_act(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether somebody did it: "would have" of anybody, and "could ... with one call"."""
    part = parts[place]
    words = set(sentence.words(part.start, part.end))
    around = sentence.text.lower()
    if "would" in words and "have" in words and "if " not in around:
        return _SUPPOSED.search(around) is None
    supposed = bool(words & {"should", "ought", "could", "might", "needed"}) and "have" in words
    if supposed and _INSTEAD.search(sentence.after(part.end)):
        return False
    possible = words & {"could", "might"} and "have" in words
    return not (possible and _WITH_ONE.search(sentence.after(part.end)))
