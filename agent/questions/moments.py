"""Moments as people write them: a date, a clock time, a zone, and how exactly they are known."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Literal, NamedTuple

from agent.errors import AnswerError
from agent.hygiene import one_line, shorten
from agent.postmortem.values import Precision, TimePoint
from agent.questions.amounts import read_minutes
from agent.questions.days import EARLIEST, LATEST, calendar_day, nearest
from agent.questions.zones import ZONE, zone_of
from rubrics.patterns import regex

_EXAMPLES = "Write it as 2026-03-03 14:05, 14:05 or 14:05 UTC +-2 min."
_LONGEST = 300
_ROLL = timedelta(hours=12)
ROUGHLY_MIN = 5.0
"""Minutes of doubt read into "~14:05"."""

_UNKNOWN = regex(r"\?+|unknown|not (?:known|recorded)|n/?a|-+|—", re.IGNORECASE)
_PRESENT: Mapping[str, Precision] = {"now": "minute", "right now": "minute", "today": "day"}
_ROUGHLY = regex(r"^(?:~|≈|about\b|around\b|roughly\b|approx(?:imately|\.)?|circa\b|ca\.)\s*")
_DOUBT = regex(
    r"\s*\(?(?:\+\s?/?\s?-|±)\s*(\d+(?:\.\d+)?)\s*"
    r"(s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?)?\)?\.?$",
    re.ASCII,
)
_PRECISION = regex(r"[\s,]*\(?(?:to the )?(second|minute|hour|day)(?: precision)?\)?$")
_NEXT_DAYS = regex(
    r"[\s,]*(?:\(?\+\s?(\d{1,2})(?:\s?d(?:ays?)?)?\)?|\(?(next day)\)?)[\s,]*", re.ASCII
)
_CLOCK = regex(
    rf"(?<![\d:.])(?P<hour>\d{{1,2}})"
    rf"(?:(?P<sep>[:h])(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,](?P<part>\d{{1,9}}))?)?"
    rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?(?:h|hrs|uhr|o'clock)\b)?"
    rf"|\s?(?P<bare>[ap])\.?m\b\.?|\s?(?:h|uhr|o'clock)\b)"
    rf"(?:\s?\(?(?P<zone>{ZONE}|local(?: time)?)\)?)?(?![\d:])",
    re.ASCII,
)
_EPOCH = regex(r"(\d{10})(?:\.(\d{1,9}))?|(\d{13})", re.ASCII)
_APACHE = regex(r"/(\d{4}):(?=\d\d:)", re.ASCII)
_COMPACT = regex(r"^(\d{8})T(\d\d)(\d\d)(\d\d)", re.ASCII)
_DOTTED = regex(r"\d{1,2}\.\d{1,2}", re.ASCII)
_FILLERS = regex(r"^(?:at|on|t|since|from|the)\b\s*|^[\s,:(\[]+|[\s,:)\]]+$|\s+(?:at|on)$")


class Moment(NamedTuple):
    """A time point, and what to tell the person about how it was read."""

    point: TimePoint
    note: str = ""


class Setting(NamedTuple):
    """What a moment is read against."""

    zone: str = ""
    """The zone of times without one: the name of a zone, or empty for UTC."""
    day: date | None = None
    """The day of times without one."""
    previous: datetime | None = None
    """The moment told just before: times that are much earlier belong to a later day."""
    among: tuple[datetime, ...] = ()
    """Moments known already: a time stays on its day when that is closer to one of them."""
    now: datetime | None = None
    """The present moment, for "now"."""


class _Clock(NamedTuple):
    hour: int
    minute: int
    second: int
    microsecond: int
    precision: Precision
    zone: str


def read_moment(text: str, setting: Setting) -> Moment:
    """Return the moment a text names. Raises AnswerError when it can't be read."""
    original = one_line(text)
    if len(original) > _LONGEST:
        raise _unreadable(text)
    if _UNKNOWN.fullmatch(original):
        return Moment(TimePoint(precision="unknown", original_text=original))
    present = _PRESENT.get(original.lower().rstrip("."))
    if present is not None and setting.now is not None:
        return Moment(TimePoint(at=setting.now, precision=present, original_text=original))
    line, doubt, rough = _doubt(original)
    line, precision = _stated_precision(line)
    epoch = _EPOCH.fullmatch(line)
    at, unit, note = _epoch(epoch, text) if epoch else _written(line, setting, original)
    if rough and doubt is None:
        doubt = ROUGHLY_MIN
        note = f"{note} “{shorten(original)}” is kept as give or take {doubt:g} minutes.".strip()
    point = TimePoint(
        at=at, precision=precision or unit, plus_minus_min=doubt, original_text=original
    )
    return Moment(point, note)


def moment_of(value: datetime | date, setting: Setting) -> Moment:
    """Return the moment of a typed date or time."""
    if not isinstance(value, datetime):
        return read_moment(value.isoformat(), setting)
    original = value.isoformat(sep=" ")
    if value.tzinfo is not None:
        return Moment(TimePoint(at=_fixed(value), precision=_unit(value), original_text=original))
    at, note = _localised(value, zone_of(setting.zone), original)
    return Moment(TimePoint(at=at, precision=_unit(value), original_text=original), note)


def _doubt(original: str) -> tuple[str, float | None, bool]:
    """Return the text in lower case without "~" and "+-2 min", the minutes, and whether "~"."""
    line = _COMPACT.sub(r"\1 \2:\3:\4", _APACHE.sub(r"/\1 ", original)).lower()
    bare = _ROUGHLY.sub("", line)
    match = _DOUBT.search(bare)
    if match is None:
        return bare.strip(), None, bare != line
    minutes = read_minutes(f"{match[1]} {match[2] or 'min'}")
    return bare[: match.start()].strip(), float(minutes), bare != line


def _stated_precision(line: str) -> tuple[str, Precision | None]:
    match = _PRECISION.search(line)
    if match is None or match.start() == 0 or line.endswith("next day"):
        return line, None
    unit: Literal["second", "minute", "hour", "day"]
    for unit in ("second", "minute", "hour", "day"):
        if unit == match[1]:
            return line[: match.start()], unit
    return line, None


def _epoch(match: re.Match[str], text: str) -> tuple[datetime, Precision, str]:
    seconds = Decimal(match[3]) / 1000 if match[3] else Decimal(match[0])
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(seconds * 10**6))
    if not EARLIEST <= at.year <= LATEST:
        raise _unreadable(text)
    return at, "second", ""


def _written(line: str, setting: Setting, original: str) -> tuple[datetime, Precision, str]:
    match = _CLOCK.search(line)
    if match is None:
        return _day_only(line, setting, original)
    clock = _clock(match, original)
    rest = _bare(f"{line[: match.start()]} , {line[match.end() :]}")
    later, rest = _next_days(rest)
    zone = zone_of(clock.zone or setting.zone)
    day = _day(rest, setting, original, zone)
    time_of_day = time(clock.hour % 24, clock.minute, clock.second, clock.microsecond)
    moment = datetime.combine(day, time_of_day) + timedelta(days=later + clock.hour // 24)
    if not rest and not later:
        moment = _rolled(moment, setting, zone)
    at, note = _localised(moment, zone, original)
    if not clock.zone and not setting.zone:
        note = f"{note} No time zone is set yet: times without one are read as UTC.".strip()
    return at, clock.precision, note


def _day_only(line: str, setting: Setting, original: str) -> tuple[datetime, Precision, str]:
    rest = _bare(line)
    if not rest or _DOTTED.fullmatch(rest):
        raise _unreadable(original)
    zone = zone_of(setting.zone)
    day = _day(rest, setting, original, zone)
    # The first moment that the day has: some zones skip midnight when clocks go forward.
    at = datetime(day.year, day.month, day.day, tzinfo=zone)
    return _fixed(at.astimezone(UTC).astimezone(zone)), "day", ""


def _clock(match: re.Match[str], original: str) -> _Clock:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    half = match["half"] or match["bare"]
    if half:
        if not 1 <= hour <= 12:
            raise _unreadable(original)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        raise _unreadable(original)
    unit: Precision = "second" if match["second"] else "minute" if match["minute"] else "hour"
    zone = "" if (match["zone"] or "").startswith("local") else match["zone"] or ""
    return _Clock(hour, minute, second, int((match["part"] or "0")[:6].ljust(6, "0")), unit, zone)


def _next_days(rest: str) -> tuple[int, str]:
    """Take "+1d" or "next day" out of what stands beside the clock time."""
    match = _NEXT_DAYS.fullmatch(rest)
    if match is None:
        return 0, rest
    return int(match[1] or 1), ""


def _day(rest: str, setting: Setting, original: str, zone: tzinfo) -> date:
    if not rest:
        if setting.day is not None:
            return setting.day
        if setting.previous is not None:
            return setting.previous.astimezone(zone).date()
        raise AnswerError(
            f"“{shorten(original)}” has no date, and the day of the incident is not known yet.",
            "Write the date with the time, as 2026-03-03 14:05.",
        )
    explicit = calendar_day(rest)
    if explicit is None:
        raise _unreadable(original)
    reference = setting.day or (setting.previous.date() if setting.previous else None)
    if explicit.year is None and reference is None:
        raise AnswerError(
            f"“{shorten(original)}” has no year.", "Write the whole date, as 2026-03-03 14:05."
        )
    day = nearest(explicit, reference or date(EARLIEST, 1, 1))
    if day is None:
        raise AnswerError(f"There is no such day as in “{shorten(original)}”.", _EXAMPLES)
    return day


def _rolled(moment: datetime, setting: Setting, zone: tzinfo) -> datetime:
    """Move a time without a date over midnight when it is far before the moment told before it."""
    if setting.previous is None:
        return moment
    behind = _wall(setting.previous, zone) - moment
    if behind <= _ROLL:
        return moment
    later = moment + timedelta(days=-(-(behind - _ROLL) // timedelta(days=1)))
    known = [_wall(at, zone) for at in setting.among]
    if known and min(abs(at - moment) for at in known) <= min(abs(at - later) for at in known):
        return moment
    return later


def _wall(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _localised(moment: datetime, zone: tzinfo, original: str) -> tuple[datetime, str]:
    """Put a wall-clock time into its zone. Clocks that change make some times missing or double."""
    if isinstance(zone, timezone):
        return _fixed(moment.replace(tzinfo=zone)), ""
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise AnswerError(
            f"“{shorten(original)}” does not exist in {zone}: the clocks went forward.",
            "Write the time with its offset, as 02:30 +01:00.",
        )
    if first.utcoffset() == second.utcoffset():
        return _fixed(first), ""
    note = (
        f"“{shorten(original)}” came twice in {zone}: the earlier one is taken."
        " Add the offset if it was the later one."
    )
    return _fixed(first), note


def _fixed(at: datetime) -> datetime:
    offset = at.utcoffset() or timedelta()
    return at.astimezone(timezone(offset) if offset else UTC)


def _unit(value: datetime) -> Precision:
    return "second" if value.second or value.microsecond else "minute"


def _bare(rest: str) -> str:
    """Return what stands beside the clock time without the words that join them."""
    rest = re.sub(r"\s*,[\s,]*", ", ", rest)
    previous = ""
    while previous != rest:
        previous, rest = rest, _FILLERS.sub("", rest)
    return rest.removesuffix("t").strip(" ,")


def _unreadable(text: str) -> AnswerError:
    return AnswerError(f"I can't read “{shorten(text)}” as a time.", _EXAMPLES)
