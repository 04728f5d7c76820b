"""`unblame premortem watch`: which tripwires are due or breached, and new readings."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any

from agent.errors import InputError
from agent.premortem.calendar import to_calendar
from agent.premortem.record import Premortem
from agent.premortem.watching import Due, Watched, agenda, breaches, due
from agent.workspace import Workspace
from tui.commands.options import workspace
from tui.output import say, say_exactly, say_json


def watch(args: argparse.Namespace) -> int:
    """Record readings, then print what is due or breached; return 1 when there is any."""
    if args.reading and args.id is None:
        raise InputError("--reading needs the ID of a pre-mortem.", "Name it: watch PRE-2026-001.")
    with closing(workspace(args)) as place:
        for signal, value in args.reading:
            asyncio.run(place.read_signal(args.id, signal, value))
        documents = _documents(place, args.id)
        now = place.clock.now()
    match args.format:
        case "ical":
            say_exactly(to_calendar(documents, now).encode())
        case "json":
            premortems = [_as_object(document, now, later=args.all) for document in documents]
            say_json({"on": now.date().isoformat(), "premortems": premortems})
        case _:
            _say(documents, now, later=args.all)
    return 1 if any(breaches(one) or due(one, now.date()) for one in documents) else 0


def _documents(place: Workspace, pm_id: str | None) -> tuple[Premortem, ...]:
    return place.watched() if pm_id is None else (place.load_premortem(pm_id),)


def _say(documents: tuple[Premortem, ...], now: datetime, *, later: bool) -> None:
    told = False
    for document in documents:
        lines = list(_lines(document, now.date(), later=later))
        if lines:
            told = True
            say(f"{document.meta.id}  {document.meta.title}")
            say("\n".join(f"  {line}" for line in lines))
    if not told:
        say(f"Nothing is due or breached on {now:%Y-%m-%d}.")


def _lines(document: Premortem, today: date, *, later: bool) -> Iterator[str]:
    names = {person.id: person.display for person in document.people}
    for place in breaches(document):
        seen = place.last.text if place.last else ""
        signal = place.signal
        line = f"breached     {signal.id} {signal.name}: {seen} ({signal.threshold})"
        stop = place.mode.stop if place.mode else None
        if stop is not None and stop.text:
            line += f". {'Stop' if stop.kind == 'kill' else 'Pause'} at: {stop.text}"
            line += f" ({names.get(stop.by, stop.by)})" if stop.by else ""
        yield line
    for one in agenda(document) if later else due(document, today):
        late = (today - one.on).days
        when = f"{late} days late" if late > 0 else "today" if late == 0 else "later"
        owner = f"  {names.get(one.owner, one.owner)}" if one.owner else ""
        yield f"{_named(one)}  {one.on} ({when})  {one.subject} {one.text}{owner}".rstrip()


def _named(one: Due) -> str:
    return {"review": "look again", "end": "measure"}.get(one.kind, one.kind).ljust(11)


def _as_object(document: Premortem, now: datetime, *, later: bool) -> dict[str, Any]:
    today = now.date()
    names = {person.id: person.display for person in document.people}
    listed = agenda(document) if later else due(document, today)
    return {
        "id": document.meta.id,
        "title": document.meta.title,
        "breached": [_breached(place, names) for place in breaches(document)],
        "due": [
            {
                "kind": one.kind,
                "subject": one.subject,
                "text": one.text,
                "owner": names.get(one.owner, one.owner),
                "on": one.on,
                "days_late": max(0, (today - one.on).days),
            }
            for one in listed
        ],
    }


def _breached(place: Watched, names: dict[str, str]) -> dict[str, Any]:
    stop = place.mode.stop if place.mode else None
    return {
        "signal": place.signal.id,
        "name": place.signal.name,
        "threshold": place.signal.threshold,
        "reading": place.last.text if place.last else "",
        "read_at": place.last.at if place.last else None,
        "mode": place.signal.mode_id,
        "owner": names.get(place.signal.owner, place.signal.owner),
        "stop": {"kind": stop.kind, "text": stop.text, "by": names.get(stop.by, stop.by)}
        if stop
        else None,
    }
