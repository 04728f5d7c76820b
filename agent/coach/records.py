"""What rules find in an imported record: its lines with a time, as events to be taken or left."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import cast

from agent.coach.offers import Sighting, event
from agent.coach.protocol import ExtractEvents
from agent.dialogue import AddItem, Proposal
from agent.errors import AnswerError
from agent.hygiene import clean, one_line
from agent.postmortem.record import Postmortem
from agent.postmortem.timeline import EventKind
from agent.postmortem.values import TimePoint
from agent.questions.lines import read_lines
from agent.questions.moments import Setting, read_moment
from agent.questions.pasted import PastedRow
from agent.questions.timed_lines import event_kind, guess_event_kind

MOST = 60
"""Events offered of one record: more are not read one by one."""
_ALIKE = 0.6
"""Share of words from which two events of one minute and one kind are the same."""
_WORD = re.compile(r"[^\W\d]{3,}")
_NUMBER = re.compile(r"\d+")

_Candidate = tuple[int, EventKind, PastedRow]
"""The line of a row, its kind, and the row."""


def events_in(task: ExtractEvents, document: Postmortem) -> tuple[tuple[Proposal, ...], int]:
    """Return the events of a record, in its order, and how many more lines look like events.

    Of a record with many lines only those count whose words name a kind of event, each once, and
    a few of each kind come before more of any.
    """
    text = clean(task.text)
    pasted = read_lines("timeline", text)
    rows: list[_Candidate] = [
        (line, _kind(row), row)
        for line, row in zip(pasted.begins, pasted.rows, strict=True)
        if row.get("text")
    ]
    likely = _telling(rows) if len(rows) > MOST else rows
    chosen = _few_of_each(likely)
    found = [*_distinct(_offers(chosen, text.split("\n"), task, document))]
    return without_known(found, document), len(likely) - len(chosen)


def beside(made: Sequence[Proposal], ruled: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the events that a model and rules found in one record, each once, in its order.

    What the model says of a line stands in place of the line as it is, unless it says the same or
    knows no kind for it where the rules do.
    """
    own = {_flat(one.text) for one in ruled}
    known = {one.line for one in ruled if _kind_of(one) != "other"}
    better = [
        one
        for one in made
        if _flat(one.text) not in own and not (_kind_of(one) == "other" and one.line in known)
    ]
    lines = {one.line for one in better if one.line}
    kept = [one for one in ruled if one.line not in lines]
    return tuple(_distinct(sorted([*kept, *better], key=lambda one: one.line)))


def without_known(found: Sequence[Proposal], document: Postmortem) -> tuple[Proposal, ...]:
    """Return the events that the timeline does not hold in these words."""
    known = {_flat(one.text) for one in document.timeline.events}
    return tuple(one for one in found if _flat(one.text) not in known)


def _kind_of(offer: Proposal) -> object:
    return offer.effect.fields.get("kind") if isinstance(offer.effect, AddItem) else None


def _kind(row: PastedRow) -> EventKind:
    named = event_kind(row.get("kind", "")) or guess_event_kind(row["text"].split("\n")[0])
    return cast("EventKind", named)


def _telling(rows: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the rows whose words name a kind of event; what is said again counts once."""
    first = {_flat(row["text"]): number for number, (_, _, row) in reversed([*enumerate(rows)])}
    return [rows[number] for number in sorted(first.values()) if rows[number][1] != "other"]


def _few_of_each(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Return so many as are read, in order: the first of each kind, then the second, and so on."""
    by_kind: dict[EventKind, list[_Candidate]] = {}
    for one in found:
        by_kind.setdefault(one[1], []).append(one)
    rounds = zip_longest(*by_kind.values())
    in_turn = [one for several in rounds for one in several if one is not None]
    return sorted(in_turn[:MOST], key=lambda one: one[0])


def _offers(
    found: Sequence[_Candidate], lines: Sequence[str], task: ExtractEvents, document: Postmortem
) -> Iterator[Proposal]:
    times = _moments([row for _, _, row in found], document)
    for (line, kind, row), time in zip(found, times, strict=True):
        sighting = Sighting(task.source, task.line + line - 1, lines[line - 1].strip())
        yield event(one_line(row["text"]), kind, time, sighting)


def _distinct(offers: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield the events of which none before says the same: minute, kind, numbers, like words."""
    seen: dict[tuple[str, object, tuple[str, ...]], list[set[str]]] = {}
    for one in offers:
        words, numbers = set(_WORD.findall(one.text.lower())), tuple(_NUMBER.findall(one.text))
        alike = seen.setdefault((_minute(one), _kind_of(one), numbers), [])
        if not any(len(words & other) >= _ALIKE * len(words | other) for other in alike):
            alike.append(words)
            yield one


def _moments(rows: Sequence[PastedRow], document: Postmortem) -> Iterator[TimePoint]:
    """Yield the times of rows, each read against the one before."""
    setting = Setting(zone=document.meta.timezone, day=document.meta.incident_date)
    for row in rows:
        time = moment(row["time"], setting)
        yield time
        setting = Setting(setting.zone, setting.day, time.at or setting.previous)


def moment(text: str, setting: Setting) -> TimePoint:
    """Return a time as code reads it; its words alone where the day is not known yet."""
    try:
        return read_moment(text, setting).point
    except AnswerError:
        return TimePoint(original_text=one_line(text))


def _minute(offer: Proposal) -> str:
    """Return the minute of an event, or its words where the day is not known."""
    time = offer.effect.fields.get("time") if isinstance(offer.effect, AddItem) else None
    if not isinstance(time, dict):
        return ""
    return time.get("at", "")[:16] or time.get("original_text", "")[:16]


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
