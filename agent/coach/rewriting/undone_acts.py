"""Tells the act of a failure as not done: "to lower the gear" as "the gear was not lowered"."""

import re

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.mistakes import act_told
from agent.coach.rewriting.tokens import Sentence

LED = word_set("led resulted meant means contributed caused cost")
"""Verbs of what came of an act."""


def undone(sentence: Sentence, place: int) -> str | None:
    """Tell "lower the gear" of a failure as "the gear was not lowered"."""
    text = sentence.between(place, len(sentence.tokens))
    inner = Sentence(text, sentence.people)
    if _sentence_of_its_own(inner):
        return None
    both = _two_undone(inner)
    if both is not None:
        return both
    act = act_told(text, sentence.people, denied=True, doing=False)
    return None if act is None else lowered(act, text)


def _two_undone(sentence: Sentence) -> str | None:
    """Tell "see and avoid the glider" as "the glider was not seen and avoided"."""
    words, verbs = lexicon(), sentence.words(0, 3)
    if verbs[1:2] != ("and",) or sentence.low(2) not in words.base_verbs | {"avoid"}:
        return None
    act = act_told(
        sentence.between(2, len(sentence.tokens)), sentence.people, denied=True, doing=False
    )
    first, second = (words.of_base(sentence.low(place)).participle for place in (0, 2))
    if act is None or f" not {second}" not in act:
        return None
    told = act.replace(f" not {second}", f" not {first} and {second}", 1)
    return f"{told[:1].lower()}{told[1:]}"


def _sentence_of_its_own(sentence: Sentence) -> bool:
    """Return whether a verb follows that no "when" or "that" takes up: it may be of the failure."""
    joins = lexicon().among("subordinators")
    for place in range(1, len(sentence.tokens)):
        low = sentence.low(place)
        if low in joins:
            return False
        if low in lexicon().among("finite") or low in LED:
            return True
    return False


def lowered(act: str, text: str) -> str:
    """Return a clause without the capital that it got as a sentence."""
    first = act.split(" ", 1)[0]
    return act if first in text.split() else f"{act[:1].lower()}{act[1:]}"


def not_able(clause: str) -> str | None:
    """Tell "the bug was not reproduced" of an inability as "the bug could not be reproduced"."""
    told = re.sub(r" (?:was|were) not (?=\w)", " could not be ", clause, count=1)
    return None if told == clause or told.startswith("it ") else told
