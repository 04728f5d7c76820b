"""Finds the verb that an action begins with and what it acts on, whatever stands before them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rubrics.action_lists import lists
from rubrics.doers import doer
from rubrics.patterns import regex
from rubrics.verbs import is_head, lemma

_NOT_TO = regex(
    r"^(?:do not|don['’]t|never|nobody (?:to|should)|no longer|not to) (?!let\b)(?=[a-z])",
    re.IGNORECASE,
)
_BEFORE_A_VERB = ("to", "should", "must", "will", "not", "auto")
_FIRST_WORDS = 9
_LONGEST = 4_000
"""Characters that are looked at."""
_TOPIC = regex(r"(?:[-\w/]+ ){0,5}[-\w/]+(?: \([^()]{1,40}\))?: (?=\S)")
_MODAL = regex(r"^(?:[^.;:]{2,80}?) (?:should|must|will|shall|needs? to)\b", re.IGNORECASE)


class Told(NamedTuple):
    """The words of an action in their parts."""

    head: str
    """The first verb as it stands in the lists, else the first word."""
    object: str
    """What follows it."""
    before: str
    """What stood before: who does it, its priority, "instead"."""
    subject: str = ""
    """The thing that has to act, when the sentence has one: "The gateway should ..."."""

    @property
    def bare(self) -> str:
        """Return the action without what stands before its verb."""
        return f"{self.subject} {self.head} {self.object}".strip()


@lru_cache(maxsize=1024)
def told(text: str) -> Told:
    """Return the verb of an action, its object and what stands before them."""
    sentence = " ".join(text[:_LONGEST].split())
    bare = opened(sentence)
    before = sentence[: len(sentence) - len(bare)] if sentence.endswith(bare) else ""
    bare = _phrasal(_NOT_TO.sub("stop ", bare))
    words = bare.split()
    if not words:
        return Told("", "", before)
    for place in (0, *_later_verbs(words)):
        if is_head(words[place]):
            thing = " ".join(words[:place]) if place and _MODAL.match(bare) else ""
            return Told(lemma(words[place]), " ".join(words[place + 1 :]), before, thing)
    modal = _MODAL.match(bare)
    if modal is not None:
        verb, _, rest = bare[modal.end() :].strip().partition(" ")
        return Told(verb.lower(), rest, before, modal.group())
    return Told(words[0].strip(".,:;()").lower(), " ".join(words[1:]), before)


@lru_cache(maxsize=1024)
def opened(sentence: str) -> str:
    """Return an action without priority, tags, doer and phrases that say nothing about it."""
    bare = _stripped(sentence)
    found = doer(bare)
    if found is not None and 0 < found.verb_at < len(bare):
        bare = _stripped(bare[found.verb_at :])
    return bare


def _stripped(sentence: str) -> str:
    opener = _pattern(lists().openers).match(sentence)
    rest = (sentence[opener.end() :] if opener else sentence) or sentence
    topic = _TOPIC.match(rest)
    if topic and not is_head(rest.split()[0]) and is_head(rest[topic.end() :].split()[0]):
        return rest[topic.end() :]
    return rest


def _phrasal(sentence: str) -> str:
    """Write a verb of several words as one: "switch off" as switch-off."""
    first, _, rest = sentence.partition(" ")
    forms = [sentence, *(f"{base} {rest}" for base in _bases(first))]
    if not any(map(_any_phrasal().match, forms)):
        return sentence
    for phrase in lists().phrasal:
        pattern = _pattern(rf"^(?:{phrase.words})(?!\w)")
        for form in forms:
            if match := pattern.match(form):
                return f"{phrase.verb}{form[match.end() :]}".strip()
    return sentence


@cache
def _any_phrasal() -> re.Pattern[str]:
    """Return what matches where one of the verbs of several words does: most actions have none."""
    words = "|".join(phrase.words for phrase in lists().phrasal)
    return _pattern(rf"^(?:{words})(?!\w)")


def _bases(verb: str) -> tuple[str, ...]:
    """Return what a verb of the third person may be without its ending: "takes", "switches"."""
    if not verb.endswith("s") or verb.endswith("ss"):
        return ()
    return (verb[:-1], verb[:-2]) if verb.endswith("es") else (verb[:-1],)


def _later_verbs(words: list[str]) -> Iterator[int]:
    """Yield the places after "to", "should", "will" and an adverb among the first words."""
    for place in range(1, min(len(words), _FIRST_WORDS)):
        last = words[place - 1].lower().strip(",")
        if last in _BEFORE_A_VERB or last.endswith("ly"):
            yield place


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
