"""The clock of a text: which day and which zone its times are in, carried from line to line."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from agent.documents.reader.times import When, day_of, readable_zone
from agent.errors import AnswerError
from agent.postmortem.values import TimePoint
from agent.questions.days import nearest
from agent.questions.moments import Setting, read_moment

_LONGEST = 100


@dataclass(slots=True)
class Clock:
    """What times without a day or a zone are read against."""

    zone: str = ""
    """The zone as it is stored; empty when the text states none."""
    reference: date | None = None
    """A day of the incident, from which days without a year get theirs."""
    day: date | None = None
    previous: datetime | None = None
    doubts: set[str] = field(default_factory=set[str])
    """Words that can be read in two ways: days like 03/04/2024, zones like IST."""
    seen: Counter[str] = field(default_factory=Counter[str])
    """Zones beside the times, and how often."""

    def start(self, day: date | None) -> None:
        """Begin a new run of times on a day."""
        self.day, self.previous = day, None

    def resolve(self, words: str) -> date | None:
        """Return the day that a date names, in the year closest to the incident."""
        named = day_of(words)
        if named is None:
            self.doubts.add(words)
            return None
        reference = self.day or self.reference
        if named.year is None and reference is None:
            return None
        return nearest(named, reference or date(2000, 1, 1))

    def point(self, when: When) -> TimePoint:
        """Return the moment behind a time; without `at` where the text leaves it open."""
        unread = TimePoint(precision="unknown", original_text=when.words[:_LONGEST])
        day = self.resolve(when.date) if when.date else None
        if when.date and day is None:
            return unread
        if day is not None:
            self.start(day)
        if not when.time:
            return self._read(f"{day}", unread) if day is not None else unread
        rough, doubt = ("~" if when.rough else ""), f" {when.doubt}" if when.doubt else ""
        stamp = f"{day} " if day is not None else ""
        point = self._read(f"{rough}{stamp}{when.time}{self._zone_of(when.zone)}{doubt}", unread)
        self.previous = point.at or self.previous
        return point

    def end(self, when: When, begin: TimePoint) -> TimePoint | None:
        """Return the end of a span."""
        if not when.end or begin.at is None:
            return None
        zone = when.zone
        until = When(date=when.end_date, time=when.end, zone=zone, words=when.end)
        point = self.point(until)
        return point if point.at is not None and point.at >= begin.at else None

    def _zone_of(self, zone: str) -> str:
        if not zone:
            return ""
        stored = readable_zone(zone)
        if not stored:
            self.doubts.add(zone)
            return ""
        self.seen[stored] += 1
        return f" {zone}"

    def _read(self, text: str, unread: TimePoint) -> TimePoint:
        day = self.day or self.reference
        setting = Setting(zone=self.zone, day=day, previous=self.previous)
        try:
            point = read_moment(text, setting).point
        except (AnswerError, ValueError, OverflowError):
            return unread
        return point.model_copy(update={"original_text": unread.original_text})
