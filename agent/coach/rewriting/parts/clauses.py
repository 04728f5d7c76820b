"""Tells acts whose object is a clause or stands before them, and keeps clauses apart."""

import re
from dataclasses import replace

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.parts.causes import is_all_thought, is_noun
from agent.coach.rewriting.parts.marks import CLAUSE, DOER, KEPT, RELATIVES, UNDONE
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.parts.verb_group import Act, passive
from agent.coach.rewriting.tokens import Sentence

_FINITE = word_set("was were is are had has have would could should might does did will can")
_THINKING = word_set("assume think believe expect suppose hope feel guess decide claim say figure")
"""Behind these a clause reads well without "that"."""
_OPENERS = word_set("that this what which who whose whether how why where when if these those")
_FAR = 4
"""So far into a clause a "that" opens it: "we thought this morning that"."""
_INVERTING = word_set("had did have has do does would could should")


def take_clause(teller: Teller, place: int, act: Act) -> bool:
    """Tell "we assumed that" as "it was assumed that", "he had set" as "that had been set"."""
    mark = teller.parts[place].mark
    unseen = mark == CLAUSE and _is_unseen(teller, place, act)
    if teller.waiting or (act.tense in ("gerund", "perfect gerund", "base") and not unseen):
        return False
    if mark == CLAUSE:
        return _take_thought(teller, place, act)
    verb = passive(act, plural=mark == RELATIVES)
    teller.out[place] = verb if _is_related(teller, place) else f"that {verb}"
    teller.refusal = None
    return True


def _is_unseen(teller: Teller, place: int, act: Act) -> bool:
    """Return whether "without noticing that" stands there: "without it being noticed that"."""
    then = teller.sentence.low(teller.parts[place].end)
    return act.tense == "gerund" and teller.low_before(place) == "without" and then == "that"


def _take_thought(teller: Teller, place: int, act: Act) -> bool:
    opener = _opener(teller.sentence, teller.parts[place].end, act)
    inverted = is_inverted(teller, place, act)
    if opener is None or inverted is None:
        return False
    if teller.done:
        _part_clauses(teller, place)
    if "take" in act.bases and act.tense == "past" and not act.denied:
        teller.out[place] = "it taken" if inverted else "it took"
    else:
        said = passive(_decided(act), plural=False)
        teller.out[place] = f"it {been(said) if inverted else said}{opener}"
    refusal, teller.refusal = teller.refusal, None
    if refusal is None or not is_noun(teller, refusal):
        return True
    return is_all_thought(teller, refusal, place)


def _opener(sentence: Sentence, place: int, act: Act) -> str | None:
    """Return "that" where a clause begins without it, "" where it needs none.

    None where no clause begins: "we assumed it".
    """
    low, then = sentence.low(place), sentence.low(place + 1)
    if low in ("", ":"):
        return None
    if low == "it" and then not in _FINITE and lexicon().of_past(then) is None:
        return None
    thinks = not act.denied and not act.bases.isdisjoint(_THINKING)
    names = ("determiners", "possessives", "pronouns")
    begins = any(low in lexicon().among(name) for name in names) and low not in _OPENERS
    begins = begins and "that" not in sentence.words(place, place + _FAR)
    return " that" if low == "it" or (begins and not thinks) else ""


def _decided(act: Act) -> Act:
    """Say "decided" for "chosen": "it was decided to"."""
    return replace(act, participles=("decided",)) if "choose" in act.bases else act


def _is_related(teller: Teller, place: int) -> bool:
    """Return whether a relative clause has its opener already: "which", "what", "whose wiring"."""
    if teller.low_before(place) in ("that", "which", "what", "whatever", "as", "than"):
        return True
    start = teller.parts[place].start
    return "whose" in teller.sentence.words(start - 5, start)


def set_apart(teller: Teller, place: int) -> None:
    """Set a comma before "and" behind a that-clause: what follows is no part of it."""
    if any(part.mark == CLAUSE for part in teller.parts[:place]):
        _part_clauses(teller, place)


def _part_clauses(teller: Teller, place: int) -> None:
    """Set a comma before the "and" that ends the words before a part."""
    if place == 0 or teller.parts[place - 1].mark != KEPT:
        return
    words = teller.said(place - 1)
    parted = re.sub(r"(?<=\w) (and|but)$", r", \1", words)
    teller.out[place - 1] = f"\b, {words}" if words in ("and", "but") else parted


def is_inverted(teller: Teller, first: int, act: Act) -> bool | None:
    """Return whether "had" stands before the doer: "had we tested it". None for other verbs."""
    before = teller.parts[first - 1] if first else None
    if before is None or before.mark not in (DOER, UNDONE) or first < 2:
        return False
    low = teller.sentence.low(before.start - 1)
    if low not in _INVERTING:
        return False
    return True if low == "had" and act.tense == "past" and not act.beside else None


def been(verb: str) -> str:
    """Return a passive behind "had": "was not closed" as "not been closed"."""
    _, denied, rest = verb.partition(" not ")
    return f"not been {rest}" if denied else f"been {verb.partition(' ')[2]}"
