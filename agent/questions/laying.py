"""An answer laid out by field: records, tables and pasted lines as raw values with their names."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from agent.dialogue import FieldKind
from agent.errors import AnswerError
from agent.hygiene import clean_answer, shorten
from agent.postmortem.timeline import EVENT_KINDS
from agent.questions.bank import BankField, BankRows
from agent.questions.lines import read_lines
from agent.questions.pasted import PastedRows, cells_of, describe
from agent.questions.reading import text_of
from agent.questions.timed_lines import guess_event_kind

Fits = Callable[[BankField, str], bool]
"""Whether a field can read a text."""
RawRow = dict[str, object]
"""A row by the names of its fields, not read yet."""

_ONCE = {"impact_start": 0, "detected": 0, "resolved": -1}
"""Kinds that occur once: of several guesses in a paste the first stands, or the last."""
_OF = re.compile(
    r"([~\d][\d.,  KkMm]*) (?:out )?of ([\d][\d.,]*(?: \d{3})*[KkMm]?)(?: ([^\W\d][^|,;\d]*))?"
)
_KEYED = re.compile(r"^\s*(?:[-*•]\s+)?([^:=|]{1,60}?)\s*[:=]\s*(.*)$")
_TYPED: frozenset[FieldKind] = frozenset(
    {"number", "integer", "percent", "fraction", "minutes", "money", "tri", "choice", "date"}
)
_SCALE = re.compile(r"\s*(?:[\d(,].*)?$")
_NUMBERED = re.compile(r"[~≈]?\s*[\d$€£]")


def _implied(name: str, kind: str = "text", **more: Any) -> BankField:  # noqa: ANN401 - keys of a field
    parts = {"name": name, "label": name.replace("_", " "), "kind": kind, "to": name, **more}
    return BankField.model_validate(parts)


_KIND = _implied("kind", "choice", options=list(EVENT_KINDS))
_IMPLIED: Mapping[str, tuple[BankField, ...]] = {
    "timeline.events": (
        _implied("time", "time"), _implied("end", "time"), _implied("text"), _KIND,
        _implied("actor_role"), _implied("sources", "refs"), _implied("effect"),
        _implied("known_at"), _implied("phase_label"), _implied("statement"),
    ),
    "actions": (
        _implied("text"), _implied("owner", "person"), _implied("due", "date"),
        _implied("done_when"), _implied("cause_ids", "ids"), _implied("barrier_ids", "ids"),
        _implied("gap_ids", "ids"), _implied("control"), _implied("intent"),
        _implied("priority"), _implied("status"), _implied("rationale"), _implied("side_effects"),
    ),
    "people": (
        _implied("display"), _implied("role_in_incident"), _implied("review_roles", "words"),
        _implied("aliases", "words"), _implied("kind"),
    ),
    "evidence": (_implied("title"), _implied("locator"), _implied("kind")),
}  # fmt: skip
"""Fields that a row may give although its table has no column for them."""


def entry_of(entry: object, only: BankField) -> RawRow:
    """Return an entry of a list by the name of its field."""
    if isinstance(entry, Mapping):
        return _by_name(cast("Mapping[object, object]", entry), (only,))
    return {only.name: entry}


def record_of(given: object, fields: tuple[BankField, ...], fits: Fits) -> RawRow:
    """Return a record from named values, values in order, lines "Number: 12", or cells.

    "Effect 5, effort 2" is read too: each value stands beside the name of its field.
    """
    if isinstance(given, Mapping):
        return _by_name(cast("Mapping[object, object]", given), fields)
    if isinstance(given, list | tuple):
        entries = list(cast("Sequence[object]", given))
        if len(entries) == 1 and isinstance(entries[0], Mapping):
            return _by_name(cast("Mapping[object, object]", entries[0]), fields)
        return _aligned([text_of(entry) for entry in entries], fields, fits)
    text = text_of(given)
    named = {} if "|" in text else _worded(text, fields, fits) or _keyed_lines(text, fields)
    return named or _aligned(cells_of(text), fields, fits)


def _keyed_lines(text: str, fields: Sequence[BankField]) -> RawRow:
    """Read "Number: 12" a line; nothing unless every line names a field."""
    found: RawRow = {}
    for line in re.split(r"[\n;]", text):
        match = _KEYED.match(line)
        name = _name_of(match[1], fields) if match else ""
        if not match or not name:
            return {}
        found[name] = match[2]
    return found


def _worded(text: str, fields: Sequence[BankField], fits: Fits) -> RawRow:
    """Read "effect 5, effort 2"; nothing unless every part names a field of its own."""
    parts = [part for part in re.split(r",\s+|\n|;", text) if part.strip()]
    named = [_beside_its_name(part, fields, fits) for part in parts]
    found: RawRow = dict(pair for pair in named if pair is not None)
    return found if len(found) == len(parts) else {}


def _beside_its_name(
    text: str, fields: Sequence[BankField], fits: Fits
) -> tuple[str, object] | None:
    """Return the field and the value of "effort: 2" or "effort 2", where the value is typed."""
    keyed = _KEYED.match(text)
    name = _name_of(keyed[1], fields) if keyed else ""
    if keyed and name:
        return name, keyed[2]
    words = text.split()
    for length in range(1, len(words)):
        rest = " ".join(words[length:])
        name = _name_of(" ".join(words[:length]), fields)
        typed = next((f for f in fields if f.name == name and f.kind in _TYPED), None)
        if typed is not None and fits(typed, rest):
            return name, rest
    return None


def _aligned(cells: Sequence[str], fields: Sequence[BankField], fits: Fits) -> RawRow:
    """Give each cell the next field that can read it, so that optional fields may be left out."""
    row: RawRow = {}
    start = 0
    for cell in _parted(cells, fields):
        named = _beside_its_name(cell, fields, fits)
        if named is not None and named[0] not in row:
            row[named[0]] = named[1]
            continue
        free = [n for n, f in enumerate(fields) if n >= start and f.name not in row]
        if not free:
            raise AnswerError(f"“{shorten(cell)}” is one value too many.", _fields_are(fields))
        place = _first_fitting(cell, fields, free, fits) if cell.strip() else free[0]
        row[fields[place].name] = cell
        start = place + 1
    return row


def _parted(cells: Sequence[str], fields: Sequence[BankField]) -> list[str]:
    """Part "9,400 of 47,000 orders" where two numbers and a unit are asked for in this order."""
    pair = [form_field.kind for form_field in fields[:2]]
    match = _OF.fullmatch(cells[0].strip()) if cells else None
    if match is None or len(pair) < 2 or not set(pair) <= {"number", "integer"}:
        return list(cells)
    unit = [match[3]] if match[3] and [f.to for f in fields[2:3]] == ["impact.users.unit"] else []
    whole = match[2] if unit or not match[3] else f"{match[2]} {match[3]}"
    return [match[1], whole, *unit, *cells[1:]]


def _first_fitting(cell: str, fields: Sequence[BankField], free: Sequence[int], fits: Fits) -> int:
    """Return the next field that can read a cell. Required fields and numbers are not passed by."""
    for place in free:
        if fits(fields[place], cell):
            return place
        if fields[place].required or _NUMBERED.match(cell.strip()):
            break
    return free[0]


def rows_of(
    given: object,
    form: BankRows,
    columns: tuple[BankField, ...],
    fits: Fits,
    notes: dict[str, None],
) -> list[RawRow]:
    """Return the rows of a table from rows, lists of cells and pasted lines."""
    entries: list[object] = [given]
    if isinstance(given, list | tuple):
        entries = list(cast("Sequence[object]", given))
    rows: list[RawRow] = []
    lines: list[str] = []
    end: Mapping[object, object] = {}
    for entry in (*entries, end):
        if not isinstance(entry, Mapping | list | tuple):
            lines.append(clean_answer(text_of(entry)))
            continue
        rows.extend(_pasted("\n".join(lines), form, columns, fits, notes))
        lines = []
        if isinstance(entry, Mapping):
            rows.append(_by_name(cast("Mapping[object, object]", entry), columns))
        else:
            cells = [text_of(cell) for cell in cast("Sequence[object]", entry)]
            rows.append(_aligned(cells, form.columns, fits))
    return _with_kinds([row for row in rows if row], form, notes)


def _pasted(
    text: str,
    form: BankRows,
    columns: tuple[BankField, ...],
    fits: Fits,
    notes: dict[str, None],
) -> Iterator[RawRow]:
    if not text.strip():
        return
    pasted = read_lines(form.lines, text, form.columns)
    _check_read(pasted, form)
    if pasted.left_out:
        names = ", ".join(dict.fromkeys(pasted.left_out))
        notes[f"Names of speakers were left out: {names}."] = None
    for row in pasted.rows:
        if form.lines:
            yield _by_name(cast("Mapping[object, object]", row), columns)
        elif pasted.headed or len(row) == 1:
            yield dict(row)
        else:
            yield _aligned(list(row.values()), form.columns, fits)


def _check_read(pasted: PastedRows, form: BankRows) -> None:
    if not pasted.unread:
        return
    count = len(pasted.unread)
    lines = "line has" if count == 1 else f"{count} lines have"
    if form.lines == "timeline":
        raise AnswerError(
            f"{'One ' if count == 1 else ''}{lines} no time: {describe(pasted.unread)}.",
            "Start the line with its time, or set it in to join it to the line above.",
        )
    raise AnswerError(f"I can't read line {describe(pasted.unread)}.", "Write one thing a line.")


def _with_kinds(rows: list[RawRow], form: BankRows, notes: dict[str, None]) -> list[RawRow]:
    """Add the kinds that the words of events suggest, where neither row nor question says one."""
    if form.list_path != "timeline.events" or "kind" in form.fixed:
        return rows
    guessed: dict[str, list[RawRow]] = {}
    for row in rows:
        kind = guess_event_kind(text_of(row.get("text") or "").split("\n")[0])
        if not row.get("kind") and not row.get("id") and kind != "other":
            guessed.setdefault(kind, []).append(row)
    for kind, several in guessed.items():
        for row in several if kind not in _ONCE else [several[_ONCE[kind]]]:
            row["kind"] = kind
    found = sum(1 if kind in _ONCE else len(several) for kind, several in guessed.items())
    if found:
        what = "kind of 1 event was" if found == 1 else f"kinds of {found} events were"
        notes[f"The {what} read from the words; check in the timeline."] = None
    return rows


def _by_name(entry: Mapping[object, object], fields: Sequence[BankField]) -> RawRow:
    """Return an entry by the names of the fields; keys may be names, labels or paths."""
    row: RawRow = {}
    for key, value in entry.items():
        name = "id" if str(key) == "id" else _name_of(str(key), fields)
        if not name:
            raise AnswerError(f"There is no field “{shorten(str(key))}” here.", _fields_are(fields))
        row[name] = value
    return row


def _name_of(key: str, fields: Sequence[BankField]) -> str:
    wanted = _plain(key)
    for names in (_by_own_name, _by_label, _by_short_label, _by_path):
        for form_field in fields:
            if names(form_field) == wanted:
                return form_field.name
    return ""


def _by_own_name(form_field: BankField) -> str:
    return _plain(form_field.name)


def _by_label(form_field: BankField) -> str:
    return _plain(form_field.label)


def _by_short_label(form_field: BankField) -> str:
    """Return a label without its scale: "Effect 1-5" is "effect"."""
    return _plain(_SCALE.sub("", form_field.label, count=1))


def _by_path(form_field: BankField) -> str:
    return _plain(form_field.to.rpartition(".")[2])


def _plain(key: str) -> str:
    return re.sub(r"[\W_]+", " ", key.casefold()).strip()


def _fields_are(fields: Sequence[BankField]) -> str:
    return f"Fields are: {', '.join(form_field.name for form_field in fields)}."


def implied_by(list_path: str, fields: Sequence[BankField]) -> tuple[BankField, ...]:
    """Return the fields that items of a list may give beside the columns of a table."""
    known = {form_field.to for form_field in fields} | {form_field.name for form_field in fields}
    return tuple(f for f in _IMPLIED.get(list_path, ()) if f.to not in known)
