"""C1: what is checked about the timeline."""

from collections.abc import Mapping
from itertools import pairwise

from rubrics.conditions.case import Case, Check, Seen, ids, share
from rubrics.conditions.moments import (
    Role,
    explained,
    minutes,
    phases,
    precise,
    role,
    spine,
)
from rubrics.conditions.reading import Json, event_time, items, listed, text, texts

EVENTS = "timeline.events"
ACTING = (
    "ack",
    "joined",
    "escalated",
    "declared",
    "decision",
    "human_action",
    "mitigation_attempt",
    "go_decision",
    "committed",
    "replanned",
    "response_decided",
)
"""Kinds of event that somebody did."""
_MACHINE = ("log", "metric", "alert", "deploy", "ticket")
_HUMAN = ("interview", "chat", "call")


def events(case: Case, *, at_least: Mapping[str, int], fewer: bool = False) -> Seen:
    """Enough events; fewer do when the spine is whole and no silence is too long."""
    found, needed = len(case.events), case.by_severity(at_least)
    whole = (
        fewer
        and not spine(case)[1]
        and not any(p.over for p in phases(case) if p.name == "gap_max")
    )
    note = ", with the whole spine and no long silence" if whole and found < needed else ""
    return Seen(found >= needed or whole, f"{found} events{note}", (EVENTS,))


def parsed(case: Case, *, at_least: float) -> Seen:
    """Times can be read, to the hour or better (to the day for products and projects)."""
    needed = "day" if case.profile.precision == "day" else "hour"
    vague = tuple(event for event in case.events if not precise(event, needed))
    return _portion(case, vague, at_least, f"have a time to the {needed} or better")


def exact(case: Case, *, at_least: float, coarse: tuple[str, ...] = ()) -> Seen:
    """Times are as exact as the type needs; what lay long before may be known to the day."""
    vague = tuple(e for e in case.events if not precise(e, _needed(case, e, coarse)))
    return _portion(case, vague, at_least, f"have a time to the {case.profile.precision}")


def spine_timed(
    case: Case, *, at_least: int = 0, share_of: float = 0.0, roles: tuple[Role, ...] = ()
) -> Seen:
    """The moments that the type asks for are there with a time."""
    there, missing = spine(case)
    unset = tuple(name for name in roles if role(case, name) is None)
    ok = len(there) >= at_least and share(len(there), len(there) + len(missing)) >= share_of
    what = f"{len(there)} of {len(there) + len(missing)} moments have a time"
    gaps = (*missing, *(f"the {name}" for name in unset))
    observed = f"{what}; missing: {listed(gaps, 8)}" if gaps else what
    return Seen(ok and not unset, observed.replace("_", " "), (EVENTS,), missing)


def in_order(case: Case) -> Seen:
    """Events are stored in the order of their times."""
    known = [(event, moment) for event in case.events if (moment := event_time(event))]
    early = tuple(
        str(event.get("id", "?"))
        for (_, before), (event, moment) in pairwise(known)
        if moment < before
    )
    observed = f"{listed(early)} stand after later events" if early else "in time order"
    return Seen(bool(known) and not early, observed if known else "no times", _times(early))


def consistent(case: Case, *, group: str) -> Seen:
    """No contradiction of a group is an error."""
    errors = case.errors(group)
    observed = listed(dict.fromkeys(error.rule for error in errors)) or "none"
    return Seen(not errors, observed, tuple(error.field for error in errors if error.field))


def zone(case: Case) -> Seen:
    """The time zone is declared."""
    name = text(case.facts, "meta.timezone")
    return Seen(case.covered("meta.timezone"), name or "not declared", ("meta.timezone",))


def times_in_figures(case: Case) -> Seen:
    """No time is a word such as "in the afternoon"."""
    found = dict.fromkeys(
        finding.field
        for finding in case.findings
        if finding.category == "time" and _about_time(finding.field)
    )
    worded = {f"{EVENTS}.{event.get('id')}.time": None for event in case.events if _worded(event)}
    fields = tuple(found | worded)
    return Seen(not fields and bool(case.events), f"{len(fields)} vague times", fields)


def sourced(case: Case, *, at_least: float) -> Seen:
    """Events name their source."""
    bare = tuple(
        event
        for event in case.events
        if not texts(event, "sources")
        and not case.not_applicable(f"{EVENTS}.{event.get('id')}.sources")
    )
    return _portion(case, bare, at_least, "name a source", leaf="sources")


def roles_named(case: Case, *, at_least: float) -> Seen:
    """What people did names the role that did it."""
    acting = tuple(e for e in case.events if e.get("kind") in ACTING)
    bare = tuple(e for e in acting if not text(e, "actor_role") and not _automatic(case, e))
    fields = tuple(f"{EVENTS}.{name}.actor_role" for name in ids(bare))
    part = len(acting) - len(bare)
    observed = f"{part} of {len(acting)} actions name a role"
    return Seen(not acting or share(part, len(acting)) >= at_least, observed, fields)


def durations(case: Case, *, at_least: int) -> Seen:
    """Enough durations of the response can be computed."""
    known = tuple(name for name in case.profile.metrics if minutes(case, name) is not None)
    missing = tuple(name for name in case.profile.metrics if name not in known)
    observed = f"{len(known)} computable" + (f"; not: {listed(missing)}" if missing else "")
    return Seen(len(known) >= at_least, observed.replace("_", " "), (EVENTS,))


def observed(case: Case) -> Seen:
    """Something was said about what the timeline shows."""
    found = tuple(o for o in case.observations if text(o, "explanation"))
    return Seen(bool(found), f"{len(found)} observations", ("timeline.observations",))


def kinds_of_source(case: Case, *, at_least: int) -> Seen:
    """Sources of several kinds stand behind events: of machines and of people."""
    used = {name for event in case.events for name in texts(event, "sources")}
    behind = tuple(e for e in items(case.facts, "evidence") if text(e, "id") in used)
    kinds = tuple(dict.fromkeys(text(item, "kind") for item in behind))
    machine = any(item.get("machine") is True or text(item, "kind") in _MACHINE for item in behind)
    human = any(kind in _HUMAN for kind in kinds)
    lacks = listed(
        n for n, ok in (("a machine's record", machine), ("a human account", human)) if not ok
    )
    seen = f"{len(kinds)} kinds ({listed(kinds)})".replace("_", " ") + (
        f"; no {lacks}" if lacks else ""
    )
    return Seen(len(kinds) >= at_least and machine and human, seen, ("evidence",))


def phases_explained(case: Case) -> Seen:
    """Each phase over its limit has an explanation."""
    known = phases(case)
    silent = tuple(phase for phase in known if phase.over and not explained(case, phase))
    told = (f"{phase.name} {phase.minutes:g} of {phase.limit:g} min" for phase in silent)
    observed = (
        f"unexplained: {listed(told)}".replace("_", " ") if silent else "no phase unexplained"
    )
    return Seen(
        bool(known) and not silent,
        observed if known else "no phase known",
        ("timeline.observations",),
    )


def before_start(case: Case) -> Seen:
    """Something from before the harm began is told."""
    start = role(case, "start")
    early = tuple(e for e in case.events if start and (m := event_time(e)) and m < start)
    return Seen(bool(early), f"{len(early)} events before the start", (EVENTS,))


def decision_told(case: Case) -> Seen:
    """One decision is told with what was known, wanted and pressing."""
    parts = ("information_available", "goal", "pressure")
    whole = tuple(e for e in case.events if all(text(e, f"decision.{part}") for part in parts))
    choices = tuple(e for e in case.events if e.get("kind") in ("decision", "human_action"))
    fields = tuple(f"{EVENTS}.{name}.decision" for name in ids(choices)) or (EVENTS,)
    return Seen(bool(whole), f"{len(whole)} decisions told from their seat", fields)


def drawable(case: Case, *, at_least: int) -> Seen:
    """Enough timed events for the lane diagram, which is drawn of itself."""
    known = sum(event_time(event) is not None for event in case.events)
    return Seen(known >= at_least, f"{known} events with a time", (EVENTS,))


def no_hindsight(case: Case) -> Seen:
    """Explanations tell what was, not what should have been."""
    hits = dict.fromkeys(
        finding.field
        for finding in case.findings
        if finding.rule == "BP04" and finding.field.startswith("timeline.observations")
    )
    told = f"{len(hits)} explanations in hindsight"
    return Seen(not hits and bool(case.observations), told, tuple(hits))


def _portion(
    case: Case, lacking: tuple[Json, ...], at_least: float, what: str, leaf: str = "time"
) -> Seen:
    whole = len(case.events)
    part = whole - len(lacking)
    fields = tuple(f"{EVENTS}.{name}.{leaf}" for name in ids(lacking))
    return Seen(share(part, whole) >= at_least and whole > 0, f"{part} of {whole} {what}", fields)


def _needed(case: Case, event: Json, coarse: tuple[str, ...]) -> str:
    kind = text(event, "kind")
    return "day" if kind in coarse else case.profile.coarser.get(kind, case.profile.precision)


def _about_time(field: str) -> bool:
    return field.startswith(f"{EVENTS}.") and ".time" in field.removeprefix(EVENTS)


def _worded(event: Json) -> bool:
    original = text(event, "time.original_text")
    return bool(original) and not any(sign.isdigit() for sign in original)


def _automatic(case: Case, event: Json) -> bool:
    path = f"{EVENTS}.{event.get('id')}.actor_role"
    return "automatic" in texts(event, "flags") or case.not_applicable(path)


def _times(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{EVENTS}.{name}.time" for name in names)


CHECKS: Mapping[str, Check] = {
    "timeline.events": events,
    "timeline.parsed": parsed,
    "timeline.exact": exact,
    "timeline.spine": spine_timed,
    "timeline.order": in_order,
    "consistent": consistent,
    "timeline.zone": zone,
    "timeline.figures": times_in_figures,
    "timeline.sourced": sourced,
    "timeline.roles": roles_named,
    "timeline.durations": durations,
    "timeline.observed": observed,
    "timeline.source_kinds": kinds_of_source,
    "timeline.phases_explained": phases_explained,
    "timeline.before_start": before_start,
    "timeline.decision": decision_told,
    "timeline.drawable": drawable,
    "timeline.no_hindsight": no_hindsight,
}
