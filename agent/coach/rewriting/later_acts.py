"""Tells a later act by what came of it: "and let it lapse", "and the team did not notice"."""

from collections.abc import Iterator
from itertools import pairwise, product

from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.following import rest_of
from agent.coach.rewriting.groups import group_at, groups
from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.objects import PERIODS
from agent.coach.rewriting.outcomes import outcome_at
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.plain_acts import there_was_an_act
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_UNTIL = word_set("until till before for when because although though while as since")
_ONLY_WHEN = word_set("when after once because at on in")
_WERE_TOLD = frozenset(
    product(
        ("was", "were", "been"),
        ("told", "warned", "informed", "notified", "alerted", "asked", "reminded", "advised"),
    )
)
"""What was done to people, after which they did nothing."""
_JOINS = word_set("and but then")


def later_act(sentence: Sentence) -> Iterator[Version]:
    """Turn "x rotated the key and let the lease lapse" into "... and the lease lapsed"."""
    for place in range(3, len(sentence.tokens) - 1):
        if sentence.low(place) not in _JOINS or _in_relative(sentence, place):
            continue
        if sentence.low(place) == "then" and sentence.low(place - 1) in ("and", "but"):
            continue
        start = place + 1
        warned = bool(_WERE_TOLD & set(pairwise(sentence.words(0, place))))
        found = _lost(sentence, start) or _unnoticed(sentence, start)
        found = found or (_act(sentence, start) if warned else None)
        if found is None:
            continue
        words, end = found
        text = f"{sentence.before(start)}{words}{sentence.after(end)}"
        if _has_doer(sentence, place):
            told_so = Sentence(text, sentence.people)
            yield from without_doer(told_so)
            yield from there_was_an_act(told_so)
        elif warned:
            yield Version(text, "SHIFT")
    yield from _unnoticed_by(sentence)


def _act(sentence: Sentence, start: int) -> tuple[str, int] | None:
    """Tell "and postponed it" of those who were told something: "and it was postponed"."""
    group = group_at(sentence, start)
    clause = None if group is None else told(sentence, group, denied=group.denied, own=True)
    rest = None if clause is None or group is None else rest_of(sentence, clause.end, group)
    plain = rest is not None and rest == sentence.after(clause.end) if clause else False
    return (clause.words, clause.end) if clause and plain else None


def _in_relative(sentence: Sentence, end: int) -> bool:
    """Return whether "who copied it" or "that holds it" stands before "and"."""
    start = end - 1
    while start > 0 and not sentence.stops(start - 1):
        start -= 1
    return bool({"who", "whose", "which", "that"} & set(sentence.words(start, end)))


def _has_doer(sentence: Sentence, end: int) -> bool:
    """Return whether people stand before a token whose later act it is."""
    found = (subject_of(sentence, group) for group in groups(sentence.up_to(end)))
    return any(one is not None and not one.gap and not one.denied for one in found)


def _lost(sentence: Sentence, start: int) -> tuple[str, int] | None:
    """Read "let the lease lapse", "did nothing", "did it by hand" and "waited 50 minutes for"."""
    then = sentence.low(start) == "then"
    place = start + then
    said = " then" if then else ""
    outcome = outcome_at(sentence, place)
    if outcome is not None and not then:
        return outcome
    if sentence.low(place) == "did" and sentence.low(place + 1) in ("it", "this", "so"):
        if sentence.low(place + 1) == "so":
            return None
        return f"{sentence.low(place + 1)} was{said} done", place + 2
    if sentence.words(place, place + 2) == ("did", "nothing"):
        return f"nothing was{said} done", place + 2
    if sentence.words(place, place + 3) == ("took", "no", "action"):
        return f"no action was{said} taken", place + 3
    return None if then else _waited(sentence, place)


def _waited(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Tell "waited 50 minutes for an answer" as "50 minutes were spent waiting for an answer"."""
    spell = phrase_at(sentence, place + 1) if sentence.low(place) == "waited" else None
    if spell is None or sentence.low(spell.head) not in PERIODS:
        return None
    if sentence.low(spell.end) != "for":
        return None
    were = "were" if spell.plural else "was"
    return f"{sentence.between(spell.start, spell.end)} {were} spent waiting", spell.end


def _unnoticed(sentence: Sentence, start: int) -> tuple[str, int] | None:
    """Read "only noticed when the disk was full", of what was told before."""
    if sentence.low(start) != "only":
        return None
    group = group_at(sentence, start + 1)
    if group is None or group.denied or group.time != "past":
        return None
    end = group.end
    if sentence.words(start + 1, start + 3) == ("found", "out"):
        end, seen = start + 3, "noticed"
    elif group.verb.among("noticing"):
        seen = "noticed" if {"realise", "realize"} & group.verb.bases else group.verb.participle
    else:
        return None
    return (f"this was only {seen}", end) if sentence.low(end) in _ONLY_WHEN else None


def _unnoticed_by(sentence: Sentence) -> Iterator[Version]:
    """Turn ", and the team did not notice until noon" into ", and this was not noticed until"."""
    for group in groups(sentence):
        subject = subject_of(sentence, group)
        if subject is None or subject.start < 3 or not _goes_unseen(sentence, group):
            continue
        denied = subject.denied != group.denied
        joined = sentence.low(subject.start - 1) in ("and", "but", "so")
        if not denied or not joined or group.time not in ("past", "past perfect"):
            continue
        was = "was not" if group.time == "past" else "had not been"
        it = "it" if sentence.low(group.end) == "when" else "this"
        words = " ".join((f"{it} {was}", *(one.lower() for one in group.beside), "noticed"))
        gone = sentence.between(subject.start, subject.end)
        text = f"{sentence.before(subject.start)}{words}{sentence.after(group.end)}"
        yield Version(text, "SHIFT", gone)


def _goes_unseen(sentence: Sentence, group: Group) -> bool:
    """Return whether a verb of noticing has no object of its own."""
    plain = not group.before and group.verb.among("noticing") and group.sort != "counterfactual"
    after = sentence.low(group.end)
    ends = sentence.stops(group.end) or after in _UNTIL
    return plain and ends and not {"see", "discover", "detect"} & group.verb.bases
