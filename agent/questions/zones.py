"""Time zones by name, offset or abbreviation."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones

from agent.errors import AnswerError
from agent.hygiene import one_line, shorten
from rubrics.patterns import regex

_EXAMPLES = "Write UTC, Europe/Berlin or +02:00."
_OFFSET = regex(r"(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_UTC_NAMES = {"utc", "z", "zulu", "gmt", "etc/utc", "universal"}
_HOURS = {
    "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "jst": 9, "kst": 9,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "cdt": -5, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "hst": -10,
}  # fmt: skip
_NO_REGIONS = {"posix", "right"}
"""Folders that hold the zones once more."""
_AMBIGUOUS = {"ist", "cst", "bst", "ast", "mst", "sst", "gst", "wast", "et", "ct", "mt", "pt"}
ZONE = (
    r"(?:z(?![a-z])|(?:utc|gmt)(?:\s?[+\-−]\s?\d{1,2}(?::?[0-5]\d)?)?"
    r"|(?:\+(?:0\d|1[0-4])|[\-−](?:0\d|1[0-2]))(?::?(?:00|15|30|45)|(?![\d:]))|(?:"
    + "|".join(sorted({*_HOURS, *_AMBIGUOUS}))
    + r")(?![a-z])"
    r"|(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)"
    r"/[a-z_]+(?:[/-][a-z_]+)?)"
)
"""A zone beside a time, in lower case."""


def read_zone(text: str) -> str:
    """Return the name of a zone as it is stored: UTC, Europe/Berlin, +02:00."""
    line = one_line(text)
    if line.lower() in _UTC_NAMES:
        return "UTC"
    match = _OFFSET.fullmatch(line.lower())
    if match is not None:
        return _offset_name(_offset(match, text))
    named = _named(line)
    if named is None:
        raise AnswerError(f"I don't know the time zone “{shorten(text)}”.", _advice())
    return named


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """Return the zone of a stored name or of the words beside a time. Empty is UTC."""
    low = name.strip().lower()
    if not low or low in _UTC_NAMES:
        return UTC
    match = _OFFSET.fullmatch(low)
    if match is not None:
        return timezone(_offset(match, name))
    if low in _HOURS:
        return timezone(timedelta(hours=_HOURS[low]))
    if low in _AMBIGUOUS:
        raise AnswerError(
            f"“{name.upper()}” names more than one time zone.",
            "Write the offset beside the time, as 14:05 +02:00.",
        )
    try:
        return ZoneInfo(read_zone(name))
    except (OSError, ValueError) as error:
        raise AnswerError(f"I don't know the time zone “{shorten(name)}”.", _advice()) from error


def _offset(match: re.Match[str], text: str) -> timedelta:
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if offset > timedelta(hours=14):
        raise AnswerError(f"No time zone is {shorten(text)} away from UTC.", _EXAMPLES)
    return offset if match[1] == "+" else -offset


def _offset_name(offset: timedelta) -> str:
    shown = datetime(2000, 1, 1, tzinfo=timezone(offset)).isoformat()[-6:]
    return "UTC" if not offset else shown


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in sorted(available_timezones())}


@lru_cache(maxsize=256)
def _named(line: str) -> str | None:
    """Return the zone of this name, or the only one of this city."""
    wanted = line.lower().replace(" ", "_")
    exact = _in_its_folder(wanted) or _zones().get(wanted)
    if exact is not None:
        return exact
    cities = [name for low, name in _zones().items() if "/" in low and low.endswith(f"/{wanted}")]
    return cities[0] if len(cities) == 1 else None


def _in_its_folder(wanted: str) -> str | None:
    """Return a zone with its region by looking where it lies: to list them all opens 600 files."""
    region, _, city = wanted.partition("/")
    if not city or region in _NO_REGIONS:
        return None
    for root in TZPATH:
        name = _spelt(Path(root), wanted.split("/"))
        if name and (Path(root) / name).is_file():
            return name
    return None


def _spelt(folder: Path, steps: Sequence[str]) -> str:
    """Return a path below a folder as it is written there; empty when there is none."""
    way: list[str] = []
    for step in steps:
        inside = (one.name for one in (folder.iterdir() if folder.is_dir() else ()))
        found = next((name for name in inside if name.lower() == step), "")
        if not found:
            return ""
        way.append(found)
        folder /= found
    return "/".join(way)


def _advice() -> str:
    if _zones():
        return _EXAMPLES
    return "This system has no list of time zones: write an offset, as +02:00."
