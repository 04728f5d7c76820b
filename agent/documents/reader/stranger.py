"""Any postmortem in Markdown, read into a document as far as its words say.

Never raises. What can't be placed is told with its line; a paragraph that has no field of its own
is kept as a note, so that every rule about language still sees it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from agent.documents.reader.arrange import Arranged, arrange
from agent.documents.reader.causes import read_causes
from agent.documents.reader.clock import Clock
from agent.documents.reader.events import read_events
from agent.documents.reader.head import Head
from agent.documents.reader.impact import read_impact
from agent.documents.reader.labels import Fact
from agent.documents.reader.learning import read_learning
from agent.documents.reader.making import Making
from agent.documents.reader.markup import LONGEST
from agent.documents.reader.passages import text_blocks
from agent.documents.reader.pieces import Piece, Source, source_of
from agent.documents.reader.plan import read_plan
from agent.documents.reader.problems import ReadDocument
from agent.documents.reader.story import read_rest, read_story, take_fields
from agent.documents.reader.telling import seen_on
from agent.documents.reader.times import whole_days
from agent.postmortem.record import Postmortem
from agent.questions.zones import zone_of
from rubrics.patterns import regex

_PART_OF = {
    "actions": "actions",
    "causes": "analysis",
    "impact": "impact",
    "lessons": "learning",
    "summary": "summary",
    "timeline": "timeline",
}
"""The part of the document that a section's role stands for."""
_YEAR = regex(r"\d(?:(?<=2)0\d\d|[./]\d\d)")


def from_stranger(text: str, *, source: str = "") -> ReadDocument:
    """Read a postmortem that Unblame did not write.

    Args:
        text: The Markdown.
        source: The name of the file, from which the day is taken when the text names none.
    """
    taken = source_of(text)
    arranged = arrange(taken.pieces)
    making = Making(taken.links)
    _complain_of(taken, making)
    take_fields(arranged)
    head = Head(arranged, taken.head, making)
    head.take()
    arranged.facts = head.facts
    latest = _latest(taken.pieces, head.facts, making)
    _when(head, arranged, making, source, latest)
    head.type(_told(arranged, making))
    read_story(arranged, making)
    read_impact(arranged, making)
    read_causes(arranged, making)
    read_plan(arranged, making, latest)
    read_learning(arranged, making)
    read_rest(arranged, making)
    read = making.collected.finish()
    return replace(
        read,
        lines={**_section_lines(arranged), **read.lines},
        seen=seen_on(arranged, read.document, read.lines, making),
        blocks=text_blocks(taken, _by_line(making)),
        latest_day=latest,
        latest=_latest_moment(read.document, latest),
    )


def _section_lines(arranged: Arranged) -> dict[str, int]:
    """Return where each part of the page begins, for what is said about a part as a whole."""
    lines: dict[str, int] = {}
    for section in arranged.sections:
        lines.setdefault(f"page.{section.role or 'rest'}", section.line)
        if section.role in _PART_OF:
            lines.setdefault(_PART_OF[section.role], section.line)
    return lines


def _complain_of(taken: Source, making: Making) -> None:
    if taken.head_problem:
        making.complain(1, taken.head_problem)
    if taken.lost:
        more = f" and {len(taken.lost) - 1} more lines" if len(taken.lost) > 1 else ""
        making.complain(min(taken.lost), f"This line{more} is nested too deeply to be read.")
    for piece in taken.pieces:
        if len(piece.text) > LONGEST and piece.kind not in ("code", "html"):
            making.complain(piece.line, "This passage is too long to be read.")


def _latest(pieces: Iterable[Piece], facts: list[Fact], making: Making) -> date | None:
    texts = (cell.text for piece in pieces if piece.kind not in ("code", "html")
             for cell in (piece, *piece.cells))  # fmt: skip
    found = [day for text in texts if _YEAR.search(text) for day in whole_days(making.words(text))]
    found += [day for fact in facts for day in whole_days(making.words(fact.value))]
    return max(found, default=None)


def _by_line(making: Making) -> dict[int, str]:
    by_line: dict[int, str] = {}
    for (line, _), path in making.places.items():
        by_line.setdefault(line, path)
    return by_line


def _latest_moment(document: Postmortem, day: date | None) -> datetime | None:
    zone = zone_of(document.meta.timezone)
    moments = [event.time.at for event in document.timeline.events if event.time.at]
    if day is not None:
        moments.append(datetime.combine(day, time(23, 59, 59), zone))
    return max(moments, default=None)


def _when(head: Head, arranged: Arranged, making: Making, source: str, latest: date | None) -> None:
    """Read the day, the zone and with them the timeline."""
    day, line = head.incident_day(source)
    if day is not None:
        making.put("meta.incident_date", day, line)
    zone, words, line = head.zone()
    if zone:
        making.put("meta.timezone", zone, line)
    elif words:
        making.complain(line, f"“{words}” names more than one time zone; times are read as UTC.")
    clock = Clock(zone=zone, reference=day or latest)
    read_events(arranged, making, clock)
    if not words and clock.seen:
        most = max(sorted(clock.seen), key=lambda name: clock.seen[name])
        making.put("meta.timezone", most, 1)


def _told(arranged: Arranged, making: Making) -> str:
    """Return the words by which the type of the incident is guessed."""
    roles = ("lead", "summary", "story", "impact", "causes")
    texts = (
        making.words(piece.text)
        for section in arranged.sections
        if section.role in roles
        for piece in section.pieces[:20]
        if piece.kind in ("paragraph", "item")
    )
    return " ".join(texts)[:20_000]
