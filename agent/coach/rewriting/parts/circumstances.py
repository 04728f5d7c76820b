"""Says when or how a thing came to it: after what, without what, too early or late."""

from dataclasses import replace

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.parts.marks import KEPT
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


def _cut_comma(teller: Teller, place: int) -> None:
    for number in range(place - 1, -1, -1):
        part = teller.parts[number]
        if part.mark == KEPT:
            words = teller.sentence.between(part.start, part.end)
            if words.endswith(","):
                teller.out[number] = words[:-1]
            return


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
