"""One document under judgement, and what a condition says about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

from rubrics.conditions.reading import Json, at, event_time, items, text
from rubrics.emphasis import Profile, emphasis
from rubrics.findings import Finding, Mode

_T = TypeVar("_T")
UNKNOWN_SEVERITY_READ_AS = "sev3"
DONE = ("done", "verified")


class Seen(NamedTuple):
    """What a check saw."""

    ok: bool
    """Whether the condition holds."""
    observed: str
    """What was seen, in words."""
    fields: tuple[str, ...] = ()
    """The paths looked at, worst first."""
    missing: tuple[str, ...] = ()
    """What is missing, by the keys that the criterion knows a question for."""


Check: TypeAlias = Callable[..., Seen]


@dataclass(frozen=True)
class Case:
    """The facts of one document, the moment and the mode. It caches what several checks ask."""

    facts: Json
    """The document's JSON and its computed values."""
    now: datetime
    """The moment it is judged for, with an offset."""
    mode: Mode
    """Whether planning gets credit."""
    findings: tuple[Finding, ...] = ()
    """Findings that stand: those disputed with a reason are gone."""

    @cached_property
    def type(self) -> str:
        """The incident's type, empty when unknown."""
        return text(self.facts, "meta.type")

    @cached_property
    def profile(self) -> Profile:
        """What the type asks for."""
        return emphasis().profile(self.type)

    @cached_property
    def severity(self) -> str:
        """The severity as declared, else as computed, else empty."""
        return text(self.facts, "meta.severity") or text(self.facts, "computed.severity")

    @cached_property
    def published(self) -> bool:
        """Whether the document went out."""
        sent = at(self.facts, "meta.published_at") is not None
        return sent or text(self.facts, "meta.status") in ("published", "tracking", "closed")

    @cached_property
    def is_page(self) -> bool:
        """Whether no session made it: only what its words say can be known."""
        return self.facts.get("page") is not None

    @cached_property
    def planning(self) -> bool:
        """Whether what is planned counts as done."""
        return self.mode == "provisional"

    @cached_property
    def events(self) -> tuple[Json, ...]:
        """The events of the timeline as stored."""
        return items(self.facts, "timeline.events")

    @cached_property
    def moments_by_kind(self) -> Mapping[str, tuple[datetime, ...]]:
        """When events of each kind happened, in the order stored."""
        found: dict[str, tuple[datetime, ...]] = {}
        for event in self.events:
            moment, kind = event_time(event), text(event, "kind")
            if moment is not None:
                found[kind] = (*found.get(kind, ()), moment)
        return found

    @cached_property
    def observations(self) -> tuple[Json, ...]:
        """What the timeline shows."""
        return items(self.facts, "timeline.observations")

    @cached_property
    def causes(self) -> tuple[Json, ...]:
        """Causes that are neither rejected nor limited the harm."""
        return live_causes(self.facts)

    @cached_property
    def primaries(self) -> tuple[Json, ...]:
        """Causes called primary."""
        return tuple(cause for cause in self.causes if cause.get("role") == "primary")

    @cached_property
    def nodes(self) -> tuple[Json, ...]:
        """The why-tree."""
        return items(self.facts, "analysis.nodes")

    @cached_property
    def actions(self) -> tuple[Json, ...]:
        """Actions that were not declined."""
        return live_actions(self.facts)

    @cached_property
    def lessons(self) -> tuple[Json, ...]:
        """The lessons."""
        return items(self.facts, "learning.lessons")

    @cached_property
    def people(self) -> tuple[Json, ...]:
        """Who took part."""
        return items(self.facts, "people")

    @cached_property
    def _answers(self) -> dict[Callable[["Case"], Any], Any]:
        return {}

    def once(self, question: Callable[["Case"], _T]) -> _T:
        """Return what a function says of this case; it is asked the first time only."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return self._answers[question]

    def by_severity(self, table: Mapping[str, _T]) -> _T:
        """Return the row of a table by severity; an unknown severity reads the row of sev3."""
        return table[self.severity] if self.severity in table else table[UNKNOWN_SEVERITY_READ_AS]

    def not_applicable(self, path: str) -> bool:
        """Say whether a field was said not to apply, with a reason."""
        absences: Any = self.facts.get("absences")
        known: Json = cast("Json", absences) if isinstance(absences, Mapping) else {}
        absence: Any = known.get(path)
        return text(absence, "kind") == "not_applicable" and bool(text(absence, "reason"))

    def covered(self, path: str) -> bool:
        """Say whether a field has a value, or does not apply for a reason."""
        return at(self.facts, path) not in (None, "", [], {}) or self.not_applicable(path)

    def naming_people(self, *places: str) -> tuple[str, ...]:
        """Return the fields under some places in which a person is named."""
        return tuple(field for field in self._naming_people if field.startswith(places))

    @cached_property
    def _naming_people(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.field for f in self.findings if f.rule == "L1"))

    def errors(self, *groups: str) -> tuple[Finding, ...]:
        """Return the contradictions of some groups that are errors."""
        return tuple(
            finding
            for finding in self.findings
            if finding.rule.startswith("X")
            and finding.severity == "error"
            and (not groups or finding.group in groups)
        )


def live_causes(facts: Json) -> tuple[Json, ...]:
    """Return the causes that are neither rejected nor limited the harm."""
    return tuple(
        cause
        for cause in items(facts, "analysis.causes")
        if cause.get("confidence") != "rejected" and cause.get("role") != "mitigating"
    )


def live_actions(facts: Json) -> tuple[Json, ...]:
    """Return the actions that were not declined."""
    return tuple(action for action in items(facts, "actions") if action.get("status") != "declined")


def ids(things: tuple[Json, ...]) -> tuple[str, ...]:
    """Return the ids of items."""
    return tuple(str(thing.get("id", "?")) for thing in things)


def share(part: int, whole: int) -> float:
    """Return part of whole; of nothing, nothing."""
    return part / whole if whole else 0.0


def unmet(observed: str, *fields: str) -> Seen:
    """Return what is said about a condition that plainly doesn't hold."""
    return Seen(ok=False, observed=observed, fields=fields)
