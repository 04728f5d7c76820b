"""Tells what people did not have of the thing: "there was no rollback plan"."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import lead_of, rest_of, stands_alone
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import Told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_HAVE = {
    ("did", "not", "have"): "was",
    ("didn't", "have"): "was",
    ("do", "not", "have"): "is",
    ("don't", "have"): "is",
    ("does", "not", "have"): "is",
    ("doesn't", "have"): "is",
    ("had", "no"): "was",
    ("have", "no"): "is",
    ("has", "no"): "is",
    ("lacked",): "was",
}
_MANY = {"was": "were", "is": "are"}
_OF_MIND = word_set(
    "idea clue intention right business excuse reason choice option interest patience respect "
    "regard say doubt problem experience knowledge sleep sense courage discipline skill skills "
    "foresight qualms shame answer answers involvement part"
)
"""What only people have: nobody would say that there was none."""
_ARTICLES = word_set("a an any")


@dataclass(frozen=True, slots=True)
class _Lack:
    place: int
    was: str
    none: str
    start: int


def lacking(sentence: Sentence) -> Iterator[Version]:
    """Turn "the team did not have a rollback plan" into "there was no rollback plan"."""
    for place in range(1, len(sentence.tokens) - 1):
        lack = _lack(sentence, place)
        if lack is None:
            continue
        group = Group(place, lack.start, lexicon().of_base("forget"), "undone", denied=True)
        subject = subject_of(sentence, group)
        thing = phrase_at(sentence, lack.start)
        if subject is None or subject.denied or subject.gap or thing is None:
            continue
        if sentence.low(thing.head) in _OF_MIND or sentence.low(lack.start) == "to":
            continue
        was = _MANY[lack.was] if thing.plural else lack.was
        words = f"there {was} {lack.none} {sentence.between(lack.start, thing.end)}"
        rest, lead = rest_of(sentence, thing.end, group), lead_of(sentence, subject.start)
        told = Told(words, thing.end)
        if rest is None or lead is None or not stands_alone(sentence, subject, told, rest):
            continue
        gone = sentence.between(subject.start, subject.end)
        said = words if lead.strip(" *_>-") else capitalised(words)
        yield Version(f"{lead}{said}{rest}", "SHIFT", gone)


def _lack(sentence: Sentence, place: int) -> _Lack | None:
    """Read "did not have any", "had no" and "lacked", and where the thing begins."""
    for words, was in _HAVE.items():
        end = place + len(words)
        if sentence.words(place, end) != words:
            continue
        low = sentence.low(end)
        if low in _ARTICLES and words[-1] != "no":
            return _Lack(place, was, "no", end + 1)
        if low == "enough":
            return _Lack(place, was, "not", end)
        bare = low not in lexicon().among("determiners")
        return _Lack(place, was, "no", end) if bare else None
    return None
