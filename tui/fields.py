"""The fields of a document as lines to look at and edit: name, words, and their origin."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args, get_origin

from pydantic import BaseModel

from agent.dialogue import FormField, Option, RowsForm
from agent.postmortem.edits import value_at
from agent.postmortem.values import Absence
from agent.postmortem.wording import value_words
from agent.premortem.record import AnyDocument
from agent.questions.writing import spoken

_BOOKKEEPING = frozenset({"provenance", "absences", "issued", "schema_version", "score_history"})
_SET_BY_THE_PROCESS = frozenset(
    {
        "meta.id",
        "meta.status",
        "meta.state",
        "meta.created_at",
        "meta.entered_review_at",
        "meta.published_at",
        "meta.closed_at",
        "meta.refused_reason",
        "meta.overrides",
    }
)
_ID = re.compile(r"\b([A-Z]{1,2})\d+\b")
_WHOLE_VALUES = ({"original_text", "precision"}, {"amount", "currency"}, {"value", "unit"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the document."""

    path: str
    """The path by which it is edited."""
    name: str
    """What it is called on the screen: `event E1 · text`."""
    words: str
    """The value as a person would type it; empty when there is none."""
    origin: str
    """human, proposed-accepted, proposed-edited, imported or computed; empty when not recorded."""
    absence: str = ""
    """Why there is no value: unknown, or does not apply, with the reason."""
    given: bool = False
    """True when the value is another than the one every document begins with."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row that the document already has."""

    id: str
    """The id of the item."""
    cells: Mapping[str, str]
    """Its cells in words, by the name of the column."""
    editable: bool = True
    """False when the item has no id and so no path."""


def entries(document: AnyDocument) -> tuple[Entry, ...]:
    """Return every editable field, in the order of the document."""
    tree = document.model_dump(mode="json", exclude=set(_BOOKKEEPING))
    given = document.model_dump(mode="json", exclude=set(_BOOKKEEPING), exclude_defaults=True)
    places = {place for path, _ in _leaves(given, "") for place in _with_parents(path)}
    return tuple(
        Entry(
            path=path,
            name=_name(document, path),
            words=in_words(value),
            origin=_origin(document, path),
            absence=_absence(document.absences.get(path)),
            given=path in places,
        )
        for path, value in _leaves(tree, "")
        if path not in _SET_BY_THE_PROCESS
    )


def options_at(document: AnyDocument, path: str) -> tuple[Option, ...]:
    """Return what a field can hold when that is one of a few words; else nothing."""
    name = path.rpartition(".")[2]
    kind = _kind_of(document, path)
    values = [str(value) for value in get_args(kind)] if get_origin(kind) is Literal else []
    return tuple(Option(value=value, label=value_words(name, value)) for value in values if value)


def told(document: AnyDocument, entry: Entry) -> str:
    """Return the value of a field as it is read: one of a few words in plain ones."""
    kind = _kind_of(document, entry.path)
    several = get_origin(kind) is tuple and get_origin(get_args(kind)[0]) is Literal
    if not several and get_origin(kind) is not Literal:
        return entry.words
    name = entry.path.rpartition(".")[2]
    return ", ".join(value_words(name, value) for value in entry.words.split(", "))


def _kind_of(document: AnyDocument, path: str) -> object:
    parent, _, name = path.rpartition(".")
    owner = value_at(document, parent) if parent else document
    field = type(owner).model_fields.get(name) if isinstance(owner, BaseModel) else None
    return field.annotation if field else None


def _name(document: AnyDocument, path: str) -> str:
    """Return a path in words: an item by what its list holds and its number."""
    lists = [one for one in document.prefixes if path.startswith(f"{one}.")]
    steps = path.split(".")
    if lists:
        deepest = max(lists, key=len)
        item, *steps = path.removeprefix(f"{deepest}.").split(".")
        steps = [f"{spoken(deepest, 1)} {item}", *steps]
    return " · ".join(step.replace("_", " ") for step in steps)


def stored_rows(document: AnyDocument, form: RowsForm) -> tuple[StoredRow, ...]:
    """Return the rows of the list that a form adds to."""
    items = value_at(document, form.list_path) if form.list_path else None
    if not isinstance(items, tuple):
        return ()
    rows = cast("tuple[Any, ...]", items)
    names = {person.id: person.display for person in document.people}
    return tuple(
        _row(item, form, names, f"row {number}")
        for number, item in enumerate(rows, 1)
        if all(getattr(item, name, None) == wanted for name, wanted in form.where.items())
    )


def in_words(value: object) -> str:
    """Return a JSON value as a person would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(in_words(part) for part in cast("list[object]", value))
        case dict():
            return _whole(cast("dict[str, Any]", value))
        case _:
            return str(value)


def labelled(words: str, field: FormField | None) -> str:
    """Return the words for a choice in place of the value stored; anything else as it is."""
    labels = {option.value: option.label for option in field.options} if field else {}
    if field is None or field.kind != "choices":
        return labels.get(words, words)
    return ", ".join(labels.get(word, word) for word in words.split(", "))


def items_named(document: AnyDocument, example: str) -> tuple[str, ...]:
    """Return the items that an id like the one in an example can name, each with its words."""
    prefixes = {match[1] for match in _ID.finditer(example)}
    lists = [path for path, prefix in document.prefixes.items() if prefix in prefixes]
    items = [item for path in lists for item in cast("tuple[Any, ...]", value_at(document, path))]
    return tuple(f"{item.id} {_words_of(item.model_dump(mode='json'))}" for item in items)


def _words_of(tree: dict[str, Any]) -> str:
    names = ("text", "display", "title", "safeguard", "name", "cause")
    values = (_inside(tree, _place_of(tree, name)) for name in names)
    return next((str(value) for value in values if value), "")


def _row(
    item: Any,  # noqa: ANN401 - an item of any list
    form: RowsForm,
    people: Mapping[str, str],
    otherwise: str,
) -> StoredRow:
    tree: dict[str, Any] = item.model_dump(mode="json")
    kinds = {column.name: column.kind for column in form.columns}
    if form.layout == "tree":
        kinds["parent"] = "id"
    cells = {name: in_words(_inside(tree, _place_of(tree, name))) for name in kinds}
    named = {n: people.get(words, words) for n, words in cells.items() if kinds[n] == "person"}
    return StoredRow(id=tree.get("id", otherwise), cells={**cells, **named}, editable="id" in tree)


def field_path(document: AnyDocument, list_path: str, row_id: str, name: str) -> str:
    """Return the path of a column's field: it may stand one level below the item."""
    path = f"{list_path}.{row_id}"
    item = value_at(document, path)
    tree: dict[str, Any] = item.model_dump(mode="json") if isinstance(item, BaseModel) else {}
    return f"{path}.{_place_of(tree, name)}"


def _place_of(tree: dict[str, Any], name: str) -> str:
    if name in tree or "." in name:
        return name
    below = (
        f"{key}.{name}"
        for key, part in tree.items()
        if isinstance(part, dict) and name in cast("dict[str, Any]", part)
    )
    return next(below, name)


def _inside(tree: dict[str, Any], name: str) -> object:
    place: Any = tree
    for step in name.split("."):
        place = cast("dict[str, Any]", place).get(step) if isinstance(place, dict) else None
    return place


def _whole(value: dict[str, Any]) -> str:
    if "original_text" in value:
        return str(value["original_text"] or value.get("at") or "")
    if "amount" in value:
        return f"{value['amount']} {value.get('currency', '')}".strip()
    if "value" in value:
        return f"{value['value']} {value.get('unit', '')}".strip()
    return ", ".join(f"{key}: {in_words(part)}" for key, part in value.items() if part)


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        branch = cast("dict[str, object]", value)
        if any(keys <= branch.keys() for keys in _WHOLE_VALUES):
            yield path, branch
            return
        for key, part in branch.items():
            if key != "id":
                yield from _leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and _has_items(cast("list[object]", value)):
        for item in cast("list[dict[str, object]]", value):
            yield from _leaves(item, f"{path}.{item['id']}")
    elif not isinstance(value, list) or not _has_structure(cast("list[object]", value)):
        yield path, value


def _with_parents(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]


def _has_items(values: list[object]) -> bool:
    return bool(values) and all(isinstance(part, dict) and "id" in part for part in values)


def _has_structure(values: list[object]) -> bool:
    return any(isinstance(part, dict) for part in values)


def _origin(document: AnyDocument, path: str) -> str:
    """Return where a field came from: it may have come as a part of what is above it."""
    places = (document.provenance.get(place) for place in _with_parents(path))
    found = next((place for place in places if place is not None), None)
    return found.origin if found else ""


def _absence(absence: Absence | None) -> str:
    if absence is None:
        return ""
    word = "unknown" if absence.kind == "unknown" else "does not apply"
    return f"{word}: {absence.reason}" if absence.reason else word
