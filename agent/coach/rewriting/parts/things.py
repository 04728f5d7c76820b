"""Whether a part can be the thing that an act was done to, and the whole of it."""

from collections.abc import Sequence
from itertools import pairwise

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.objects import PERIODS
from agent.coach.rewriting.parts.going import BE, JOINS
from agent.coach.rewriting.parts.marks import ACT, KEPT, OBJECTS, UNDONE, Part
from agent.coach.rewriting.parts.verb_group import Act, read_act
from agent.coach.rewriting.tokens import Sentence

LETTING = word_set("let make see watch hear help have")
_SELVES = word_set("myself himself herself itself ourselves themselves yourself yourselves")
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
_NUMBERS = word_set(
    "ten twenty thirty forty fifty sixty seventy eighty ninety half two three four five"
)
_LASTING = word_set("spend lose waste take cost save")
_ABOUT = word_set("about around nearly almost over under some approximately roughly least")
_NO_IDIOMS = word_set(
    "nothing everything time part responsibility ownership shortcut shortcuts sense"
)


def is_thing(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether a part can be the whole object of the act before it."""
    part = parts[place]
    if sentence.low(part.start) in _SELVES or _is_odd_thing(sentence, parts, place):
        return False
    after = parts[place + 1] if place + 1 < len(parts) else None
    if after is None or after.mark != KEPT:
        return after is None or after.mark not in OBJECTS
    low = sentence.low(after.start)
    if low in JOINS and not _acts_after(sentence, parts, place + 1):
        return False
    return _may_follow(sentence, after.start) or _takes_more(sentence, parts, place)


def _is_odd_thing(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether an object is a spell of time, part of an idiom, or cut off before its end."""
    part = parts[place]
    act = _act_before(sentence, parts, place)
    bases = act.bases if act is not None else frozenset[str]()
    return (
        _is_cut_off(sentence, part, bases)
        or _is_spell(sentence, part, bases)
        or _aims(sentence, parts, place)
        or bool(bases & {"learn", "observe"} and act is not None and not act.denied)
    )


def _is_spell(sentence: Sentence, part: Part, bases: frozenset[str]) -> bool:
    """Return whether an object tells how long or how often, or is half an idiom."""
    last, first = sentence.low(part.end - 1), sentence.low(part.start)
    lasts = last in PERIODS | {"time", "times"} and part.end - part.start > 1
    if bases & _LASTING and _goes_on_doing(sentence, part):
        return True
    counts = first[:1].isdigit() or first in _NUMBERS
    torn = counts and sentence.low(part.start - 1) in _ABOUT
    idiom = last in lexicon().among("no_object") - _NO_IDIOMS
    return idiom or torn or (lasts and not bases & _LASTING)


def _goes_on_doing(sentence: Sentence, part: Part) -> bool:
    """Return whether what the time went into is in the part: "an hour getting it back"."""
    return any(
        first in PERIODS | {"time"} and lexicon().of_ing(then) is not None
        for first, then in pairwise(sentence.words(part.start, part.end))
    )


def _is_cut_off(sentence: Sentence, part: Part, bases: frozenset[str]) -> bool:
    """Return whether words behind an object belong to it: "the way back", "in C propped open"."""
    last, after, then = (sentence.low(at) for at in (part.end - 1, part.end, part.end + 1))
    stays = bases & {"leave", "keep"} and after in ("in", "on", "at")
    following = sentence.words(part.end, part.end + 6)
    return (
        (last == "way" and after == "back")
        or ("let" in bases and after == "down")
        or (after == "behind" and then in ("that", "which", "who"))
        or (bool(stays) and any(word.endswith("ed") or word == "open" for word in following))
    )


def _aims(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether "to save time" is the aim of an act that was left out, or of none."""
    part = parts[place]
    words, known = sentence.words(part.start, part.end), lexicon()
    inside = "to" in words[1:-1] and words[words.index("to") + 1] in known.base_verbs
    if inside and words[words.index("to") - 1] not in known.among("infinitive_nouns"):
        return True
    act = _act_before(sentence, parts, place)
    if act is None or sentence.words(part.end, part.end + 1) != ("to",):
        return False
    if sentence.low(part.end + 1) not in known.base_verbs:
        return False
    told = not act.bases.isdisjoint(known.among("object_control"))
    return "skip" in act.bases or (_denies(sentence, parts, place) and not told)


def _denies(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    before = [part for part in parts[:place] if part.mark in (ACT, UNDONE)][-2:]
    if any(part.mark == UNDONE for part in before):
        return True
    act = _act_before(sentence, parts, place)
    return act is not None and act.denied


def _act_before(sentence: Sentence, parts: Sequence[Part], place: int) -> Act | None:
    acts = [part for part in parts[:place] if part.mark == ACT]
    return read_act(sentence.words(acts[-1].start, acts[-1].end)) if acts else None


def _takes_more(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether the verb has a second object, or lets or makes its object do something."""
    act = _act_before(sentence, parts, place)
    return act is not None and bool(act.bases & (LETTING | lexicon().among("two_objects")))


def _may_follow(sentence: Sentence, place: int) -> bool:
    """Return whether a word can stand behind an object that is whole."""
    low, known = sentence.low(place), lexicon()
    if low in BE:
        return False
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
        if low in BE or lexicon().of_past(low) is not None or low in ("so", "then", "not", "now"):
            return True
        at += 1
    return at >= part.end and place + 1 < len(parts)
