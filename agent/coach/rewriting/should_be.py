"""Tells what should have been done to a thing: "the index should have been rebuilt"."""

from collections.abc import Iterator
from itertools import pairwise

from agent.coach.rewriting.by_doers import doer_behind
from agent.coach.rewriting.following import turns
from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.subjects import is_people, thing_before
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_TOLD = word_set(
    "told informed asked consulted notified warned invited involved included trained given granted "
    "allowed paired assigned paged briefed relieved"
)


def should_have_been(sentence: Sentence) -> Iterator[Version]:
    """Turn "the index should have been rebuilt" into "the index was not rebuilt"."""
    for place in range(1, len(sentence.tokens)):
        if sentence.low(place) not in ("should", "shouldn't", "ought"):
            continue
        words = list(sentence.words(place + 1, place + 6))
        if "been" not in words or "have" not in words[: words.index("been")]:
            continue
        between = words[: words.index("been")]
        if set(between) - {"have", "not", "never", "to", "also", "at", "least"}:
            continue
        subject = thing_before(sentence, place)
        end = place + 2 + words.index("been")
        aims = sentence.low(end) == "to" or turns(sentence, end)  # "our goal should have been to"
        if subject is None or aims or sentence.low(subject.start - 1) == "as":
            continue
        if is_people(sentence, subject.head) and not _is_patient(sentence, end):
            continue
        done = sentence.low(place) == "shouldn't" or bool({"not", "never"} & set(between))
        if done and any(word.startswith("any") for word in sentence.words(end, end + 4)):
            continue
        doer = doer_behind(sentence, end + 1)
        if doer == "in the way" or _has_other_course(sentence, end + 1):
            continue
        also = " also" if "also" in between else ""
        verb = f"{'were' if subject.plural else 'was'}{also}{'' if done else ' not'}"
        text = f"{sentence.before(place)}{verb}"
        if doer is None:
            yield Version(f"{text}{sentence.after(end)}", "ACTUAL")
        else:
            gone = sentence.between(doer.start + 1, doer.end)
            said = sentence.between(end, doer.start)
            yield Version(f"{text} {said}{sentence.after(doer.end)}", "ACTUAL", gone)


def _has_other_course(sentence: Sentence, start: int) -> bool:
    """Return whether ", or the run broken off" follows, which the denial would not reach."""
    words = sentence.words(start, len(sentence.tokens))
    return any(pair in ((",", "or"), (",", "not")) for pair in pairwise(words))


def _is_patient(sentence: Sentence, place: int) -> bool:
    """Return whether people were to be told, asked or taken in: then they did not fail."""
    return sentence.low(place) in _TOLD or sentence.words(place, place + 2) == ("left", "out")
