"""Notes in a Markdown text that tell the linter to leave something: which rule, where, and why.

`<!-- unblame: ignore BP05 reason -->` is about the paragraph it stands in or, alone on its line,
about the next one; `ignore-file` is about the whole text.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from agent.documents.lines import Lines
from agent.hygiene import shorten
from agent.postmortem.record import Waiver
from rubrics.conditions.disputes import is_accusation
from rubrics.findings import Finding
from rubrics.patterns import regex

MOST_BLAME = 3
"""Findings of blame that one document may waive (method 2.8)."""

_NOTE = regex(r"<!--[ \t]*unblame:([^<>]{0,1000}?)-->")
_FENCE = regex(r"^ {0,3}(`{3,}|~{3,})")
_STARTS_A_BLOCK = regex(r"\s*(?:[-*+] |\d{1,9}[.)] |[|#>])")
_WORDS = regex(r"(ignore(?:-file)?)\s+(\w+(?:\s*,\s*\w+)*)(?:\s+(\S.*))?", re.DOTALL)


class Ignore(NamedTuple):
    """One rule that a note leaves out, with its reach in lines."""

    rule: str
    reason: str
    line: int
    """The line of the note."""
    first: int
    last: int


class Trouble(NamedTuple):
    """What is wrong with a note: the rule of the rule book, and what to say."""

    rule: str
    message: str
    line: int


class Ignored(NamedTuple):
    """A text without its notes, every line where it was, and what the notes ask for."""

    text: str
    ignores: tuple[Ignore, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def read_ignores(text: str, rules: Callable[[], Collection[str]]) -> Ignored:
    """Take the notes out of a text.

    Args:
        text: The Markdown.
        rules: Returns the rules there are; a text without notes never asks.
    """
    if "unblame:" not in text:
        return Ignored(text)
    lines, known = text.split("\n"), rules()
    notes = {note.start(): (line, note) for line, note in _notes(text, lines)}
    found = [
        asked
        for line, note in notes.values()
        for asked in _asked(note, line, _reach(lines, line, note.group()), known)
    ]
    return Ignored(
        _NOTE.sub(lambda note: _gone(note) if note.start() in notes else note.group(), text),
        tuple(one for one in found if isinstance(one, Ignore)),
        tuple(one for one in found if isinstance(one, Trouble)),
    )


def _gone(note: re.Match[str]) -> str:
    """Return the line ends of a note. Blanks at the head of a line would make code of the rest."""
    return "\n" * note.group().count("\n")


def _notes(text: str, lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the notes outside code with their lines."""
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    code = _lines_of_code(lines)
    for note in _NOTE.finditer(text):
        line = bisect_right(starts, note.start())
        before = text[starts[line - 1] : note.start()]
        if line not in code and before.count("`") % 2 == 0:
            yield line, note


def _asked(
    note: re.Match[str], line: int, reach: tuple[int, int], known: Collection[str]
) -> Iterator[Ignore | Trouble]:
    said = _WORDS.fullmatch(note.group(1).strip())
    if said is None:
        yield Trouble("IG01", f"This note can't be read: “{shorten(note.group(1))}”.", line)
        return
    verb, rules, reason = said.group(1), re.split(r"\s*,\s*", said.group(2)), said.group(3) or ""
    first, last = (1, sys.maxsize) if verb == "ignore-file" else reach
    for rule in dict.fromkeys(rule.upper() for rule in rules):
        if rule not in known:
            yield Trouble("IG01", f"There is no rule {shorten(rule, 20)}.", line)
        elif not reason:
            yield Trouble("IG02", f"{rule} is to be ignored for no reason.", line)
        else:
            yield Ignore(rule, " ".join(reason.split()), line, first, last)


def _lines_of_code(lines: Sequence[str]) -> set[int]:
    """Return the lines, counted from 1, that stand in a fence."""
    code: set[int] = set()
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if fence:
            code.add(number)
            if mark and mark.group(1).startswith(fence):
                fence = ""
        elif mark:
            fence = mark.group(1)
    return code


def _reach(lines: Sequence[str], first: int, note: str) -> tuple[int, int]:
    """Return the lines of the block that a note is about."""
    last = first + note.count("\n")
    around = lines[first - 1 : last]
    alone = not _NOTE.sub("", "\n".join(around)).strip()
    begin = last + 1 if alone else first
    while alone and begin <= len(lines) and _is_blank(lines[begin - 1]):
        begin += 1
    while not alone and begin > 1 and not _starts(lines, begin):
        begin -= 1
    end = max(begin, last)
    while end < len(lines) and not _starts(lines, end + 1):
        end += 1
    return begin, end


def _is_blank(line: str) -> bool:
    return not _NOTE.sub("", line).strip()


def _starts(lines: Sequence[str], number: int) -> bool:
    """Say whether a block begins with a line, or none goes on there."""
    line = lines[number - 1]
    return _is_blank(line) or _is_blank(lines[number - 2]) or bool(_STARTS_A_BLOCK.match(line))


def waivers(
    findings: Sequence[Finding], ignores: Sequence[Ignore], lines: Lines, first: int = 1
) -> tuple[tuple[Waiver, ...], tuple[Trouble, ...]]:
    """Return what the notes waive, field by field, and what they can't.

    Args:
        findings: What the rules found.
        ignores: What the notes ask for.
        lines: Where everything stands.
        first: The number of the first waiver.
    """
    waived: dict[tuple[str, str], tuple[Ignore, Finding]] = {}
    troubles: list[Trouble] = []
    for ignore in ignores:
        hits = [found for found in findings if _meets(ignore, found, lines)]
        if not hits:
            troubles.append(_trouble(ignore, "IG05", f"{ignore.rule} finds nothing here."))
        for found in hits:
            refused = _refused(found, ignore, waived)
            if refused is None:
                waived.setdefault((found.rule, found.field), (ignore, found))
            else:
                troubles.append(refused)
    return tuple(_numbered(waived, first)), tuple(dict.fromkeys(troubles))


def _meets(ignore: Ignore, finding: Finding, lines: Lines) -> bool:
    if finding.rule != ignore.rule:
        return False
    span = lines.span(finding.field, finding.text, finding.start, finding.end)
    return ignore.first <= span.line <= ignore.last


def _refused(
    finding: Finding, ignore: Ignore, waived: Mapping[tuple[str, str], tuple[Ignore, Finding]]
) -> Trouble | None:
    if is_accusation(finding):
        said = f"{finding.rule} is an accusation, which no reason waives."
        return _trouble(ignore, "IG03", said)
    if finding.category != "blame" or (finding.rule, finding.field) in waived:
        return None
    blame = sum(found.category == "blame" for _, found in waived.values())
    said = f"A document may ignore {MOST_BLAME} findings of blame."
    return _trouble(ignore, "IG04", said) if blame >= MOST_BLAME else None


def _trouble(ignore: Ignore, rule: str, message: str) -> Trouble:
    return Trouble(rule, message, ignore.line)


def _numbered(
    waived: Mapping[tuple[str, str], tuple[Ignore, Finding]], first: int
) -> Iterator[Waiver]:
    for number, ((rule, field), (ignore, _)) in enumerate(waived.items(), first):
        yield Waiver(id=f"WV{number}", rule=rule, reason=ignore.reason, field=field)
