"""Checks of the document as a whole: dates, placeholders, secrets, people, links (X70-X76)."""

import re
from datetime import UTC, date, datetime

from rubrics.conditions.reading import at, items, moment, text, texts
from rubrics.contradictions.dossier import Dossier, clock, listed, quoted
from rubrics.contradictions.rules import Clashes, clash
from rubrics.narrative import narrative, prose
from rubrics.patterns import regex
from rubrics.wording import wordings

_DATE = regex(r"(?<!\d)(20\d\d)[-/.](0[1-9]|1[0-2])[-/.](0[1-9]|[12]\d|3[01])(?!\d)")
_HANDLE = regex(r"(?<![\w/.])@([a-z][\w.-]{1,30})\b", re.IGNORECASE)
_SECRETS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a mail address", regex(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    (
        "an IP address",
        regex(r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b"),
    ),
    (
        "an internal host",
        regex(r"\b(?:[a-z0-9-]+\.)+(?:internal|local|corp|lan|intra(?:net)?|svc)\b", re.IGNORECASE),
    ),
    ("a host", regex(r"\b[a-z]+(?:-[a-z0-9]+)*-?\d{2,}\.[a-z0-9.-]+\b", re.IGNORECASE)),
    (
        "a key",
        regex(
            r"\b(?:AKIA[0-9A-Z]{12,}|gh[pousr]_\w{20,}|xox[abprs]-[\w-]{10,}|sk-[\w-]{16,}"
            r"|eyJ[\w-]{10,}\.[\w-]+|-----BEGIN [A-Z ]*PRIVATE KEY)"
            r"|\b(?:password|secret|token|api[_-]?key)\s*[:=]\s*\S{6,}"
        ),
    ),
)
_INTERNAL_NAME = regex(r"[-_./\d]")


def cited_before_it_was(dossier: Dossier) -> Clashes:
    """X70: an earlier incident or a record that is younger than the document."""
    written = dossier.written_at
    for place, words in _cited(dossier):
        day = _last_date(words)
        if day is not None and day > written.date():
            yield clash(place, cited=f"{quoted(words)} is of {day}", written=clock(written))
    for record in items(dossier.facts, "evidence"):
        captured = moment(record.get("captured_at"))
        if captured is not None and captured > max(written, dossier.now):
            name = text(record, "id")
            told = f"{name} was saved on {clock(captured)}"
            yield clash(f"evidence.{name}.captured_at", cited=told, written=clock(written))


def _cited(dossier: Dossier) -> list[tuple[str, str]]:
    related = [("meta.related", words) for words in texts(dossier.facts, "meta.related")]
    alike = [("intake.look_alikes", words) for words in texts(dossier.facts, "intake.look_alikes")]
    found = [
        (
            f"analysis.recurrence.candidates.{text(c, 'id')}",
            f"{text(c, 'pm_id')} {text(c, 'title')}",
        )
        for c in items(dossier.facts, "analysis.recurrence.candidates")
    ]
    return [*related, *alike, *found]


def _last_date(words: str) -> date | None:
    days: list[date] = []
    for year, month, day in _DATE.findall(words):
        try:
            days.append(datetime(int(year), int(month), int(day), tzinfo=UTC).date())
        except ValueError:
            continue
    return max(days, default=None)


def placeholders(dossier: Dossier) -> Clashes:
    """X71: something is still to be filled in."""
    page = [(one.path, one.text) for one in prose(dossier.facts)]
    for path, words in page or narrative(dossier.facts):
        for found in wordings(words, only=frozenset({"placeholder"})):
            shown = quoted(found.text)
            yield clash(path, words=found.text, offset=found.start, placeholder=shown)
            break


def leaks(dossier: Dossier) -> Clashes:
    """X73: the text for outside holds what must stay inside."""
    words = text(dossier.facts, "sharing.external.text")
    found = [(what, m.group()) for what, pattern in _SECRETS if (m := pattern.search(words))]
    for name in dossier.names:
        if name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
            found.append(("a person", name))
            break
    services = [s for s in texts(dossier.facts, "meta.services") if _INTERNAL_NAME.search(s)]
    found.extend(("an internal service", s) for s in services if s.lower() in words.lower())
    for what, seen in found:
        yield clash("sharing.external.text", what=what, seen=quoted(seen))


def unknown_or_silent(dossier: Dossier) -> Clashes:
    """X75: somebody in the timeline is not listed, or took part and has not confirmed it."""
    known = {name.lstrip("@").lower() for name in dossier.names}
    for event in items(dossier.facts, "timeline.events"):
        for handle in _HANDLE.findall(text(event, "text")):
            if handle.lower() not in known and handle.lower() not in {"here", "channel", "all"}:
                name = text(event, "id")
                told = f"{name} names @{handle}, who is not among the people listed"
                yield clash(f"timeline.events.{name}.text", trouble=told, question="SU-04")
    if dossier.reached("REVIEW"):
        yield from _unconfirmed(dossier)


def _unconfirmed(dossier: Dossier) -> Clashes:
    silent = [
        name
        for name, person in dossier.people.items()
        if person.get("kind") == "individual"
        and text(person, "role_in_incident") not in {"", "none", "observer"}
        and person.get("confirmed_timeline") != "yes"
    ]
    if silent:
        shown = [text(dossier.people[name], "display") for name in silent]
        told = f"{listed(shown)} took part and did not confirm the timeline"
        yield clash(f"people.{silent[0]}.confirmed_timeline", trouble=told)


def loose_lessons(dossier: Dossier) -> Clashes:
    """X76: a lesson that rests on nothing, or an outside cause with no cause of one's own."""
    for lesson in items(dossier.facts, "learning.lessons"):
        if not texts(lesson, "links"):
            name = text(lesson, "id")
            told = f"{name} {quoted(text(lesson, 'text'))} names no cause or action behind it"
            yield clash(f"learning.lessons.{name}.links", trouble=told)
    outside = [c for c in dossier.causes if _is_external(c)]
    if outside and len(outside) == len(dossier.causes):
        name = text(outside[0], "id")
        told = f"{name} lies outside, and no cause says what left us unprotected"
        yield clash(f"analysis.causes.{name}", trouble=told, question="CA-02")


def _is_external(cause: object) -> bool:
    return (
        at(cause, "domain") == "external" or at(cause, "category") == "external_dependency"
    ) and at(cause, "domain") in {"external", "", None}
