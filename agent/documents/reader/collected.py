"""What was read so far: a tree of values, where each stood, and what did not fit."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import ValidationError

from agent.documents.reader.problems import ReadDocument, ReadProblem
from agent.documents.tree import Tree, natural_key, put_in
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Document

if TYPE_CHECKING:
    from agent.documents.layout import Field

M = TypeVar("M", bound=Document)

_ROUNDS = 8
"""Dropping a value can only uncover so many others that don't fit."""


class Collected:
    """A document in the making."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._tree: Tree = {}
        self._lines: dict[str, int] = {}
        self.problems: list[ReadProblem] = []

    def complain(self, line: int, message: str) -> None:
        """Note what was passed over."""
        self.problems.append(ReadProblem(line, message))

    def put(self, path: str, value: object, line: int) -> None:
        """Put a value at a path of the document."""
        put_in(self._tree, path, value)
        self._lines[path] = line

    def put_field(self, field: "Field", raw: str, line: int) -> None:
        """Read a field of the document."""
        self.read_into(self._tree, "", field, raw, line)

    def add_item(self, list_path: str, fields: Mapping[str, object], line: int) -> tuple[Tree, str]:
        """Add an item to a list; return it and its place, such as `actions.3.`."""
        items = self._list(list_path)
        item = dict(fields)
        items.append(item)
        place = f"{list_path}.{len(items) - 1}"
        self._lines[place] = line
        return item, f"{place}."

    def item(self, list_path: str, item_id: str) -> tuple[Tree, str] | None:
        """Return an item and its place."""
        for position, item in enumerate(self._list(list_path)):
            if item.get("id") == item_id:
                return item, f"{list_path}.{position}."
        return None

    def _list(self, list_path: str) -> list[Tree]:
        place = self._tree
        *way, leaf = list_path.split(".")
        for step in way:
            place = place.setdefault(step, {})
        return place.setdefault(leaf, [])

    def read_into(self, owner: Tree, place: str, field: "Field", raw: str, line: int) -> None:
        """Read a field into its owner; what can't be read is a problem, never an error."""
        try:
            put_in(owner, field.path, field.read(raw))
        except ValueError as error:
            self.complain(line, f"{field.label or 'The text'}: {error}.")
        self._lines[place + field.path] = line

    # --- the end -------------------------------------------------------------------------------

    def finish(self) -> ReadDocument:
        """Return the postmortem. What doesn't fit the model is left out and told."""
        document = self.document(Postmortem)
        return ReadDocument(_in_order(document), self.sorted_problems(), self.by_id())

    def document(self, model: type[M]) -> M:
        """Return what was read as a document; what doesn't fit is left out and told."""
        self._settle()
        for _ in range(_ROUNDS):
            try:
                return model.model_validate(self._tree)
            except ValidationError as error:
                self._mend(error)
        self.complain(1, "The rest does not fit together; only the head was read.")
        self._lines.clear()
        meta = {"id": str(self._tree.get("meta", {}).get("id", ""))}
        return model.model_validate({"meta": meta})

    def _settle(self) -> None:
        self._tree.setdefault("meta", {}).setdefault("id", "")
        absences = cast("list[Tree]", self._tree.pop("absences", []))
        self._tree["absences"] = {one.pop("path", ""): one for one in absences}

    def _mend(self, error: ValidationError) -> None:
        """Leave out each value that doesn't fit; an empty text was simply not shown."""
        for fault in reversed(error.errors(include_url=False, include_context=False)):
            way = fault["loc"]
            if fault["type"] == "missing" and not self._tried(way):
                self._leave(way, value="")
                continue
            place = ".".join(str(step) for step in way)
            self._drop(way)
            self.complain(self._line(place), f"`{place}` was left out: {fault['msg']}.")

    def _tried(self, way: tuple[int | str, ...]) -> bool:
        owner = self._owner(way)
        return not isinstance(owner, dict) or way[-1] in owner

    def _owner(self, way: tuple[int | str, ...]) -> Any:  # noqa: ANN401 - any part of the tree
        place: Any = self._tree
        for step in way[:-1]:
            try:
                place = place[step]
            except (KeyError, IndexError, TypeError):
                return None
        return place

    def _leave(self, way: tuple[int | str, ...], value: object) -> None:
        owner = self._owner(way)
        if isinstance(owner, dict):
            owner[way[-1]] = value

    def _drop(self, way: tuple[int | str, ...]) -> None:
        """Take out the value, or the nearest thing around it that can be taken out."""
        for length in range(len(way), 0, -1):
            owner, leaf = self._owner(way[:length]), way[length - 1]
            if isinstance(owner, dict) and leaf in owner:
                del owner[leaf]
                return
            if isinstance(owner, list) and isinstance(leaf, int):
                del cast("list[object]", owner)[leaf : leaf + 1]
                return

    def _line(self, place: str) -> int:
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place.rpartition(".")[0]
        return 1

    def by_id(self) -> dict[str, int]:
        """Return the line of each value by its path, items by their ids."""
        return {self._path_of(place): line for place, line in self._lines.items()}

    def _path_of(self, place: str) -> str:
        owner: Any = self._tree
        steps: list[str] = []
        for step in place.split("."):
            if isinstance(owner, list):
                items = cast("list[Any]", owner)
                owner = items[int(step)] if int(step) < len(items) else None
                known = cast("Tree", owner).get("id") if isinstance(owner, dict) else None
                steps.append(str(known or step))
            else:
                owner = cast("Tree", owner).get(step) if isinstance(owner, dict) else None
                steps.append(step)
        return ".".join(steps)

    def sorted_problems(self) -> tuple[ReadProblem, ...]:
        """Return what was passed over, line by line."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line))


def _in_order(document: Postmortem) -> Postmortem:
    """Put what was shown in groups back into the order of its ids."""
    if _is_ordered(document):
        return document
    tree = document.model_dump()
    tree["actions"] = sorted(tree["actions"], key=natural_key)
    tree["analysis"]["nodes"] = sorted(tree["analysis"]["nodes"], key=natural_key)
    return Postmortem.model_validate(tree)


def _is_ordered(document: Postmortem) -> bool:
    groups = (document.actions, document.analysis.nodes)
    keys = ([natural_key({"id": one.id}) for one in group] for group in groups)
    return all(before <= after for group in keys for before, after in pairwise(group))
