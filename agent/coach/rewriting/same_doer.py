"""Judges whether a verb behind a clause is of the doer who is gone, and what its denial reaches."""

from itertools import pairwise

from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import begins_object, begins_verb, phrase_at
from agent.coach.rewriting.readings import Group, is_adverb
from agent.coach.rewriting.tokens import Sentence

_FINITE_STARTS = word_set("did didn't failed forgot neglected never could couldn't wouldn't")
_STATES = word_set("was were is are had would could will can might")


def joins(sentence: Sentence, place: int) -> bool:
    """Return whether a word may join one more verb: not the "then" of "was then done"."""
    low = sentence.low(place)
    inside = low == "then" and sentence.low(place - 1) in lexicon().among("finite")
    return not inside and low in ("and", "but", "or", "nor", "then", "yet")


def reaches_on(sentence: Sentence, group: Group, place: int) -> bool:
    """Return whether the denial of a verb may be of the next one too.

    "Should have tested it and told us", "nobody tested it and told us", "never tested and told".
    """
    apart = sentence.low(place - 1) == ","
    never = not apart and "never" in sentence.words(group.start, group.main)
    perfect = group.denied and group.time in ("past perfect", "present perfect")
    nobody = {"nobody", "none", "neither"} & set(sentence.words(0, group.start))
    no_one = ("no", "one") in pairwise(sentence.words(0, group.start))
    return group.sort == "counterfactual" or never or perfect or bool(nobody) or no_one


def is_participle(sentence: Sentence, place: int) -> bool:
    """Return whether "and told" may go with "should have": then it was not done either."""
    while is_adverb(sentence.low(place)):
        place += 1
    verb = lexicon().of_past(sentence.low(place))
    return verb is not None and verb.participle == sentence.low(place)


def goes_on_apart(sentence: Sentence, place: int) -> bool:
    """Return whether ", deleted them, and ..." or "and when ..." follows.

    One more act of the doer who is gone is told there, out of reach.
    """
    low, after = sentence.low(place), sentence.low(place + 1)
    if low == "and" and after in ("when", "if", "once", "after"):
        return True
    if low != ",":
        return False
    acts = lexicon().of_past(after) is not None and after not in ("led", "caused", "due")
    return acts and begins_verb(sentence, place + 1)


def next_act(sentence: Sentence, start: int) -> int | None:
    """Return where ", and" or "and" begins the next act of a list; None where a clause parts it."""
    for place in range(start, len(sentence.tokens)):
        low = sentence.low(place)
        if low in ("and", ",") and begins_verb(sentence, place + 1 + (low == ",")):
            return place
        if low in lexicon().among("subordinators") | {";", ":"}:
            return None
    return None


def acts_after_aside(sentence: Sentence, place: int) -> bool:
    """Return whether ", when pressed, blamed" or "in the review offered" follows "and"."""
    after = sentence.low(place)
    if after == ",":
        close = next(
            (n for n in range(place + 1, len(sentence.tokens)) if sentence.low(n) == ","), None
        )
        return close is not None and begins_verb(sentence, close + 1)
    if after not in lexicon().among("prepositions"):
        return False
    while after in lexicon().among("prepositions"):
        phrase = phrase_at(sentence, place + 1)
        if phrase is None:
            return False
        place, after = phrase.end, sentence.low(phrase.end)
    return begins_verb(sentence, place)


def may_be_of_doer(sentence: Sentence, place: int) -> bool:
    """Return whether a verb after "and" in a clause within may speak of the doer who is gone."""
    following = place + 1
    while is_adverb(sentence.low(following)):
        following += 1
    after = sentence.low(following)
    acts = lexicon().of_past(after) is not None and sentence.low(place) != "or"
    return acts or after in _FINITE_STARTS


def is_of_doer(sentence: Sentence, start: int, place: int) -> bool:
    """Return whether "and ran it" after "that it was idle" is an act of those who believed so.

    The thing of which something is believed does not act on itself, nor on what only people do.
    """
    second = group_at(sentence, place + 1)
    if second is None or sentence.low(place) not in ("and", "but") or second.time != "past":
        return False
    inner = sentence.words(start, place)
    simple = inner[:1] == ("that",) and len(set(inner) & _STATES) == 1 and "," not in inner
    itself = sentence.low(second.end) in ("it", "them")
    human = second.human or second.judged or second.verb.among("done_by_people")
    return simple and (itself or (human and begins_object(sentence, second.end)))
