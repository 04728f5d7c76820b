"""Tells several acts that one thing was done to: "was stopped and restarted"."""

import re

from agent.coach.rewriting.parts.denials import denials_in
from agent.coach.rewriting.parts.joined import JOINS
from agent.coach.rewriting.parts.marks import DOER, KEPT
from agent.coach.rewriting.parts.objects import is_light
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.parts.verb_group import Act, passive


def shares_object(teller: Teller, place: int) -> bool:
    """Return whether only "and" stands between this act and the one that waits."""
    between = teller.parts[teller.waiting[-1][0] + 1 : place]
    if not all(part.mark in (KEPT, DOER) for part in between):
        return False
    words = [
        word
        for part in between
        if part.mark == KEPT
        for word in teller.sentence.words(part.start, part.end)
    ]
    return all(word in JOINS or is_light(word) for word in words) and not JOINS.isdisjoint(words)


def say_too(
    teller: Teller, act: Act, others: list[tuple[int, Act]], verb: str, *, plural: bool
) -> str | None:
    """Say what else was done to a thing; return the verb of its first act as it goes with that.

    None where a subject that denies by itself would deny twice: "no log was read and was not".
    """
    if others and all(_is_denied_alike(teller, act, other, more) for other, more in others):
        return _say_neither(teller, others, verb)
    for other, more in others:
        same = more.tense == act.tense and more.denied == act.denied
        own = more.denied and denials_in(teller.words_of(other)) > 0
        if own and act.denied and not {"not", "never"} & set(verb.split()):
            return None
        teller.out[other] = _participle(more) if same and not own else passive(more, plural=plural)
    return verb


def _participle(act: Act) -> str:
    return " ".join((*act.before, *act.beside, act.participles[0], *act.after))


def _is_denied_alike(teller: Teller, act: Act, other: int, more: Act) -> bool:
    """Return whether an act has a denial of its own like the first: "and did not sign"."""
    alike = (more.tense, more.denied, more.never) == (act.tense, True, act.never) and act.denied
    own = denials_in(teller.words_of(other)) > 0
    return alike and own and teller.low_before(other) in ("and", ",")


def _say_neither(teller: Teller, others: list[tuple[int, Act]], verb: str) -> str:
    """Say "was neither tested nor signed", but "was never tested or signed"."""
    neither = f" {verb}".replace(" not been ", " been neither ").replace(" not ", " neither ")
    join = "nor" if " neither " in neither else "or"
    for other, more in others:
        number = teller.kept_before(other)
        teller.out[number] = re.sub(r"\band$", join, teller.said(number))
        teller.out[other] = _participle(more)
    return neither.strip()
