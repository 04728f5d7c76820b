"""Unblame's own Markdown, read back into the document it was written from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from agent.documents.escaping import unescape
from agent.documents.layout import (
    NOT_RECORDED,
    Facts,
    Field,
    Form,
    Items,
    Prose,
    Rows,
    Section,
)
from agent.documents.postmortem_form import POSTMORTEM
from agent.documents.reader.collected import Collected
from agent.documents.reader.outline import Heading, Outline, outline_of, raw_text
from agent.documents.reader.problems import ReadDocument
from agent.documents.tree import Tree
from agent.hygiene import clean, shorten

_FACT = re.compile(r"\*\*([^*\\]+):\*\*(?: |$)")
_ITEM = re.compile(r"\*\*((?:\\.|[^*\\])+)\*\*(?: |$)")
_DETAIL = re.compile(r"(?:^| · )\*([^*\\]+):\*(?: |$)")
_ITALIC = re.compile(r"\*(?:\\.|[^*\\])+\*")
_OWN_SECTIONS = 6  # half of those that every document of ours has
_COMPUTED = ("blockquote", "fence", "code_block", "hr", "html_block")


def from_markdown(text: str) -> ReadDocument:
    """Read a document that `to_markdown` wrote.

    Never raises: what isn't understood, or doesn't fit, is told with its line and left out.
    """
    outline = outline_of(clean(text))
    collected = collect(outline, POSTMORTEM)
    return replace(collected.finish(), scored_at=scored_at(outline.head))


def collect(outline: Outline, form: Form[Any]) -> Collected:
    """Return what stands in a text that was written in some form."""
    reading = _Reading(outline.first_line, form)
    if outline.head_problem:
        reading.collected.complain(1, outline.head_problem)
    reading.take_head(outline.head)
    reading.take_headings(outline.headings)
    return reading.collected


def scored_at(head: Mapping[str, object]) -> datetime | None:
    """Return the moment that the score in a front matter holds for."""
    at = head.get("scored_at")
    return at if isinstance(at, datetime) and at.tzinfo else None


def is_own(text: str) -> bool:
    """Tell whether a text looks like Unblame's own Markdown rather than a stranger's."""
    text = clean(text)
    return is_in_form(outline_of(text), POSTMORTEM)


def is_in_form(outline: Outline, form: Form[Any]) -> bool:
    """Tell whether a text has an id, and most of its sections are those of a form."""
    titles = [_titled(form.sections, heading) for heading in outline.headings if heading.level == 2]
    known = sum(title is not None for title in titles)
    return "id" in outline.head and known >= _OWN_SECTIONS and 2 * known >= len(titles)


class _Reading:
    """One text being read."""

    def __init__(self, first_line: int, form: Form[Any]) -> None:
        self.collected = Collected()
        self._form = form
        self._first_line = first_line

    # --- the frame -----------------------------------------------------------------------------

    def take_head(self, head: dict[str, object]) -> None:
        """Take the keys of the front matter that are stored; the others are computed."""
        if not head.get("id"):
            self.collected.complain(1, "There is no `id` in the front matter.")
        for key in self._form.stored:
            value = head.get(key)
            if isinstance(value, list):
                self.collected.put(f"meta.{key}", [str(one) for one in value], 1)  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
            elif value is not None:
                plain = isinstance(value, int | float) or key == "title"
                self.collected.put(f"meta.{key}", str(value) if plain else value, 1)

    def take_headings(self, headings: tuple[Heading, ...]) -> None:
        """Take each heading with what stands under it."""
        outer: Section | None = None
        known_outer = True
        for heading in headings:
            if heading.level < 2:
                continue
            if heading.level == 2:
                outer = _titled(self._form.sections, heading)
                known_outer = outer is not None
                section = outer
            else:
                section = _titled(outer.sections, heading) if outer else None
            if section is not None:
                self._take_section(section, heading)
            elif known_outer or heading.level == 2:
                title = shorten(unescape(heading.title))
                self.collected.complain(heading.line, f"The section “{title}” is not known.")

    def _take_section(self, section: Section, heading: Heading) -> None:
        if section.computed:
            return
        paragraphs: list[str] = []
        for node in heading.nodes:
            if node.type == "paragraph":
                self._take_paragraph(section, node, paragraphs)
            elif node.type == "table":
                self._take_table(section, node)
            elif node.type == "bullet_list":
                self._take_bullets(section, node)
            elif node.type not in _COMPUTED:
                self.collected.complain(self._line(node), "This is not understood here.")
        prose = next((block for block in section.blocks if isinstance(block, Prose)), None)
        if prose is not None and paragraphs:
            self.collected.put(prose.path, "\n\n".join(paragraphs), heading.line)

    def _take_paragraph(
        self, section: Section, node: SyntaxTreeNode, paragraphs: list[str]
    ) -> None:
        raw = raw_text(node)
        if raw == NOT_RECORDED:
            return
        if any(isinstance(block, Prose) for block in section.blocks):
            paragraphs.append(unescape(raw))
        else:
            self.collected.complain(self._line(node), f"“{shorten(raw)}” has no place here.")

    # --- tables --------------------------------------------------------------------------------

    def _take_table(self, section: Section, table: SyntaxTreeNode) -> None:
        head, *body = list(_table_rows(table))
        labels = [unescape(cell) for cell in head[1]]
        for block in section.blocks:
            if isinstance(block, Facts) and list(block.heads) == labels:
                return self._take_fact_rows(block, body)
            if isinstance(block, Rows) and block.columns[0].label == labels[0]:
                return self._take_rows(block, labels, body)
        return self.collected.complain(
            self._line(table), "The columns of this table are not known."
        )

    def _take_fact_rows(self, block: Facts, body: list[tuple[int, list[str]]]) -> None:
        for number, cells in body:
            if _ITALIC.fullmatch(cells[0]) is None:
                self._take_fact(block.fields, unescape(cells[0]), cells[1], self._at(number))

    def _take_fact(self, fields: tuple[Field, ...], label: str, raw: str, line: int) -> None:
        field = _labelled(fields, label)
        if field is None:
            self.collected.complain(line, f"“{shorten(label)}” is not known here.")
        elif raw:
            self.collected.put_field(field, raw, line)

    def _take_rows(self, block: Rows, labels: list[str], body: list[tuple[int, list[str]]]) -> None:
        columns = [_labelled(block.columns, label) for label in labels]
        for number, cells in body:
            line = self._at(number)
            item, place = self.collected.add_item(block.list_path, {}, line)
            for column, raw in zip(columns, cells, strict=False):
                self._take_cell(item, place, column, raw, line)

    def _take_cell(self, item: Tree, place: str, field: Field | None, raw: str, line: int) -> None:
        if field is None:
            if raw:
                self.collected.complain(line, f"“{shorten(raw)}” stands in an unknown column.")
        elif raw and field.path and not (field.guess and _ITALIC.fullmatch(raw)):
            self.collected.read_into(item, place, field, raw, line)

    # --- bullets -------------------------------------------------------------------------------

    def _take_bullets(self, section: Section, bullets: SyntaxTreeNode) -> None:
        for bullet in bullets.children:
            raw = _first_text(bullet)
            fact, item = _FACT.match(raw), _ITEM.match(raw)
            facts = [block for block in section.blocks if isinstance(block, Facts)]
            if fact and facts:
                fields = tuple(field for block in facts for field in block.fields)
                self._take_fact(fields, fact[1], raw[fact.end() :], self._line(bullet))
            elif item:
                self._take_item_bullet(section, bullet, unescape(item[1]), raw[item.end() :])
            else:
                self.collected.complain(self._line(bullet), f"“{shorten(raw)}” has no place here.")

    def _take_item_bullet(
        self, section: Section, bullet: SyntaxTreeNode, item_id: str, raw: str
    ) -> None:
        for block in section.blocks:
            if isinstance(block, Items):
                return self._take_item(block, bullet, item_id, raw, parent="")
            if isinstance(block, Rows) and block.details:
                return self._take_more(block, bullet, item_id)
        return self.collected.complain(
            self._line(bullet), f"“{shorten(item_id)}” has no place here."
        )

    def _take_item(
        self, block: Items, bullet: SyntaxTreeNode, item_id: str, raw: str, parent: str
    ) -> None:
        line = self._line(bullet)
        start = {"id": item_id, "parent": parent} if block.nested else {"id": item_id}
        item, place = self.collected.add_item(block.list_path, start, line)
        if raw:
            self.collected.read_into(item, place, block.head, raw, line)
        for child in _inner_bullets(bullet):
            text = _first_text(child)
            below = _ITEM.match(text)
            if below and block.nested:
                self._take_item(block, child, unescape(below[1]), text[below.end() :], item_id)
            else:
                self._take_details(block.details, item, place, child)

    def _take_more(self, block: Rows, bullet: SyntaxTreeNode, item_id: str) -> None:
        found = self.collected.item(block.list_path, item_id)
        if found is None:
            self.collected.complain(
                self._line(bullet), f"There is no {shorten(item_id)} in the table above."
            )
            return
        for child in _inner_bullets(bullet):
            self._take_details(block.details, *found, child)

    def _take_details(
        self, fields: tuple[Field, ...], item: Tree, place: str, bullet: SyntaxTreeNode
    ) -> None:
        raw, line = _first_text(bullet), self._line(bullet)
        found = list(_DETAIL.finditer(raw))
        if not found or found[0].start() > 0:
            self.collected.complain(line, f"“{shorten(raw)}” has no place here.")
        ends = [*(one.start() for one in found[1:]), len(raw)]
        for one, end in zip(found, ends, strict=False):
            field = _labelled(fields, one[1])
            if field is None:
                self.collected.complain(line, f"“{shorten(one[1])}” is not known here.")
            else:
                self._take_cell(item, place, field, raw[one.end() : end], line)

    # --- lines ---------------------------------------------------------------------------------

    def _line(self, node: SyntaxTreeNode) -> int:
        return self._at(node.map[0] if node.map else 0)

    def _at(self, number: int) -> int:
        return self._first_line + number + 1


def _titled(sections: tuple[Section, ...], heading: Heading) -> Section | None:
    title = unescape(heading.title).casefold()
    return next((one for one in sections if one.title.casefold() == title), None)


def _labelled(fields: tuple[Field, ...], label: str) -> Field | None:
    return next((field for field in fields if field.label == label), None)


def _table_rows(table: SyntaxTreeNode) -> Iterator[tuple[int, list[str]]]:
    for part in table.children:
        for row in part.children:
            yield row.map[0] if row.map else 0, [raw_text(cell) for cell in row.children]


def _first_text(bullet: SyntaxTreeNode) -> str:
    first = bullet.children[0] if bullet.children else None
    return raw_text(first) if first is not None and first.type == "paragraph" else ""


def _inner_bullets(bullet: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [
        child for part in bullet.children if part.type == "bullet_list" for child in part.children
    ]
