"""Values of an answer written to a draft: names become ids, constants are spelled out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast, get_args

from pydantic_core import to_jsonable_python

from agent.errors import AnswerError
from agent.postmortem.actions import FINISHED
from agent.postmortem.edits import Draft
from agent.postmortem.people import Evidence, IncidentRole, Person, ReviewRole
from agent.postmortem.values import Money, Provenance, TimePoint
from agent.questions.bank import BankField, Constant
from agent.questions.days import Day
from agent.questions.naming import NewPerson, find_person
from agent.questions.places import fit, has_place, place_at
from agent.questions.sources import NewEvidence, find_evidence

_ONE_HOLDER = {"owner", "facilitator"}


@dataclass(slots=True)
class Pen:
    """Writes the values of one answer to a draft and keeps count of what changed."""

    draft: Draft
    question: str
    about: str
    now: datetime
    stamp: Provenance
    former: frozenset[int] = frozenset()
    """Turns whose answers this one takes the place of."""
    changed: dict[str, None] = field(default_factory=dict[str, None])
    notes: dict[str, None] = field(default_factory=dict[str, None])

    def named(self, path: str) -> str:
        """Return a path of the bank with the subject's id in it."""
        return path.replace("{about}", self.about)

    def constant(self, constant: Constant, each: str = "") -> Any:  # noqa: ANN401 - JSON
        """Return a constant of the bank with the moment and the ids in it."""
        if isinstance(constant, str):
            filled = constant.replace("{about}", self.about).replace("{each}", each)
            return filled.replace("{now}", self.now.isoformat())
        if isinstance(constant, list):
            return [self.constant(part, each) for part in constant]
        if isinstance(constant, Mapping):
            return {name: self.constant(part, each) for name, part in constant.items()}
        return constant

    def put(self, path: str, value: object) -> None:
        """Put a value at a path, in the form that the place takes."""
        before = self._present(path)
        stored = fit(path, self.resolved(value), self.draft.model)
        self.draft.set(path, stored, self.stamp)
        self.changed[path] = None
        if isinstance(value, Day) and has_place(f"{path}_coarse", self.draft.model):
            self.draft.set(f"{path}_coarse", value.coarse)
        if path.startswith("actions.") and path.endswith(".status") and stored != before:
            self._status_changed(path.removesuffix(".status"), str(before or ""), stored)

    def put_each(self, form_field: BankField, value: object) -> None:
        """Put the field's constant at its path for each id of the answer."""
        list_path, _, rest = self.named(form_field.to).partition(".{each}")
        ids = list(cast("Sequence[str]", value)) if isinstance(value, tuple) else [str(value)]
        present = [item["id"] for item in self.draft.get(list_path)]
        if ids == ["*"]:
            ids = present
        unknown = [item_id for item_id in ids if item_id not in present]
        if unknown:
            raise AnswerError(
                f"There is no {unknown[0]} in {spoken(list_path)}.", f"Give {', '.join(present)}."
            )
        for item_id in present:
            if form_field.exclusive and item_id not in ids:
                self._reset(f"{list_path}.{item_id}{rest}", self.constant(form_field.put, item_id))
        for item_id in ids:
            self._put_constant(f"{list_path}.{item_id}{rest}", form_field.put, item_id)

    def empty(self, path: str) -> None:
        """Put back at a path what stands there when nothing was said."""
        place = place_at(path, self.draft.model)
        empty: object = () if place and place.holds_several else place and place.default
        self.draft.set(path, to_jsonable_python(empty), self.stamp)
        self.changed[path] = None

    def empty_unsaid(self, path: str) -> None:
        """Empty what came from the answer that this one replaces, and is not in this one."""
        origin = self.draft.get("provenance").get(path)
        if origin is not None and origin.get("turn") in self.former:
            self.empty(path)

    def take_unsaid(self, role: str) -> None:
        """Take a role in the incident from whom the answer that this one replaces gave it."""
        for person in self.draft.get("people"):
            if person.get("role_in_incident") == role.removeprefix("incident_"):
                self.empty_unsaid(f"people.{person['id']}.role_in_incident")

    def note(self, text: str) -> None:
        """Keep an answer that has no field of its own. The same question again replaces it."""
        for item in self.draft.get("notes"):
            if (item["question"], item.get("about", "")) == (self.question, self.about):
                self.put(f"notes.{item['id']}.text", text)
                return
        parts = {"question": self.question, "text": text, "about": self.about}
        self.changed[f"notes.{self.draft.add('notes', parts, self.stamp)}"] = None

    def give_role(self, role: str, person: object) -> None:
        """Give a person a role in the review, or in the incident."""
        path = f"people.{person}"
        if role in get_args(ReviewRole) and role != "none":
            if role in _ONE_HOLDER:
                self._take_role(role, keep=str(person))
            held = self.draft.get(path).get("review_roles", ["participant"])
            roles = [other for other in held if other not in {"none", role}]
            self.put(f"{path}.review_roles", [*roles, role])
            return
        role = role.removeprefix("incident_")
        if role not in get_args(IncidentRole):
            raise AnswerError(f"There is no role “{role}”.", "Check the question bank.")
        self.put(f"{path}.role_in_incident", role)

    def resolved(self, value: object) -> Any:  # noqa: ANN401 - any value of an answer
        """Return a value with ids for people and evidence; new ones are added to the document."""
        if isinstance(value, NewPerson):
            return self.person(value)
        if isinstance(value, NewEvidence):
            return self.evidence(value)
        if isinstance(value, tuple | list):
            return [self.resolved(part) for part in cast("Sequence[object]", value)]
        return value

    def person(self, wanted: NewPerson) -> str:
        """Return the id of a person by name, adding one who wasn't known."""
        people = tuple(Person.model_validate(item) for item in self.draft.get("people"))
        known = find_person(wanted.display, people)
        if known:
            return known
        parts = {"display": wanted.display, "kind": wanted.kind, "review_roles": ["none"]}
        added = self.draft.add("people", parts, self.stamp)
        self.changed[f"people.{added}"] = None
        return added

    def evidence(self, wanted: NewEvidence) -> str:
        """Return the id of evidence by title or link, adding what wasn't listed."""
        listed = tuple(Evidence.model_validate(item) for item in self.draft.get("evidence"))
        known = find_evidence(wanted, listed)
        if known:
            return known
        parts = {
            "title": wanted.title,
            "kind": wanted.kind,
            "locator": wanted.locator,
            "machine": wanted.machine,
        }
        added = self.draft.add("evidence", parts, self.stamp)
        self.changed[f"evidence.{added}"] = None
        return added

    def words(self, value: object) -> str:
        """Return a value in the words of a summary or a note."""
        match value:
            case NewPerson(display=said) | NewEvidence(title=said) | TimePoint(original_text=said):
                words = said
            case Day(on=day):
                words = day.isoformat()
            case Money():
                words = f"{value.amount:f} {value.currency}".strip()
            case tuple():
                parts = cast("tuple[object, ...]", value)
                words = "all" if parts == ("*",) else ", ".join(map(self.words, parts))
            case _:
                words = self._display(str(value))
        return words

    def answered_before(self, path: str) -> bool:
        """Return whether what stands at a path came from this question."""
        record = self.draft.get("provenance").get(path)
        return record is not None and record.get("question") == self.question

    def _display(self, text: str) -> str:
        people = self.draft.get("people")
        return next((item["display"] for item in people if item["id"] == text), text)

    def _present(self, path: str) -> Any:  # noqa: ANN401 - JSON
        parent_path, _, leaf = path.rpartition(".")
        parent = self.draft.get(parent_path) if parent_path.startswith("actions.") else None
        return cast("dict[str, Any]", parent).get(leaf) if isinstance(parent, dict) else None

    def _put_constant(self, path: str, constant: Constant, each: str) -> None:
        value = self.constant(constant, each)
        if isinstance(value, Mapping):
            for name, part in cast("Mapping[str, object]", value).items():
                self.put(f"{path}.{name}", part)
            return
        if isinstance(value, list):
            held = list(self.draft.get(path))
            value = [*held, *(part for part in cast("list[object]", value) if part not in held)]
        self.put(path, value)

    def _reset(self, path: str, constant: object) -> None:
        place = place_at(path, self.draft.model)
        if place is not None and self.draft.get(path) == constant:
            self.put(path, place.default)

    def _take_role(self, role: str, keep: str) -> None:
        """One person holds this role: take it from whoever held it before."""
        for item in self.draft.get("people"):
            roles = item.get("review_roles", [])
            if role in roles and item["id"] != keep:
                left = [held for held in roles if held != role] or ["participant"]
                self.put(f"people.{item['id']}.review_roles", left)

    def _status_changed(self, action_path: str, before: str, after: str) -> None:
        """Keep the history of an action, and the moment it was finished."""
        change = {"at": self.now.isoformat(), "before": before, "after": after}
        if self.stamp.who:
            change["by"] = self.stamp.who
        history = [*self.draft.get(action_path).get("history", []), change]
        self.draft.set(f"{action_path}.history", history)
        closed = self.now.isoformat() if after in FINISHED else None
        self.draft.set(f"{action_path}.closed_at", closed)


_NOUNS = {
    "people": ("person", "people"),
    "evidence": ("record", "records"),
    "impact.dimensions": ("side of the impact", "sides of the impact"),
    "impact.metrics_table": ("figure", "figures"),
    "analysis.nodes": ("cause", "causes"),
    "analysis.fault_tree.nodes": ("part of the fault tree", "parts of the fault tree"),
    "analysis.fishbone.items": ("possible cause", "possible causes"),
    "analysis.considered_none": ("domain looked at", "domains looked at"),
    "analysis.recurrence.candidates": ("earlier incident", "earlier incidents"),
    "analysis.barriers": ("safeguard", "safeguards"),
    "learning.went_well": ("thing that went well", "things that went well"),
    "learning.went_poorly": ("thing that went poorly", "things that went poorly"),
    "learning.lucky": ("piece of luck", "pieces of luck"),
    "learning.thanks": ("word of thanks", "words of thanks"),
    "sharing.events": ("audience", "audiences"),
    "sharing.cross_team": ("need of another team", "needs of other teams"),
    "followup.entries": ("entry", "entries"),
    "followup.effectiveness": ("look at a fix", "looks at a fix"),
    "summary.glossary": ("term", "terms"),
}
"""One item and several, where the name of the list does not say it in plain words."""


def spoken(list_path: str, count: int = 2) -> str:
    """Return what a list holds, in words: one of timeline.events is an "event"."""
    several = list_path.rpartition(".")[2].replace("_", " ")
    one, more = _NOUNS.get(list_path, (several.removesuffix("s"), several))
    return one if count == 1 else more
