"""A document as Markdown: what people read and keep."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agent.documents.escaping import escape, escape_line
from agent.documents.forest import Branch, forest_of
from agent.documents.front_matter import front_matter
from agent.documents.layout import (
    NOT_RECORDED,
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
from agent.documents.tree import value_in
from agent.postmortem.record import Postmortem
from rubrics.findings import Scorecard


def to_markdown(
    document: Postmortem, facts: Mapping[str, Any], scorecard: Scorecard | None = None
) -> str:
    """Return the document as Markdown. The same input gives the same bytes.

    Args:
        document: The postmortem.
        facts: The document as JSON values with `computed`; what is missing there is left out.
        scorecard: The judgement, when there is one.
    """
    return written(view_of(document, facts, scorecard), POSTMORTEM)


def written(view: ViewOf[D], form: Form[D]) -> str:
    """Return a document of some form as Markdown."""
    meta = view.tree["meta"]
    title = escape(meta["title"]) or escape(meta["id"])
    *first, last = form.summary(view)
    summary = [*(f"> {line}\\" for line in first), f"> {last}"]
    parts = [front_matter(form.head(view)), f"# {title}", "\n".join(summary)]
    for section in form.sections:
        parts += _section(view, section, 2)
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _section(view: AnyView, section: Section, level: int) -> list[str]:
    parts = [part for block in section.blocks if (part := _block(view, block))]
    inner = [part for one in section.sections for part in _section(view, one, level + 1)]
    if section.optional and not parts and not inner:
        return []
    holds_values = any(not isinstance(block, Computed) for block in section.blocks)
    if not parts and (holds_values or not inner):
        parts = [NOT_RECORDED]
    return [f"{'#' * level} {section.title}", *parts, *inner]


def _block(view: AnyView, block: Block) -> str:
    match block:
        case Prose():
            return _prose(value_in(view.tree, block.path) or "")
        case Facts():
            return "\n".join(_facts(view, block))
        case Rows():
            return _rows(view, block)
        case Items():
            return "\n".join(_items(view, block))
        case Computed():
            return "\n".join(block.lines(view))


def _prose(text: str) -> str:
    paragraphs = text.split("\n\n")
    if any(paragraph.strip() == "" for paragraph in paragraphs):
        paragraphs = [text]
    return "\n\n".join(escape_line(paragraph) for paragraph in paragraphs)


# --- named values ------------------------------------------------------------------------------


def _facts(view: AnyView, block: Facts) -> list[str]:
    written = [(field.label, field.write(view.tree, view.names)) for field in block.fields]
    shown = [(label, text) for label, text in written if text]
    if block.form == "bullets":
        return [f"- **{label}:** {text}" for label, text in shown]
    computed = [f"| *{escape(label)}* | *{escape(text)}* |" for label, text in block.computed(view)]
    rows = [f"| {label} | {text} |" for label, text in shown]
    if not rows and not computed:
        return []
    return [f"| {block.heads[0]} | {block.heads[1]} |", "| --- | --- |", *computed, *rows]


# --- tables ------------------------------------------------------------------------------------


def _rows(view: AnyView, block: Rows) -> str:
    listed: Iterable[Mapping[str, Any]] = value_in(view.tree, block.list_path)
    items = [item for item in listed if block.chosen(view, item)]
    if not items:
        return ""
    cells = [[_cell(view, column, item) for column in block.columns] for item in items]
    used = [i for i, _ in enumerate(block.columns) if i == 0 or any(row[i] for row in cells)]
    lines = [
        _row([block.columns[i].label for i in used]),
        _row(["---"] * len(used)),
        *(_row([row[i] for i in used]) for row in cells),
    ]
    more = [line for item in items for line in _detail_bullet(view, block, item)]
    return "\n".join([*lines, *(["", *more] if more else [])])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(view: AnyView, field: Field, item: Mapping[str, Any]) -> str:
    text = field.write(item, view.names) if field.path else ""
    if text or field.guess is None:
        return text
    guess = field.guess(view, item)
    return f"*{escape(guess)}*" if guess else ""


def _detail_bullet(view: AnyView, block: Rows, item: Mapping[str, Any]) -> list[str]:
    lines = _details(view, block.details, item)
    return (
        [f"- **{escape(item['id'], code=False)}**", *(f"  {line}" for line in lines)]
        if lines
        else []
    )


# --- bullets -----------------------------------------------------------------------------------


def _items(view: AnyView, block: Items) -> list[str]:
    listed: Sequence[Mapping[str, Any]] = value_in(view.tree, block.list_path)
    if block.nested:
        return [line for tree in forest_of(listed) for line in _branch(view, block, tree)]
    return [line for item in listed for line in _item(view, block, item, ())]


def _item(
    view: AnyView, block: Items, item: Mapping[str, Any], left_out: tuple[str, ...]
) -> list[str]:
    head = f"- **{escape(item['id'], code=False)}** {block.head.write(item, view.names)}".rstrip()
    details = tuple(field for field in block.details if field.path not in left_out)
    return [head, *(f"  {line}" for line in _details(view, details, item))]


def _branch(view: AnyView, block: Items, branch: Branch) -> list[str]:
    lines = _item(view, block, branch.item, () if branch.at_root else ("parent",))
    below = [line for child in branch.children for line in _branch(view, block, child)]
    return [*lines, *(f"  {line}" for line in below)]


def _details(view: AnyView, fields: tuple[Field, ...], item: Mapping[str, Any]) -> list[str]:
    """Return long values on a line each; short ones that follow each other share a line."""
    lines: list[str] = []
    sharing = False
    for field in fields:
        text = _cell(view, field, item)
        if not text:
            continue
        named = f"*{field.label}:* {text}"
        if sharing and field.short:
            lines[-1] += f" · {named}"
        else:
            lines.append(f"- {named}")
        sharing = field.short
    return lines
