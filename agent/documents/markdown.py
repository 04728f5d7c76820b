"""A postmortem as Markdown: the document that people read and keep."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agent.documents.codecs import write_moment
from agent.documents.computed import metric_minutes
from agent.documents.escaping import escape, escape_line
from agent.documents.forest import Branch, forest_of
from agent.documents.front_matter import front_matter, moments, names_in_role
from agent.documents.layout import (
    NOT_RECORDED,
    Block,
    Computed,
    Facts,
    Field,
    Items,
    Prose,
    Rows,
    Section,
    View,
    value_in,
    view_of,
)
from agent.documents.sections.order import SECTIONS
from agent.documents.words import TYPE_NAMES, duration, score_figure, words
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
    view = view_of(document, facts, scorecard)
    title = escape(document.meta.title) or escape(document.meta.id)
    parts = [front_matter(view), f"# {title}", "\n".join(_header(view))]
    for section in SECTIONS:
        parts += _section(view, section, 2)
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _header(view: View) -> list[str]:
    """Say in a few lines what it was, when, and where the document stands."""
    meta = view.document.meta
    kind = TYPE_NAMES.get(meta.type, "Incident")
    severity = f", {meta.severity}" if meta.severity else ""
    lines = [f"**{kind}{severity}.** {escape(meta.id)}, {words(meta.status)}."]
    if when := _when(view):
        lines.append(f"{when}.")
    roles = [
        f"{role}: {escape(', '.join(found))}."
        for role, found in (
            ("Owner", names_in_role(view.document, "owner")),
            ("Facilitator", names_in_role(view.document, "facilitator")),
        )
        if found
    ]
    if roles:
        lines.append(" ".join(roles))
    if view.scorecard is not None:
        card = view.scorecard
        lines.append(f"Score {score_figure(card.overall)} of 5: {escape(card.label)}.")
    return [*(f"> {line}\\" for line in lines[:-1]), f"> {lines[-1]}"]


def _when(view: View) -> str:
    """Return when it began, was seen, was contained and was over; a day is told once."""
    parts: list[str] = []
    day = ""
    labels = ("began", "detected", "contained", "over")
    for label, at in zip(labels, moments(view.document).values(), strict=True):
        if at is not None:
            moment = write_moment(at)
            parts.append(f"{label} {moment.removeprefix(day)}")
            day = moment[:11]
    minutes = metric_minutes(view.facts, "impact_duration")
    lasted = f" ({duration(minutes)})" if minutes is not None else ""
    line = ", ".join(parts)
    return line[:1].upper() + line[1:] + lasted if line else ""


def _section(view: View, section: Section, level: int) -> list[str]:
    parts = [part for block in section.blocks if (part := _block(view, block))]
    inner = [part for one in section.sections for part in _section(view, one, level + 1)]
    if section.optional and not parts and not inner:
        return []
    holds_values = any(not isinstance(block, Computed) for block in section.blocks)
    if not parts and (holds_values or not inner):
        parts = [NOT_RECORDED]
    return [f"{'#' * level} {section.title}", *parts, *inner]


def _block(view: View, block: Block) -> str:
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


def _facts(view: View, block: Facts) -> list[str]:
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


def _rows(view: View, block: Rows) -> str:
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


def _cell(view: View, field: Field, item: Mapping[str, Any]) -> str:
    text = field.write(item, view.names) if field.path else ""
    if text or field.guess is None:
        return text
    guess = field.guess(view, item)
    return f"*{escape(guess)}*" if guess else ""


def _detail_bullet(view: View, block: Rows, item: Mapping[str, Any]) -> list[str]:
    lines = _details(view, block.details, item)
    return (
        [f"- **{escape(item['id'], code=False)}**", *(f"  {line}" for line in lines)]
        if lines
        else []
    )


# --- bullets -----------------------------------------------------------------------------------


def _items(view: View, block: Items) -> list[str]:
    listed: Sequence[Mapping[str, Any]] = value_in(view.tree, block.list_path)
    if block.nested:
        return [line for tree in forest_of(listed) for line in _branch(view, block, tree)]
    return [line for item in listed for line in _item(view, block, item, ())]


def _item(
    view: View, block: Items, item: Mapping[str, Any], left_out: tuple[str, ...]
) -> list[str]:
    head = f"- **{escape(item['id'], code=False)}** {block.head.write(item, view.names)}".rstrip()
    details = tuple(field for field in block.details if field.path not in left_out)
    return [head, *(f"  {line}" for line in _details(view, details, item))]


def _branch(view: View, block: Items, branch: Branch) -> list[str]:
    lines = _item(view, block, branch.item, () if branch.at_root else ("parent",))
    below = [line for child in branch.children for line in _branch(view, block, child)]
    return [*lines, *(f"  {line}" for line in below)]


def _details(view: View, fields: tuple[Field, ...], item: Mapping[str, Any]) -> list[str]:
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
