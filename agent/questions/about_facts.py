"""Timeline and impact: the events, silences, phases, dimensions and figures still open."""

from collections.abc import Iterator, Mapping
from typing import Any

from agent.hygiene import shorten
from agent.postmortem.edits import value_at
from agent.postmortem.kinds import DETECT, role_kinds
from agent.postmortem.timeline import Event
from agent.questions.situation import Listing, Relevance, Subject
from agent.questions.stretches import long_gaps, long_phases
from rubrics.conditions.timeline import ACTING
from rubrics.emphasis import DimensionSource, emphasis

_FINENESS = ("second", "minute", "hour", "day")

_MONEY: Mapping[str, str] = {
    "revenue": "lost sales",
    "credits": "credits and refunds",
    "response_cost": "cost of the response",
    "remediation": "cost of putting it right",
    "stated_total": "total",
}


def _events(relevance: Relevance, *kinds: str) -> Iterator[Event]:
    for event in relevance.document.timeline.events:
        if not kinds or event.kind in kinds:
            yield event


def _event(event: Event) -> Subject:
    return Subject(event.id, shorten(event.text))


def _all_events(relevance: Relevance) -> Iterator[Subject]:
    yield from map(_event, _events(relevance))


def _acting(relevance: Relevance) -> Iterator[Subject]:
    yield from (_event(e) for e in _events(relevance, *ACTING) if "automatic" not in e.flags)


def _decisions(relevance: Relevance) -> Iterator[Subject]:
    yield from map(_event, _events(relevance, "decision", "human_action"))


def coarse(relevance: Relevance) -> Iterator[Subject]:
    """List the events whose time is not known as exactly as their kind needs."""
    profile = emphasis().profile(relevance.document.meta.type)
    for event in _events(relevance):
        needed = profile.coarser.get(event.kind, profile.precision)
        known = event.time.precision if event.time.at is not None else "unknown"
        if known == "unknown" or _FINENESS.index(known) > _FINENESS.index(needed):
            yield _event(event)


def _repeated(relevance: Relevance) -> Iterator[Subject]:
    kind = relevance.document.meta.type
    once = (role_kinds(kind, "START")[0], DETECT[0], role_kinds(kind, "END")[0])
    for name in once:
        several = [event for event in _events(relevance, name) if event.time.at is not None]
        if len(several) > 1:
            yield from map(_event, several)


def _spine(relevance: Relevance) -> Iterator[Subject]:
    for kind in emphasis().profile(relevance.document.meta.type).spine:
        if all(event.time.at is None for event in _events(relevance, kind)):
            yield Subject(kind, kind.replace("_", " "))


def _gaps(relevance: Relevance) -> Iterator[Subject]:
    for gap in long_gaps(relevance.document):
        yield Subject(gap.id, gap.text)


def _phases(relevance: Relevance) -> Iterator[Subject]:
    for phase in long_phases(relevance.document, relevance.computed):
        yield Subject(phase.name, phase.text)


def _dimensions(relevance: Relevance) -> Iterator[Subject]:
    for key, source in emphasis().profile(relevance.document.meta.type).dimensions.items():
        if not _covered(relevance, key, source):
            yield Subject(key, source.label)


def _covered(relevance: Relevance, key: str, source: DimensionSource) -> bool:
    names = {key, *source.also}
    metrics: Mapping[str, Any] = relevance.computed.get("metrics") or {}
    return (
        any(dimension.key in names for dimension in relevance.document.impact.dimensions)
        or any(metrics.get(name) is not None for name in source.metrics)
        or any(value_at(relevance.document, path) not in (None, "", ()) for path in source.paths)
    )


def _money(relevance: Relevance) -> Iterator[Subject]:
    for name, words in _MONEY.items():
        money = value_at(relevance.document, f"impact.money.{name}")
        if money is not None:
            yield Subject(f"impact.money.{name}", f"{money.amount} {money.currency}, {words}")


def _estimates(relevance: Relevance) -> Iterator[Subject]:
    impact = relevance.document.impact
    if impact.users.estimated and impact.users.affected is not None:
        yield Subject("impact.users", f"{impact.users.affected} {impact.users.unit}")
    for subject in _money(relevance):
        if value_at(relevance.document, f"{subject.id}.estimated"):
            yield subject


LISTINGS: Mapping[str, Listing] = {
    "event": _all_events,
    "acting_event": _acting,
    "coarse_event": _all_events,
    "decision": _decisions,
    "repeated_event": _repeated,
    "spine": _spine,
    "gap": _gaps,
    "phase": _phases,
    "dimension": _dimensions,
    "money": _money,
    "estimate": _estimates,
}
"""Kinds of subject in the timeline and the impact."""
