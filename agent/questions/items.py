"""Rows of an answer written to a list of the document: new items, and changes of known ones."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from agent.errors import AnswerError
from agent.postmortem.people import Evidence, Person
from agent.questions.bank import BankList, BankQuestion, BankRecord, BankRows
from agent.questions.days import Day
from agent.questions.hearing import Cell, HeardRow
from agent.questions.naming import find_person, is_group
from agent.questions.places import fit, has_place, problem_with
from agent.questions.sources import MACHINE_KINDS, NewEvidence, find_evidence
from agent.questions.writing import Pen, spoken

_ROW = re.compile(r"#([1-9]\d{0,3})", re.ASCII)
_MERGED = {"review_roles", "aliases"}


class ItemWriter:
    """Writes the rows of one answer to the list that its question names."""

    def __init__(
        self, pen: Pen, question: BankQuestion, form: BankList | BankRecord | BankRows
    ) -> None:
        """Take the pen, the question and its form, which names the list."""
        self._pen = pen
        self._question = question
        self._form = form
        self._path = pen.named(form.list_path)
        self._root = pen.draft.model
        self._ids: dict[int, str] = {}
        self._marks: dict[str, str] = {}
        self._own: frozenset[str] = frozenset()
        self._alike: dict[str, list[Mapping[str, Any]]] | None = None
        self._added: list[str] = []
        self._replaced: list[str] = []
        self._changed: list[str] = []

    def write(self, rows: Sequence[HeardRow]) -> str:
        """Write all rows and return a line on what became of them."""
        self._own = frozenset(row.item_id for row in rows if row.item_id and self._takes_marks())
        self._replaced = self._not_said_again(rows)
        for row in rows:
            self._write_row(row)
        for item_id in self._replaced:
            self._take_out(item_id)
        for row in rows:
            self._link(row)
        if self._form.none_path and self._added:
            self._forget_none()
        return self._summary()

    def _not_said_again(self, rows: Sequence[HeardRow]) -> list[str]:
        """Return the items of the answer that this one replaces, but for those it holds too."""
        if not self._pen.former or self._path not in self._root.prefixes:
            return []
        said = {self._known(row, self._given(row)) for row in rows}
        items = self._pen.draft.get(self._path)
        return [i["id"] for i in items if i["id"] not in said and self._is_replaced(i["id"])]

    def _is_replaced(self, item_id: str) -> bool:
        return any(record.get("turn") in self._pen.former for record in self._origins_here(item_id))

    def _take_out(self, item_id: str) -> None:
        """Take out what a replaced answer had added, unless others have built on it since."""
        own = len(list(self._origins_here(item_id)))
        if self._pen.draft.refers_to(item_id) or own < len(list(self._origins(item_id))):
            self._pen.notes[f"{item_id} stays: more was said about it since."] = None
            return
        self._pen.draft.remove(f"{self._path}.{item_id}")
        self._pen.changed[self._path] = None

    def _given(self, row: HeardRow) -> dict[str, Any]:
        plain = [
            (f.to, self._pen.resolved(v)) for f, v in row.cells if not self._is_link(row, (f, v))
        ]
        return {to: self._fitted(row, to, value) for to, value in self._with_coarse(plain)}

    def _write_row(self, row: HeardRow) -> None:
        given = self._given(row)
        if self._path not in self._root.prefixes:
            self._append(given)
            return
        known = self._known(row, given)
        if not known and self._replaced:
            known = self._replaced.pop(0)
        if known:
            self._change(known, given)
        else:
            known = self._add(row, given)
        self._ids[row.number] = known
        if row.item_id:
            self._marks[row.item_id] = known

    def _fitted(self, row: HeardRow, to: str, value: object) -> Any:  # noqa: ANN401 - JSON
        try:
            return fit(f"{self._path}.new.{to}", value, self._root)
        except AnswerError as error:
            label = next((f.label for f, _ in row.cells if f.to == to), to)
            place = (
                f"Row {row.number}, {label}: " if isinstance(self._form, BankRows) else f"{label}: "
            )
            raise AnswerError(f"{place}{error.problem}", error.remedy) from error

    def _with_coarse(self, cells: Iterable[tuple[str, object]]) -> Iterable[tuple[str, object]]:
        for to, value in cells:
            yield to, value
            if isinstance(value, Day) and has_place(f"{self._path}.new.{to}_coarse", self._root):
                yield f"{to}_coarse", value.coarse

    def _fixed(self) -> dict[str, Any]:
        constants = self._form.fixed.items()
        places = ((to, f"{self._path}.new.{to}", self._pen.constant(c)) for to, c in constants)
        return {to: fit(path, value, self._root) for to, path, value in places}

    def _known(self, row: HeardRow, given: Mapping[str, Any]) -> str:
        """Return the id of the item that a row is about; empty for a new one."""
        items = self._pen.draft.get(self._path)
        if row.item_id:
            named = [i["id"] for i in items if i["id"].upper() == row.item_id.upper()]
            if named:
                return named[0]
            if not self._takes_marks():
                raise AnswerError(
                    f"Row {row.number}: there is no {row.item_id} in {spoken(self._path)}.",
                    "Leave the id out to add a row.",
                )
        if self._path == "people":
            people = tuple(Person.model_validate(item) for item in items)
            return find_person(str(given.get("display", "")), people)
        if self._path == "evidence":
            listed = tuple(Evidence.model_validate(item) for item in items)
            wanted = NewEvidence(given.get("title", ""), locator=given.get("locator", ""))
            return find_evidence(wanted, listed)
        return self._same_subject(items) or self._same_item(row, given)

    def _takes_marks(self) -> bool:
        return isinstance(self._form, BankRows) and any(c.to == "id" for c in self._form.columns)

    def _same_subject(self, items: Sequence[Mapping[str, Any]]) -> str:
        """Return the item that a record speaks of again: the same subject, the same question."""
        if not isinstance(self._form, BankRecord):
            return ""
        fixed = self._fixed()
        keys = [to for to, constant in self._form.fixed.items() if constant == "{about}"]
        if self._path == "impact.dimensions":
            keys = ["key"]
        if keys:
            hits = (i["id"] for i in items if all(i.get(key) == fixed[key] for key in keys))
            return next(hits, "")
        if self._question.repeats or self._question.about:
            return ""
        return next((i["id"] for i in items if self._came_from_here(i["id"])), "")

    def _came_from_here(self, item_id: str) -> bool:
        return any(self._origins_here(item_id))

    def _origins_here(self, item_id: str) -> Iterator[Mapping[str, Any]]:
        """Yield where the fields of an item came from, those that this question filled."""
        origins = self._origins(item_id)
        return (record for record in origins if record.get("question") == self._question.id)

    def _origins(self, item_id: str) -> Iterator[Mapping[str, Any]]:
        start = f"{self._path}.{item_id}."
        for path, record in self._pen.draft.get("provenance").items():
            if path.startswith(start):
                yield record

    def _same_item(self, row: HeardRow, given: Mapping[str, Any]) -> str:
        """Return the item that already says all that a row says."""
        wanted = {**self._fixed(), **given}
        if isinstance(self._form, BankRecord) or any(self._is_link(row, c) for c in row.cells):
            return ""
        compared = {to: value for to, value in wanted.items() if not _is_moment(to)}
        alike = self._with_words().get(_words(wanted), [])
        same = (i["id"] for i in alike if all(_at(i, to) == v for to, v in compared.items()))
        return next(same, "") or self._same_moment(alike, wanted)

    def _same_moment(self, alike: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any]) -> str:
        """Return the event of the same time and words of which only one side knows the kind."""
        if self._path != "timeline.events":
            return ""
        at = _at(wanted, "time.at")
        for item in alike:
            if at is not None and _at(item, "time.at") == at:
                if "other" in {item.get("kind", "other"), wanted.get("kind", "other")}:
                    return str(item["id"])
                told = f"{item['id']} has the same time and words under another kind"
                self._pen.notes[f"{told}: take one out if both are one."] = None
        return ""

    def _with_words(self) -> dict[str, list[Mapping[str, Any]]]:
        """Return the items by their words, so that long pastes are compared quickly."""
        if self._alike is None:
            self._alike = {}
            for item in self._pen.draft.get(self._path):
                self._alike.setdefault(_words(item), []).append(item)
        return self._alike

    def _add(self, row: HeardRow, given: Mapping[str, Any]) -> str:
        tree: dict[str, Any] = {}
        for to, value in {**self._fixed(), **given}.items():
            _place(tree, to, value)
        self._derive(tree)
        problem = problem_with(self._path, tree, self._root)
        if problem:
            lead = f"Row {row.number}" if isinstance(self._form, BankRows) else "This"
            raise AnswerError(f"{lead} can't be stored: {problem}.", "Give what is missing.")
        item_id = self._pen.draft.add(self._path, tree, self._pen.stamp)
        self._pen.changed[f"{self._path}.{item_id}"] = None
        self._added.append(item_id)
        added = self._pen.draft.get(self._path)[-1]
        self._with_words().setdefault(_words(added), []).append(added)
        return item_id

    def _derive(self, tree: dict[str, Any]) -> None:
        """Fill what follows from the rest: who is a group, what a machine recorded."""
        if self._path == "people" and "kind" not in tree and is_group(tree.get("display", "")):
            tree["kind"] = "group"
        if self._path == "evidence":
            record = NewEvidence(tree.get("title", ""), tree.get("kind", "other"))
            tree.setdefault("machine", record.kind in MACHINE_KINDS)

    def _change(self, item_id: str, given: Mapping[str, Any]) -> None:
        """Put what a row says over what stood there, where it differs."""
        item = self._pen.draft.get(f"{self._path}.{item_id}")
        for to, value in {**self._constants_for_change(), **given}.items():
            first = to.split(".")[0]
            tree = {first: copy.deepcopy(item.get(first))}
            _place(tree, to, _merged(to, item.get(to), value))
            if tree[first] != item.get(first):
                self._pen.put(f"{self._path}.{item_id}.{first}", tree[first])
                if item_id not in self._changed:
                    self._changed.append(item_id)
        if isinstance(self._form, BankRecord):
            for field in self._form.fields:
                if field.to not in given:
                    self._pen.empty_unsaid(f"{self._path}.{item_id}.{field.to}")

    def _constants_for_change(self) -> dict[str, Any]:
        """Constants that a known item gets too: roles of people; not the moment it was added."""
        return {to: value for to, value in self._fixed().items() if not _is_moment(to)}

    def _append(self, given: Mapping[str, Any]) -> None:
        tree: dict[str, Any] = {}
        for to, value in {**self._fixed(), **given}.items():
            _place(tree, to, value)
        problem = problem_with(self._path, tree, self._root)
        if problem:
            raise AnswerError(f"This can't be stored: {problem}.", "Give what is missing.")
        self._pen.put(self._path, [*self._pen.draft.get(self._path), tree])
        self._added.append("")

    def _is_link(self, row: HeardRow, cell: Cell) -> bool:
        """Return whether a value points to a row of the same answer."""
        form_field, value = cell
        if form_field.kind not in {"id", "ids"}:
            return False
        return any(_ROW.fullmatch(name) or name in self._own for name in _names(value))

    def _link(self, row: HeardRow) -> None:
        """Put the ids of rows of this answer where other rows point to them."""
        for form_field, value in row.cells:
            if not self._is_link(row, (form_field, value)):
                continue
            ids = [self._target(row, name) for name in _names(value)]
            stored = ids if isinstance(value, tuple) else ids[0]
            self._pen.put(f"{self._path}.{self._ids[row.number]}.{form_field.to}", stored)

    def _target(self, row: HeardRow, token: str) -> str:
        match = _ROW.fullmatch(token)
        if match is None:
            return self._marks.get(token, token)
        number = int(match[1])
        if number not in self._ids or number == row.number:
            raise AnswerError(f"Row {row.number}: there is no row {token}.", "Count rows from 1.")
        return self._ids[number]

    def _forget_none(self) -> None:
        path = self._pen.named(self._form.none_path)
        if path not in self._form.also and self._pen.draft.get(path) is True:
            self._pen.put(path, value=False)

    def _summary(self) -> str:
        parts: list[str] = []
        for ids, verb in ((self._added, "added"), (self._changed, "changed")):
            if ids:
                shown = f" ({', '.join(ids)})" if len(ids) <= 5 and all(ids) else ""
                parts.append(f"{len(ids)} {spoken(self._path, len(ids))} {verb}{shown}")
        return "; ".join(parts) or f"nothing new for {spoken(self._path)}: it is there already"


def _names(value: object) -> list[str]:
    several = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    return [str(name) for name in several]


def _is_moment(to: str) -> bool:
    return to in {"at", "created_at", "closed_at"}


def _words(item: Mapping[str, Any]) -> str:
    return str(item.get("text", ""))


def _merged(to: str, before: object, after: object) -> object:
    """Roles and handles of a person are added to those known; all else is replaced."""
    if to not in _MERGED or not isinstance(before, list) or not isinstance(after, list):
        return after
    both = [*cast("list[object]", before), *cast("list[object]", after)]
    roles = [value for value in dict.fromkeys(both) if value != "none"]
    return roles or ["none"]


def _at(item: Mapping[str, Any], to: str) -> object:
    place: Any = item
    for step in to.split("."):
        if isinstance(place, list):
            entries = cast("list[Any]", place)
            place = entries[int(step)] if step.isdigit() and int(step) < len(entries) else None
        elif isinstance(place, dict):
            place = cast("dict[str, Any]", place).get(step)
        else:
            return None
    return place


def _place(tree: dict[str, Any], to: str, value: object) -> None:
    """Put a value into nested objects and lists: `statement.cause`, `quantities.0.unit`."""
    steps = to.split(".")
    place: Any = tree
    for step, following in zip(steps, [*steps[1:], ""], strict=True):
        filler: Any = [] if following.isdigit() else {}
        if isinstance(place, list):
            entries = cast("list[Any]", place)
            while len(entries) <= int(step):
                entries.append({})
            if not following:
                entries[int(step)] = value
            place = entries[int(step)]
        elif not following:
            place[step] = value
        else:
            if place.get(step) is None:
                place[step] = filler
            place = place[step]
