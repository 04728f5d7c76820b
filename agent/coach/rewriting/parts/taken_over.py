"""Reads an act with what it takes over from the words before it: a denial, a tense, a supposal."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.parts.denials import (
    NOBODY,
    by_nobody,
    denials_in,
    is_plain_denial,
    tense_of,
)
from agent.coach.rewriting.parts.joined import JOINS
from agent.coach.rewriting.parts.marks import (
    ACT,
    CLAUSE,
    DOER,
    KEPT,
    LATE,
    RELATIVE,
    RELATIVES,
    UNDONE,
    Part,
)
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.parts.verb_group import Act, is_adverb, read_act
from agent.coach.rewriting.tokens import Sentence

_ANYBODY = word_set("a an any anyone anybody")
_GIVEN = word_set("if otherwise unless without with then were")
"""With these "would have" tells what came of it, not what should have been done."""
_IF = word_set("if unless otherwise")
_STAYS = word_set("also initially apparently presumably probably")
"""Words before "failed to" that go with the act: "was also not read"."""
_NAMING = word_set("without before after by from when while of in for")
"""Words behind which an act is named: "without checking"."""
_FOCUSING = word_set("only just simply merely not then")
"""Words between those and the act that may go with its object: "by testing only one"."""


def with_adverbs(sentence: Sentence, parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the adverb before a named act in its part: "without first closing"."""
    found = list(parts)
    for place, (before, act) in enumerate(pairwise(parts)):
        if _ends_in_adverb_of(sentence, before, act):
            found[place] = replace(before, end=before.end - 1)
            found[place + 1] = replace(act, start=act.start - 1)
    return found


def _ends_in_adverb_of(sentence: Sentence, before: Part, act: Part) -> bool:
    if before.mark != KEPT or before.end - before.start == 1 or act.mark != ACT:
        return False
    adverb, naming = sentence.low(before.end - 1), sentence.low(before.end - 2)
    is_named = naming in _NAMING and sentence.low(act.start).endswith("ing")
    return is_named and is_adverb(adverb) and adverb not in _FOCUSING


def read_told(teller: Teller, place: int) -> Act | None:
    """Return the act that a part tells; None where what stands before it makes none of it."""
    relates = teller.parts[place].mark in (RELATIVE, RELATIVES)
    possible = relates or _is_supposal(teller, _IF)
    act = read_act(teller.words_of(place), base=_follows_to(teller, place), possible=possible)
    if act is None:
        return None
    if teller.refusal is None:
        act = _shared(teller, act, place)
    else:
        act = _refused(teller, act, place, teller.refusal)
    return act and _never_done(teller, place, act)


def _follows_to(teller: Teller, place: int) -> bool:
    """Return whether "to" stands before this act, at the end of what goes."""
    before = teller.parts[place - 1] if place else None
    if before is None or before.mark not in (DOER, UNDONE, LATE):
        return False
    return teller.sentence.low(before.end - 1) == "to"


def _is_supposal(teller: Teller, signs: frozenset[str]) -> bool:
    """Return whether a condition stands in the sentence: what "could have been" is its outcome."""
    given = signs & set(teller.sentence.words(0, len(teller.sentence.tokens)))
    doers = (part for part in teller.parts if part.mark in (DOER, UNDONE))
    return bool(given) or any(teller.sentence.low(part.start - 1) == "had" for part in doers)


def _never_done(teller: Teller, place: int, act: Act) -> Act:
    """Tell what "a prudent master would have done" as what was not done."""
    doer = teller.parts[place - 1] if place else None
    if act.finite != "would" or act.tense != "modal perfect" or doer is None or act.denied:
        return act
    anybody = doer.mark == DOER and teller.sentence.low(doer.start) in _ANYBODY
    if _is_supposal(teller, _GIVEN) or not anybody:
        return act
    return replace(act, tense="past", finite="", denied=True, supposed=True)


def _refused(teller: Teller, act: Act, place: int, refusal: int) -> Act | None:
    """Return an act with what was said before it: "failed to", "nobody", "were slow to"."""
    words = teller.words_of(refusal)
    if teller.parts[refusal].mark == LATE:
        is_told = teller.parts[place].mark == ACT
        simple = act.tense in ("base", "present", "past", "gerund")
        return replace(act, tense=tense_of(words)) if is_told and simple else None
    if words[0] in NOBODY or words[:2] in (("not", "one"), ("not", "a")):
        return by_nobody(act, words)
    no = _is_denial(words) != act.denied
    return replace(
        act,
        tense=tense_of(words),
        denied=no,
        never="never" in words and no,
        behind=True,
        before=tuple(word for word in words if word in _STAYS),
        beside=(*act.before, *act.beside),
    )


def _is_denial(words: tuple[str, ...]) -> bool:
    """Return whether words say that a thing was not done: "failed to", not "never failed to"."""
    return is_plain_denial(words) or denials_in(words) % 2 == 0


def _shared(teller: Teller, act: Act, place: int) -> Act | None:
    """Return an act with what it shares with the one before: "failed to stop it and warn us"."""
    before, joins = teller.low_before(place), _joins_before(teller, act, place)
    last = teller.last[1] if teller.last else None
    alone = teller.parts[place - 1].mark != KEPT or not (before == "to" or before in joins)
    if last is None or alone:
        return None if before == "to" else act
    if before == "but" and act.tense == "past":
        return act
    start = teller.parts[place].start
    kept = teller.sentence.words(start - 2, start)
    if before == "to" and not (kept[:1] and kept[0] in joins):
        return None
    denied = _denied_as(act, last, before, bare=_is_bare(teller, act, place))
    if denied is not None:
        return _denied_too(teller, place, denied)
    return None if before == "to" else _with_had(teller, act, last, place)


def _joins_before(teller: Teller, act: Act, place: int) -> frozenset[str]:
    """Return the words that join an act to the one before; a comma only within a list."""
    joins = (JOINS | {"nor"}) - {","}
    if teller.last is None:
        return joins
    last = teller.last[1]
    listed = last.supposed or (_is_bare(teller, act, place) and last.behind)
    return joins | {","} if listed else joins


def _is_bare(teller: Teller, act: Act, place: int) -> bool:
    """Return whether a verb stands in its base form, as behind "did not"."""
    return act.tense == "present" and teller.sentence.low(teller.parts[place].start) in act.bases


def _denied_as(act: Act, last: Act, before: str, *, bare: bool) -> Act | None:
    """Return an act with the denial of the one before; None where it does not reach so far."""
    past = act.tense == "past" and not act.denied
    if before in ("or", "nor") and last.denied and past:
        return replace(act, tense=last.tense, denied=True)
    if last.supposed and past and not act.supposed:
        return replace(act, denied=last.denied, supposed=True)
    if bare and last.behind:
        return replace(act, tense=last.tense, denied=last.denied)
    return None


def _denied_too(teller: Teller, place: int, act: Act) -> Act:
    """Say "and" for "or" before a second thing that was not done, and no "to"."""
    number = teller.kept_before(place)
    words = re.sub(r" ?\bto$", "", teller.said(number))
    teller.out[number] = re.sub(r"\b(?:or|nor)$", "or" if teller.waiting else "and", words)
    return replace(act, behind=True)


def _with_had(teller: Teller, act: Act, last: Act, place: int) -> Act | None:
    """Return an act with the "had" of the one before; None where "had" may be meant or not."""
    start, past = teller.parts[place].start, act.tense == "past" and not act.denied
    if last.tense == "past perfect" and past and "if" in teller.sentence.words(0, start):
        return replace(act, tense="past perfect", denied=last.denied)
    perfect = last.tense in ("past perfect", "present perfect") and last.denied
    thinks = teller.parts[place].mark == CLAUSE
    parted = thinks or teller.sentence.words(start - 2, start) == (",", "and")
    unclear = perfect and past and not parted
    return None if unclear or _is_bare(teller, act, place) else act
