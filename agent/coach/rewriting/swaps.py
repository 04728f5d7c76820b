"""Turns "should have used x instead of y" into what was done: "y was used instead of x"."""

from agent.coach.grammar import capitalised
from agent.coach.rewriting.fronting import front
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.verbs import passive_verb

_JOINTS = (("instead", "of"), ("rather", "than"), (",", "not"))

_MADE = {
    "post": "the post was made",
    "ask": "the question was asked",
    "announce": "the announcement was made",
    "reply": "the reply was sent",
    "report": "the report was made",
    "deploy": "the deployment was made",
}
"""Acts that are told as things, where what they were done to is not said."""


def swapped(sentence: Sentence, group: Group, subject: Subject) -> str | None:
    """Tell what was done in place of what should have been; None when that is not told."""
    if group.sort != "counterfactual" or not group.denied or subject.gap or subject.denied:
        return None
    thing = phrase_at(sentence, group.end)
    place = group.end if thing is None else thing.end
    joins = sentence.words(place, place + 2) in _JOINTS
    if sentence.low(place) in lexicon().among("prepositions") and not joins:
        return _in_place(sentence, group, subject, thing)
    return None if thing is None else _for_thing(sentence, group, subject, thing)


def _for_thing(sentence: Sentence, group: Group, subject: Subject, wanted: Phrase) -> str | None:
    """Turn "we should have used x instead of y" into "y was used instead of x"."""
    used = _used(sentence, wanted, "")
    if used is None:
        return None
    verb = passive_verb(group, denied=False, plural=used.plural)
    words = f"{sentence.between(used.start, used.end)} {verb}"
    return _told(sentence, subject, words, wanted, used)


def _in_place(
    sentence: Sentence, group: Group, subject: Subject, thing: Phrase | None
) -> str | None:
    """Turn "should have set it to 5, not 9" into "it was set to 9, not 5"."""
    place = group.end if thing is None else thing.end
    wanted = phrase_at(sentence, place + 1)
    used = None if wanted is None else _used(sentence, wanted, sentence.low(place))
    if wanted is None or used is None or group.beside or group.before:
        return None
    where = f"{sentence.tokens[place].text} {sentence.between(used.start, used.end)}"
    if thing is not None:
        fronted = front(sentence, group, thing, denied=False, own=not subject.first_person)
        verb = passive_verb(group, denied=False, plural=thing.plural)
        return fronted and _told(sentence, subject, f"{fronted[0]} {verb} {where}", wanted, used)
    made = next((_MADE[base] for base in sorted(group.verb.bases) if base in _MADE), None)
    if made is not None:
        return _told(sentence, subject, f"{made} {where}", wanted, used)
    if not sentence.low(group.main).endswith("ed"):
        return None
    who = sentence.between(subject.start, subject.end)
    words = f"{who} {sentence.tokens[group.main].text} {where}"
    return _told(sentence, subject, words, wanted, used)


def _used(sentence: Sentence, wanted: Phrase, again: str) -> Phrase | None:
    """Return what was used in place of what was wanted, where it ends the sentence."""
    if sentence.words(wanted.end, wanted.end + 2) not in _JOINTS:
        return None
    place = wanted.end + 2
    used = phrase_at(sentence, place + bool(again and sentence.low(place) == again))
    if used is None or not sentence.stops(used.end) or used.end < len(sentence.tokens) - 1:
        return None
    acts = used.start == used.end - 1 and lexicon().of_ing(sentence.low(used.start), acts=True)
    if acts and lexicon().of_ing(sentence.low(wanted.start), acts=True) is None:
        return None  # "instead of hoping" tells of another act and of no thing
    return used


def _told(sentence: Sentence, subject: Subject, words: str, wanted: Phrase, used: Phrase) -> str:
    begins = sentence.text[:1].isupper() or sentence.text[:1] == "@"
    begins = begins and subject.start == 0
    first = capitalised(words) if begins else words
    joint = sentence.text[sentence.tokens[wanted.end - 1].end : sentence.tokens[wanted.end + 1].end]
    other = sentence.between(wanted.start, wanted.end)
    return f"{sentence.before(subject.start)}{first}{joint} {other}{sentence.after(used.end)}"
