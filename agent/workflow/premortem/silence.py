"""Writing alone: whose turn it is, how long it lasts, when it is enough."""

from datetime import datetime, timedelta

from agent.postmortem.people import Person
from agent.premortem.reasons import Silence
from agent.premortem.record import Premortem, participants


def silence_of(document: Premortem, person: str) -> Silence | None:
    """Return a person's time of writing, begun or over; None before it."""
    return next((one for one in document.silences if one.person == person), None)


def until(document: Premortem, person: str) -> datetime | None:
    """Return when a person's time is over; None before it began."""
    silence = silence_of(document, person)
    if silence is None or silence.began_at is None:
        return None
    return silence.began_at + timedelta(minutes=document.meta.silent_minutes)


def reasons_missing(document: Premortem, person: str) -> int:
    """Return how many reasons a person lacks before the writing may end early."""
    written = sum(reason.by == person for reason in document.reasons)
    return max(0, document.meta.silent_reasons - written)


def time_is_up(document: Premortem, person: str, now: datetime) -> bool:
    """Return whether a person had all the time there is."""
    end = until(document, person)
    return end is not None and now >= end


def is_away(document: Premortem, person: str) -> bool:
    """Return whether it was said, with a reason, that a person does not write."""
    return any(f"{path}.{person}" in document.absences for path in ("reasons", "silences"))


def may_end(document: Premortem, person: str, now: datetime) -> bool:
    """Return whether a person wrote enough or long enough."""
    enough = not reasons_missing(document, person) or time_is_up(document, person, now)
    return enough or is_away(document, person)


def has_ended(document: Premortem, person: str, now: datetime) -> bool:
    """Return whether a person is done: said so, is away, or the time is up."""
    silence = silence_of(document, person)
    said = silence is not None and silence.ended_at is not None
    return said or is_away(document, person) or time_is_up(document, person, now)


def writer(document: Premortem, now: datetime) -> Person | None:
    """Return the person whose turn it is to write, or None when all are done."""
    people = participants(document)
    return next((one for one in people if not has_ended(document, one.id, now)), None)
