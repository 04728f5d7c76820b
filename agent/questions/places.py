"""Where an answer goes: the type of each place in the document, and values made to fit it."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from agent.dialogue import FieldKind, FormField, Option
from agent.errors import AnswerError
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Document, Money, TimePoint
from agent.postmortem.wording import value_words
from agent.questions.days import Day

_KINDS_BY_NAME: Mapping[str, FieldKind] = {
    "owner": "person", "approved_by": "person", "sources": "refs", "evidence": "refs",
    "cause_ids": "ids", "barrier_ids": "ids", "gap_ids": "ids", "depends_on": "ids",
    "caused_by": "ids", "events": "ids", "links": "ids", "inputs": "ids", "parent": "id",
    "cause_id": "id", "node_id": "id", "barrier_id": "id", "top": "id", "timezone": "timezone",
    "mode_id": "id", "signal_id": "id",
    "target": "fraction", "degraded_fraction": "fraction", "repeat_share": "fraction",
}  # fmt: skip
_REMEMBERED = 8192
"""Steps between places that are kept; the ids of a long list each make one."""
_SIGNED = {"baseline", "during", "post", "expected", "actual"}
"""Measures: they may lie below zero."""
_KINDS_BY_TYPE: tuple[tuple[type, FieldKind], ...] = (
    (TimePoint, "time"),
    (Money, "money"),
    (datetime, "time"),
    (date, "date"),
    (bool, "tri"),
    (int, "integer"),
    (float, "number"),
    (Decimal, "number"),
    (str, "text"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """The type of one place of the document, and what stands there when nothing was said."""

    path: str
    """The path with `*` for the ids of items."""
    annotation: Any
    """Its type."""
    default: Any = None
    """Its value in a new item."""

    @property
    def members(self) -> tuple[Any, ...]:
        """Return the types it may hold: one, or the members of a union, without None."""
        return _members(self.annotation)

    @property
    def holds_several(self) -> bool:
        """Return whether it holds a list."""
        return any(get_origin(member) is tuple for member in self.members)

    @property
    def model(self) -> type[BaseModel] | None:
        """Return the model that it holds, or that its list holds."""
        members = self.members
        for member in members:
            if get_origin(member) is tuple:
                members = _members(get_args(member)[0])
        return next((m for m in members if _is_model(m)), None)


def place_at(path: str, root: type[Document] = Postmortem) -> Place | None:
    """Return the place that a path names; None when the kind of document has no such place."""
    place: Place | None = Place("", root)
    for step in path.split("."):
        place = _below(place.path, step, root)
        if place is None:
            return None
    return place


@lru_cache(maxsize=_REMEMBERED)
def _below(path: str, step: str, root: type[Document]) -> Place | None:
    """Return the place one step below another: a long paste names the same ones over and over."""
    return _step(place_at(path, root) if path else Place("", root), step)


def has_place(path: str, root: type[Document] = Postmortem) -> bool:
    """Return whether the kind of document has a place for a path."""
    return place_at(path, root) is not None


def field_at(path: str, root: type[Document] = Postmortem) -> FormField | None:
    """Return how the value at a path is read; None for a place that holds more than one value."""
    place = place_at(path, root)
    if place is None:
        return None
    name = path.rpartition(".")[2]
    kind = _kind_by_name(name) or _kind_by_type(place)
    if kind is None:
        return None
    options = tuple(
        Option(value=str(value), label=value_words(name, str(value)))
        for member in place.members
        if get_origin(member) is Literal
        for value in get_args(member)
        if value
    )
    kind = "choice" if options and kind == "text" else kind
    return FormField(
        name=name,
        label=name.replace("_", " "),
        kind=kind,
        options=options,
        signed=name in _SIGNED,
    )


def _kind_by_name(name: str) -> FieldKind | None:
    if name.endswith("_min"):
        return "minutes"
    return "percent" if name.endswith("_pct") else _KINDS_BY_NAME.get(name)


def _kind_by_type(place: Place) -> FieldKind | None:
    for member in place.members:
        if get_origin(member) is tuple:
            return "words" if place.model is None else None
        if get_origin(member) is Literal:
            return "text"
        for known, kind in _KINDS_BY_TYPE:
            if member is known:
                return kind
    return None


def fit(path: str, value: object, root: type[Document] = Postmortem) -> Any:  # noqa: ANN401
    """Return a value as the JSON that stands at a path. Raises AnswerError when it can't."""
    place = place_at(path, root)
    if place is None:
        return to_jsonable_python(value)
    fitting = _toward(place, value)
    adapter = _adapter(place.path, root)
    try:
        return adapter.dump_python(adapter.validate_python(fitting), mode="json")
    except ValidationError as error:
        reason = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise AnswerError(f"It does not fit here: {reason}.", "Change the value.") from error


def problem_with(list_path: str, item: dict[str, Any], root: type[Document] = Postmortem) -> str:
    """Return what is wrong with a whole item, in words; empty when it can be stored."""
    place = place_at(list_path, root)
    model = place.model if place else None
    if model is None:
        return ""
    try:
        model.model_validate({"id": "new", **item} if "id" in model.model_fields else item)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]).replace("_", " ")
        return f"{where}: {first['msg'].lower()}"
    return ""


@cache
def _adapter(path: str, root: type[Document]) -> TypeAdapter[Any]:
    place = place_at(path, root)
    if place is None:
        raise AnswerError(f"The document has no place `{path}`.", "Check the question bank.")
    return TypeAdapter(place.annotation)


def _step(place: Place | None, step: str) -> Place | None:
    if place is None:
        return None
    for member in place.members:
        if get_origin(member) is tuple:
            return Place(f"{place.path}.*", get_args(member)[0])
        if _is_model(member) and step in member.model_fields:
            info = member.model_fields[step]
            annotation: Any = info.annotation
            for constraint in info.metadata:
                annotation = Annotated[annotation, constraint]
            default = info.get_default(call_default_factory=True, validated_data={})
            path = f"{place.path}.{step}".removeprefix(".")
            return Place(path, annotation, None if info.is_required() else default)
    return None


def _members(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any type
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        inner = (_members(part) for part in get_args(annotation) if part is not type(None))
        return tuple(member for members in inner for member in members)
    return (annotation,)


def _is_model(member: Any) -> bool:  # noqa: ANN401 - any type
    return isinstance(member, type) and issubclass(member, BaseModel)


def _toward(place: Place, value: object) -> object:
    """Bring a typed value to the type of its place: a time to its day, a name to a list."""
    members = place.members
    if isinstance(value, TimePoint):
        return _time_toward(members, value)
    if isinstance(value, Day):
        return _day_toward(members, value.on)
    if isinstance(value, Money) and Decimal in members:
        return value.amount
    if members == (bool,) and isinstance(value, str):
        return value == "yes"
    if place.holds_several:
        return list(cast("Sequence[object]", value)) if isinstance(value, tuple | list) else [value]
    return _as_text(value) if str in members else value


def _as_text(value: object) -> object:
    if isinstance(value, tuple | list):
        return ", ".join(str(part) for part in cast("Sequence[object]", value))
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, int) else value


def _time_toward(members: tuple[Any, ...], point: TimePoint) -> object:
    if TimePoint in members:
        return point
    if str in members:
        return point.original_text
    if point.at is None:
        raise AnswerError("A time is needed here.", "Write it as 2026-03-03 14:05.")
    return point.at.date() if date in members else point.at


def _day_toward(members: tuple[Any, ...], day: date) -> object:
    if date in members:
        return day
    if str in members:
        return day.isoformat()
    return datetime.combine(day, time(), UTC)
