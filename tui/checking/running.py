"""Judges many files, in the order in which they were named."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from agent.errors import AgentError, InputError
from agent.hygiene import clean
from tui.checking.files import Source
from tui.checking.workers import shared
from tui.commands.reports import Terms, report
from tui.commands.text_files import read_text


class Ask(NamedTuple):
    """What the call asks for, whatever the file."""

    now: datetime | None = None
    minimum: float | None = None
    type: str = ""
    severity: str = ""
    explain: bool = False


class Judged(NamedTuple):
    """What came of one file."""

    report: dict[str, Any]
    """What the report says of it."""
    lines: Mapping[int, str]
    """The lines of the file that findings stand on."""


def judged(sources: Sequence[Source], ask: Ask) -> Iterator[Judged | str]:
    """Return what came of each file, or why it can't be judged, in their order."""
    return shared(partial(_judged_or_why, ask), sources, _size)


def _size(source: Source) -> int:
    try:
        return Path(source.name).stat().st_size
    except OSError:
        return 0


def _judged_or_why(ask: Ask, source: Source) -> Judged | str:
    try:
        return _judged(source, ask)
    except AgentError as error:
        return str(error)


def _judged(source: Source, ask: Ask) -> Judged:
    text = read_text(source.name).text
    if not clean(text).strip():
        raise InputError(f"{source.name} is empty.", "There is nothing to judge.")
    terms = Terms(ask.minimum, ask.type, ask.severity, source.conventions)
    told = report(source.name, text, ask.now, ask.minimum, terms)
    if ask.explain:
        from tui.checking.explaining import explain  # noqa: PLC0415 - the bank is loaded for it

        explain(told["criteria"])
    rows = clean(text).split("\n")
    wanted: set[int] = {finding["line"] for finding in told["findings"]}
    return Judged(told, {line: rows[line - 1] for line in wanted})
