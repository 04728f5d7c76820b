"""Tells a sentence from the side of the things, by the marks of its parts.

Words are only left out, moved and inflected: nothing is added but "was", "not" and their like.
"""

import re

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.parts.causes import as_clause_of_cause, is_noun
from agent.coach.rewriting.parts.circumstances import how_late, is_thrust_in
from agent.coach.rewriting.parts.clauses import been, is_inverted, set_apart, take_clause
from agent.coach.rewriting.parts.joined import put_together
from agent.coach.rewriting.parts.marks import (
    ACT,
    ACTS,
    DOER,
    KEPT,
    LATE,
    LEFT_OUT,
    OBJECTS,
    UNDONE,
    Part,
    parts_of,
)
from agent.coach.rewriting.parts.objects import (
    behind_object,
    is_done_next,
    is_light,
    is_object,
)
from agent.coach.rewriting.parts.shared_objects import say_too, shares_object
from agent.coach.rewriting.parts.subjects import (
    is_plural,
    is_same,
    subject_and_verb,
    with_only,
)
from agent.coach.rewriting.parts.taken_over import read_told, with_adverbs
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.parts.verb_group import Act
from agent.coach.rewriting.tokens import Sentence

_UNDONE = re.compile(
    r"\b(?:fail\w*|forg\w+|neglect\w*|omi[ts]\w*|refus\w+|declin\w+|overlook\w*|unable|not|never"
    r"|nobody|none|no(?! (?:business|right))|neither|nor|without|miss\w*|inabil\w+|unwilling\w*"
    r"|reluctan\w+|noone|cannot)\b|n't\b"
)
_LATE = re.compile(r"\b(?:slow|late|long|ages|quick|early|soon|fast|hasty|hurry|enough)\b")
_TRYING = word_set("try tried attempt attempted")


def tell(sentence: Sentence, marks: tuple[str, ...]) -> str | None:
    """Return the sentence without its doers; None where its marks do not make a sentence."""
    parts = with_adverbs(sentence, parts_of(marks))
    if all(part.mark == KEPT for part in parts):
        return None
    teller = Teller(sentence, parts)
    for place, part in enumerate(parts):
        if not _take(teller, place, part):
            return None
    if teller.waiting or teller.refusal is not None:
        return None
    return put_together(sentence, parts, teller.out)


def gone(sentence: Sentence, marks: tuple[str, ...]) -> str:
    """Return the words for people, and what judges them, that a telling leaves out."""
    return " ".join(
        sentence.between(part.start, part.end) for part in parts_of(marks) if part.mark in LEFT_OUT
    )


def _take(teller: Teller, place: int, part: Part) -> bool:
    """Take one part; return whether the telling can go on."""
    if part.mark == DOER:
        teller.out[place] = ""
        return True
    if part.mark in (UNDONE, LATE):
        return _take_refusal(teller, place, part)
    if part.mark in ACTS:
        return _take_act(teller, place, part)
    if part.mark in OBJECTS:
        return _take_thing(teller, place, part)
    if teller.refusal is not None and not teller.waiting:
        return all(is_light(word) and word != "to" for word in teller.words_of(place))
    return True


def _take_refusal(teller: Teller, place: int, part: Part) -> bool:
    words = teller.words_of(place)
    says = (_UNDONE if part.mark == UNDONE else _LATE).search(" ".join(words))
    tries = not _TRYING.isdisjoint(words)  # who did not try may have done something else
    if teller.refusal is not None or teller.waiting or says is None or tries:
        return False
    teller.refusal = place
    teller.out[place] = ""
    return True


def _take_act(teller: Teller, place: int, part: Part) -> bool:
    act = read_told(teller, place)
    if act is None:
        return False
    teller.last = (place, act)
    if part.mark != ACT:
        return take_clause(teller, place, act)
    if teller.waiting and not shares_object(teller, place):
        return False
    set_apart(teller, place)
    teller.waiting.append((place, act))
    return True


def _take_thing(teller: Teller, place: int, part: Part) -> bool:
    if not teller.waiting or not is_object(teller, place, part):
        return False
    (first, act), *others = teller.waiting
    start = first if teller.refusal is None else teller.refusal
    teller.waiting, teller.refusal = [], None
    if not _makes_sentence(teller, part, act, first=first, start=start):
        return False
    when = how_late(teller, start) if teller.parts[start].mark == LATE else ""
    act = behind_object(teller, place, act, when)
    subject, verb = subject_and_verb(teller, part, act, start=start, first=first)
    subject = with_only(teller, place, subject)
    verb = been(verb) if is_inverted(teller, first, act) else verb
    verb = say_too(teller, act, others, verb, plural=is_plural(teller, subject, part))
    if verb is None:
        return False
    _say_of(teller, place, act, first, (subject, verb))
    return start == first or not is_noun(teller, start) or as_clause_of_cause(teller, start, place)


def _makes_sentence(teller: Teller, part: Part, act: Act, *, first: int, start: int) -> bool:
    """Return whether an act can be told of its object where it stands."""
    late_it = teller.parts[start].mark == LATE and teller.sentence.low(part.start) == "it"
    had = "have" in act.bases and not is_done_next(teller.sentence, part.end)
    apart = is_thrust_in(teller, act, start) or is_inverted(teller, first, act) is None
    return not (late_it or had or apart)


def _say_of(teller: Teller, place: int, act: Act, first: int, said: tuple[str, str]) -> None:
    """Say what was done to a thing where its act stood, without a subject that goes unsaid."""
    subject, verb = said
    same = is_same(teller, teller.parts[place], first, subject)
    unsaid = same and teller.denied in (None, act.denied)
    teller.denied = act.denied
    teller.out[first] = verb if unsaid else f"{subject} {verb}"
    teller.done.append((place, subject))
