"""Days and clock times at the head of a line and in running text, as words not yet read."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from agent.documents.reader.fields import zone_named
from agent.errors import AnswerError
from agent.questions.days import MONTH, WEEKDAY, CalendarDay, calendar_day
from agent.questions.zones import ZONE, zone_of
from rubrics.patterns import regex

_HALF = r"(?:\s?[ap]\.?m\b\.?)"
_ZONE = (
    rf"(?:{ZONE}(?![a-z])|(?:(?:us )?(?:eastern|pacific|mountain)|central european)(?: time)?\b"
    r"|us/(?:eastern|pacific|central|mountain)|coordinated universal time)"
)
_DATE = (
    rf"(?:(?:on )?{WEEKDAY},?\s+(?:the )?)?(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})(?!\d)|\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}"
    rf"|\d{{2}})(?!\d)"
    rf"|\d{{2}}-\d{{2}}(?=\s\d{{1,2}}:\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[ /-](?:of )?{MONTH}(?![a-z])(?:[ ,/-]{{1,3}}\d{{4}}(?!:?\d))?"
    rf"|{MONTH}\s+(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:])(?:,?\s{{1,2}}\d{{4}}(?!:?\d))?)"
)
_TIME = (
    rf"(?:\d{{1,2}}[:h]\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?(?!\d){_HALF}?|\d{{1,2}}{_HALF}"
    rf"|\d{{1,2}}\.\d{{2}}(?:{_HALF}|(?=\s?(?:{_ZONE})))|(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:u"
    r"tc|gmt|z|hrs?|hours|[ecmpw][sed]?s?t)\b)"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:-|–|and|to)\s?\d{4}\s?(?:utc|gmt|z)\b))"
)
_ROUGH = r"(?:[~≈]\s?|about |around |approx(?:imately|\.)? |circa |c\. ?|ca\.? ?)"
_ZONED, _END_ZONED = (
    rf"(?:\s?\(?(?P<{name}>{_ZONE})\)?)?(?:\s?h(?:rs?|ours)?\b)?" for name in ("zone", "endzone")
)
_SPAN = (
    rf"(?P<rough>{_ROUGH})?(?P<time>{_TIME}){_ZONED}"
    rf"(?:\s?(?:-|–|—|to|until|till|and|->|→)\s?{_ROUGH}?(?:(?P<enddate>{_DATE}),?\s+(?:at\s+)?)?"
    rf"(?P<end>{_TIME}){_END_ZONED})?"
    r"(?P<doubt>\s*\(?(?:\+\s?/?\s?-|±)\s*\d{1,4}\s*(?:s|sec|seconds?|m|mins?|minutes?"
    r"|h|hours?)?\b\)?)?"
)
_AFTER_DATE = rf"(?:T|,?\s+(?:at|@|between|from|-|–)?\s*|:\s+|\s?[-–@|]\s?|,)(?={_ROUGH}?\d)"
_STOP = r"(?P<next>\s?\(\+\d\s?d?\))?(?![\w%]|[:.,/]\d)"
_LEADS = tuple(
    regex(pattern + _STOP, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?P<date>{_DATE}){_AFTER_DATE}{_SPAN}",
        rf"{_SPAN}(?:,?\s\(?(?:on |of )?(?P<late>{_DATE})\)?)?",
        rf"(?P<date>{_DATE})",
    )
)
_DOTTED = regex(r"(?P<date>\d{4}-\d\d?-\d\d?)[\sT]+(?P<time>\d\d\.\d\d)(?!\d)", re.ASCII)
_OPENING = regex(
    r"^[\s*_`\[(<{~\"'|>:•–-]{0,12}(?:(?:at|on|from|between|by|since|time)\b:?\s+)?(?:the\s+)?"
    r"[*_`\[(<{\"']{0,4}",
    re.IGNORECASE,
)
_CLOSING = regex(r"^(?=\W)\s?[:,;.]?(?:[*_`\])}>\"']{0,4}|\s\)?)[\s:,;.|–—→-]{0,12}")
_IN_TEXT = regex(
    rf"(?<![\w.:/\-])(?:(?P<date>{_DATE}),?\s+(?:at\s+|around\s+|from\s+|between\s+)?)?{_SPAN}"
    rf"(?:,?\s(?:on\s)?(?P<late>{_DATE}))?(?![\w%]|[:.,/]\d)",
    re.IGNORECASE | re.ASCII,
)
_ANY_DATE = regex(rf"(?<![\w.:/\-]){_DATE}(?![\w/]|-\d)", re.IGNORECASE | re.ASCII)
_STATED = regex(
    rf"\b(?:times?(?:stamps?)?|time ?zones?)\b[^.\n|]{{0,40}}?[\s(:]({_ZONE})"
    r"(?:\s\((?:utc|gmt)[+-]\d{1,2}\))?(?![\w/])",
    re.IGNORECASE | re.ASCII,
)
_IN_BRACKETS = regex(rf"\(({_ZONE})\)", re.IGNORECASE | re.ASCII)
_DIGIT = regex(r"[0-9]")
"""No day and no time is without one."""
_BETWEEN = regex(r"^(?:on )|\bthe |\s+")
_DOTS = regex(r"^(\d{4})\.(\d\d?)\.(\d\d?)$")
_LEADING_WEEKDAY = regex(rf"^{WEEKDAY},?\s+")
_SHORT = regex(r"(\d\d)-(\d\d)")
_FOUR_DIGITS = regex(r"\d{4}")
_HALF_AT_END = regex(r"\s?[ap]\.?m\.?$", re.IGNORECASE)
_CLEAN_TIME = regex(r"(\d{1,2})\.(\d{2})")


class When(NamedTuple):
    """A time as written: its parts, and where it stands in the text."""

    date: str = ""
    time: str = ""
    zone: str = ""
    end_date: str = ""
    end: str = ""
    rough: bool = False
    doubt: str = ""
    words: str = ""
    """The whole as written."""
    start: int = 0
    stop: int = 0


def lead(text: str) -> tuple[When, str] | None:
    """Return the time a line begins with, and the words after it; None when it has none."""
    if _DIGIT.search(text, 0, 600) is None:
        return None
    opening = _OPENING.match(text[:400])
    begin = opening.end() if opening else 0
    head = text[: begin + 200]
    found = (pattern.match(head, begin) for pattern in (_DOTTED, *_LEADS))
    match = next(filter(None, found), None)
    if match is None:
        return None
    stop = match.end()
    closing = _CLOSING.match(text[stop : stop + 20])
    rest = text[stop + (closing.end() if closing else 0) :]
    if closing is None and rest and not text[stop].isspace():
        return None
    return _when(match), rest.strip()


def times_in(text: str) -> list[When]:
    """Return the clock times of running text: 14:05, 2 pm, 1400 UTC."""
    if _DIGIT.search(text) is None:
        return []
    return [_when(match) for match in _IN_TEXT.finditer(text)]


def dates_in(text: str) -> list[CalendarDay]:
    """Return the days that a text names and that can be read without doubt."""
    if _DIGIT.search(text) is None:
        return []
    found = (day_of(match[0]) for match in _ANY_DATE.finditer(text))
    return [day for day in found if day is not None]


@lru_cache(maxsize=256)
def day_of(text: str) -> CalendarDay | None:
    """Return the day that a date names; None for one that can be read as two days.

    A page names the same few days over and over.
    """
    line = _BETWEEN.sub(" ", text.lower()).strip().rstrip(",")
    line = _DOTS.sub(r"\1-\2-\3", line)
    line = _LEADING_WEEKDAY.sub("", line)
    short = _SHORT.fullmatch(line)
    if short is not None:
        month, day = int(short[1]), int(short[2])
        return CalendarDay(None, *((month, day) if month <= 12 else (day, month)))
    try:
        found = calendar_day(line)
        if found is not None:
            found.in_year(found.year or 2024)
    except (AnswerError, ValueError):
        return None
    return found


def whole_days(text: str) -> list[date]:
    """Return the days of a text that have a year."""
    return [day.in_year(day.year) for day in dates_in(text) if day.year is not None]


def zone_stated(text: str, *, brackets: bool = False) -> str:
    """Return the zone that a text says its times are in, as written; empty when it says none."""
    match = _STATED.search(text[:2000])
    if match is None and brackets:
        match = _IN_BRACKETS.search(text[:2000])
    return match[1] if match else ""


def readable_zone(words: str) -> str:
    """Return a zone as it can be stored; empty when its name stands for more than one."""
    name = zone_named(words.strip())
    try:
        zone = zone_of(name)
    except AnswerError:
        return ""
    if "/" in name or name == "UTC":
        return name
    offset = zone.utcoffset(None)
    minutes = int(offset.total_seconds() // 60) if offset else 0
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def _when(match: re.Match[str]) -> When:
    parts = {name: value or "" for name, value in match.groupdict().items()}
    time, end = _clock(parts.get("time", "")), _clock(parts.get("end", ""))
    half = re.search(r"[ap]\.?m", end, re.IGNORECASE) if end else None
    if half and time and not re.search(r"[ap]", time, re.IGNORECASE) and _twelve(time):
        time = f"{time} {half[0]}"
    return When(
        date=parts.get("date") or parts.get("late", ""),
        time=time,
        zone=zone_named(parts.get("zone") or parts.get("endzone", "")),
        end_date=parts.get("enddate", ""),
        end=end,
        rough=bool(parts.get("rough")),
        doubt=parts.get("doubt", "").strip(" ()"),
        words=match[0].strip(" ([{<"),
        start=match.start(),
        stop=match.end(),
    )


def _twelve(time: str) -> bool:
    hour = re.match(r"\d{1,2}", time)
    return hour is not None and 1 <= int(hour[0]) <= 12


def _clock(time: str) -> str:
    """Return a clock time as 14:05, without "am" beside hours that need none."""
    if not time:
        return ""
    time = _CLEAN_TIME.sub(r"\1:\2", time.strip())
    if _FOUR_DIGITS.fullmatch(time):
        time = f"{time[:2]}:{time[2:]}"
    half = _HALF_AT_END.search(time)
    if half and not _twelve(time):
        return time[: half.start()]
    return time
