"""Writes the chat of a three-hour incident, as long as asked for: mostly talk, events in between.

The same length gives the same bytes. Every word is made up.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

_BEGAN = datetime(2031, 5, 1, 13, 50, 0, tzinfo=UTC)
_LASTS = timedelta(hours=3)
_PEOPLE = ("mira", "tomas", "aylin", "jun", "oksana", "pedro", "hanne", "kofi")
_TALK = (
    "same picture here, still looking",
    "can somebody paste the link to the panel again, mine asks for a login",
    "joining from the train, the line may drop",
    "that graph has a gap between the two samples, zooming in now",
    "ok, noted, one more minute and then I write it down for the others",
    "the second tab shows the same numbers but with another scale",
    "thanks, that helps, reading it through from the top",
    "no news from my side, waiting for the next sample",
    "who has the number of the person at the venue, the page in the wiki is old",
    "sorry, that was the wrong window, please take no notice of it",
)
_COURSE = (
    (0.02, "deploybot", "Deploy of ticket-gate 4.19.0 to production finished"),
    (0.04, "alertbot", "Alert firing: gate scan latency above 4 s at 61 gates"),
    (0.06, "mira", "acknowledged, looking at the gates"),
    (0.09, "jun", "Support reports 300 visitors waiting at the north entrance"),
    (0.15, "tomas", "escalated to the network team"),
    (0.24, "aylin", "Diagnosis: the new build opens one connection for each scan"),
    (0.33, "tomas", "Decision: roll back ticket-gate to 4.18.2"),
    (0.41, "deploybot", "Rollback of ticket-gate to 4.18.2 started"),
    (0.48, "alertbot", "Alert firing: connection table of gw-3 is full"),
    (0.55, "oksana", "Restarted gw-3, the connection table is empty"),
    (0.67, "mira", "Mitigated: scans take less than 1 s at all gates"),
    (0.80, "jun", "Status page updated: entry is back to normal"),
    (0.97, "mira", "Resolved, the incident is closed"),
)
"""What happens, by the share of the three hours that has passed."""


def incident_chat(size: int) -> str:
    """Return a chat of about so many characters."""
    return "".join(_lines(size))


def course() -> tuple[str, ...]:
    """Return what happens in every chat, in order."""
    return tuple(text for _, _, text in _COURSE)


def _lines(size: int) -> Iterator[str]:
    count = max(size // 78, len(_COURSE) * 2)
    places = {int(share * count): (who, text) for share, who, text in _COURSE}
    for number in range(count):
        at = _BEGAN + _LASTS * number / count
        who, text = places.get(number) or _said(number)
        yield f"[{at:%Y-%m-%d %H:%M:%S}] {who}: {text}\n"


def _said(number: int) -> tuple[str, str]:
    return _PEOPLE[number * 7 % len(_PEOPLE)], _TALK[number * 3 % len(_TALK)]
