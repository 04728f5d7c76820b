"""Reads who should have done what only people do, where no word says that it is people.

"The lab ought to have asked" and "Esperanza could have compared the lists" speak of people by their
verb. A thing that could have done it keeps its name: of it, no doer is presumed.
"""

from agent.coach.privacy.lexicon import fold, given, systems
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import PRONOUNS, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject
from agent.coach.rewriting.tokens import Sentence

_MEMBERS = word_set("anyone anybody either neither any")
_OF_PEOPLE = word_set("us them you")
_ABSTRACT = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "sis",
    "ing",
    "age",
    "ware",
    "al",
    "ow",
)
"""Endings of words for things and acts."""
_SUPPOSING = word_set("if had")


def presumed_doer(sentence: Sentence, group: Group) -> Subject | None:
    """Return whoever stands before a verb of people in what is only supposed; None for things."""
    start = _clause_start(sentence, group.start)
    if start >= group.start or group.sort == "undone":
        return None
    if _is_any_of(sentence, start, group.start):
        return Subject(start, group.start, denied=False, first_person=False)
    phrase = phrase_at(sentence.up_to(group.start), start)
    if phrase is None or phrase.end != group.start or not may_be_people(sentence, phrase.head):
        return None
    named = fold(sentence.tokens[phrase.head].text) in given()
    acts = group.verb.among("acts_of_people_only") or (named and not group.verb.among("no_passive"))
    return Subject(start, group.start, denied=False, first_person=False) if acts else None


def _clause_start(sentence: Sentence, end: int) -> int:
    """Return where the clause of a verb begins: after a mark, "and", "but", "if" or "had"."""
    place = end
    while place > 0 and not sentence.stops(place - 1):
        low = sentence.low(place - 1)
        if low in ("but", "so", "that", "because") or low in _SUPPOSING:
            break
        if low == "and" and sentence.low(place - 2) in (",", ";"):
            break
        place -= 1
    return place


def _is_any_of(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether "anyone", "any of us" or "any one of us" stands there, and no more."""
    words = sentence.words(start, end)
    if not words or words[0] not in _MEMBERS | {"one", "somebody", "someone"}:
        return False
    if len(words) == 1:
        return words[0] in ("anyone", "anybody")
    return words[-1] in _OF_PEOPLE and words[1:-1] in (("of",), ("one", "of"))


def may_be_people(sentence: Sentence, head: int) -> bool:
    """Return whether a word may stand for people: no pronoun, no thing, no name of a system."""
    token = sentence.tokens[head]
    low = token.low
    plain = low.replace("-", "").isalpha() and low not in PRONOUNS
    thing = low in lexicon().among("never_people") or low.removesuffix("s") in lexicon().among(
        "never_people"
    )
    abstract = low.removesuffix("s").endswith(_ABSTRACT) and not token.text[:1].isupper()
    return plain and not thing and not abstract and fold(low) not in systems()
