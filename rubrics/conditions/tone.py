"""C5: what is checked about the tone."""

from collections.abc import Mapping
from typing import Literal

from rubrics.conditions import coverage
from rubrics.conditions.case import Case, Check, Seen, ids
from rubrics.conditions.reading import distinct, items, text
from rubrics.conditions.trees import WhyTree
from rubrics.findings import Finding

Level = Literal["B1", "B2", "B3"]
_STRUCTURAL: Mapping[str, Level] = {"L1": "B2", "L3": "B2", "L4": "B1"}
"""Levels of the lints that look at more than the words (method 2.8)."""


def blame(case: Case, *, level: Level, at_most: int) -> Seen:
    """Few enough findings of one level of blame."""
    hits = hits_of(case, level)
    fields = tuple(dict.fromkeys(hit.field for hit in hits if hit.field))
    return Seen(len(hits) <= at_most, f"{len(hits)} of level {level}", fields)


def unnamed(case: Case) -> Seen:
    """No person is named in causes, lessons or the summary."""
    fields = case.naming_people("summary.", "analysis.causes.", "learning.lessons.")
    return Seen(not fields, f"{len(fields)} places name a person", fields)


def no_human_end(case: Case) -> Seen:
    """No path of whys ends at what a person did."""
    tree = WhyTree(case)
    ends = tuple(node for node in tree.human() if text(node, "id") in tree.ends())
    bare = tuple(
        cause
        for cause in case.primaries
        if cause.get("category") == "human_action" and not tree.children.get(text(cause, "node_id"))
    )
    fields = tuple(f"analysis.nodes.{name}" for name in ids(ends))
    fields += tuple(f"analysis.causes.{name}" for name in ids(bare))
    return Seen(not fields, f"{len(fields)} paths end at a person", fields)


def went_well(case: Case, *, at_least: int, aspects: int = 0) -> Seen:
    """What went well is told; fewer do when every cause and slow phase is answered."""
    told = items(case.facts, "learning.went_well")
    found = len(distinct(text(item, "text") for item in told))
    sides = {text(item, "aspect") for item in told} - {""}
    complete = found > 0 and coverage.complete(case)
    ok = (found >= at_least or complete) and len(sides) >= (
        min(aspects, found) if complete else aspects
    )
    sided = f" about {len(sides)} sides of the work" if aspects else ""
    things = "1 thing" if found == 1 else f"{found} things"
    return Seen(ok, f"{things}{sided}", ("learning.went_well",))


def system_subject(case: Case) -> Seen:
    """Each cause has a part of the system as its subject."""
    hits = tuple(f for f in case.findings if f.rule == "R7" and f.severity == "error")
    observed = f"{len(hits)} causes put a person first" if case.causes else "no causes"
    return Seen(bool(case.causes) and not hits, observed, tuple(f.field for f in hits))


def neutral_timeline(case: Case) -> Seen:
    """No line of the timeline judges."""
    places = dict.fromkeys(f.field for f in case.findings if level_of(f) is not None)
    fields = tuple(place for place in places if place.startswith("timeline.events."))
    observed = f"{len(fields)} lines judge" if case.events else "no events"
    return Seen(bool(case.events) and not fields, observed, fields)


def acknowledged(case: Case, *, path: str, what: str) -> Seen:
    """A list of the learning section says something."""
    found = sum(bool(text(item, "text")) for item in items(case.facts, path))
    ok = found > 0 or case.not_applicable(path)
    return Seen(ok, f"{found} {what}", (path,))


def support(case: Case, *, among: tuple[str, ...]) -> Seen:
    """Support for those closest to the trigger was thought of."""
    state = text(case.facts, "support") or "unknown"
    return Seen(state in among, state.replace("_", " "), ("support",))


def hits_of(case: Case, level: Level) -> tuple[Finding, ...]:
    """Return the findings of one level of blame."""
    return tuple(finding for finding in case.findings if level_of(finding) == level)


def level_of(finding: Finding) -> Level | None:
    """Return the level of blame of a finding as its rule has it; None when it is no blame."""
    from rubrics.language import blame_level  # noqa: PLC0415 - the rules of language load late

    if finding.rule.startswith("BP"):
        return blame_level(finding.rule)
    return _STRUCTURAL.get(finding.rule)


CHECKS: Mapping[str, Check] = {
    "tone.blame": blame,
    "tone.unnamed": unnamed,
    "tone.no_human_end": no_human_end,
    "tone.went_well": went_well,
    "tone.system_subject": system_subject,
    "tone.neutral_timeline": neutral_timeline,
    "tone.acknowledged": acknowledged,
    "tone.support": support,
}
