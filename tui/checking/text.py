"""The findings of a check as text for a person: grouped by file, at most 80 columns, coloured."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from agent.hygiene import one_line, shorten
from rubrics.score import floor2
from tui.checking.running import Judged
from tui.terminal import is_terminal, shows_colours

_WIDTH: Final = 80
_WIDEST: Final = 100
_NARROWEST: Final = 50
_MARGIN: Final = 24
"""Columns before what a finding says: its place, its gravity and its rule."""
_LOUD: Final = ("error", "warning")
_COLOURS: Final = {"error": "31", "warning": "33", "name": "1", "good": "32", "faint": "2"}
_ASCII: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-"}
)


class Page:
    """How wide the text is, whether it is coloured, and which signs it may hold."""

    def __init__(self) -> None:
        """Look at standard output and what was asked for in the environment."""
        self.coloured = shows_colours()
        columns = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else _WIDTH
        self.width = max(_NARROWEST, min(columns, _WIDEST))
        self._encoding = (sys.stdout and sys.stdout.encoding) or "utf-8"

    def tinted(self, text: str, kind: str) -> str:
        """Return a text in the colour of a kind. What colour says, words say too."""
        code = _COLOURS.get(kind)
        return f"\x1b[{code}m{text}\x1b[0m" if self.coloured and code else text

    def clean(self, text: str) -> str:
        """Return a text on one line, in signs that the output can show.

        Two colons at the head of a word are parted: a CI takes such a line for a command.
        """
        line = one_line(text)
        try:
            line.encode(self._encoding)
        except UnicodeEncodeError:
            line = line.translate(_ASCII).encode("ascii", "replace").decode("ascii")
        return " ".join(word.replace("::", ": :", 1) if word[:2] == "::" else word
                        for word in line.split(" "))  # fmt: skip

    def wrapped(self, text: str, indent: int) -> list[str]:
        """Return a text as lines that fit beside an indent."""
        room = max(self.width - indent, 20)
        return textwrap.wrap(self.clean(text), room, break_on_hyphens=False) or [""]


def lines_of(judged: Judged, page: Page, *, explain: bool) -> Iterator[str]:
    """Yield what is said of one file."""
    report = judged.report
    yield from _head(report, page)
    yield from _criteria(report["criteria"], page, explain=explain)
    loud = [one for one in report["findings"] if one["severity"] in _LOUD]
    for finding in sorted(loud, key=lambda one: (one["line"], one["column"])):
        yield from _finding(finding, judged.lines, page)
    for step in report["next"]:
        yield from _labelled("next", step["do"], page)
    yield from _unplaced(report["unplaced"], page)
    yield from _suppressed(report["findings"], page)
    yield ""


def summary(reports: Sequence[dict[str, Any]]) -> str:
    """Return how many files pass, and what was found in all of them."""
    passed = sum(report["passed"] for report in reports)
    found = [finding["severity"] for report in reports for finding in report["findings"]]
    errors, warnings = found.count("error"), found.count("warning")
    return (
        f"{_count(len(reports), 'file')}: {passed} pass, {len(reports) - passed} do not; "
        f"{_count(errors, 'error')}, {_count(warnings, 'warning')}."
    )


def _head(report: dict[str, Any], page: Page) -> Iterator[str]:
    passed = report["passed"]
    overall = "not known" if report["overall"] is None else floor2(report["overall"])
    word = page.tinted("passes" if passed else "does not pass", "good" if passed else "error")
    yield page.tinted(page.clean(report["path"]), "name")
    if report["title"]:
        yield f"  {page.clean(shorten(report['title'], page.width - 2))}"
    yield f"  {overall} of 5, {word} (asked for {floor2(report['minimum'])})"
    yield from (f"  {line}" for line in page.wrapped(report["label"], 2))


def _criteria(criteria: Sequence[dict[str, Any]], page: Page, *, explain: bool) -> Iterator[str]:
    wide = max((len(criterion["name"]) for criterion in criteria), default=0)
    for criterion in criteria:
        score, least = criterion["score"], criterion["minimum"]
        shown = "  -" if score is None else f"{score:.1f}"
        low = score is not None and least is not None and score < least
        minimum = f"  minimum {least:.1f}" if least else ""
        line = f"{criterion['id']} {criterion['name']:<{wide}} {shown}{minimum}"
        yield f"  {page.tinted(f'{line}, below' if low else line, 'error' if low else '')}"
        if explain:
            yield from _explained(criterion, page)


def _explained(criterion: dict[str, Any], page: Page) -> Iterator[str]:
    held, step = criterion["held"], criterion["next"]
    names = ", ".join(name.split(".", 1)[1] for name in held)
    yield from _labelled("holds", names or "nothing yet", page)
    if step is None:
        yield from _labelled("next", "nothing: every condition holds", page)
        return
    place = f" at line {step['line']}" if step["line"] else ""
    needed = f"{step['condition']}{place}: needs {step['needed']}"
    yield from _labelled("next", f"{needed}; seen: {step['observed']}", page)
    if step["question"]:
        yield from _labelled("ask", f"{step['ask']} ({step['question']})", page)


def _labelled(label: str, text: str, page: Page) -> Iterator[str]:
    first, *rest = page.wrapped(text, 13)
    yield f"      {label + ':':<7}{first}"
    yield from (f"{'':<13}{line}" for line in rest)


def _finding(finding: dict[str, Any], lines: Mapping[int, str], page: Page) -> Iterator[str]:
    place = f"{finding['line']}:{finding['column']}"
    gravity = page.tinted(f"{finding['severity']:<8}", finding["severity"])
    first, *rest = page.wrapped(finding["message"], _MARGIN)
    yield f"  {place:<8}{gravity}{finding['rule']:<6}{first}"
    yield from (f"{'':<{_MARGIN}}{line}" for line in rest)
    excerpt = _excerpt(lines.get(finding["line"], ""), finding["column"], page)
    if excerpt:
        yield page.tinted(f"{finding['line']:>8} | {excerpt}", "faint")


def _excerpt(line: str, column: int, page: Page) -> str:
    """Return what stands on a line, from a little before a column."""
    room = page.width - 11
    begin = 0 if len(line) <= room else max(0, min(column - 21, len(line) - room + 3))
    shown = page.clean(line[begin : begin + 2 * room])
    told = f"...{shown}" if begin and shown else shown
    return told if len(told) <= room else f"{told[: room - 3].rstrip()}..."


def _unplaced(problems: Sequence[dict[str, Any]], page: Page) -> Iterator[str]:
    for problem in problems:
        place, text = f"{problem['line']}:", f"not placed: {problem['message']}"
        first, *rest = page.wrapped(text, 10)
        yield f"  {place:<8}{first}"
        yield from (f"{'':<10}{line}" for line in rest)


def _suppressed(findings: Sequence[dict[str, Any]], page: Page) -> Iterator[str]:
    for finding in findings:
        if finding["suppressed"]:
            said = f"{finding['rule']} at line {finding['line']}: {finding['reason']}"
            yield from _labelled("left", said, page)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
