"""Reads acts that a noun names, and tells each as a clause: "the crew's failure to lower it"."""

import re
from dataclasses import dataclass

from agent.coach.rewriting.following import settled, verb_after
from agent.coach.rewriting.label_reading import after_owner, after_people
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.noun_verbs import done_to
from agent.coach.rewriting.owners import tells_which
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.undone_acts import LED, not_able, undone

_TAILS = (
    (",", "which"),
    (",", "resulting"),
    (",", "leading"),
    (",", "causing"),
    ("resulting", "in"),
    ("leading", "to"),
    ("which", "resulted"),
    ("which", "led"),
    ("that", "resulted"),
    ("that", "led"),
)
_INSIDE = word_set(
    "of for to with below above between over through against from into toward towards about on "
    "in at"
)
_RELATIVES = word_set("that which who whose where")
_DECIDED = word_set("decision choice")
_ITS = re.compile(r"\bof (?:its|his|her|their) (?!own\b)(?=[\w-]+s\b)", re.IGNORECASE)
"""Before many things: "the training of its pilots" can do without the owner."""


@dataclass(frozen=True, slots=True)
class Named:
    """An act that a noun names: whose it was, up to the noun; what was said of it; its noun."""

    start: int
    noun: int
    quality: str
    gone: str


@dataclass(frozen=True, slots=True)
class Told:
    """A clause, and the words for people that it leaves out."""

    clause: str
    gone: str


def named_at(sentence: Sentence, start: int) -> Named | None:
    """Read "the pilot's improper flare" or "failure of staff to" at a token."""
    of_people = _failure_of(sentence, start)
    if of_people is not None:
        return of_people
    place = after_owner(sentence, start)
    if not place:
        return None
    noun, quality = place, ""
    while sentence.low(noun) in _qualities():
        quality = quality or sentence.low(noun)
        noun += 1
    return Named(start, noun, quality, sentence.between(start, place))


def _failure_of(sentence: Sentence, start: int) -> Named | None:
    """Read "a failure of staff to close it" with its "to" as where the owner ends."""
    noun = start + (sentence.low(start) in ("the", "a"))
    if sentence.low(noun) not in ("failure", "inability") or sentence.low(noun + 1) not in (
        "of",
        "by",
    ):
        return None
    to = after_people(sentence, noun + 2, named=True)
    if not to or sentence.low(to) != "to":
        return None
    return Named(start, to - 1, sentence.low(noun), sentence.between(noun + 1, to))


def _qualities() -> frozenset[str]:
    words = lexicon()
    lists = ("lacking", "misdone", "marks")
    known = frozenset[str]().union(*(words.among(name) for name in lists))
    return known | frozenset(words.table("adverbs_of"))


def clause_with_second(sentence: Sentence, named: Named) -> Told | None:
    """Tell one act, or "the cadet's late turn and the captain's late call" as two clauses."""
    for place in range(named.noun + 1, len(sentence.tokens)):
        if sentence.low(place) not in ("and", ";"):
            continue
        second = named_at(sentence, place + 1)
        if second is None:
            continue
        end = place - (sentence.low(place - 1) == ",")
        one, two = clause_of(sentence.up_to(end), named), clause_of(sentence, second)
        same = sentence.low(second.noun) == sentence.low(named.noun)
        if one is None or two is None or same:
            return None
        joins = ";" if sentence.low(place) == ";" else " and"
        return Told(f"{one}{joins} {two}", f"{named.gone} {second.gone}")
    tells_itself = sentence.low(named.noun + 1) in ("to", "of") and not _is_quality(named.quality)
    one = not tells_itself and _is_one_of_them(sentence, named)
    clause = None if one else clause_of(sentence, named)
    return None if clause is None else Told(clause, named.gone)


def _is_one_of_them(sentence: Sentence, named: Named) -> bool:
    """Return whether the owner is told from others, so that it can't go."""
    owner = after_owner(sentence, named.start)
    others = range(named.noun + 1, len(sentence.tokens))
    return owner > 0 and (
        tells_which(sentence, named.start, owner)
        or any(after_owner(sentence, other) for other in others)
    )


def clause_of(sentence: Sentence, named: Named) -> str | None:
    """Tell a named act and what it led to; None where more than that is said."""
    cut, tail = _tail(sentence, named.noun + 1)
    effect = _effect(sentence.up_to(cut), named)
    if effect is not None:
        after = sentence.text[sentence.tokens[effect - 1].end :]
        cut, tail = effect, f", which{after}"
    inner = sentence.up_to(cut)
    noun, after = sentence.low(named.noun), sentence.low(named.noun + 1)
    if after == "to" and "inability" in (noun, named.quality):
        clause = undone(inner, named.noun + 2)
        clause = None if clause is None else not_able(clause)
    elif after == "to" and "failure" in (noun, named.quality):
        clause = undone(inner, named.noun + 2)
        clause = None if clause is None else _again(clause, named.quality)
    elif noun in _DECIDED and "to" in sentence.words(named.noun + 1, named.noun + 3):
        clause = None if effect is not None else _decided(inner, named)
    else:
        clause = _unknown(inner, named) or done_to(inner, named.noun, named.quality)
        clause = clause or _judged(inner, named)
    rest = settled(tail) if tail else ""
    return None if clause is None or rest is None else f"{clause}{rest}"


def _is_quality(quality: str) -> bool:
    return quality in lexicon().among("lacking") | lexicon().among("misdone")


def _again(clause: str, quality: str) -> str:
    """Tell of a subsequent failure as what was "subsequently not done"."""
    adverb = "".join(lexicon().table("adverbs_of").get(quality, ()))
    return re.sub(r"\b(was|were)\b", rf"\1 {adverb}", clause, count=1) if adverb else clause


def _effect(sentence: Sentence, named: Named) -> int | None:
    """Return where the verb of the whole sentence begins: "led to", "turned a delay into"."""
    words, lines = lexicon(), lexicon().lines("led_to")
    for place in range(named.noun + 2, len(sentence.tokens) - 1):
        low, after = sentence.low(place), sentence.low(place + 1)
        if low in words.among("subordinators") or low == ",":
            return None
        led = any(sentence.words(place, place + len(line)) == line for line in lines)
        if led or low in LED:
            return place
        acts = words.of_past(low) is not None and low not in words.among("finite")
        if acts and (after in words.among("determiners") or after in ("it", "us", "them")):
            return place
    return None


def _unknown(sentence: Sentence, named: Named) -> str | None:
    """Tell "the clerk's ignorance of the rule" as "the rule was not known"."""
    if sentence.words(named.noun, named.noun + 2) != ("ignorance", "of"):
        return None
    thing = phrase_at(sentence, named.noun + 2)
    if thing is None or thing.end != len(sentence.tokens):
        return None
    was = "were" if thing.plural else "was"
    return f"{sentence.between(thing.start, thing.end)} {was} not known"


def _tail(sentence: Sentence, start: int) -> tuple[int, str]:
    """Return where an act ends before what it resulted in, and the text from there on."""
    for place in range(start, len(sentence.tokens) - 1):
        if sentence.words(place, place + 2) in _TAILS and _tells_result(sentence, place):
            text = sentence.text[sentence.tokens[place - 1].end :]
            if sentence.low(place) != ",":
                text = f",{text}"
            return place, text.replace(", that ", ", which ")
    end = len(sentence.tokens)
    while end > start and sentence.low(end - 1) in (".", "!"):
        end -= 1
    return end, sentence.text[sentence.tokens[end - 1].end : _last(sentence)]


def _tells_result(sentence: Sentence, place: int) -> bool:
    """Return whether ", which led to" follows, and not what says more of the act itself."""
    if sentence.words(place, place + 2) != (",", "which"):
        return True
    verb = place + 2
    while ends_as_adverb(sentence.low(verb)) or sentence.low(verb) in (
        "then",
        "in",
        "turn",
        "also",
    ):
        verb += 1
    return sentence.low(verb) in LED | lexicon().among("outcome_verbs")


def _last(sentence: Sentence) -> int:
    return sentence.tokens[-1].end


def _decided(sentence: Sentence, named: Named) -> str | None:
    """Tell a decision to go on as "it was decided to go on"."""
    if _goes_on(sentence, named.noun + 3):
        return None
    rest = settled(f" {sentence.between(named.noun + 1, len(sentence.tokens))}")
    return None if rest is None else f"it was decided{rest}"


def _goes_on(sentence: Sentence, start: int) -> bool:
    """Return whether the verb of the whole sentence follows what was decided: "left no room"."""
    for place in range(start + 1, len(sentence.tokens)):
        low = sentence.low(place)
        if low in lexicon().among("subordinators") | _RELATIVES:
            return False
        noun = sentence.low(place - 1) in lexicon().among("determiners")
        if low in lexicon().among("finite") or (lexicon().of_past(low) and not noun):
            return True
    return False


def _judged(sentence: Sentence, named: Named) -> str | None:
    """Tell "the improper flare of the plane" as "the flare of the plane was improper"."""
    noun, quality = named.noun, named.quality
    if sentence.low(noun) in lexicon().among("misjudging") and sentence.low(noun + 1) == "of":
        noun, quality = noun + 2, "misjudged"
    phrase = phrase_at(sentence, noun)
    known = quality in lexicon().among("lacking") | lexicon().among("misdone")
    if phrase is None or not known or sentence.low(phrase.head) in lexicon().among("verdicts"):
        return None
    if any(
        sentence.low(place) == "and" and sentence.low(place + 1) in _qualities()
        for place in range(phrase.start, phrase.end)
    ):
        return None
    end = whole(sentence, phrase.end)
    if verb_after(sentence, end) or "," in sentence.words(end, len(sentence.tokens)):
        return None
    article = "" if sentence.low(phrase.start) in lexicon().among("determiners") else "the "
    was = "were" if phrase.plural else "was"
    more = sentence.between(end, len(sentence.tokens))
    rest = settled(f" {more}") if more else ""
    thing = _ITS.sub("of ", sentence.between(phrase.start, end))
    return None if rest is None else f"{article}{thing} {was} {quality}{rest}"


def whole(sentence: Sentence, end: int) -> int:
    """Return the end of a phrase with "of x" and "below y", which belong to its noun."""
    while sentence.low(end) in _INSIDE:
        more = phrase_at(sentence, end + 1)
        if more is None:
            break
        end = more.end
    return end
