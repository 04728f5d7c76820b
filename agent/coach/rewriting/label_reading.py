"""Reads a label for what people did: "a lapse on the part of Kim", "the clerk's carelessness"."""

from dataclasses import dataclass

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.owners import possessor
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence

_ARTICLES = word_set("a an the some this such sheer pure")
_JUDGING = word_set(
    "gross extreme own sheer elementary inexcusable unforgivable avoidable costly silly stupid dumb"
)
_MEASURES = (("moment", "of"), ("act", "of"), ("bit", "of"), ("piece", "of"))
_OURS = word_set("us me mine ours him her them")
_PART = word_set("side part end")
_OUR = word_set("our my their his her")


@dataclass(frozen=True, slots=True)
class Label:
    """A label from token `start` up to token `end`, with the words for people in it."""

    start: int
    end: int
    noun: str
    gone: str
    of_people: bool
    """Whether it says that it was people; "an error" alone says nothing of them."""


def label_at(sentence: Sentence, start: int) -> Label | None:
    """Read the label that begins at a token; None when there is none."""
    place = start + (sentence.low(start) in _ARTICLES)
    place += 2 * (sentence.words(place, place + 2) in _MEASURES)
    owned = after_owner(sentence, start)
    place = max(place, owned)
    humans = False
    kinds = lexicon().among("label_kinds") | _JUDGING
    while sentence.low(place) in kinds | lexicon().among("label_humans"):
        humans = humans or sentence.low(place) in lexicon().among("label_humans")
        place += 1
    if _noun_length(sentence, place + 1) and sentence.low(place) in lexicon().among("people"):
        humans, place = True, place + 1
    length = _noun_length(sentence, place)
    if not length:
        return None
    noun = sentence.low(place + length - 1)
    end = _after_people(sentence, place + length)
    judged = length > 1 or noun in lexicon().among("label_judges")
    people = humans or judged or owned > 0 or end > place + length
    whose = sentence.between(start, owned) if owned else ""
    by_whom = sentence.between(place + length, end)
    return Label(start, end, noun, f"{whose} {by_whom}", people)


def _noun_length(sentence: Sentence, place: int) -> int:
    """Return of how many words the noun is: "lack of care", "carelessness"; 0 when it is none."""
    for line in lexicon().lines("label_traits"):
        if sentence.words(place, place + len(line)) == line:
            return len(line)
    single = sentence.low(place) in lexicon().among("label_errors")
    return 1 if single and sentence.low(place + 1) != "to" else 0


def after_owner(sentence: Sentence, start: int) -> int:
    """Return the token after "the night clerk's" or "Mira's"; 0 when no owner begins there."""
    post = phrase_at(sentence, start)
    if post is not None and sentence.low(post.end) == "of" and is_people(sentence, post.head):
        owner = post.end + 3
        return owner if sentence.low(owner - 1).endswith("'s") else 0
    for place in range(start + 1, start + 6):
        if sentence.low(place - 1) in _OUR or possessor(sentence, place) == start:
            return place if possessor(sentence, place) == start else 0
        named = sentence.low(place - 1).endswith(("'s", "s'"))
        if named and sentence.tokens[place - 1].is_name:
            names = sentence.tokens[start:place]
            return place if all(token.is_name for token in names) else 0
    return 0


def _after_people(sentence: Sentence, place: int) -> int:
    """Return the token after "by the clerk", "of staff" or "on our part"; the same for none."""
    words = sentence.words(place, place + 4)
    if words[:1] == ("on",) and words[1:2] and words[1] in _OUR and words[2:3]:
        return place + 3 if words[2] in _PART else place
    if words[:2] in (("i", "made"), ("we", "made")):
        return place + 2
    whose = words in (("on", "the", "part", "of"), ("on", "the", "side", "of"))
    begin = place + 4 if whose else place + 1 + (words[:2] == ("made", "by"))
    if not whose and words[:1] not in (("by",), ("of",), ("from",)) and words[:2] != ("made", "by"):
        return place
    return after_people(sentence, begin, named=whose or words[:1] == ("by",)) or place


def after_people(sentence: Sentence, place: int, *, named: bool = False) -> int:
    """Return the token after a phrase for people; 0 when there is none.

    `named` says that a name there is of a person.
    """
    if sentence.low(place) in _OURS:
        return place + 1
    start = place + 2 * (sentence.words(place, place + 2) == ("one", "of"))
    phrase = phrase_at(sentence, start)
    if phrase is None or phrase.end - place > 8:
        return 0
    for head in range(phrase.start, phrase.head):
        if is_people(sentence, head) and lexicon().of_past(sentence.low(head + 1)) is not None:
            return head + 1  # "by the planner put rule 9": the verb reads like a noun
    owns = sentence.low(phrase.head).endswith("'s")
    a_name = sentence.tokens[phrase.head].is_name and named
    if not (a_name or owns or is_people(sentence, phrase.head)):
        return 0
    end = phrase.end
    while sentence.low(end) in ("of", "from", "at"):
        more = phrase_at(sentence, end + 1)
        if more is None or not _is_body(sentence, more):
            break
        end = more.end
    return end


def _is_body(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether people may be of it: "the rail team", "Cluster Services"."""
    named = all(token.is_name for token in sentence.tokens[phrase.start : phrase.end])
    return named or is_people(sentence, phrase.head)
