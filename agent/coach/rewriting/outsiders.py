"""Reads outsiders who told of a thing: "was escalated to us by a partner".

Who told us is a fact, and those who told did nothing wrong: their words stay.
"""

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import Phrase
from agent.coach.rewriting.tokens import Sentence

_OUTSIDERS = word_set(
    "partner customer client user researcher neighbour neighbor reader visitor guest patient "
    "passenger tenant resident journalist auditor subscriber player viewer caller passer-by "
    "passerby bystander relative parent citizen public donor pupil hiker cyclist motorist"
)
_TELL = word_set(
    "report escalate raise notice flag spot discover find detect tell inform alert identify "
    "uncover reveal highlight point bring notify warn"
)
_BE = word_set("was were been is are")
_NOT = word_set("not never no wasn't weren't")
_REACH = 7
"""How far before "by" the verb may stand: "was brought to the attention of the desk by"."""


def told_of_it(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a phrase behind "by" is of outsiders who reported or noticed something."""
    by = phrase.start - 1
    single = sentence.low(phrase.head).removesuffix("s")
    if sentence.low(by) != "by" or single not in _OUTSIDERS:
        return False
    for place in range(by - 1, max(by - _REACH, 0), -1):
        if sentence.stops(place) or sentence.low(place) in lexicon().among("subordinators"):
            return False
        verb = lexicon().of_past(sentence.low(place))
        before = set(sentence.words(place - 3, place))
        if verb is not None and before & _BE:
            return not verb.bases.isdisjoint(_TELL) and not before & _NOT
    return False
