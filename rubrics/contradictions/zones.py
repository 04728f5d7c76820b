"""Time zones by name, and wall times that a clock change skipped or repeated."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from rubrics.patterns import regex

_OFFSET = regex(r"^(?:UTC|GMT)?\s*(?P<sign>[+\-−])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?$")
_SAYS_ZONE = regex(r"(?:\d\s*Z\b|[+\-−]\d\d:?\d\d\b|\b(?:UTC|GMT)\b|\b[A-Z]{1,4}S?T\b)")


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo | None:
    """Return a zone by its IANA name or offset; None when it isn't known."""
    offset = _OFFSET.match(name.strip())
    if offset is not None:
        sign = 1 if offset["sign"] == "+" else -1
        span = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(sign * span) if span < timedelta(hours=24) else None
    try:
        return ZoneInfo(name.strip()) if name.strip() else None
    except (ValueError, OSError, KeyError):
        return None


def offset_in(zone: tzinfo, moment: datetime) -> timedelta | None:
    """Return the offset of a zone at a moment; None at the ends of the calendar."""
    try:
        return moment.astimezone(zone).utcoffset()
    except OverflowError:
        return None


def has_zone(original: str) -> bool:
    """Return whether a time as written names its zone."""
    return _SAYS_ZONE.search(original) is not None


def local_trouble(moment: datetime, zone: tzinfo) -> Literal["", "gap", "overlap"]:
    """Return whether a wall time of a zone was skipped or came twice at a clock change.

    Moments given at another zone's offset are left alone: they are unambiguous.
    """
    wall = moment.replace(tzinfo=zone, fold=0)
    offsets = (wall.utcoffset(), wall.replace(fold=1).utcoffset())
    if offsets[0] == offsets[1] or moment.utcoffset() not in offsets:
        return ""
    try:
        back = wall.astimezone(UTC).astimezone(zone)
    except OverflowError:
        return ""
    return "overlap" if back.replace(tzinfo=None) == wall.replace(tzinfo=None) else "gap"
