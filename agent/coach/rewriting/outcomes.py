"""Tells what came of a thing where a phrase only blames: "let it lapse", "sat on it", "botched it"."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import lead_of, rest_of, stands_alone
from agent.coach.rewriting.groups import Group
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import Told
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.subjects import Subject, subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_LET = {
    "expire": "expired",
    "lapse": "lapsed",
    "slip": "slipped",
    "run": "ran",
    "go": "went",
    "drift": "drifted",
    "die": "died",
    "wait": "waited",
    "overflow": "overflowed",
    "fill": "filled",
    "grow": "grew",
    "pile": "piled",
    "age": "aged",
}
_WENT_WRONG = (
    ("botched",),
    ("bungled",),
    ("fumbled",),
    ("messed", "up"),
    ("screwed", "up"),
    ("made", "a", "mess", "of"),
    ("dropped", "the", "ball", "on"),
)
_EVENTS = word_set(
    "deploy rollout roll-out cutover cut-over handover hand-over handoff release upgrade update "
    "change launch test restore failover merge switch move backup install order transfer restart "
    "rollback roll-back switchover takeover response"
)
_ACTIONS = ("tion", "sion", "ment", "ewal", "oval", "ding", "ning", "ting", "ling")
_SPENT_TIME = word_set("for until from over")


@dataclass(frozen=True, slots=True)
class _Outcome:
    words: str
    end: int
    gone: str


def what_came_of_it(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell the outcome in place of what people made of it."""
    human = lexicon().of_base("forget")
    for place in range(1, len(sentence.tokens) - 1):
        outcome = _let(sentence, place) or _sat_on(sentence, place) or _went_wrong(sentence, place)
        if outcome is None:
            continue
        group = Group(place, place + 1, human, "done", denied=False)
        subject = subject_of(sentence, group)
        if subject is None or subject.denied or subject.gap:
            continue
        text = _told(sentence, group, subject, outcome)
        if text is not None:
            gone = f"{sentence.between(subject.start, subject.end)} {outcome.gone}"
            yield Version(text, "SHIFT", gone)


def _told(sentence: Sentence, group: Group, subject: Subject, outcome: _Outcome) -> str | None:
    rest, lead = rest_of(sentence, outcome.end, group), lead_of(sentence, subject.start)
    alone = stands_alone(sentence, subject, Told(outcome.words, outcome.end))
    if rest is None or lead is None or not alone:
        return None
    begins = sentence.tokens[subject.start].text[:1].isupper() and not lead.strip("*_ ")
    return f"{lead}{capitalised(outcome.words) if begins else outcome.words}{rest}"


def _let(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "let the lease expire" as "the lease expired"."""
    thing = _thing(sentence, place + 1) if sentence.low(place) == "let" else None
    for end in () if thing is None else range(place + 2, thing.end + 1):
        verb = _LET.get(sentence.low(end))
        head = sentence.low(end - 1)
        if verb and head not in lexicon().among("determiners"):
            return _Outcome(f"{sentence.between(place + 1, end)} {verb}", end + 1, "let")
    return None


def _sat_on(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "sat on the patch for a month" as "the patch waited for a month"."""
    if sentence.words(place, place + 2) != ("sat", "on"):
        return None
    thing = _thing(sentence, place + 2)
    if thing is None or sentence.low(thing.end) not in _SPENT_TIME:
        return None
    return _Outcome(f"{sentence.between(place + 2, thing.end)} waited", thing.end, "sat")


def _went_wrong(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "botched the cutover" as "the cutover went wrong"; only what happens goes wrong."""
    for words in _WENT_WRONG:
        start = place + len(words)
        if sentence.words(place, start) != words:
            continue
        thing = _thing(sentence, start)
        if thing is None or not _happens(sentence.low(thing.head)):
            return None
        named = sentence.between(thing.start, thing.end)
        return _Outcome(f"{named} went wrong", thing.end, " ".join(words))
    return None


def _happens(noun: str) -> bool:
    return noun in _EVENTS or noun.removesuffix("s").endswith(_ACTIONS)


def _thing(sentence: Sentence, place: int) -> Phrase | None:
    """Return a plain thing: not "it", whose thing stands elsewhere, and not of the doer."""
    phrase = phrase_at(sentence, place)
    if phrase is None or sentence.low(place) in ("it", "this", "that", "them", "his", "her", "their"):
        return None
    return phrase
