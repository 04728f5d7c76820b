"""Reasons of a pre-mortem that may fail in one way, by the telling words that they share.

People group first. What is offered is about the reasons that they left in no failure mode, and no
offer names who wrote what.
"""

from collections.abc import Sequence

from agent.coach.offers import ask, quoted
from agent.dialogue import AddItem, AskNext, Proposal
from agent.library.lexical import terms
from agent.premortem.hiding import hidden
from agent.premortem.modes import Mode
from agent.premortem.reasons import Reason
from agent.premortem.record import Premortem
from agent.questions.about_premortem import loose

_SHARED = 2
"""Telling words that two reasons share before they are offered together."""
_OFTEN = 0.5
"""A word in more than this share of all reasons tells none of them apart."""
NEW = "failure mode"
JOINS = "belongs to a mode"


def open_reasons(document: Premortem) -> tuple[Reason, ...]:
    """Return the reasons in no failure mode, once people made a first one and all was read out."""
    grouping = document.meta.state == "CLUSTER" and document.modes and not hidden(document)
    return loose(document) if grouping else ()


def cluster(document: Premortem) -> tuple[Proposal, ...]:
    """Return failure modes for reasons that share words; a reason without a like is left alone."""
    words = _telling(document)
    left = list(open_reasons(document))
    offers: list[Proposal] = []
    for mode in document.modes:
        known = {word for reason in mode.reason_ids for word in words.get(reason, ())}
        for reason in [one for one in left if len(words[one.id] & known) >= _SHARED]:
            left.remove(reason)
            offers.append(joins(reason, mode, "They share words."))
    while left:
        group = _group(left, words)
        left = [one for one in left if one not in group]
        if len(group) > 1:
            name = min(group, key=lambda one: (len(one.text), one.id)).text
            offers.append(new_mode(name, group, "They share words; the shortest gives the name."))
    return tuple(offers)


def new_mode(name: str, reasons: Sequence[Reason], why: str) -> Proposal:
    """Offer a failure mode that holds reasons."""
    ids = [one.id for one in reasons]
    return Proposal(
        id="",
        label=NEW,
        text=name,
        reason=f"Holds {', '.join(ids)}. {why}",
        effect=AddItem(list_path="modes", fields={"reason_ids": ids}),
    )


def joins(reason: Reason, mode: Mode, why: str) -> Proposal:
    """Offer to ask whether a reason belongs to a mode that people made."""
    words = (
        f"{reason.id}, {quoted(reason.text)}, may fail like {mode.id}, {quoted(mode.text)}. "
        "In which failure mode does it belong?"
    )
    return ask(JOINS, words, why, AskNext(question="PM-31", about=reason.id))


def _telling(document: Premortem) -> dict[str, set[str]]:
    """Return the stems of each reason, without those that most reasons have."""
    stems = {one.id: {stem for stem, _ in terms(one.text)} for one in document.reasons}
    often = len(stems) * _OFTEN
    counted = [stem for found in stems.values() for stem in found]
    common = {stem for stem in set(counted) if counted.count(stem) > max(often, _SHARED)}
    return {name: found - common for name, found in stems.items()}


def _group(left: Sequence[Reason], words: dict[str, set[str]]) -> list[Reason]:
    """Return the first reason with all that hang together with it."""
    group = [left[0]]
    for one in group:
        shares = (x for x in left if x not in group and len(words[x.id] & words[one.id]) >= _SHARED)
        group += shares
    return group
