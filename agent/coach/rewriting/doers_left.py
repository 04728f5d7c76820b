"""Finds those who still act beside what was told without them: "we sent it twice, and it was not".

Whoever left something undone would be blamed by the act that stands beside it.
"""

from collections.abc import Iterator, Sequence

from agent.coach.rewriting.doers import may_be_people
from agent.coach.rewriting.groups import group_at, groups
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.personal_names import SYSTEMS, is_given
from agent.coach.rewriting.phrases import begins_object, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject, is_people, subject_of
from agent.coach.rewriting.tokens import Sentence

_FIRST = word_set("we i us me our my")
_NOBODY = word_set("nobody no-one no one none not")
_THIRD = word_set("he she they")
_HE = word_set("he she")
_BESIDE = word_set("when while whilst after before as since until once although though if")


_FULL_NAME = 2
_BEFALLS = word_set("low out short behind")
_LATE_THEMSELVES = word_set("run be start finish end arrive come go")


def leaves_actor(sentence: Sentence, gone: str) -> bool:
    """Return whether those who are gone from one clause still act in another.

    Args:
        sentence: The version.
        gone: The words for people that it leaves out.
    """
    same = any(
        _is_same(sentence, subject, gone) and not _blames_nobody(sentence, group)
        for group, subject in acting(sentence)
    )
    return same or _leaves_him(sentence, gone) or _acts_as_described(sentence, gone)


def speaks_of_same(sentence: Sentence, gone: str) -> bool:
    """Return whether whoever acts in a version may be the one who is gone from it."""
    return any(_is_same(sentence, subject, gone) for _, subject in _acting(sentence))


def acting(sentence: Sentence) -> Iterator[tuple[Group, Subject]]:
    """Yield the clauses in which people are still told to have done something, but "when we"."""
    for group, subject in _acting(sentence):
        if sentence.low(subject.start - 1) not in _BESIDE:
            yield group, subject


def _acting(sentence: Sentence) -> Iterator[tuple[Group, Subject]]:
    for group in groups(sentence):
        if group.sort != "done" or group.time in ("present", "present perfect"):
            continue
        subject = (
            subject_of(sentence, group)
            or _with_place(sentence, group)
            or _by_full_name(sentence, group)
        )
        if subject is not None and not subject.gap and not subject.denied:
            yield group, subject


def _acts_as_described(sentence: Sentence, gone: str) -> bool:
    """Return whether "the engineer who was on call" still did what stands beside the omission."""
    others = _named(gone, sentence.people)
    for place, token in enumerate(sentence.tokens):
        if not token.agent and token.low not in lexicon().among("people"):
            continue
        after = sentence.low(place + 1)
        relative = after in ("who", "that")
        doing = lexicon().of_ing(after) is not None and after not in lexicon().among("people")
        if not (relative or doing or after == "responsible") or others - {token.low}:
            continue
        later = [group for group in groups(sentence) if group.start > place]
        if len(later) > relative and _has_acted(sentence, later[relative]):
            return True
    return False


def _has_acted(sentence: Sentence, group: Group) -> bool:
    past = group.sort == "done" and group.time not in ("present", "present perfect")
    return past and not _blames_nobody(sentence, group)


def _leaves_him(sentence: Sentence, gone: str) -> bool:
    """Return whether "he" is gone alone, and whoever he is still acts."""
    he = bool(set(gone.lower().split()) & _HE)
    return he and not _named(gone, sentence.people) - _THIRD and unknown_acts(sentence)


def unknown_acts(sentence: Sentence) -> bool:
    """Return whether whoever opens a sentence, by a name that no list knows, does something."""
    phrase = phrase_at(sentence, 0)
    if phrase is None or not may_be_people(sentence, phrase.head):
        return False
    place = after_places(sentence, phrase.end)
    group = None if place is None else group_at(sentence, place)
    if group is None or group.sort != "done" or not begins_object(sentence, group.end):
        return False
    return not _blames_nobody(sentence, group)


def _blames_nobody(sentence: Sentence, group: Group) -> bool:
    """Return whether an act is of the rescue, or befalls whoever does it: "ran low on space"."""
    low = sentence.low(group.end)
    late = low == "late" and not group.verb.bases.isdisjoint(_LATE_THEMSELVES)
    befalls = group.verb.among("suffering") or low in _BEFALLS or late
    return group.verb.among("neutral_acts") or befalls


def _with_place(sentence: Sentence, group: Group) -> Subject | None:
    """Read "a clerk in room 4" at the start of a sentence: where people are, is a fact."""
    phrase = phrase_at(sentence.up_to(group.start), 0)
    if phrase is None or not is_people(sentence, phrase.head):
        return None
    end = after_places(sentence.up_to(group.start), phrase.end)
    if end is None or end != group.start:
        return None
    return Subject(0, end, denied=False, first_person=False)


def after_places(sentence: Sentence, end: int) -> int | None:
    """Return the token after "in room 4" and the like; None where no place follows "in"."""
    while sentence.low(end) in lexicon().among("prepositions"):
        more = phrase_at(sentence, end + 1)
        if more is None:
            return None
        end = more.end
    return end


def _by_full_name(sentence: Sentence, group: Group) -> Subject | None:
    """Read "Ilze Berzina" at the start of a sentence, before what is done to a thing."""
    full = group.start == _FULL_NAME and all(map(is_given, sentence.tokens[:_FULL_NAME]))
    system = sentence.low(1) in SYSTEMS
    named = full and not system and begins_object(sentence, group.end)
    return Subject(0, _FULL_NAME, denied=False, first_person=False) if named else None


def _is_same(sentence: Sentence, subject: Subject, gone: str) -> bool:
    """Return whether nobody else is gone than those who act, or nobody in particular."""
    third = set[str]() if subject.first_person else _THIRD
    acting_words = {low.removesuffix("'s") for low in sentence.words(subject.start, subject.end)}
    return not _named(gone, sentence.people) - acting_words - _FIRST - third


def _named(gone: str, people: Sequence[str]) -> set[str]:
    """Return the words that tell who is gone."""
    return {
        token.low.removesuffix("'s")
        for token in Sentence(gone, people).tokens
        if token.low not in _NOBODY
        and (token.agent or token.is_name or token.low in lexicon().among("people") | _THIRD)
    }
