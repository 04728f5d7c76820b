"""The one way to change a document: by path, with provenance, ids never given out twice.

A path is dotted; an item of a list is named by its id: `summary.text`, `actions.A1.owner`,
`timeline.events.E3.time`.
"""

from collections.abc import Mapping
from typing import Any, Generic, cast

from pydantic import ValidationError
from typing_extensions import TypeVar

from agent.errors import DocumentError
from agent.postmortem.values import Absence, Document, Item, Provenance

D_co = TypeVar("D_co", bound=Document, default=Document, covariant=True)


class Draft(Generic[D_co]):
    """A document being changed. `finish` gives a new frozen value; the old one stays."""

    def __init__(self, document: D_co) -> None:
        """Start from a document."""
        self._model = type(document)
        self._tree: dict[str, Any] = document.model_dump(mode="json")
        self._counted: dict[str, int] = {}

    @property
    def model(self) -> type[D_co]:
        """Return the type of the document."""
        return self._model

    def get(self, path: str) -> Any:  # noqa: ANN401 - a leaf of JSON
        """Return the JSON value at a path. Raises DocumentError when there is no such place."""
        place: Any = self._tree
        for step in path.split("."):
            place = _child(place, step, path)
        return place

    def set(self, path: str, value: object, provenance: Provenance | None = None) -> None:
        """Put a JSON value at a path; it clears an `unknown` or `not applicable` there."""
        parent_path, _, leaf = path.rpartition(".")
        parent = self.get(parent_path) if parent_path else self._tree
        if parent is None:
            self.set(parent_path, {})
            parent = self.get(parent_path)
        if isinstance(parent, list):
            items = cast("list[Any]", parent)
            items[_position(items, leaf, path)] = value
        elif isinstance(parent, dict):
            parent[leaf] = value
        else:
            raise DocumentError(f"`{path}` is not a place in the document.", "Check the path.")
        self._counted.pop(path, None)
        self._tree["absences"].pop(path, None)
        self._record(path, provenance)

    def add(
        self, list_path: str, fields: Mapping[str, object], provenance: Provenance | None = None
    ) -> str:
        """Append an item to a list of the document and return its new id."""
        item_id = self._next_id(list_path)
        self.get(list_path).append({"id": item_id, **fields})
        for name, value in fields.items():
            if value not in (None, "", [], {}, ()):
                self._record(f"{list_path}.{item_id}.{name}", provenance)
        return item_id

    def extend(
        self, list_path: str, values: list[str], provenance: Provenance | None = None
    ) -> None:
        """Add plain strings to a list of strings, leaving out those already there."""
        present = self.get(list_path)
        present.extend(value for value in dict.fromkeys(values) if value not in present)
        self._record(list_path, provenance)

    def remove(self, item_path: str) -> None:
        """Take an item out of its list. Its id is not given out again."""
        list_path, _, item_id = item_path.rpartition(".")
        items = self.get(list_path)
        del items[_position(items, item_id, item_path)]
        for record in (self._tree["provenance"], self._tree["absences"]):
            for path in [p for p in record if p == item_path or p.startswith(f"{item_path}.")]:
                del record[path]

    def refers_to(self, item_id: str) -> bool:
        """Return whether any field of the document names an item by its id."""
        kept = {"provenance", "absences", "issued"}
        return any(_names(part, item_id) for key, part in self._tree.items() if key not in kept)

    def mark_absent(self, path: str, absence: Absence) -> None:
        """Say that a field is unknown or does not apply."""
        self._tree["absences"][path] = absence.model_dump(mode="json")

    def finish(self) -> D_co:
        """Return the changed document. Raises DocumentError naming the field that doesn't fit."""
        try:
            return self._model.model_validate(self._tree)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(step) for step in first["loc"])
            raise DocumentError(
                f"`{place}` can't be stored: {first['msg']}.", "Change it."
            ) from error

    def _next_id(self, list_path: str) -> str:
        prefix = self._model.prefixes[list_path]
        issued = self._tree["issued"]
        length = len(self.get(list_path))
        # A paste adds thousands: the ids are looked through again only after something else did.
        if self._counted.get(list_path) != length:
            issued[prefix] = max(issued.get(prefix, 0), self._highest(list_path, prefix))
        issued[prefix] += 1
        self._counted[list_path] = length + 1
        return f"{prefix}{issued[prefix]}"

    def _highest(self, list_path: str, prefix: str) -> int:
        numbers = (item["id"].removeprefix(prefix) for item in self.get(list_path))
        return max((int(number) for number in numbers if number.isdigit()), default=0)

    def _record(self, path: str, provenance: Provenance | None) -> None:
        if provenance is not None:
            self._tree["provenance"][path] = provenance.model_dump(
                mode="json", exclude_defaults=True
            )


def value_at(document: Document, path: str) -> Any:  # noqa: ANN401 - any field of the document
    """Return the typed value at a path, or None when there is nothing."""
    place: Any = document
    for step in path.split("."):
        if isinstance(place, tuple):
            items = cast("tuple[Item, ...]", place)
            place = next((item for item in items if item.id == step), None)
        else:
            place = getattr(place, step, None)
        if place is None:
            return None
    return place


def _child(place: Any, step: str, path: str) -> Any:  # noqa: ANN401 - a leaf of JSON
    if isinstance(place, dict) and step in place:
        return cast("dict[str, Any]", place)[step]
    if isinstance(place, list):
        items = cast("list[Any]", place)
        return items[_position(items, step, path)]
    raise DocumentError(f"`{path}` is not a place in the document.", "Check the path.")


def _names(tree: object, item_id: str) -> bool:
    if isinstance(tree, dict):
        fields = cast("dict[str, object]", tree).items()
        return any(name != "id" and _names(part, item_id) for name, part in fields)
    if isinstance(tree, list):
        return any(_names(part, item_id) for part in cast("list[object]", tree))
    return tree == item_id


def _position(items: list[Any], item_id: str, path: str) -> int:
    for position, item in enumerate(items):
        if isinstance(item, dict) and cast("dict[str, Any]", item).get("id") == item_id:
            return position
    raise DocumentError(f"There is no {item_id} at `{path}`.", "Check the id.")
