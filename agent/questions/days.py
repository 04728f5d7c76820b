"""Days as people write them: calendar days, days counted from today, ends of quarters."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from agent.errors import AnswerError
from agent.hygiene import one_line, shorten
from rubrics.patterns import regex

EARLIEST, LATEST = 1970, 2199
"""The years that are read."""

_EXAMPLES = "Write it as 2026-03-15, 15 March or end of Q2."
_MONTHS: str = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""The name of a month, in full or short."""
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?"
)
"""The name of a day of the week, in full or short."""
_WEEKDAY_BESIDE = regex(rf"^{WEEKDAY},?\s+(?=\S)|\s*,?\s*\({WEEKDAY}\)$")
_WEEKDAYS: str = "mon tue wed thu fri sat sun"
_NAMED = {
    "now": 0, "today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "end of day": 0, "eod": 0,
    "immediately": 0, "right away": 0, "at once": 0,
}  # fmt: skip
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "a couple of": 2,
}  # fmt: skip
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_LEAD = regex(
    r"^(?:(?:due|by|until|till|before|on|at|latest|no later than|not later than|from|as of"
    r"|starting|beginning|during"
    r"|in(?= (?:early|mid|late|jan|feb|mar|apr|may|ju|aug|sep|oct|nov|dec|q\d|20)))"
    r"\b:?\s*|the\s+)+"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and whether it stands for the end of a month, a quarter or a year."""

    on: date
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day as written, maybe without its year."""

    year: int | None
    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Return the day in a year. Raises ValueError when that year has no such day."""
        return date(year, self.month, self.day)


def read_day(text: str, today: date) -> Day:
    """Return the day meant by a text, seen from today.

    A day without its year is the next one on or after today less 30 days. A month or a quarter
    counts as its last day and is coarse.
    """
    line = _LEAD.sub("", one_line(text).lower()).strip(" .,")
    explicit = calendar_day(line)
    if explicit is not None:
        return Day(_with_year(explicit, today, text))
    for reader in (_period, _counted, _weekday):
        try:
            found = reader(line, today)
        except (ValueError, OverflowError):
            found = None
        if found is not None and EARLIEST <= found.on.year <= LATEST:
            return found
    raise AnswerError(f"I can't read “{shorten(text)}” as a day.", _EXAMPLES)


def calendar_day(line: str) -> CalendarDay | None:
    """Return the calendar day a text names, or None when it names none.

    Raises AnswerError for 03/04/2026, which is a day in March or in April.
    """
    bare = _WEEKDAY_BESIDE.sub("", line.strip().lower())
    for pattern, maker in _CALENDAR:
        match = pattern.fullmatch(bare)
        if match is not None:
            return maker(match)
    return None


def nearest(explicit: CalendarDay, reference: date) -> date | None:
    """Return the day in its year, or else in the year that brings it closest to a reference."""
    years = (
        (explicit.year,)
        if explicit.year is not None
        else (reference.year, reference.year - 1, reference.year + 1)
    )
    days = [day for year in years if (day := _valid(explicit, year)) is not None]
    return min(days, key=lambda day: abs(day - reference), default=None)


def month_number(name: str) -> int:
    """Return the number of a month by its name."""
    return _MONTHS.index(name[:3].lower()) // 4 + 1


def _with_year(explicit: CalendarDay, today: date, text: str) -> date:
    if explicit.year is not None:
        day = _valid(explicit, explicit.year)
    else:
        # Eight years hold a 29 February even around the end of a century.
        years = range(today.year - 1, today.year + 9)
        days = (_valid(explicit, year) for year in years)
        day = next((d for d in days if d is not None and d >= today - timedelta(days=30)), None)
    if day is None:
        raise AnswerError(f"There is no such day as “{shorten(text)}”.", _EXAMPLES)
    return day


def _valid(explicit: CalendarDay, year: int) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return explicit.in_year(year)
    except ValueError:
        return None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _iso(match: re.Match[str]) -> CalendarDay:
    return CalendarDay(int(match[1]), int(match[2]), int(match[3]))


def _day_first(match: re.Match[str]) -> CalendarDay:
    return CalendarDay(_year(match[3]), int(match[2]), int(match[1]))


def _slashes(match: re.Match[str]) -> CalendarDay:
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    if first <= 12 and second <= 12 and first != second:
        full = f"{year or 2026}"
        raise AnswerError(
            f"“{match[0]}” can be read as two days.",
            f"Write {full}-{first:02}-{second:02} or {full}-{second:02}-{first:02}.",
        )
    month, day = (second, first) if first > 12 else (first, second)
    return CalendarDay(year, month, day)


def _named_day_first(match: re.Match[str]) -> CalendarDay:
    return CalendarDay(_year(match[3]), month_number(match[2]), int(match[1]))


def _named_month_first(match: re.Match[str]) -> CalendarDay:
    return CalendarDay(_year(match[3]), month_number(match[1]), int(match[2]))


def _compile(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.ASCII)


_CALENDAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], CalendarDay]], ...] = (
    (
        _compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})"),
        lambda m: CalendarDay(*_ints(m[1], m[3], m[4])),
    ),
    (_compile(r"(\d{4})(\d{2})(\d{2})"), _iso),
    (_compile(r"(\d{1,2})\.\s?(\d{1,2})(?:\.(?:\s?(\d{4}|\d{2}))?)?"), _day_first),
    (_compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})"), _slashes),
    (
        _compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[ /-]?\s*(?:of )?({MONTH})(?:[ ,/-]+(\d{{4}}))?"),
        _named_day_first,
    ),
    (
        _compile(rf"({MONTH})[ -]+(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?:[ ,]+(\d{{4}}))?"),
        _named_month_first,
    ),
)


def _ints(*texts: str) -> tuple[int, int, int]:
    year, month, day = (int(text) for text in texts)
    return year, month, day


def _period(line: str, today: date) -> Day | None:
    bare = re.sub(
        r"^(?:(?:the )?(?:end|close|last day|middle|beginning|start) of (?:the )?|end[- ](?=\S)"
        r"|(?:late|early|mid)[ -])",
        "",
        line,
    )
    return (
        _quarter(bare, today)
        or _month(bare, today)
        or _whole_year(bare)
        or _running_period(line, bare, today)
    )


def _quarter(bare: str, today: date) -> Day | None:
    match = re.fullmatch(r"q([1-4])(?:[ /-]*(\d{4}))?", bare, re.ASCII)
    if match is not None:
        number, year = int(match[1]), _year(match[2])
    else:
        match = re.fullmatch(r"(\d{4})[ /-]?q([1-4])", bare, re.ASCII)
        if match is None:
            return None
        number, year = int(match[2]), int(match[1])
    return _coarse(3 * number, year, today)


def _month(bare: str, today: date) -> Day | None:
    match = re.fullmatch(rf"({MONTH})(?:[ ,/-]+(\d{{4}}))?", bare, re.ASCII)
    if match is not None:
        return _coarse(month_number(match[1]), _year(match[2]), today)
    match = re.fullmatch(r"(\d{4})-(\d{2})", bare, re.ASCII)
    return None if match is None else _coarse(int(match[2]), int(match[1]), today)


def _whole_year(bare: str) -> Day | None:
    if re.fullmatch(r"20\d\d", bare, re.ASCII) is None:
        return None
    return Day(date(int(bare), 12, 31), coarse=True)


def _running_period(line: str, bare: str, today: date) -> Day | None:
    """Read "end of the month", "this quarter", "next year", EOM."""
    short = {"eom": "month", "eoq": "quarter", "eoy": "year", "eow": "week"}
    match = re.fullmatch(
        r"(?:(this|current|next) )?(week|month|quarter|year)", short.get(bare, bare)
    )
    if match is None or (bare == line and match[1] is None and bare not in short):
        return None
    ahead = 1 if match[1] == "next" else 0
    if match[2] == "week":
        return Day(today + timedelta(days=6 - today.weekday() + 7 * ahead), coarse=True)
    span = {"month": 1, "quarter": 3, "year": 12}[match[2]]
    end = (today.month - 1) // span * span + span + span * ahead
    return Day(_last_of_month(today.year + (end - 1) // 12, (end - 1) % 12 + 1), coarse=True)


def _coarse(month: int, year: int | None, today: date) -> Day:
    if year is None:
        passed = _last_of_month(today.year, month) < today - timedelta(days=30)
        year = today.year + passed
    return Day(_last_of_month(year, month), coarse=True)


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _counted(line: str, today: date) -> Day | None:
    if line in _NAMED:
        return Day(today + timedelta(days=_NAMED[line]))
    match = re.fullmatch(
        rf"(?:(?:in|within|over)(?: the (?:next|coming))? |\+ ?)?(?:(\d{{1,4}}|{_COUNT}) ?)?"
        r"(h|hours?|d|days?|w|weeks?|months?)(?: from (?:now|today))?( ago)?",
        line,
        re.ASCII,
    )
    if match is None or not (match[1] or line.startswith(("within", "over", "in the"))):
        return None
    count = _COUNTS.get(match[1]) or int(match[1] or 1)
    count = -count if match[3] else count
    if match[2].startswith("h"):
        return Day(today + timedelta(days=-(-count // 24)))
    if match[2].startswith("m"):
        return Day(_months_on(today, count))
    return Day(today + timedelta(days=count * (7 if match[2].startswith("w") else 1)))


def _months_on(today: date, count: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _weekday(line: str, today: date) -> Day | None:
    match = re.fullmatch(rf"(?:next |this |coming )?({WEEKDAY})", line)
    if match is None:
        return None
    wanted = _WEEKDAYS.index(match[1][:3]) // 4
    return Day(today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1))
