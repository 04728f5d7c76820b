"""What an answer says, field by field and row by row, before anything of it is stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from agent.dialogue import FieldKind
from agent.errors import AnswerError
from agent.hygiene import clean_answer, one_line, shorten
from agent.postmortem.values import TimePoint
from agent.questions.bank import BankField, BankList, BankQuestion, BankRecord, BankRows, BankText
from agent.questions.laying import entry_of, implied_by, record_of, rows_of
from agent.questions.naming import names_nobody
from agent.questions.pasted import lines_of
from agent.questions.reading import ReadingContext, is_empty, read, text_of

_LINKS: Mapping[str, FieldKind] = {"parent": "id", "inputs": "ids"}
_NONE = {"none", "nothing", "no", "nobody", "no one", "n/a", "not any", "none found", "-"}


Cell = tuple[BankField, object]


@dataclass(frozen=True, slots=True)
class HeardRow:
    """One item, or the only values of a question without rows."""

    number: int
    """Its place in the answer, from 1."""
    cells: tuple[Cell, ...]
    """Each field with its typed value; empty ones are left out."""
    item_id: str = ""
    """The id of the item it changes, or the person's own mark for a new one."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A whole answer, read."""

    rows: tuple[HeardRow, ...] = ()
    none: bool = False
    """True when the answer is that there is none."""
    notes: tuple[str, ...] = ()
    """What to tell the person about how it was read."""


@dataclass(slots=True)
class _Ear:
    """Reads rows one after the other: each time is read against the one before."""

    context: ReadingContext
    marks: frozenset[str] = frozenset()
    texts: list[str] = field(default_factory=list[str])
    notes: dict[str, None] = field(default_factory=dict[str, None])

    def fits(self, form_field: BankField, text: str) -> bool:
        """Return whether a field can read a text."""
        try:
            read(form_field, text, self.context)
        except AnswerError:
            return False
        return True


def hear(question: BankQuestion, value: object, context: ReadingContext) -> Heard:
    """Return what an answer says. Raises AnswerError naming the row and the field.

    A context without a document reads everything but ids and names of the document.
    """
    given = clean_answer(value) if isinstance(value, str) else value
    form = question.form
    if not isinstance(form, BankText) and _says_none(given, form):
        return Heard(none=True)
    if is_empty(given):
        raise _nothing_said()
    ear = _Ear(context)
    match form:
        case BankText(field=only):
            rows = [_heard_row(1, {only.name: given}, (only,), ear, named=False)]
        case BankList(field=only):
            entries = enumerate(_entries(given), start=1)
            rows = [_heard_row(n, entry_of(e, only), (only,), ear, named=True) for n, e in entries]
        case BankRecord(fields=fields):
            parts = record_of(given, fields, ear.fits)
            fields = (*fields, *implied_by(form.list_path, fields))
            rows = [_heard_row(1, parts, fields, ear, named=False)]
        case BankRows():
            rows = _table(given, form, ear)
    rows = [row for row in rows if row.cells]
    if not rows:
        raise _nothing_said()
    return Heard(tuple(rows), notes=tuple(ear.notes))


def _says_none(given: object, form: BankList | BankRecord | BankRows) -> bool:
    given = _only(given)
    said = one_line(given) if isinstance(given, str) else ""
    if said.lower().rstrip(".!") in _NONE:
        return not isinstance(form, BankRecord) or bool(form.none_path)
    return bool(form.none_path) and is_empty(given)


def _only(given: object) -> object:
    if not isinstance(given, list):
        return given
    several = cast("list[object]", given)
    return several[0] if len(several) == 1 else several


def _entries(given: object) -> list[object]:
    """Return the entries of a list: lines without their bullets, or what the list holds."""
    if isinstance(given, list | tuple):
        return [entry for entry in cast("Sequence[object]", given) if not is_empty(entry)]
    if isinstance(given, str):
        return [line.bare or line.text.strip() for line in lines_of(given)]
    return [given]


def _table(given: object, form: BankRows, ear: _Ear) -> list[HeardRow]:
    own = [_linked(column) for column in form.columns] if _takes_marks(form) else form.columns
    columns = (*own, *implied_by(form.list_path, form.columns))
    raw = rows_of(given, form, columns, ear.fits, ear.notes)
    ear.marks = frozenset(text_of(row["id"]).strip() for row in raw if not is_empty(row.get("id")))
    rows: list[HeardRow] = []
    for number, parts in enumerate(raw, start=1):
        if all(is_empty(part) for part in parts.values()):
            continue
        row = _heard_row(number, parts, columns, ear, named=True)
        rows.append(row)
        ear.texts.append(_main_text(row))
    return rows


def _takes_marks(form: BankRows) -> bool:
    return any(column.to == "id" for column in form.columns)


def _linked(column: BankField) -> BankField:
    """Return a column that points to other rows as one of ids, so that marks are followed."""
    kind: FieldKind | None = _LINKS.get(column.to)
    return column.model_copy(update={"kind": kind}) if kind else column


def _heard_row(
    number: int,
    parts: Mapping[str, object],
    fields: Sequence[BankField],
    ear: _Ear,
    *,
    named: bool,
) -> HeardRow:
    cells: list[Cell] = []
    item_id = text_of(parts["id"]).strip() if not is_empty(parts.get("id")) else ""
    context = ear.context
    for form_field in fields:
        place = _place_name(number if named else 0, form_field, alone=len(fields) == 1)
        if form_field.to == "id":
            if form_field.required and not item_id:
                raise AnswerError(f"{place}nothing is given.", f"Give {form_field.label.lower()}.")
            continue
        try:
            value = _heard_cell(form_field, parts.get(form_field.name), ear)
        except AnswerError as error:
            raise AnswerError(f"{place}{error.problem}", error.remedy) from error
        if value is None and form_field.required and not item_id:
            raise AnswerError(f"{place}nothing is given.", f"Give {form_field.label.lower()}.")
        if value is not None:
            cells.append((form_field, value))
            if isinstance(value, TimePoint) and value.at is not None:
                ear.context = replace(ear.context, previous=value, in_answer=True)
    _check_needed_beside(number if named else 0, fields, cells)
    first_time = next((v for _, v in cells if isinstance(v, TimePoint) and v.at), None)
    ear.context = replace(context, previous=first_time, in_answer=True) if first_time else context
    return HeardRow(number, tuple(cells), item_id)


def _check_needed_beside(number: int, fields: Sequence[BankField], cells: Sequence[Cell]) -> None:
    """Refuse a row that lacks what one of its values calls for."""
    given = {form_field.name: value for form_field, value in cells}
    for form_field in fields:
        for name, values in form_field.required_if.items():
            if given.get(name) in values and form_field.name not in given:
                place = _place_name(number, form_field, alone=False)
                raise AnswerError(f"{place}“{given[name]}” needs it.", "Say in a few words why.")


def _heard_cell(form_field: BankField, raw: object, ear: _Ear) -> object:
    nobody = form_field.kind == "person" and isinstance(raw, str) and names_nobody(raw)
    if nobody and not form_field.required and not is_empty(raw):
        ear.notes[f"“{text_of(raw)}” names nobody: {form_field.label} is left open."] = None
        return None
    if form_field.kind in {"id", "ids"} and not is_empty(raw):
        return _heard_ids(form_field, text_of(raw), ear)
    reading = read(form_field, raw, ear.context)
    ear.notes.update(dict.fromkeys(reading.notes))
    return reading.value


def _heard_ids(form_field: BankField, text: str, ear: _Ear) -> object:
    """Read ids; "#2", a person's own mark and the words of an earlier row stay for later."""
    if "{each}" in form_field.to and one_line(text).lower() in {"all", "everything", "every one"}:
        return ("*",)
    parts = [one_line(part) for part in re.split(r"[,;\n]", text) if part.strip()]
    own = [part for part in parts if part in ear.marks or re.fullmatch(r"#[1-9]\d{0,3}", part)]
    rest = ", ".join(part for part in parts if part not in own)
    found: list[str] = list(own)
    if rest:
        row = _row_called(rest, ear.texts)
        if row:
            found.append(row)
        else:
            form_kind = form_field.model_copy(update={"kind": "ids"})
            found.extend(cast("tuple[str, ...]", read(form_kind, rest, ear.context).value))
    if form_field.kind == "ids" or "{each}" in form_field.to:
        return tuple(found)
    if len(found) != 1:
        raise AnswerError(f"“{shorten(text)}” is not one id.", "Give one id.")
    return found[0]


def _row_called(words: str, texts: Sequence[str]) -> str:
    wanted = words.casefold()
    hits = [n for n, text in enumerate(texts, start=1) if text.casefold().startswith(wanted)]
    return f"#{hits[0]}" if len(hits) == 1 and len(wanted) > 2 else ""


def _main_text(row: HeardRow) -> str:
    return next((one_line(v) for f, v in row.cells if f.kind == "text" and isinstance(v, str)), "")


def _place_name(number: int, form_field: BankField, *, alone: bool) -> str:
    if not number:
        return "" if alone else f"{form_field.label}: "
    return f"Line {number}: " if alone else f"Row {number}, {form_field.label}: "


def _nothing_said() -> AnswerError:
    return AnswerError("The answer is empty.", "Answer it, skip it, or say that nobody knows.")
