"""An answer put into the document: all of it, or nothing when any part can't be read."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from agent.dialogue import FormField
from agent.errors import AnswerError, DocumentError
from agent.hygiene import shorten
from agent.postmortem.edits import Draft
from agent.postmortem.values import Provenance
from agent.questions.bank import BankField, BankList, BankQuestion, BankText, targets
from agent.questions.hearing import Heard, HeardRow, hear
from agent.questions.items import ItemWriter
from agent.questions.ordering import put_in_order
from agent.questions.places import field_at, place_at
from agent.questions.reading import ReadingContext, read
from agent.questions.writing import Pen

_NOTES = {"", "note"}


@dataclass(frozen=True, slots=True)
class Filled:
    """What an answer changed."""

    changed: tuple[str, ...]
    """The paths that changed."""
    summary: str
    """What was stored, in a line."""
    notes: tuple[str, ...] = ()
    """What to tell the person about how the answer was read."""


def fill(
    draft: Draft,
    question: BankQuestion,
    about: str,
    value: object,
    context: ReadingContext,
    provenance: Provenance,
    former: frozenset[int] = frozenset(),
) -> Filled:
    """Read an answer and write it to the draft; it takes the place of those of former turns.

    Raises AnswerError, naming the row and the field, when any part of it can't be read or
    stored; then the draft is as it was.
    """
    heard = hear(question, value, context)
    stamp = provenance.model_copy(update={"who": ""}) if question.private else provenance
    trial = copy.deepcopy(draft)
    try:
        _write(Pen(trial, question.id, about, context.now, stamp, former), question, heard)
        trial.finish()
    except DocumentError as error:
        raise AnswerError(error.problem, error.remedy) from error
    return _write(Pen(draft, question.id, about, context.now, stamp, former), question, heard)


def fill_path(
    draft: Draft, path: str, value: object, context: ReadingContext, provenance: Provenance
) -> Filled:
    """Read one value for any path of the document and put it there; nothing given empties it.

    Raises AnswerError when the path takes no single value, or the value can't be read.
    """
    place, field = place_at(path, draft.model), field_at(path, draft.model)
    if place is None or field is None:
        raise AnswerError(f"`{path}` holds no single value.", "Change one of its fields.")
    reading = read(field, value, context)
    trial = copy.deepcopy(draft)
    try:
        for target in (trial, draft):
            pen = Pen(target, "", "", context.now, provenance)
            if reading.value is None:
                pen.empty(path)
            else:
                pen.put(path, reading.value)
            put_in_order(target, pen.changed)
            target.finish()
    except DocumentError as error:
        raise AnswerError(error.problem, error.remedy) from error
    words = _told(pen, field, reading.value) if reading.value is not None else "empty"
    return Filled(tuple(pen.changed), f"{field.label}: {words}", reading.notes)


def _write(pen: Pen, question: BankQuestion, heard: Heard) -> Filled:
    pen.notes.update(dict.fromkeys(heard.notes))
    form = question.form
    if not isinstance(form, BankText) and form.list_path:
        writer = ItemWriter(pen, question, form)
        summary = writer.write(() if heard.none else heard.rows)
        summary = _none(pen, question) if heard.none else summary
    elif heard.none:
        summary = _none(pen, question)
    else:
        summary = _fields(pen, question, heard.rows)
    for path, constant in form.also.items():
        pen.put(pen.named(path), pen.constant(constant))
    put_in_order(pen.draft, pen.changed)
    for path in targets(question, pen.about):
        pen.draft.get("absences").pop(path, None)
    return Filled(tuple(pen.changed), summary, tuple(pen.notes))


def _none(pen: Pen, question: BankQuestion) -> str:
    form = question.form
    if not isinstance(form, BankText) and form.none_path:
        pen.put(pen.named(form.none_path), value=True)
    elif isinstance(form, BankList) and not form.list_path and form.field.to not in _NOTES:
        pen.put(pen.named(form.field.to), [])
    else:
        pen.note("None.")
    return "none"


def _fields(pen: Pen, question: BankQuestion, rows: Sequence[HeardRow]) -> str:
    """Write values that have places of their own; what has none becomes one note."""
    cells = [cell for row in rows for cell in row.cells]
    remarks = [(field.label, pen.words(value)) for field, value in cells if field.to in _NOTES]
    if isinstance(question.form, BankList):
        _lines(pen, cells)
    else:
        for field, value in cells:
            _field(pen, field, value)
        said = {field.to for field, _ in cells}
        for to in (field.to for field in question.fields if field.to not in said):
            if to.startswith("role:"):
                pen.take_unsaid(to.removeprefix("role:"))
            else:
                pen.empty_unsaid(pen.named(to))
    if remarks:
        alone = len(question.fields) == 1
        lines = [text if alone else f"{label}: {text}" for label, text in remarks]
        pen.note("\n".join(lines))
    return "; ".join(f"{field.label}: {_told(pen, field, value)}" for field, value in cells[:4])


def _told(pen: Pen, field: FormField, value: object) -> str:
    """Return a value as a summary tells it: an option by the words in which it was offered."""
    labels = {option.value: option.label for option in field.options}
    chosen = [labels.get(str(part), "") for part in _parts(value)]
    return shorten(", ".join(chosen) if all(chosen) else pen.words(value), 60)


def _parts(value: object) -> tuple[object, ...]:
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)


def _lines(pen: Pen, cells: Sequence[tuple[BankField, object]]) -> None:
    """Extend a list of strings; the lines of an earlier answer to the question are replaced."""
    field = cells[0][0]
    if field.to in _NOTES:
        return
    if field.to.startswith("role:") or "{each}" in field.to:
        for _, value in cells:
            _field(pen, field, value)
        return
    path = pen.named(field.to)
    entries = [pen.resolved(value) for _, value in cells]
    present = [] if pen.answered_before(path) else list(pen.draft.get(path))
    pen.put(path, list(dict.fromkeys([*present, *entries])))


def _field(pen: Pen, field: BankField, value: object) -> None:
    if field.to in _NOTES:
        return
    if field.to.startswith("role:"):
        pen.give_role(field.to.removeprefix("role:"), pen.resolved(value))
    elif "{each}" in field.to:
        pen.put_each(field, value)
    elif _appends(pen, field):
        path = pen.named(field.to)
        pen.put(path, [*pen.draft.get(path), pen.resolved(value)])
    else:
        pen.put(pen.named(field.to), value)


def _appends(pen: Pen, field: BankField) -> bool:
    """Return whether one more value goes to a list: a vote. Several values replace the list."""
    place = place_at(pen.named(field.to), pen.draft.model)
    return field.kind in {"choice", "id"} and place is not None and place.holds_several
