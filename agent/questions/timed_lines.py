"""Pasted lines that start with a time: notes, logs, chats and tables as rows of the timeline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from agent.hygiene import one_line
from agent.postmortem.timeline import EVENT_KINDS
from agent.questions.days import MONTH, WEEKDAY
from agent.questions.pasted import (
    LONGEST,
    Line,
    PastedRow,
    PastedRows,
    cells_of,
    headings_of,
    is_rule,
    pair,
)
from agent.questions.sources import names_evidence
from agent.questions.speakers import NAME, is_machine, role_of, take_speaker
from agent.questions.zones import ZONE
from rubrics.needs import Held
from rubrics.package_data import read_yaml
from rubrics.patterns import regex

if TYPE_CHECKING:
    from agent.dialogue import FormField

_DATE = (
    rf"(?:{WEEKDAY},?\s+)?(?:\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})?"
    rf"|\d{{1,2}}/(?:\d{{1,2}}|{MONTH})/\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[ -](?:of )?{MONTH}(?![a-z])(?:[ ,-]+\d{{4}}(?!:))?"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\d:])(?:,?\s+\d{{4}}(?!:))?)"
)
_TIME = (
    r"\d{1,2}(?::\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)"
    rf"(?:\s?\(?(?:{ZONE})(?![a-z])\)?)?"
)
_DOUBT = (
    r"(?:\s*\(?(?:\+\s?/?\s?-|±)\s*\d+(?:\.\d+)?"
    r"\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?)?\b\)?)?"
)
_ROUGHLY = r"(?:[~≈]\s*|about |around |ca\.? )?"
_AFTER = regex(r"^[\s\-–—:|,;.]+")
_CHAT_TIME = regex(r"^\[")
_SOURCE = regex(
    r"(?:sources?|(?:exported )?from)\s*[:=]\s*(?P<source>[^|@\n]{2,100}?)\s*", re.IGNORECASE
)
_TAIL = regex(r"\s*[(\[](?P<inside>[^()\[\]]{2,60})[)\]]\.?$")


@cache
def _head() -> re.Pattern[str]:
    """Return what a line with a time begins with; made late, for few texts have one."""
    return regex(
        rf"^[\[(<]?(?P<time>{_ROUGHLY}(?:(?:\+\d{{1,2}}\s?d(?:ays?)?\s+)?(?:{_DATE}(?:t|:|[,\s]+(?:at\s+)?))?{_TIME}"
        rf"|\d{{10}}(?:\.\d{{1,9}}|(?:\d{{3}})?)(?!\d)|{_DATE}(?![\w/]))(?:\s\(?\+\d\s?d?\)?(?!\d))?{_DOUBT})"
        rf"(?:\s*(?:-|–|—|to|until|\.\.)\s*(?P<end>(?:{_DATE}[t,\s]+)?{_TIME}(?!\d)))?[\])>]?(?=\W|$)",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _name_then_time() -> re.Pattern[str]:
    """Return the line above what somebody said."""
    return regex(
        rf"^(?P<name>{NAME})(?:\s+APP)?\s+\[?(?P<time>{_TIME})\]?$", re.IGNORECASE | re.ASCII
    )


@cache
def _any_time() -> re.Pattern[str]:
    """Return a time anywhere in a line."""
    return regex(
        rf"(?<![\d:.])(?:{_DATE}[t,\s]+(?:at\s+)?)?{_TIME}(?![\d:])", re.IGNORECASE | re.ASCII
    )


@dataclass(slots=True)
class _Told:
    """What the lines so far amount to."""

    rows: list[dict[str, str]] = field(default_factory=list["dict[str, str]"])
    begins: list[int] = field(default_factory=list[int])
    unread: list[Line] = field(default_factory=list[Line])
    passed_over: list[Line] = field(default_factory=list[Line])
    left_out: list[str] = field(default_factory=list[str])
    headings: tuple[str, ...] = ()
    source: str = ""
    chat: bool = False
    last: Line | None = None
    number: int = 0


def read_timeline(lines: Sequence[Line], columns: "Sequence[FormField]" = ()) -> PastedRows:
    """Return timed lines as rows. A line without a time is never given one: it is unread.

    A line that is set in, or that follows a line of a chat, goes on with the event above it.
    A block may begin with its source ("source: deploy log", "from: #incident channel"): events
    of the block that name none get it. A blank line ends a block that another such line follows.
    """
    told = _Told()
    for line in lines:
        _tell(line, told, columns)
        told.number = line.number
    if not told.rows and len(told.unread) == 1:
        _single_sentence(told)
    return PastedRows(
        tuple(map(_finished, told.rows)),
        tuple(told.unread),
        tuple(told.passed_over),
        tuple(told.left_out),
        begins=tuple(told.begins),
    )


def guess_event_kind(text: str) -> str:
    """Return the kind of event that the words suggest, `other` when they suggest none."""
    text = text[:LONGEST]
    likely = _held().likely(text)
    return next((_kinds()[words] for words in likely if _words(words).search(text)), "other")


def event_kind(words: str) -> str:
    """Return the kind of event that these words name exactly; empty when they name none."""
    name = one_line(words).lower().replace(" ", "_").replace("-", "_")
    return name if name in EVENT_KINDS else ""


def _tell(line: Line, told: _Told, columns: "Sequence[FormField]") -> None:
    if is_rule(line.text):
        told.passed_over.append(line)
        return
    source = _source_of(line, told)
    if source:
        told.source, told.last = source, None
        told.passed_over.append(line)
        return
    headings = () if told.rows else headings_of(line.text, "timeline", columns)
    if headings:
        told.headings = headings
        told.passed_over.append(line)
        return
    row = _table_row(line, told, columns) or _timed_row(line, told) or _chat_head(line, told)
    if row is not None:
        told.rows.append({"block": told.source, **row})
        told.begins.append(line.number)
        told.last = line
    elif told.last is not None and _goes_on(line, told):
        text = told.rows[-1].get("text", "")
        told.rows[-1]["text"] = f"{text}\n{line.text.strip()}" if text else line.text.strip()
        told.last = line
    else:
        told.unread.append(line)
        told.last = None


def _source_of(line: Line, told: _Told) -> str:
    """Return the source that a line names for the block it begins; a sender is none."""
    begins = told.number == 0 or line.number > told.number + 1
    match = _SOURCE.fullmatch(line.text[:LONGEST]) if begins else None
    return match["source"] if match else ""


def _goes_on(line: Line, told: _Told) -> bool:
    set_in = line.indented and not (told.last and told.last.indented and told.last.number == 1)
    return set_in or (told.chat and not line.bulleted)


def _table_row(line: Line, told: _Told, columns: "Sequence[FormField]") -> dict[str, str] | None:
    cells = cells_of(line.bare)
    if len(cells) < 2:
        return None
    if told.headings:
        row = pair(cells, told.headings)
        return row if row.get("time") else None
    head = _head().match(cells[0])
    if head is None or head.end() != len(cells[0]):
        return None
    row = {"time": head["time"], "end": head["end"] or "", "text": cells[1]}
    _sort_cells(cells[2:], row, columns)
    return row


def _sort_cells(cells: Sequence[str], row: dict[str, str], columns: "Sequence[FormField]") -> None:
    """Give each further cell its field: a kind, a source, a role; what is left joins the text."""
    has_role = any(column.name == "actor_role" for column in columns)
    for cell in filter(None, cells):
        is_source = names_evidence(cell)
        if event_kind(cell) and "kind" not in row:
            row["kind"] = event_kind(cell)
        elif (is_source or not has_role) and "sources" not in row:
            row["sources"] = cell
        elif has_role and "actor_role" not in row:
            row["actor_role"] = cell
        else:
            row["text"] = f"{row['text']}; {cell}"


def _timed_row(line: Line, told: _Told) -> dict[str, str] | None:
    head = _head().match(line.bare)
    if head is None:
        return None
    rest = _AFTER.sub("", line.bare[head.end() :])
    chat = _CHAT_TIME.match(line.bare) is not None
    speaker, text = take_speaker(rest, chat=chat)
    row = {"time": head["time"], "end": head["end"] or "", "text": text}
    told.chat = speaker is not None and (chat or bool(speaker.name))
    if speaker is not None:
        row["actor_role"] = speaker.role
        told.left_out.extend(filter(None, [speaker.name]))
    return row


def _chat_head(line: Line, told: _Told) -> dict[str, str] | None:
    """Read "ana 14:05", the line above what somebody said."""
    head = _name_then_time().match(line.bare[:100]) if len(line.bare) <= 100 else None
    if head is None or is_machine(head["name"]) or len(head["name"].split()) > 3:
        return None
    role = role_of(head["name"])
    if not role:
        told.left_out.append(head["name"])
    told.chat = True
    return {"time": head["time"], "text": "", "actor_role": role}


def _single_sentence(told: _Told) -> None:
    """Read one sentence that holds one time: "Alert fired at 14:10"."""
    line = told.unread[0]
    times = _any_time().findall(line.bare) if len(line.bare) <= LONGEST else []
    if len(times) == 1 and len(line.bare.split()) > 1:
        told.unread.clear()
        told.rows.append({"time": one_line(times[0]), "text": line.bare})
        told.begins.append(line.number)


def _finished(row: dict[str, str]) -> PastedRow:
    """Take the kind and the source off the end of the first line."""
    text, *more = row.get("text", "").strip().split("\n")
    while len(text) <= LONGEST and (tail := _TAIL.search(text)) is not None:
        name = _tail_field(tail["inside"])
        if not name or row.get(name) or tail.start() == 0:
            break
        source = re.sub(r"^sources?:\s*", "", tail["inside"], flags=re.IGNORECASE)
        row[name] = event_kind(tail["inside"]) or source
        text = text[: tail.start()].rstrip()
    row["text"] = "\n".join([text, *more]).strip()
    block = row.pop("block", "")
    row["sources"] = row.get("sources") or block
    return {name: cell for name, cell in row.items() if cell}


def _tail_field(inside: str) -> str:
    if event_kind(inside):
        return "kind"
    if names_evidence(inside) or re.match(r"sources?:", inside, re.IGNORECASE):
        return "sources"
    return ""


@cache
def _data() -> dict[str, Any]:
    return read_yaml("agent.questions", "event_kinds.yaml")


@cache
def _kinds() -> dict[str, str]:
    """Return the kinds of events by the patterns of their words, in order."""
    kinds: dict[str, str] = {}
    for rule in _data()["kinds"]:
        for words in rule["words"]:
            kinds.setdefault(words if words[0] == "^" else rf"\b(?:{words})", rule["kind"])
    return kinds


@cache
def _held() -> Held:
    return Held(_kinds())


@cache
def _words(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
