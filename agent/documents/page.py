"""A document as parts of a page: plain text in tables, lists and pictures, ready to be escaped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from agent.documents.drawing import LaneDrawing, ScoreBar, lane_drawing, score_bars
from agent.documents.escaping import split_unescaped, unescape
from agent.documents.forest import Branch, forest_of
from agent.documents.layout import (
    AnyView,
    Block,
    Computed,
    D,
    Facts,
    Field,
    Form,
    Items,
    Prose,
    Rows,
    Section,
    ViewOf,
    view_of,
)
from agent.documents.postmortem_form import POSTMORTEM
from agent.documents.premortem.matrix import MatrixDrawing, RankedBar, matrix, ranking
from agent.documents.tree import value_in
from agent.hygiene import clean
from agent.postmortem.record import Postmortem
from rubrics.findings import Scorecard


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with what didn't fit into it."""

    cells: tuple[Cell, ...]
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list, with what hangs under it."""

    id: str
    text: str
    details: tuple[tuple[str, str], ...] = ()
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a section. Which of its values counts is told by its kind."""

    kind: Literal[
        "prose",
        "facts",
        "table",
        "entries",
        "note",
        "picture",
        "lane",
        "scores",
        "matrix",
        "ranking",
    ]
    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    entries: tuple[Entry, ...] = ()
    lane: LaneDrawing | None = None
    scores: tuple[ScoreBar, ...] = ()
    matrix: MatrixDrawing | None = None
    ranking: tuple[RankedBar, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading with its parts."""

    title: str
    anchor: str
    parts: tuple[Part, ...]
    sections: tuple["PageSection", ...]

    @property
    def empty(self) -> bool:
        """Return whether nothing was recorded here."""
        return not self.parts and all(section.empty for section in self.sections)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    language: str
    title: str
    id: str
    kind: str
    """Type, severity and status in words."""
    figures: tuple[tuple[str, str], ...]
    """What stands beside the title: moments, people, score."""
    sections: tuple[PageSection, ...]


def page_of(
    document: Postmortem, facts: Mapping[str, Any], scorecard: Scorecard | None = None
) -> Page:
    """Return the page of a postmortem."""
    return laid_out(view_of(document, facts, scorecard), POSTMORTEM)


def laid_out(view: ViewOf[D], form: Form[D]) -> Page:
    """Return the page of a document of some form."""
    meta = view.tree["meta"]
    language = str(meta["language"])
    sections = [_section(view, section) for section in form.sections]
    return Page(
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(-\w{2,8})*", language) else "en",
        title=clean(meta["title"]) or clean(meta["id"]),
        id=clean(meta["id"]),
        kind=form.kind(view),
        figures=tuple(form.figures(view)),
        sections=tuple(section for section in sections if section is not None),
    )


def _section(view: AnyView, section: Section) -> PageSection | None:
    parts = tuple(part for block in section.blocks for part in _parts(view, block))
    inner = [_section(view, one) for one in section.sections]
    page = PageSection(
        section.title,
        re.sub(r"[^a-z0-9]+", "-", section.title.lower()).strip("-"),
        parts,
        tuple(one for one in inner if one is not None),
    )
    return None if section.optional and page.empty else page


def _parts(view: AnyView, block: Block) -> list[Part]:
    match block:
        case Prose():
            text = clean(value_in(view.tree, block.path) or "")
            return [Part("prose", lines=tuple(text.split("\n\n")))] if text else []
        case Facts():
            return _facts(view, block)
        case Rows():
            return _rows(view, block)
        case Items():
            listed: Sequence[Mapping[str, Any]] = value_in(view.tree, block.list_path)
            flat = tuple(Branch(item, at_root=True) for item in listed)
            trees = forest_of(listed) if block.nested else flat
            entries = tuple(_entry(view, block, tree) for tree in trees)
            return [Part("entries", entries=entries)] if entries else []
        case Computed():
            return _computed(view, block)


def _facts(view: AnyView, block: Facts) -> list[Part]:
    pairs = _pairs(view, block.fields, view.tree)
    if block.form == "bullets":
        return [Part("facts", pairs=pairs)] if pairs else []
    computed = tuple(
        Row((Cell(label, computed=True), Cell(text, computed=True)))
        for label, text in block.computed(view)
    )
    rows = (*computed, *(Row((Cell(label), Cell(text))) for label, text in pairs))
    return [Part("table", heads=block.heads, rows=rows)] if rows else []


def _pairs(
    view: AnyView, fields: tuple[Field, ...], owner: Mapping[str, Any]
) -> tuple[tuple[str, str], ...]:
    cells = [(field.label, _cell(view, field, owner)) for field in fields]
    return tuple((label, cell.text) for label, cell in cells if cell.text)


def _cell(view: AnyView, field: Field, owner: Mapping[str, Any]) -> Cell:
    text = unescape(field.write(owner, view.names).strip("*")) if field.path else ""
    if text or field.guess is None:
        return Cell(text)
    return Cell(clean(field.guess(view, owner)), computed=True)


def _rows(view: AnyView, block: Rows) -> list[Part]:
    listed: Sequence[Mapping[str, Any]] = value_in(view.tree, block.list_path)
    rows = [
        Row(
            tuple(_cell(view, column, item) for column in block.columns),
            _pairs(view, block.details, item),
        )
        for item in listed
        if block.chosen(view, item)
    ]
    used = [
        i for i, _ in enumerate(block.columns) if i == 0 or any(row.cells[i].text for row in rows)
    ]
    shown = tuple(Row(tuple(row.cells[i] for i in used), row.details) for row in rows)
    heads = tuple(block.columns[i].label for i in used)
    return [Part("table", heads=heads, rows=shown)] if rows else []


def _entry(view: AnyView, block: Items, branch: Branch) -> Entry:
    left_out = "" if branch.at_root else "parent"
    details = tuple(field for field in block.details if field.path != left_out)
    return Entry(
        clean(branch.item["id"]),
        _cell(view, block.head, branch.item).text,
        _pairs(view, details, branch.item),
        tuple(_entry(view, block, child) for child in branch.children),
    )


# --- what is computed --------------------------------------------------------------------------


def _computed(view: AnyView, block: Computed) -> list[Part]:
    if block.drawn == "lane":
        lane = lane_drawing(view.document)
        return [] if lane is None else [Part("lane", lane=lane)]
    if block.drawn == "matrix":
        grid = matrix(view.document)
        return [] if grid is None else [Part("matrix", matrix=grid)]
    if block.drawn == "ranking":
        bars = ranking(view.document)
        return [Part("ranking", ranking=bars)] if bars else []
    lines = block.lines(view)
    if block.drawn == "scores" and view.scorecard is not None:
        scores = Part("scores", scores=score_bars(view.scorecard))
        return [*_lines_as_parts(lines[:1]), scores]
    return _lines_as_parts(lines)


def _lines_as_parts(lines: list[str]) -> list[Part]:
    """Turn computed Markdown (a quote, a code block, a table or bullets) into parts."""
    if not lines:
        return []
    if lines[0].startswith("```"):
        return [Part("picture", lines=tuple(lines[1:-1]))]
    if lines[0].startswith("|"):
        rows = [_split_row(line) for line in (lines[0], *lines[2:])]
        body = tuple(Row(tuple(Cell(text) for text in row)) for row in rows[1:])
        return [Part("table", heads=tuple(rows[0]), rows=body)]
    plain = [unescape(re.sub(r"^(?:> ?)?(?:- )?", "", line)) for line in lines if line != ">"]
    if len(lines) == 1 and lines[0].startswith("> "):
        return [Part("note", lines=tuple(plain))]
    return [Part("entries", entries=tuple(Entry("", text) for text in plain))]


def _split_row(line: str) -> list[str]:
    return [unescape(cell) for cell in split_unescaped(line[2:-2], " | ")]
