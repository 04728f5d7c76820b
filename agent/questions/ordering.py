"""Keeps the timeline in the order of its times, whichever way an event got its time."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any

from agent.postmortem.edits import Draft

_EVENTS = "timeline.events"


def put_in_order(draft: Draft, changed: Iterable[str]) -> None:
    """Move the events among changed paths behind the last one that is not later."""
    start = f"{_EVENTS}."
    touched = {path.removeprefix(start).split(".")[0] for path in changed if path.startswith(start)}
    events: list[dict[str, Any]] = draft.get(_EVENTS) if touched else []
    moved = [e for e in events if e["id"] in touched and _moment(e) is not None]
    ids = {event["id"] for event in moved}
    rest = [event for event in events if event["id"] not in ids]
    places = _places(rest, [_moment(event) for event in moved])
    order = sorted(zip(places, moved, strict=True), key=lambda pair: (pair[0], _moment(pair[1])))
    for place, event in reversed(order):
        rest.insert(place, event)
    events[:] = rest


def _moment(event: Mapping[str, Any]) -> datetime | None:
    at = event.get("time", {}).get("at")
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def _places(rest: Sequence[Mapping[str, Any]], moments: Sequence[datetime | None]) -> list[int]:
    """Return where each moment goes among events that stay: behind the last that is not later."""
    timed = [(at, place) for place, event in enumerate(rest) if (at := _moment(event)) is not None]
    timed.sort()
    last = list(accumulate((place for _, place in timed), max))
    first = min((place for _, place in timed), default=len(rest))
    starts = [at for at, _ in timed]
    found: list[int] = []
    for moment in moments:
        earlier = bisect_right(starts, moment) if moment is not None else 0
        found.append(last[earlier - 1] + 1 if earlier else first)
    return found
