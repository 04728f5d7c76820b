"""What marks can't be, whatever the tagger thinks: parts that are no doer, no object, no clause."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.parts.going import BE, FACTS, JOINS, OWNERS, doubts_of_going
from agent.coach.rewriting.parts.marks import (
    ACT,
    CLAUSE,
    DOER,
    KEPT,
    RELATIVE,
    RELATIVES,
    TELLING,
    THING,
    THINGS,
    UNDONE,
    Part,
)
from agent.coach.rewriting.parts.things import LETTING, is_thing
from agent.coach.rewriting.parts.verb_group import read_act
from agent.coach.rewriting.tokens import Sentence

_OPENERS = word_set("that which what whatever whose")
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
_HALF_SAID = word_set("know want like need feel mean wish hope cost last")
_TELLABLE = word_set("seek need")
"""Verbs that read well of a thing although the lists have them as intransitive."""
_LOADED = re.compile(
    r"\b(?:please|pl[sz]|(?<=, )only to|botch\w*|bungl\w*|flout\w*|dawdl\w*|rot|rotted"
    r"|terribl[ey]|sloppy|mess(?:ed)?|screw\w*|fumbl\w*|blunder\w*|lousy|awful|fob\w*|skiv\w*"
    r"|trust(?:ed)? blindly|insisted on"
    r"|it (?:wanted|believed|thought|knew|hoped|decided|feared|felt|preferred|promised))\b",
    re.IGNORECASE,
)
"""What judges, appeals, or tells of somebody who is gone: "because it wanted more time"."""
_SPEAKING = word_set("reply respond answer speak talk write report shout announce warn")
"""Behind these "on the radio" tells where, and is nothing that was done to the radio."""
_REASONED = re.compile(r"\bgiven (?:that|the|how)\b|, (?:as|since|because|for)\b", re.IGNORECASE)
"""Why it should have been: behind a denial that would be why it was not."""
_EVENTS = word_set("meeting review call standup stand-up retro handover drill rehearsal planning")
"""Where nobody did something is a fact: "nobody in the weekly meeting asked"."""
_SCOPE = word_set("simply just only merely")
_ISLAND = 3
_ARTICLES = word_set("a an the this that its his her their our no any")


def doubts(sentence: Sentence, parts: Sequence[Part]) -> Iterator[str]:
    """Yield what speaks against the parts of a sentence being what they are marked as."""
    if not any(part.mark in TELLING for part in parts):
        gone_by = any(part.mark == DOER and sentence.low(part.start) == "by" for part in parts)
        yield "passive" if gone_by else "untold"
    for place, part in enumerate(parts):
        if part.mark == DOER:
            yield from doubts_of_going(sentence, parts, place)
        else:
            for doubt, check in _CHECKS.get(part.mark, ()):
                if not check(sentence, parts, place):
                    yield doubt


def hangs(source: str, said: str) -> bool:
    """Return whether words are left that leaned on words now gone, or that judge.

    "Because that the disk ...", "was botched".
    """
    if _LOADED.search(said):
        return True
    left = {match.group().lower() for match in _HANGING.finditer(said)}
    return bool(left - {match.group().lower() for match in _HANGING.finditer(source)})


def _is_denial(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    part = parts[place]
    low, known = sentence.low(part.start), lexicon()
    if set(sentence.words(part.start, part.end)) & (FACTS | _EVENTS):
        return False
    return low not in known.among("prepositions") - {"without"}


def _is_thought(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether "it was V-ed that" says something: not of what people only saw."""
    part = parts[place]
    act = read_act(sentence.words(part.start, part.end))
    seen = (lexicon().among("noticing") | {"observe", "hear", "learn"}) - {"know"}
    without = sentence.low(part.start - 1) == "without"
    refused = without or (place > 0 and parts[place - 1].mark == UNDONE)
    half = act is not None and act.bases & (_HALF_SAID - {"know"})
    return not half and (act is None or act.denied or refused or act.bases.isdisjoint(seen))


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
    owned = set(sentence.words(before.start, before.end)) <= OWNERS
    if owned or sentence.low(before.start - 1) in _ARTICLES:
        return True
    return any(sentence.tokens[at].kind == "mark" for at in range(part.start, part.end)) or all(
        _is_light(word) for word in words
    )


def _acts_on(sentence: Sentence, part: Part) -> bool:
    """Return whether "and left" stands there, whose doer has gone."""
    words = sentence.words(part.start, part.end)
    return any(
        first in JOINS | {"then"} and then not in BE and then in lexicon().past_forms
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
    return opens and not _is_unfit(sentence, part)


def _is_unfit(sentence: Sentence, part: Part) -> bool:
    """Return whether the verb has no passive, is a command, or only half of what was done."""
    words = sentence.words(part.start, part.end)
    act = read_act(words)
    orders = lexicon().base_verbs | lexicon().table("irregular").keys()
    if (part.start == 0 and words[0] in orders) or "hardly" in words:
        return True
    unfit = (lexicon().among("no_passive") | _HALF_SAID) - _TELLABLE
    half = act is not None and bool(act.bases & unfit) and not act.bases & LETTING
    half = half or (act is not None and act.denied and "think" in act.bases)
    again = "again" in words and sentence.low(part.start - 1) == "once"
    judged = bool(FACTS & lexicon().among("judging") & set(words))
    also = "not" in words and bool(_SCOPE & set(words)) and "but" in sentence.text.lower().split()
    return half or again or judged or also


def _is_told_of(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether an act was done to the thing: nothing was "replied on" or "got"."""
    part = parts[place]
    act = read_act(sentence.words(part.start, part.end))
    where = sentence.low(part.end) in ("on", "by", "in", "at", "over")
    return act is None or not (
        "get" in act.bases or (where and not act.bases.isdisjoint(_SPEAKING))
    )


def _is_real(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether it was more than supposed: "would have" of anybody, "could ... with one call".

    What "could have been lost" was not, and that is no failure.
    """
    part = parts[place]
    words = set(sentence.words(part.start, part.end))
    around, rest = sentence.text.lower(), sentence.after(part.end).lstrip()
    if "have" not in words and "should've" not in words:
        return True
    if "would" in words and "if " not in around:
        return _SUPPOSED.search(around) is None
    should, might = words & {"should", "ought"}, words & {"could", "might"}
    if (should or might or "needed" in words) and _INSTEAD.search(rest):
        return False
    if _COMPARED.search(rest) or (should and _REASONED.search(rest)):
        return False
    theirs = sentence.low(part.start - 1) in ("they", "he", "she", "it", "you")
    return not (might and (theirs or words & _HARM or _WITH_ONE.search(rest)))


_CHECKS = {
    KEPT: (("left", _is_kept),),
    RELATIVE: (("relative", _relates),),
    RELATIVES: (("relative", _relates),),
    CLAUSE: (("clause", _is_thought),),
    UNDONE: (("denial", _is_denial),),
    THING: (("thing", is_thing),),
    THINGS: (("thing", is_thing),),
    ACT: (("verb", _is_act), ("supposed", _is_real), ("act", _is_told_of)),
}
"""What is asked of a part, and the names of the doubts where it is not so."""
