"""Reads what an act was done to, where more than the thing stands behind the verb."""

from dataclasses import replace
from itertools import pairwise

from agent.coach.rewriting.belonging import SPELLS, SPENDING
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import PRONOUNS, Phrase, phrase_at, plural_noun
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence

_WATCHING = word_set("watch see hear feel observe")
PERIODS = word_set("minutes hours days weeks months years minute hour half")
_LATE = word_set("late early ago ahead later after before earlier")
"""After "three days" these tell when, and the days are no thing."""
_BACK = word_set("back out in home round there")
"""After "the way" these tell which way."""
_TOLD_OF = word_set("to that about of how whether what why when where")
_COMPARED = word_set("better more clearer closer safer stricter larger smaller fewer less")
_OF_WHAT = word_set("aware unaware dependent vulnerable ignorant capable unable able short")
"""What a thing was left as, with more behind it: "left the tool aware of only one"."""
_COUNTS = word_set("two three four five six seven eight nine ten more")
"""So many should have been done; how many were, is not said."""
_MAKING = word_set("make render keep leave find call deem consider turn get declare")
_QUALITIES = ("able", "ible", "onal", "ical", "ive", "ous", "ful", "less")
_TAKEN = {
    ("comfort",),
    ("pride",),
    ("offence",),
    ("pains",),
    ("note",),
    ("notice",),
    ("stock",),
    ("advantage",),
    ("heart",),
}
"""After "took" these make one phrase with it: "note was taken of it" is nobody's English."""
_LEFT_SO = word_set("dry blind bare")
"""What a thing was left as by any act: "ran the pump dry"."""
_NO_QUALITY = word_set(
    "table cable variable timetable executable archive drive directive incentive"
)


def object_alone(sentence: Sentence, group: Group, phrase: Phrase) -> Phrase:
    """Return the thing without the state it was left in and without what the time went into."""
    return _before_doing(sentence, group, _without_state(sentence, group, phrase))


def only_of(sentence: Sentence, group: Group, thing: str, end: int) -> tuple[Group, str]:
    """Say "only" of the thing that ends the clause: "only tested x" is "only x was tested"."""
    beside = tuple(word for word in group.beside if word.lower() != "only")
    if group.denied or beside == group.beside or not sentence.stops(end):
        return group, thing
    return replace(group, beside=beside), f"only {thing}"


def is_odd(sentence: Sentence, group: Group, phrase: Phrase) -> bool:
    """Return whether no passive is made: of "made it optional", of a wish, of "kept talking"."""
    begins = not group.verb.bases.isdisjoint({"start", "begin", "stop", "continue", "make", "let"})
    this = sentence.low(phrase.start) in ("this", "that") and phrase.head - phrase.start > 1
    named = this and not group.verb.bases.isdisjoint({"call", "name", "label"})
    acting = phrase.start == phrase.head and sentence.low(phrase.head).endswith("ing")
    goes_on = acting and sentence.low(phrase.end) in lexicon().among("particles")
    made = _is_made_so(sentence, group, phrase) or _is_better(sentence, group, phrase)
    noted = "take" in group.verb.bases and (
        sentence.words(phrase.start, phrase.end) in _TAKEN
        or sentence.words(phrase.end, phrase.end + 2) == ("reading", "for")
    )
    often = sentence.low(phrase.head) == "times" and phrase.start != phrase.head
    often = often and sentence.low(phrase.start) not in lexicon().among("possessives") | {"the"}
    learnt = "learn" in group.verb.bases and sentence.low(phrase.head) in PRONOUNS
    late = sentence.low(phrase.head) in PERIODS and sentence.low(phrase.end) in _LATE
    back = sentence.low(phrase.head) == "way" and sentence.low(phrase.end) in _BACK
    every = sentence.low(phrase.start) in ("every", "each")
    made = made or (every and sentence.low(phrase.head) in SPELLS | PERIODS)
    odd = (
        made or noted or late or often or back or learnt or (begins and acting) or goes_on or named
    )
    aware = not group.verb.bases.isdisjoint(_MAKING) and sentence.low(phrase.head) in _OF_WHAT
    return odd or aware or _acts_itself(sentence, group, phrase)


def _acts_itself(sentence: Sentence, group: Group, phrase: Phrase) -> bool:
    """Return whether it was seen doing something: "watched it recover", "heard the fans roar"."""
    if group.verb.bases.isdisjoint(_WATCHING):
        return False
    words, later = lexicon(), sentence.tokens[phrase.start + 1 : phrase.end + 4]
    doing = sentence.low(phrase.head)
    several = phrase.head > phrase.start and plural_noun(sentence.tokens[phrase.head - 1].text)
    screams = words.of_ing(doing) is not None and several
    return screams or any(
        token.low in words.base_verbs and sentence.low(place - 1) not in words.among("determiners")
        for place, token in enumerate(later, phrase.start + 1)
    )


def _is_better(sentence: Sentence, group: Group, phrase: Phrase) -> bool:
    """Return whether more of a thing was wished for: "should have done a better job"."""
    compared = set(sentence.words(phrase.start, phrase.head + 1)) & _COMPARED
    ago = "ago" in sentence.words(group.end, len(sentence.tokens))
    counted = sentence.low(phrase.start) in _COUNTS and phrase.head > phrase.start
    single = sentence.words(phrase.start, phrase.start + 2) == ("a", "single")
    return group.sort == "counterfactual" and (bool(compared) or ago or counted or single)


def _before_doing(sentence: Sentence, group: Group, phrase: Phrase) -> Phrase:
    """Leave "restarting pods" out of "wasted the first hour restarting pods"."""
    if group.verb.bases.isdisjoint(SPENDING):
        return phrase
    for place in range(phrase.start + 1, phrase.end):
        doing = lexicon().of_ing(sentence.low(place)) is not None
        if doing and sentence.low(place - 1) in SPELLS | PERIODS:
            return phrase_at(sentence.up_to(place), phrase.start) or phrase
    return phrase


def _is_made_so(sentence: Sentence, group: Group, phrase: Phrase) -> bool:
    """Return whether the phrase ends in what the thing was made: "made the check optional"."""
    makes = not group.verb.bases.isdisjoint(_MAKING)
    long = phrase.head - phrase.start > 1 and phrase.head == phrase.end - 1
    low = sentence.low(phrase.head)
    return makes and long and low.endswith(_QUALITIES) and low not in _NO_QUALITY


def bears_name(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether nobody can say if "the table orders" is one thing, or whose "with" is."""
    if _goes_with_owner(sentence, phrase):
        return True
    kind = sentence.low(phrase.head - 1)
    return phrase.plural and phrase.head > phrase.start and kind in lexicon().among("bears_name")


def _goes_with_owner(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether "with a nice voice" behind "the key of a stranger" is of the stranger."""
    words = sentence.words(phrase.start, phrase.end)
    owned = ("of", "a") in pairwise(words) or ("of", "an") in pairwise(words)
    return owned and sentence.low(phrase.end) == "with"


def _without_state(sentence: Sentence, group: Group, phrase: Phrase) -> Phrase:
    """Leave "open" out of "port 8443 open": it tells what the port was left as."""
    words, last = lexicon(), phrase.end - 1
    undone = sentence.low(last).startswith("un") and last - phrase.start > 1
    undone = undone or (sentence.low(last) in _LEFT_SO and last - phrase.start > 1)
    takes = group.verb.among("takes_state") or undone
    if not takes or last <= phrase.start or last != phrase.head:
        return phrase
    if sentence.low(last) in words.among("states") | _LEFT_SO and sentence.low(
        last - 1
    ) not in words.among("determiners"):
        shorter = phrase_at(sentence.up_to(last), phrase.start)
        return shorter or phrase
    return phrase


def two_objects(sentence: Sentence, group: Group, phrase: Phrase) -> bool:
    """Return whether two things may hide in one phrase: "the customers access"."""
    after = sentence.low(phrase.end)
    if not group.verb.among("two_objects"):
        return False
    inside = sentence.tokens[phrase.start : phrase.head]
    if not group.verb.bases.isdisjoint({"tell", "ask"}) and _is_told(sentence, phrase):
        return False
    ranked = phrase.head - phrase.start == 2 and inside[1].low in lexicon().among("ranks")
    words = lexicon()
    over = words.among("subordinators") | (words.among("prepositions") - {"of", "about", "for"})
    over |= words.among("after_object")
    ends = sentence.stops(phrase.end) or after in over
    if ranked and inside[0].low in words.among("determiners") and ends:
        return False
    runs_on = phrase.head - phrase.start > 1 and after not in _TOLD_OF
    runs_on = runs_on or any(plural_noun(token.text) for token in inside)
    return runs_on or (after not in _TOLD_OF | over and phrase_at(sentence, phrase.end) is not None)


def _is_told(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether one group ends the phrase and nothing that it was given follows."""
    head = sentence.tokens[phrase.head]
    group = head.agent or head.low in lexicon().among("people")
    words = lexicon()
    over = words.among("subordinators") | (words.among("prepositions") - {"of", "about", "for"})
    ends = sentence.stops(phrase.end) or sentence.low(phrase.end) in over
    inside = sentence.tokens[phrase.start : phrase.head]
    several = any(
        token.low != "data" and (plural_noun(token.text) or token.agent) for token in inside
    )
    nothing = {"nothing", "anything"} & set(sentence.words(phrase.end, phrase.end + 8))
    return group and ends and not several and not nothing
