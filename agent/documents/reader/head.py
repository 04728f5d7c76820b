"""The frame of a document: title, day, severity, status, people, services, type."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain, islice

from agent.documents.reader.arrange import LEAD, Arranged
from agent.documents.reader.fields import (
    is_over,
    severity_in,
    severity_of,
    status_of,
    types_in,
)
from agent.documents.reader.labels import Fact
from agent.documents.reader.making import Making
from agent.documents.reader.times import dates_in, readable_zone, whole_days, zone_stated
from agent.postmortem.record import INCIDENT_TYPES
from agent.questions.days import nearest
from rubrics.patterns import regex

_SPLIT = regex(r"\s*(?:[,;\n•]|\band\b|&|<br ?/?>)\s*")
_BLOG = {"layout", "description", "path", "slug", "categories", "category", "permalink", "excerpt"}
_PEOPLE: Mapping[str, tuple[str, str]] = {
    "owner": ("owner", ""),
    "authors": ("scribe", ""),
    "facilitator": ("facilitator", ""),
    "reviewers": ("reviewer", ""),
    "participants": ("", ""),
    "commander": ("", "commander"),
}
_METRICS = ("ttd", "tta", "ttm", "ttr")
_MOST_HITS = 2


def front_facts(head: Mapping[str, object]) -> Iterator[Fact]:
    """Yield the facts of front matter."""
    for key, value in head.items():
        rows = value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]
        shown = ", ".join(str(row) for row in rows if isinstance(row, str | int | float | date))  # pyright: ignore[reportUnknownVariableType]
        if shown and value is not None:
            yield Fact(str(key), shown[:2_000], 1)


class Head:
    """The head of a document in the making."""

    def __init__(self, arranged: Arranged, head: Mapping[str, object], making: Making) -> None:
        self._arranged = arranged
        self._making = making
        self._blog = bool(_BLOG & {key.lower() for key in head})
        self._front = list(front_facts(head))
        self.facts = [*self._front, *arranged.facts]

    def take(self) -> None:
        """Take every fact that has a field."""
        self._title()
        self._severity()
        for fact in self.facts:
            self._fact(fact)

    def incident_day(self, source: str) -> tuple[date | None, int]:
        """Return the day of the incident and its line: stated, in the title, in the text."""
        for fact in self.facts:
            if (fact.field == "date" and not (fact in self._front and self._blog)) or fact.moment:
                day = self._first_day(self._making.words(fact.value))
                if day is not None:
                    return day, fact.line
        places = [(self._arranged.title, self._arranged.title_line)]
        places += [(fact.value, 1) for fact in self._front if fact.field == "title"]
        places += [(text, line) for text, line in self._texts()]
        for text, line in places:
            day = self._first_day(text)
            if day is not None:
                return day, line
        return self._fallback_day(source)

    def _fallback_day(self, source: str) -> tuple[date | None, int]:
        for fact in self._front:
            if fact.field in ("date", "published"):
                day = self._first_day(fact.value)
                if day is not None:
                    self._making.complain(1, "The day is the one of the front matter.")
                    return day, 1
        found = re.search(r"(?<!\d)(20\d\d)[-_](\d\d)[-_](\d\d)(?!\d)", source)
        if found is not None:
            days = whole_days("-".join(found.groups()))
            if days:
                self._making.complain(1, "The day was taken from the name of the file.")
                return days[0], 1
        return None, 1

    def zone(self) -> tuple[str, str, int]:
        """Return the zone as stored, as written, and its line."""
        for text, line, brackets in self._zone_places():
            words = zone_stated(text, brackets=brackets)
            if words:
                return readable_zone(words), words, line
        return "", "", 1

    def _zone_places(self) -> Iterator[tuple[str, int, bool]]:
        for fact in self.facts:
            if fact.field == "zone":
                yield f"time zone {self._making.words(fact.value)}", fact.line, True
        timelines = [one for one in self._arranged.sections if one.role == "timeline"]
        for section in timelines:
            yield section.title, section.line, True
            for piece in section.pieces:
                texts = [cell.text for cell in piece.cells] if piece.head else [piece.text]
                for text in texts[:12]:
                    yield self._making.words(text[:600]), piece.line, piece.head
        for section in self._arranged.sections:
            for piece in section.pieces:
                if piece.kind == "paragraph" and not piece.quoted and len(piece.text) < 400:
                    yield self._making.words(piece.text), piece.line, False

    # --- facts ---------------------------------------------------------------------------------

    def _title(self) -> None:
        stated = next((fact for fact in self.facts if fact.field == "title"), None)
        if stated is not None:
            self._making.put("meta.title", self._making.words(stated.value), stated.line)
        elif self._arranged.title:
            self._making.put("meta.title", self._arranged.title, self._arranged.title_line)
        else:
            self._making.complain(1, "There is no title.")

    def _severity(self) -> None:
        for fact in self.facts:
            if fact.field in ("severity", "priority"):
                severity = severity_of(self._making.words(fact.value))
                if severity:
                    return self._put_severity(severity, fact.line)
        title = (self._arranged.title, self._arranged.title_line)
        for text, line in islice(chain([title], self._texts()), 12):
            severity = severity_in(text)
            if severity:
                return self._put_severity(severity, line)
        return None

    def _put_severity(self, severity: str, line: int) -> None:
        self._making.put("meta.severity", severity, line)
        self._making.put("meta.severity_source", "declared", line)

    def _fact(self, fact: Fact) -> None:
        name, words = fact.field, self._making.words(fact.value)
        if name in _PEOPLE:
            review, incident = _PEOPLE[name]
            for part in _parts(words):
                self._making.person(part, fact.line, review=review, incident=incident)
        elif name == "status":
            self._status(words, fact.line)
        elif name in ("services", "teams", "tags", "ids"):
            self._words(name, words, fact.line)
        elif name in _METRICS:
            self._metric(name, words, fact)
        elif (
            name == "published"
            or (name == "written" and self._blog)
            or (fact in self._front and name == "date" and self._blog)
        ):
            self._day("meta.published_at", words, fact.line)
        elif name == "type":
            self._type_named(words, fact.line)

    def _status(self, words: str, line: int) -> None:
        status = status_of(words)
        if status:
            self._making.put("meta.status", status, line)
        if is_over(words):
            self._making.put("intake.resolved", "yes", line)
        if not status and not is_over(words):
            self._making.complain(line, f"The status “{words[:40]}” is not one of ours.")

    def _words(self, name: str, words: str, line: int) -> None:
        path = {"ids": "meta.incident_ids"}.get(name, f"meta.{name}")
        if name == "ids" and not re.search(r"\d", words):
            return
        parts = [part[:80] for part in _parts(words)][:30]
        if parts:
            self._making.put(path, parts, line)

    def _metric(self, name: str, words: str, fact: Fact) -> None:
        if re.search(r"\d", words):
            label = self._making.words(fact.label)
            fields = {
                "metric": name,
                "value": words[:100],
                "explanation": f"{label}: {words[:200]}",
            }
            self._making.add("timeline.observations", fields, fact.line)
        else:
            self._making.complain(fact.line, f"“{self._making.words(fact.label)}” holds no figure.")

    def _day(self, path: str, words: str, line: int) -> None:
        day = self._first_day(words)
        if day is not None:
            self._making.put(path, datetime.fromisoformat(f"{day}T00:00:00+00:00"), line)

    def _type_named(self, words: str, line: int) -> None:
        name = "_".join(words.lower().split())
        found = next((one for one in INCIDENT_TYPES if one == name), "")
        if found:
            self._making.put("meta.type", found, line)

    def type(self, text: str) -> None:
        """Guess the type of the incident from its words, unless it was stated."""
        if any(fact.field == "type" and self._named_type(fact) for fact in self.facts):
            return
        hits = types_in(f"{self._arranged.title} {text}")
        best = max(hits, key=lambda name: hits[name])
        kind = best if hits[best] >= _MOST_HITS else "production_outage"
        self._making.put("meta.type", kind, self._arranged.title_line)
        self._making.complain(
            self._arranged.title_line, f"The type is assumed from the words: {kind}."
        )

    def _named_type(self, fact: Fact) -> bool:
        return "_".join(self._making.words(fact.value).lower().split()) in INCIDENT_TYPES

    # --- days ----------------------------------------------------------------------------------

    def _first_day(self, text: str) -> date | None:
        days = dates_in(text[:2_000])
        year = next((day.year for day in days if day.year), None)
        for day in days:
            found = nearest(day, date(year, day.month, min(day.day, 28))) if year else None
            if found is not None:
                return found
        return None

    def _texts(self) -> Iterable[tuple[str, int]]:
        wanted = (LEAD, "summary", "story", "timeline", "impact", "background", "")
        for role in wanted:
            for section in (one for one in self._arranged.sections if one.role == role):
                yield self._making.words(section.title), section.line
                for piece in section.pieces[:12]:
                    if piece.kind != "code" and not piece.quoted:
                        cells = " ".join(cell.text for cell in piece.cells[:2])
                        yield self._making.words((cells or piece.text)[:2_000]), piece.line


def _parts(words: str) -> list[str]:
    return [part for part in _SPLIT.split(words) if part.strip(" .-?")]
