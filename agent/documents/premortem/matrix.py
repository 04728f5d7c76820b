"""The modes as pictures: a matrix of severity by occurrence, and the modes in order of weight.

Places are medians of the ratings as they count now. Lines are at most `width` cells wide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agent.documents.cells import cell_width, cut, pad
from agent.documents.pictures import cut_raw
from agent.documents.words import figure
from agent.hygiene import clean
from agent.premortem.chances import BANDS
from agent.premortem.ranking import Ranked, Spread, ranked
from agent.premortem.record import Premortem

SEVERITIES: Final = ("9-10", "7-8", "5-6", "3-4", "1-2")
"""The rows, the gravest first."""
OCCURRENCES: Final = ("1-2", "3-4", "5-6", "7-8", "9-10")
"""The columns, the rarest first: one for each band of probability."""
UNRATED: Final = "-"
_LABEL_CELLS: Final = 6
_BAR_CELLS: Final = 10


@dataclass(frozen=True, slots=True)
class Chip:
    """One mode where it stands."""

    id: str
    text: str
    priority: str
    """Its class: H, M, L; `-` while nobody rated it."""


@dataclass(frozen=True, slots=True)
class MatrixDrawing:
    """Modes by severity (rows, the gravest first) and occurrence (columns, the rarest first)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Chip, ...], ...]], ...]
    """The label of each row, and what stands in each of its cells."""
    elsewhere: tuple[Chip, ...]
    """Modes without a severity or an occurrence."""


@dataclass(frozen=True, slots=True)
class RankedBar:
    """One mode in the order of weight."""

    chip: Chip
    figures: str
    """Severity, occurrence, detection and the product, as far as they were rated."""
    percent: str
    """Its probability in words; empty when nobody stated one."""
    width: int
    """Percent of the bar."""


def matrix(document: Premortem) -> MatrixDrawing | None:
    """Return the matrix of a document; None while it has no mode that was rated."""
    places = ranked(document)
    if all(place.rated is None for place in places):
        return None
    cells = {place.mode.id: _cell(place) for place in places}
    rows = tuple(
        (
            label,
            tuple(
                tuple(_chip(place) for place in places if cells[place.mode.id] == (row, column))
                for column in range(len(OCCURRENCES))
            ),
        )
        for row, label in enumerate(SEVERITIES)
    )
    rest = tuple(_chip(place) for place in places if cells[place.mode.id] is None)
    columns = tuple(f"{name} ({points})" for name, points in zip(BANDS, OCCURRENCES, strict=True))
    return MatrixDrawing(columns, rows, rest)


def ranking(document: Premortem) -> tuple[RankedBar, ...]:
    """Return the modes in order of weight; none before one was rated."""
    places = ranked(document)
    if all(place.rated is None for place in places):
        return ()
    return tuple(
        RankedBar(
            _chip(place),
            _figures(place),
            "" if place.probability_pct is None else f"{figure(place.probability_pct)} %",
            round(place.probability_pct or 0),
        )
        for place in places
    )


def risk_matrix(document: Premortem, width: int = 76) -> list[str]:
    """Return the matrix as lines of text."""
    drawing = matrix(document)
    if drawing is None:
        return []
    cells = max((width - _LABEL_CELLS - len(OCCURRENCES) - 1) // len(OCCURRENCES), 4)
    rule = "─" * cells
    lines = [
        f"{pad('sev.', _LABEL_CELLS)}occurrence, 1 the rarest",
        " " * _LABEL_CELLS + "┌" + "┬".join([rule] * len(OCCURRENCES)) + "┐",
    ]
    for number, (label, row) in enumerate(drawing.rows):
        if number:
            lines.append(" " * _LABEL_CELLS + "├" + "┼".join([rule] * len(OCCURRENCES)) + "┤")
        lines += _row_lines(label, row, cells)
    lines.append(" " * _LABEL_CELLS + "└" + "┴".join([rule] * len(OCCURRENCES)) + "┘")
    heads = " ".join(pad(f" {name}", cells) for name in OCCURRENCES)
    lines.append(" " * (_LABEL_CELLS + 1) + heads.rstrip())
    if drawing.elsewhere:
        lines.append("not placed: " + ", ".join(chip.id for chip in drawing.elsewhere))
    return [cut_raw(line, width) for line in lines]


def ranked_modes(document: Premortem, width: int = 76) -> list[str]:
    """Return the modes in order of weight as lines of text: class, probability, ratings, words."""
    bars = ranking(document)
    if not bars:
        return []
    wide = max(cell_width(bar.chip.id) for bar in bars)
    told = max(cell_width(bar.figures) for bar in bars)
    return [_bar_line(bar, wide, told, width) for bar in bars]


def _bar_line(bar: RankedBar, wide: int, told: int, width: int) -> str:
    filled = round(bar.width / 100 * _BAR_CELLS)
    drawn = "█" * filled + "░" * (_BAR_CELLS - filled) if bar.percent else "·" * _BAR_CELLS
    mark = f"{bar.chip.priority} {pad(bar.chip.id, wide)} {drawn} {bar.percent:>6}"
    head = f"{mark}  {pad(bar.figures, told)}  "
    return cut_raw(f"{head}{cut(bar.chip.text, width - cell_width(head))}", width).rstrip()


def _row_lines(label: str, row: Sequence[Sequence[Chip]], cells: int) -> list[str]:
    """Return a row in as many lines as its fullest cell needs."""
    columns = [_stacked([_mark(chip, cells) for chip in cell], cells) for cell in row]
    height = max(1, *(len(column) for column in columns))
    return [
        pad(label if line == 0 else "", _LABEL_CELLS)
        + "│"
        + "│".join(pad(column[line] if line < len(column) else "", cells) for column in columns)
        + "│"
        for line in range(height)
    ]


def _mark(chip: Chip, cells: int) -> str:
    """Return the id with its class, or alone where the cell is narrow."""
    mark = f"{chip.id} {chip.priority}"
    return mark if cell_width(mark) < cells else chip.id


def _stacked(marks: Sequence[str], cells: int) -> list[str]:
    """Put marks side by side as far as they fit, the rest below."""
    lines: list[str] = []
    for mark in marks:
        joined = f"{lines[-1]}  {mark}" if lines else f" {mark}"
        if lines and cell_width(joined) <= cells:
            lines[-1] = joined
        else:
            lines.append(f" {mark}")
    return lines


def _cell(place: Ranked) -> tuple[int, int] | None:
    found = place.rated
    if found is None or found.occurrence is None:
        return None
    row = len(SEVERITIES) - 1 - _step(found.severity)
    return row, _step(found.occurrence)


def _step(points: Spread) -> int:
    """Return which fifth of the scale of 1-10 a median falls into; a half counts upwards."""
    return min(max((int(points.median + 0.5) - 1) // 2, 0), len(SEVERITIES) - 1)


def _chip(place: Ranked) -> Chip:
    return Chip(clean(place.mode.id), clean(place.mode.text), place.priority or UNRATED)


def _figures(place: Ranked) -> str:
    found = place.rated
    if found is None:
        return "not rated"
    named = (("S", found.severity), ("O", found.occurrence), ("D", found.detection))
    return " ".join(f"{name}{figure(value.median)}" for name, value in named if value is not None)
