"""What is due as iCalendar (RFC 5545): one to-do an item, in UTC days, with ids that stay."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from agent.premortem.record import Premortem
from agent.premortem.watching import Due, agenda

_LONGEST: Final = 75
"""Octets of a line; a longer one is folded (RFC 5545, 3.1)."""
_ESCAPED: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
_WORDS: Final = {
    "signal": "Look at",
    "action": "Done",
    "contingency": "Ready",
    "review": "Look again at",
    "end": "Measure",
}


def to_calendar(documents: Iterable[Premortem], now: datetime) -> str:
    """Return what is due in some pre-mortems as an iCalendar text with CRLF line ends."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Unblame//pre-mortem//EN"]
    for document in documents:
        for due in agenda(document):
            lines += _todo(document, due, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _todo(document: Premortem, due: Due, now: datetime) -> Iterator[str]:
    names = {person.id: person.display for person in document.people}
    title = document.meta.title or document.meta.id
    owner = names.get(due.owner, "")
    yield "BEGIN:VTODO"
    yield f"UID:{document.meta.id}-{due.subject or due.kind}-{due.kind}@unblame"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DUE;VALUE=DATE:{due.on:%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{_WORDS[due.kind]}: {due.text}')}"
    told = f"{title} ({document.meta.id}). {owner}".strip()
    yield f"DESCRIPTION:{_escaped(told)}"
    yield "END:VTODO"


def _escaped(text: str) -> str:
    for sign, written in _ESCAPED:
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, never inside a character."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST:
            yield part
            part, size = " ", 1
        part += character
        size += octets
    yield part
