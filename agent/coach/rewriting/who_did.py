"""Tells sentences whose subject is "the person who wrote the script" by what was done."""

from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of, stands_alone
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject, is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.verbs import seen
from agent.coach.rewriting.versions import Version

_LEADS = ("unfortunately", "however", "sadly", "also")


def when_it_was_done(sentence: Sentence) -> Iterator[Version]:
    """Turn "the one who wrote it forgot x" into "when it was written, x was not considered"."""
    start = 2 if sentence.low(1) == "," and sentence.low(0) in _LEADS else 0
    phrase = phrase_at(sentence, start)
    if sentence.low(start) == "whoever":
        phrase = Phrase(start, start, start, plural=False)
    elif (
        phrase is None or sentence.low(phrase.end) != "who" or not _is_person(sentence, phrase.head)
    ):
        return
    first = group_at(sentence, phrase.end + 1)
    if first is None or first.sort != "done" or first.denied:
        return
    for place in range(first.end + 1, len(sentence.tokens) - 1):
        second = group_at(sentence, place)
        if second is None or not _is_wrong(sentence, second):
            continue
        if "could" in sentence.words(second.start, second.main) and second.sort != "undone":
            return
        when = told(sentence.up_to(place), first, denied=False, own=True)
        what = told(sentence, second, denied=second.denied, own=True)
        if when is None or what is None or when.end != place or when.words.startswith("there "):
            return
        rest = rest_of(sentence, what.end, second)
        nobody = Subject(start, phrase.end, denied=False, first_person=False)
        if rest is None or not stands_alone(sentence, nobody, what, rest):
            return
        text = f"when {when.words}, {what.words}{rest}"
        text = text if start else capitalised(text)
        gone = sentence.between(start, phrase.end)
        yield Version(f"{sentence.before(start)}{text}", "SHIFT", gone)
        return


def _is_wrong(sentence: Sentence, group: Group) -> bool:
    """Return whether a verb says what went undone, or that it was not meant."""
    done = group.sort == "done" and not group.verb.among("noticing")
    return group.judged or done or seen(sentence, group).denied


def _is_person(sentence: Sentence, head: int) -> bool:
    return is_people(sentence, head) or sentence.low(head) in lexicon().among("persons")
