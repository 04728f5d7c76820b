"""Puts a thing before its verb: as a subject, with its denial, and what may stay behind it."""

from itertools import pairwise

from agent.coach.rewriting.belonging import KEEPING, SPELLS, SPENDING, tells_spell
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.phrases import Phrase, begins_verb, phrase_at, quotes_aim
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence

SUBJECT_FORM = {"us": "we", "me": "I", "them": "they", "him": "he", "her": "she"}
"""What stands as an object, as it stands before a verb."""
_DENIED_AT_FRONT = {
    "all": "not all",
    "every": "not every",
    "enough": "not enough",
    "any": "no",
    "anything": "nothing",
    "anyone": "no one",
    "anybody": "nobody",
    "someone": "no one",
    "somebody": "no one",
    "something": "nothing",
    "much": "not much",
    "many": "not many",
    "a": "no",
    "an": "no",
    "more": "no more",
    "further": "no further",
}
_NOT_DENIED_PLAINLY = word_set(
    "each both either neither no nothing some half most few several only"
)
_PASSING = SPELLS | word_set("hours minutes days weeks months years hour minute")
_AGAIN = (("second", "time"), ("third", "time"))
_TOO_SOON = word_set("late early later earlier afterwards before")
_ONE_PERIOD = word_set("minute hour second decade")
_IN_TURN = (("one", "after", "another"), ("one", "by", "one"), ("one", "after", "the"))
_MENDED = word_set("corrected fixed resolved mended rectified addressed remedied")
"""What has been done about it since: it was the event that was mended."""
_CAME_OF = word_set(
    "caused led lead meant resulted made left triggered allowed broke delayed prevented took "
    "started brought "
    "cut killed broke emptied took cost stopped blocked forced kept let exposed "
    "amplified worsened aggravated exacerbated compounded complicated prolonged lengthened "
    "extended doubled tripled quadrupled multiplied increased decreased reduced slowed invalidated "
    "overwhelmed overloaded saturated flooded hampered hindered impeded disrupted degraded "
    "interrupted crashed undermined endangered jeopardised jeopardized contaminated damaged "
    "derailed"
)
"""After "which": then it speaks of what came of it."""
_NUMBERED = word_set("line row page column section step item paragraph rule version ticket")
_FOLLOWING = ("after_object", "adverbs", "coordinators", "prepositions", "subordinators")
_LEFT_WITH = word_set("find deal cope guess figure wait discover fend")
_AIMS = word_set("save avoid reduce prevent debug free speed gain simplify fit unblock trace")
_RECEIVERS = word_set("us it them people everyone everybody anyone someone staff")
_NEEDED = word_set("required needed necessary mandatory crucial critical key certain specific")
_OWN = word_set("his her their its")


def front(
    sentence: Sentence, group: Group, phrase: Phrase, *, denied: bool, own: bool
) -> tuple[str, bool] | None:
    """Return the thing as a subject, and whether the verb still has to deny it."""
    first, text = sentence.low(phrase.start), sentence.between(phrase.start, phrase.end)
    if first in SUBJECT_FORM and phrase.head == phrase.start:
        return (SUBJECT_FORM[first], denied) if first in ("us", "me") else None
    if first in ("himself", "herself", "themselves", "ourselves", "itself", "him", "her", "them"):
        return None if first != "her" or not own else (f"the{text[3:]}", denied)
    theirs = sentence.low(phrase.start + 1) == "own"
    vouched = theirs and group.verb.among("vouching")
    if own and (vouched or _OWN & set(sentence.words(phrase.start + 1, phrase.end))):
        return None
    if own and first in _OWN:
        after = phrase.start + (2 if theirs else 1)
        text = f"the {sentence.between(after, phrase.end)}"
    if not denied:
        return text, False
    whole = (_NOT_DENIED_PLAINLY | {"one"}) - {"neither", "no", "nothing"}
    if group.lexical and first in whole:
        return text, True
    single = phrase.head == phrase.start
    return _denied_thing(first, text, single=single, created=_is_new(sentence, group))


def _is_new(sentence: Sentence, group: Group) -> bool:
    """Return whether "a restore" is none at all when it is denied: nothing made, or never."""
    never = "never" in sentence.words(group.start, group.main)
    return never or group.verb.among("creation")


def _denied_thing(first: str, text: str, *, single: bool, created: bool) -> tuple[str, bool] | None:
    if first in _NOT_DENIED_PLAINLY:
        return None
    then = text.lower().split()[1:2]
    if then == ["than"] or (first == "one" and then == ["of"]):  # one of them alone is not closed
        return text, True
    if first == "one" or (first in ("a", "an") and then == ["single"]):
        return f"not {text}", False
    some = then in (["bit"], ["little"], ["few"], ["lot"])  # "no bit more"
    some = some or bool(then and then[0] in _NEEDED)  # "a required part", not "no required part"
    if first not in _DENIED_AT_FRONT or (first in ("a", "an") and (some or not created)):
        return text, True
    rest = text[len(first) :]
    if first == "any" and rest.startswith(" of "):
        return f"none{rest}", False
    return (_DENIED_AT_FRONT[first] + rest, False) if rest or single else None


def may_follow(sentence: Sentence, group: Group, place: int) -> bool:
    """Return whether what comes after the object can stand behind the verb."""
    low = sentence.low(place)
    if _belongs_before(sentence, group, place):
        return False
    stands = sentence.stops(place) or ends_as_adverb(low) or sentence.low(place + 1) == "times"
    if stands or _is_kept(sentence, group, place) or quotes_aim(sentence, place):
        return True
    if low == "to":
        return _to_may_follow(sentence, group, place)
    weeks_late = sentence.low(place + 2) in _TOO_SOON and (
        sentence.low(place + 1)[-1:] == "s" or sentence.low(place + 1) in SPELLS | _ONE_PERIOD
    )
    weeks_late = weeks_late or sentence.words(place, place + 3) in _IN_TURN
    weeks_late = weeks_late or _tells_degree(sentence, place)
    if weeks_late or (low == "a" and sentence.words(place + 1, place + 3) in _AGAIN):
        return True
    if low in ("all", "next", "every", "this", "last", "the") or tells_spell(sentence, place):
        return bool(SPELLS & set(sentence.words(place + 1, place + 3)))
    return _tells_more(group, low)


def _tells_degree(sentence: Sentence, place: int) -> bool:
    """Return whether "much too late", "a day early" or "the wrong way round" begins here."""
    words = sentence.words(place, place + 4)
    late = {"late", "early", "soon", "fast", "long", "often", "high", "low"}
    degree = words[:1] in (("much",), ("far",), ("too",), ("way",)) and bool(late & set(words[:3]))
    spell = words[:1] in (("a",), ("an",), ("one",), ("half",)) and words[2:3] in (
        ("early",),
        ("late",),
    )
    ways = (("the", "wrong", "way"), ("the", "other", "way"), ("upside", "down"), ("back", "to"))
    return degree or spell or words[:3] in ways or words[:2] in ways


def _to_may_follow(sentence: Sentence, group: Group, place: int) -> bool:
    """Return whether "to the host", "to save money" or "to find out" can stand behind the verb."""
    aims = group.sort == "done" and not group.denied and _tells_aim(sentence, place)
    left = "leave" in group.verb.bases and _is_left_to(sentence, place)
    if aims or left or group.verb.among("object_control"):
        return True
    return not _is_infinitive(sentence, place, sends=group.verb.among("takes_to"))


def _belongs_before(sentence: Sentence, group: Group, place: int) -> bool:
    """Return whether what follows goes on with the thing: "to 9", "by which", ", only on one"."""
    low, after = sentence.low(place), sentence.low(place + 1)
    ranges = low == "to" and sentence.low(place - 1).isdigit() and after.isdigit()
    of_which = low != "," and after in ("which", "whom", "whose")
    part_of = low == "," and sentence.words(place + 2, place + 4) == ("of", "which")
    contrast = low == "," and after in ("only", "just", "except", "but")
    minus = low == "-" and after[:1].isdigit()
    told_later = low == "," and group.verb.among("takes_about") and _names_again(sentence, place)
    alone = low == "only" and group.sort == "counterfactual"
    of_time = not group.verb.bases.isdisjoint(SPENDING) and any(
        lexicon().of_ing(word) and before in _PASSING
        for before, word in pairwise(sentence.words(group.end, place))
    )
    odd = of_which or part_of or contrast or told_later or alone or of_time
    return odd or low == "than" or ranges or minus or _list_follows(sentence, place)


def _names_again(sentence: Sentence, place: int) -> bool:
    """Return whether ", our new colleague, that" stands between people and what they were told."""
    words = sentence.words(place + 1, place + 8)
    return "," in words and words[words.index(",") + 1 :][:1] in (("that",), ("how",), ("whether",))


def _tells_more(group: Group, low: str) -> bool:
    """Return whether a clause, a state or a word of place and time follows the object."""
    if low in ("that", "whether", "how", "why", "what"):
        return group.verb.among("takes_about") or group.verb.among("two_objects")
    takes = group.verb.among("takes_state") or low.startswith("un")
    has_state = (low in lexicon().among("states") and takes) or low in ("dry", "blind")
    return has_state or any(low in lexicon().among(name) for name in _FOLLOWING)


def _is_kept(sentence: Sentence, group: Group, place: int) -> bool:
    """Return whether "informed" follows "kept the customers": it tells what they were kept."""
    keeps = not group.verb.bases.isdisjoint(KEEPING)
    spends = not group.verb.bases.isdisjoint(SPENDING)
    doing = spends and lexicon().of_ing(sentence.low(place)) is not None
    return doing or (keeps and lexicon().of_past(sentence.low(place)) is not None)


def _list_follows(sentence: Sentence, place: int) -> bool:
    """Return whether ", and the reports" follows: more things of the same verb, not a clause."""
    if sentence.low(place) != "," or sentence.low(place + 1) not in ("and", "or"):
        return False
    if begins_verb(sentence, place + 2):
        return False
    other = phrase_at(sentence, place + 2)
    return other is not None and not verb_follows(sentence, other.end)


def verb_follows(sentence: Sentence, place: int) -> bool:
    """Return whether a verb comes before the next mark: then a clause of its own began."""
    while not sentence.stops(place):
        low = sentence.low(place)
        if low in lexicon().among("finite") or lexicon().of_past(low) is not None:
            return True
        if low.endswith("s") and sentence.low(place + 1) in lexicon().among("determiners"):
            return True
        place += 1
    return False


def _is_infinitive(sentence: Sentence, place: int, *, sends: bool) -> bool:
    """Return whether "to" begins what it was done for, which is of the one who did it."""
    following, words = sentence.low(place + 1), lexicon()
    starts_phrase = following in words.among("determiners") | _RECEIVERS
    token = sentence.tokens[place + 1] if place + 1 < len(sentence.tokens) else None
    named = token is not None and (token.kind == "atom" or token.text[:1].isupper())
    has_digit = token is not None and any(letter.isdigit() for letter in token.text)
    plural = following.endswith("s") and not following.endswith("ss")
    after = sentence.low(place + 2)
    numbered = sends and after[:1].isdigit()
    ends = numbered or (
        sends and (sentence.stops(place + 2) or after in words.among("prepositions"))
    )
    return not (starts_phrase or named or has_digit or plural or ends)


def _is_code(sentence: Sentence, place: int) -> bool:
    """Return whether ", SUP-3352," names the thing once more."""
    if place >= len(sentence.tokens):
        return False
    token = sentence.tokens[place]
    mixed = any(letter.isdigit() for letter in token.text) and token.text[:1].isalpha()
    return token.kind == "atom" or mixed


def _is_left_to(sentence: Sentence, place: int) -> bool:
    """Return whether "the guests to find out" tells what others were left with."""
    low, people = sentence.low(place - 1), lexicon().among("people")
    others = sentence.tokens[place - 1].agent or low in people
    return others or sentence.low(place + 1) in _LEFT_WITH


def _tells_aim(sentence: Sentence, place: int) -> bool:
    """Return whether "to save money" or "to meet the deadline" begins: a verb and its thing."""
    verb, after = sentence.low(place + 1), sentence.low(place + 2)
    acts = verb in lexicon().base_verbs or verb in _AIMS or after in ("a", "an", "the")
    named = phrase_at(sentence, place + 2) is not None and not sentence.stops(place + 2)
    return acts and named and after not in ("himself", "herself", "themselves", "ourselves")


def relative_end(sentence: Sentence, place: int) -> int | None:
    """Return where ", which disables it" ends when it speaks of the thing and not of the event."""
    named = sentence.low(place) == "," and sentence.low(place + 1) in _NUMBERED
    if named and sentence.low(place + 2)[:1].isdigit() and sentence.stops(place + 3):
        return place + 3
    if sentence.low(place) == "," and _is_code(sentence, place + 1) and sentence.stops(place + 2):
        return place + 2
    if sentence.words(place, place + 2) not in (
        (",", "which"),
        (",", "whose"),
        (",", "who"),
        (",", "who's"),
        (",", "where"),
    ):
        return place
    verb = place + 2
    while ends_as_adverb(sentence.low(verb)) or sentence.low(verb) in lexicon().among("adverbs"):
        verb += 1
    is_judged = sentence.low(verb + 1) not in lexicon().among("determiners")
    if sentence.low(verb) in ("was", "is", "were", "are") and is_judged:
        return None
    then = sentence.words(verb + 1, verb + 5)
    mended = sentence.low(verb) == "has" and not _MENDED.isdisjoint(then)
    if mended or sentence.low(verb) in _CAME_OF or sentence.low(verb + 1) in _CAME_OF:
        return place
    end = verb
    while not sentence.stops(end):
        end += 1
    return end if end - place <= 14 and end >= len(sentence.tokens) - 1 else None
