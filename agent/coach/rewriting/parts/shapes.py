"""What marks can't be, whatever the tagger thinks: parts that are no doer, no object, no clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.objects import PERIODS
from agent.coach.rewriting.parts.marks import (
    ACT,
    ACTS,
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
from agent.coach.rewriting.parts.verb_group import Act, read_act
from agent.coach.rewriting.tokens import Sentence

_NOBODY = word_set("nobody none neither nor no-one noone")
_BE = word_set("is are was were be been being am has have had do does did will would can could")
_TELLS_MORE = word_set(
    "another who whom whose because although though despite after before during until where while"
)
"""What tells more of a doer than who it was: a cause, a time, a state."""
_OWNERS = word_set("our my your his her their its the")
_JOINS = word_set("and or but")
_SELVES = word_set("myself himself herself itself ourselves themselves yourself yourselves")
_TELLING = ACTS | {UNDONE, LATE}
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
    r" (?=(?:the|a|an|our|it|we|they|this)\b)|^(?:than|that|who|whom|which|of|by)\b|\bof to\b"
    r"|\b(?:because|owing|due) (?:while|when|during|after|before|at|in|on)\b",
    re.IGNORECASE,
)
_WITH_ONE = re.compile(r"\b(?:with|by)\b|\bin (?:one|a single|just|only|two)\b", re.IGNORECASE)
_COMPARED = re.compile(r"^(?:an? )?(?:better|more|closer|clearer)\b", re.IGNORECASE)
_HARM = word_set("lost missed broken corrupted hurt killed damaged wiped")
_INSTEAD = re.compile(r",? (?:not (?!to\b)|rather than|instead of|and not )", re.IGNORECASE)
"""What was done in place of what should have been: the denial would take it in."""
_FACTS = word_set(
    "hastily haste hasty unread blindly unchecked clearly repeatedly evidently properly fully late"
    " correctly promptly constantly manually deliberately knowingly"
)
"""How it was done, or how sure that is: these may not go with the doer."""
_NUMBERS = word_set(
    "ten twenty thirty forty fifty sixty seventy eighty ninety half two three four five"
)
_COMMON = word_set("frankly honestly embarrassingly sadly unfortunately obviously naturally once")
_OF_DOER = word_set("with without who whose wanting trying being having")
_LEANING = word_set("of for about to that who whose whom")
_LASTING = word_set("spend lose waste take cost save")
_PEOPLE = word_set("we i he she they you us me him them who whoever somebody someone one ones")
_JUDGING = word_set(
    "sadly frankly honestly unfortunately regrettably embarrassingly naturally just simply even"
    " merely of course as usual again human"
)
_FRAMES = word_set("regret admit sorry say report acknowledge confess shame")
"""What a sentence may be framed in: "we regret that"."""
_HALF_SAID = word_set("know want like need feel mean wish hope cost last")
_ABOUT = word_set("about around nearly almost over under some approximately roughly least")
_LOADED = re.compile(
    r"\b(?:botch\w*|bungl\w*|flout\w*|dawdl\w*|rot|rotted|terribl[ey]|sloppy|mess(?:ed)?|screw\w*"
    r"|fumbl\w*|blunder\w*|lousy|awful|fob\w*|skiv\w*|trust(?:ed)? blindly|insisted on)\b",
    re.IGNORECASE,
)
_POINTING = word_set("this that these those it")
_LONGEST_GROUP = 5
_DEGREES = word_set("so too very quite rather more as less most")
_SCOPE = word_set("simply just only merely")
_ISLAND = 3
_ARTICLES = word_set("a an the this that its his her their our no any")
_LETTING = word_set("let make see watch hear help have")
_OBJECTS = word_set(
    "nothing everything time part responsibility ownership shortcut shortcuts sense"
)


def well_formed(sentence: Sentence, parts: Sequence[Part]) -> bool:
    """Return whether the parts of a sentence can be what they are marked as."""
    checks = {DOER: _is_doer, KEPT: _is_kept, RELATIVE: _relates, RELATIVES: _relates}
    if not any(part.mark in _TELLING for part in parts):
        return False  # who may go from a passive is known elsewhere
    checks |= {
        CLAUSE: _is_thought,
        UNDONE: _is_denial,
        THING: _is_thing,
        THINGS: _is_thing,
        ACT: _is_act,
    }
    return all(
        checks[part.mark](sentence, parts, place)
        for place, part in enumerate(parts)
        if part.mark in checks
    )


def hangs(source: str, said: str) -> bool:
    """Return whether words are left that leaned on words now gone, or that judge.

    "Because that the disk ...", "was botched".
    """
    if _LOADED.search(said):
        return True
    left = {match.group().lower() for match in _HANGING.finditer(said)}
    return bool(left - {match.group().lower() for match in _HANGING.finditer(source)})


@dataclass(frozen=True, slots=True)
class _Going:
    """A part that goes, its words, and the part behind it."""

    sentence: Sentence
    part: Part
    words: Sequence[str]
    after: Part | None

    @property
    def acts(self) -> bool:
        """Whether an act follows at once."""
        return self.after is not None and self.after.mark in _TELLING

    @property
    def low(self) -> frozenset[str]:
        """The words as a set."""
        return frozenset(self.words)


def _is_doer(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    part = parts[place]
    after = parts[place + 1] if place + 1 < len(parts) else None
    going = _Going(sentence, part, sentence.words(part.start, part.end), after)
    return not any(check(going) for check in _NO_DOER)


def _denies_all(going: _Going) -> bool:
    """Return whether "nobody" would go, and with it that it was not done."""
    nobody = going.low & _NOBODY or [*going.words[:2]] == ["no", "one"]
    return bool(nobody) and not going.sentence.stops(going.part.end)


def _tells_more(going: _Going) -> bool:
    """Return whether more would go than who it was and what judges them."""
    low = going.low
    manner = {word for word in going.words if ends_as_adverb(word)}
    framed = going.words[-1] == "that" and not _FRAMES & low
    limits = {"only", "if"} <= low
    odd_manner = manner - lexicon().among("judging") - _JUDGING
    return bool(low & _TELLS_MORE or low & _FACTS or framed or limits or odd_manner)


def _is_machine(going: _Going) -> bool:
    """Return whether a machine goes: "the load balancer"."""
    machine = bool(going.low & lexicon().among("never_people"))
    return machine and not _names_people(going.sentence, going.part)


def _is_cause(going: _Going) -> bool:
    """Return whether what people had or did goes as a cause: "by the registrar's impatience"."""
    owned = any(word.endswith(("'s", "’s")) for word in going.words[:-1])
    last = going.sentence.tokens[going.part.end - 1]
    return going.words[0] == "by" and owned and not last.agent


def _no_people(going: _Going) -> bool:
    """Return whether nobody is named in what goes, or a system may be."""
    loose = lexicon().among("prepositions") | _BE | {"to", "not", "a", "an"}
    if going.low <= loose and [*going.words] != ["for"]:
        return True
    if going.sentence.low(going.part.start - 1) in _DEGREES:
        return True
    if going.words[0] in _POINTING or _is_rest_of_name(going.sentence, going.part):
        return True
    group = going.acts and _is_group(going.words)
    people = _names_people(going.sentence, going.part) or _only_judges(going.words) or group
    return _names_system(going.sentence, going.part) or not people


def _breaks_off(going: _Going) -> bool:
    """Return whether words would be left that hang on what goes."""
    words, low, after = going.words, going.low, going.after
    if low <= _JOINS | {",", "so"} or (words[-1] in _JOINS and len(words) > 1):
        return not going.acts
    if low & _BE and going.acts:
        return words[-1] not in ("to", ",")
    if low & _BE and low & lexicon().among("pronouns"):
        ends = going.sentence.tokens[going.part.end - 1].kind == "mark"
        return words[-1] != "that" and not (ends and going.part.start == 0)
    if words[0] in _JOINS and _acts(words[1:]):
        return True
    if after is None or after.mark != KEPT:
        return after is None and words[0] == "to"
    return not _may_go_before(going.sentence, going.part, after.start)


_NO_DOER = (_denies_all, _tells_more, _is_machine, _is_cause, _no_people, _breaks_off)
"""What speaks against a part being one who acted."""


def _is_denial(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    part = parts[place]
    low, known = sentence.low(part.start), lexicon()
    if set(sentence.words(part.start, part.end)) & _FACTS:
        return False
    return low not in known.among("prepositions") - {"without"}


def _is_thought(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether "it was V-ed that" says something: not of what people only saw."""
    part = parts[place]
    act = read_act(sentence.words(part.start, part.end))
    seen = lexicon().among("noticing") | {"observe", "hear", "learn"}
    refused = place > 0 and parts[place - 1].mark == UNDONE
    half = act is not None and act.bases & _HALF_SAID
    return not half and (act is None or act.denied or refused or act.bases.isdisjoint(seen))


def _names_people(sentence: Sentence, part: Part) -> bool:
    """Return whether a person or a group is named in what goes, and not only as an owner."""
    words = sentence.words(part.start, part.end)
    tokens = sentence.tokens[part.start : part.end]
    if any(token.agent or token.text.startswith("@") for token in tokens):
        return True
    return bool(set(words) & _PEOPLE) and not set(words) <= _OWNERS


def _is_rest_of_name(sentence: Sentence, part: Part) -> bool:
    """Return whether what goes is the end of a group's name: "team" in "the Atlas team"."""
    first = sentence.tokens[part.start - 1] if part.start else None
    return part.end - part.start == 1 and first is not None and first.is_name and part.start > 1


def _only_judges(words: Sequence[str]) -> bool:
    known = lexicon()
    light = known.among("judging") | known.among("coordinators") | _JUDGING | {",", "and", "so"}
    return all(word in light for word in words)


def _is_group(words: Sequence[str]) -> bool:
    """Return whether somebody whom no list knows may have acted: "the courier firm"."""
    known = lexicon()
    short = len(words) <= _LONGEST_GROUP and words[0] in ("the", "a", "an")
    return short and not set(words) & (known.among("never_people") | {"this", "that", "these"})


def _names_system(sentence: Sentence, part: Part) -> bool:
    """Return whether what goes has a name in it that may be a system's."""
    tokens = sentence.tokens[part.start : part.end]
    if any(token.agent or token.text.startswith("@") for token in tokens):
        return False
    named = [token for token in tokens if token.text[:1].isupper() and token.low not in _COMMON]
    return any(token.low not in _opening_words() for token in named)


def _opening_words() -> frozenset[str]:
    known = lexicon()
    names = ("determiners", "possessives", "prepositions", "subordinators", "pronouns", "adverbs")
    return frozenset[str]().union(*(known.among(name) for name in names))


def _acts(words: Sequence[str]) -> bool:
    return any(word in _BE or lexicon().of_past(word) is not None for word in words)


def _may_go_before(sentence: Sentence, part: Part, after: int) -> bool:
    """Return whether what goes leaves nothing behind that leaned on it."""
    words, low = sentence.words(part.start, part.end), sentence.low(after)
    ends = sentence.tokens[part.end - 1].kind == "mark"
    first, last = words[0], words[-1]
    if len(words) > 1 and first in _JOINS:
        return _parts_clauses(sentence, after)
    if len(words) > 1 and first in (",", "–", "—", "(") and not ends:
        return sentence.stops(after)
    if first == "to" or (first == "by" and low in _OF_DOER):
        return first == "to" and part.start == 0
    return _stands_alone(part, words, low, ends=ends) or last.endswith("'s")


def _stands_alone(part: Part, words: tuple[str, ...], low: str, *, ends: bool) -> bool:
    """Return whether neither "of it" nor "was late" would be left behind what goes."""
    first, last = words[0], words[-1]
    known = lexicon()
    light = ends or ends_as_adverb(last) or last in known.among("possessives")
    if low in _LEANING and not light:
        return False
    subject = first not in known.among("prepositions") and not light
    finite = low in _BE or (known.of_past(low) is not None and not low.endswith("ed"))
    clear = last in known.among("pronouns") or part.end - part.start > 1
    return not (subject and finite and clear)


def _parts_clauses(sentence: Sentence, place: int) -> bool:
    low, known = sentence.low(place), lexicon()
    names = ("coordinators", "subordinators", "prepositions")
    return sentence.stops(place) or any(low in known.among(name) for name in names)


def _is_kept(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether a few words between two that go can stand by themselves."""
    part = parts[place]
    if place > 0 and _acts_on(sentence, part):
        return False
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


def _acts_on(sentence: Sentence, part: Part) -> bool:
    """Return whether "and left" stands there, whose doer has gone."""
    words = sentence.words(part.start, part.end)
    return any(
        first in _JOINS | {"then"} and then not in _BE and then in lexicon().past_forms
        for first, then in pairwise(words)
    )


def _is_light(word: str) -> bool:
    known = lexicon()
    names = ("adverbs", "coordinators", "subordinators", "particles")
    return any(word in known.among(name) for name in names) or ends_as_adverb(word)


def _relates(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether a verb stands in a clause about a thing before, with its doer or "that"."""
    before = parts[place - 1] if place else None
    if before is None or sentence.low(parts[place].end) == "to":
        return False
    return before.mark in (DOER, UNDONE) or sentence.low(before.end - 1) in _OPENERS


def _is_thing(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    part = parts[place]
    if sentence.low(part.start) in _SELVES or _is_odd_thing(sentence, parts, place):
        return False
    after = parts[place + 1] if place + 1 < len(parts) else None
    if after is None or after.mark != KEPT:
        return after is None or after.mark not in _THINGS
    low = sentence.low(after.start)
    if low in _JOINS and not _acts_after(sentence, parts, place + 1):
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
    idiom = last in lexicon().among("no_object") - _OBJECTS
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
    return act is not None and bool(act.bases & (_LETTING | lexicon().among("two_objects")))


def _may_follow(sentence: Sentence, place: int) -> bool:
    """Return whether a word can stand behind an object that is whole."""
    low, known = sentence.low(place), lexicon()
    if low in _BE:
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
        if low in _BE or lexicon().of_past(low) is not None or low in ("so", "then", "not", "now"):
            return True
        at += 1
    return at >= part.end and place + 1 < len(parts)


def _may_open(sentence: Sentence, place: int) -> bool:
    """Return whether an act without a doer of its own may stand behind a word."""
    low, known = sentence.low(place), lexicon()
    names = ("coordinators", "subordinators", "prepositions")
    return (
        any(low in known.among(name) for name in names)
        or sentence.tokens[place].kind != "word"
        or low in ("also", "so", "to", "thereby", "without", "not", "then", "than", "had")
    )


def _is_act(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether a verb group is an act of somebody that can be told of the thing."""
    part = parts[place]
    before = parts[place - 1] if place else None
    opens = before is None or before.mark != KEPT or _may_open(sentence, before.end - 1)
    return opens and not _is_unfit(sentence, part) and not _is_supposed(sentence, part)


def _is_unfit(sentence: Sentence, part: Part) -> bool:
    """Return whether the verb has no passive, is a command, or only half of what was done."""
    words = sentence.words(part.start, part.end)
    act = read_act(words)
    orders = lexicon().base_verbs | lexicon().table("irregular").keys()
    if (part.start == 0 and words[0] in orders) or "hardly" in words:
        return True
    unfit = lexicon().among("no_passive") | _HALF_SAID
    half = act is not None and bool(act.bases & unfit) and not act.bases & _LETTING
    half = half or (act is not None and act.denied and "think" in act.bases)
    again = "again" in words and sentence.low(part.start - 1) == "once"
    judged = bool(_FACTS & lexicon().among("judging") & set(words))
    also = "not" in words and bool(_SCOPE & set(words)) and "but" in sentence.text.lower().split()
    return half or again or judged or also


def _is_supposed(sentence: Sentence, part: Part) -> bool:
    """Return whether it was only supposed: "would have" of anybody, "could ... with one call".

    What "could have been lost" was not, and that is no failure.
    """
    words = set(sentence.words(part.start, part.end))
    around, rest = sentence.text.lower(), sentence.after(part.end).lstrip()
    if "have" not in words:
        return False
    if "would" in words and "if " not in around:
        return _SUPPOSED.search(around) is not None
    if words & {"should", "ought", "could", "might", "needed"} and _INSTEAD.search(rest):
        return True
    might = bool(words & {"could", "might"})
    theirs = sentence.low(part.start - 1) in ("they", "he", "she", "it", "you")
    if _COMPARED.search(rest) or (might and (theirs or words & _HARM)):
        return True
    return bool(words & {"could", "might"}) and _WITH_ONE.search(rest) is not None
