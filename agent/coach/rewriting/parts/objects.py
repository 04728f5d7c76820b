"""Finds what an act was done to, and what stands between the two and behind them."""

from dataclasses import replace

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.parts.joined import DETERMINERS, JOINS
from agent.coach.rewriting.parts.marks import Part
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.parts.verb_group import ENDS_IN_ING, Act
from agent.coach.rewriting.tokens import Sentence

OWN = word_set("his her their its")
_LETTING = word_set("let make see watch hear")
_LET = {"let": "allowed", "watch": "seen"}
_NO_VERBS = word_set("so again twice once here there then now alone too also not never late anyway")
"""Words behind what was let, made or seen that are no verb: "let it in again"."""
_ALONE = word_set("this that these those him her them all both it")
_ABOUT = word_set("about around over nearly almost roughly")
"""Words before a number: "about forty minutes"."""
_MOST_BETWEEN = 3
_MANY = 4
"""So many words can be a thing with a clause about it: "the line that was drawn through"."""
_MADE = word_set("clear open slow free dry clean empty complete secure live public")
"""What a thing can be made: "did not make it clear"."""
_MADE_TO = word_set("depend reboot seem appear believe redo repeat rely crash wait behave")


def is_object(teller: Teller, place: int, part: Part) -> bool:
    """Return whether a part can be the whole object of the act that waits."""
    sentence = teller.sentence
    between = sentence.words(teller.parts[teller.waiting[-1][0]].end, part.start)
    if len(between) > _MOST_BETWEEN or not all(is_light(word) for word in between):
        return False
    if sentence.low(part.start) in OWN and sentence.low(part.start + 1) == "own":
        return False  # that somebody approved their own work is a fact
    inner = teller.words_of(place)
    if "/" in inner or (inner[0] in lexicon().base_verbs and set(inner[1:2]) & DETERMINERS):
        return False  # "test the page" is an act
    return _begins_whole(sentence, part) and _ends_whole(sentence, part)


def _begins_whole(sentence: Sentence, part: Part) -> bool:
    """Return whether no word before a thing is cut off from it: "about the bend"."""
    about = sentence.low(part.start) in _ABOUT and part.end - part.start > 2
    first = sentence.low(part.start + about)
    return first not in lexicon().among("prepositions") | JOINS


def _ends_whole(sentence: Sentence, part: Part) -> bool:
    """Return whether no word behind a thing is cut off from it: "the list of"."""
    last, count = sentence.tokens[part.end - 1], part.end - part.start
    if last.text == "A":
        return True
    loose = (DETERMINERS | JOINS) - {","}
    if count < _MANY:
        loose |= lexicon().among("prepositions")
    return last.low not in loose or (count == 1 and last.low in _ALONE)


def is_light(word: str) -> bool:
    """Return whether a word may stand between a verb and its object: "looked again at"."""
    known = lexicon()
    names = ("prepositions", "particles", "adverbs", "states")
    return (
        word in ("past", "straight", "right")
        or any(word in known.among(name) for name in names)
        or ends_as_adverb(word)
    )


def is_done_next(sentence: Sentence, place: int) -> bool:
    """Return whether a participle stands there: "had the bridge inspected"."""
    low = sentence.low(place)
    return low.endswith(("ed", "en", "wn")) and lexicon().of_past(low) is not None


def behind_object(teller: Teller, place: int, act: Act, when: str) -> Act:
    """Put what stands behind the object in its place: "late", or "to" behind what was let."""
    teller.out[place] = when
    if act.bases & _LETTING and _acts_next(teller.sentence, teller.parts[place].end, act):
        teller.out[place] = f"{when} to".strip()
        for base in act.bases & _LET.keys():
            act = replace(act, participles=(_LET[base],))
    return act


def _acts_next(sentence: Sentence, place: int, act: Act) -> bool:
    """Return whether a thing was let do something: "let the cars roll"."""
    low, known = sentence.low(place), lexicon()
    if "let" not in act.bases:
        return low in known.base_verbs | _MADE_TO and low not in _MADE
    other = ("particles", "prepositions", "states", "determiners", "subordinators", "coordinators")
    is_other = any(low in known.among(name) for name in other) or low in _NO_VERBS
    ends = low.endswith(("ly", "ing", "ed", "en")) and low not in ENDS_IN_ING
    past = known.of_past(low) and low not in known.table("irregular")
    return low.isalpha() and not (is_other or ends or past)
