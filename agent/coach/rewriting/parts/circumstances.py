"""Says when or how a thing came to it: after what, without what, too early or late."""

from dataclasses import replace

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.parts.marks import DOER
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.parts.verb_group import Act

NAMED = ("gerund", "perfect gerund")
"""The tenses of an act that is named rather than told: "replaying", "having replayed"."""
_TIMES = word_set("before after when while since until once whilst")
_TOO_QUICK = word_set("quick fast hasty quickly rushed hurried hurry")


def as_clause(teller: Teller, act: Act, start: int) -> tuple[str, Act]:
    """Return what opens the clause of a named act, and the act as it is told in it.

    "Replaying the logs" is "when the logs were replayed".
    """
    perfect = act.tense == "perfect gerund"
    past = replace(act, tense="past perfect" if perfect else "past")
    before = teller.low_before(start)
    if before in ("while", "whilst") and not perfect:
        past = replace(act, tense="past progressive")
    if before in _TIMES:
        return "", past
    if before not in (",", ""):
        return "", act
    if before == ",":
        _cut_comma(teller, start)
    if act.denied:
        return "without ", replace(act, denied=False)
    if perfect:
        return "after ", past
    return ("when ", past) if before == "" else ("with ", act)


def is_thrust_in(teller: Teller, act: Act, start: int) -> bool:
    """Return whether a named act parts "after" from the act behind it: "after he, having seen"."""
    if act.tense not in NAMED or start < 3 or teller.words_of(start - 1) != (",",):
        return False
    return teller.parts[start - 2].mark == DOER and teller.low_before(start - 2) in _TIMES


def _cut_comma(teller: Teller, place: int) -> None:
    number = teller.kept_before(place)
    teller.out[number] = teller.said(number).removesuffix(",")


def how_late(teller: Teller, place: int) -> str:
    """Return "late", or "too quickly" for what people were "too quick to" do."""
    words = teller.words_of(place)
    if "enough" in words:
        return "late"
    if not _TOO_QUICK.isdisjoint(words):
        return "too quickly"
    if "early" in words:
        return "too early"
    return "too soon" if "soon" in words else "late"
