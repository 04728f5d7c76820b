"""Checks of the causes: coverage, shape of the trees, evidence, domains, phases (X30-X40)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from rubrics.conditions.reading import Json, at, items, mappings, text, texts, words
from rubrics.contradictions.dossier import Dossier, length, listed, quoted
from rubrics.contradictions.rules import Clashes, clash
from rubrics.patterns import regex

_DEVIATIONS = frozenset({"human_action", "procedure_deviation", "omission"})
_ABSENCE = regex(
    r"\b(?:no|not|lack(?:s|ed|ing)?(?: of)?|missing|without|absent|absence of)\b", re.IGNORECASE
)
_EVIDENCE_ID = regex(r"R\d+")
_ENDING = regex(r"(?:ing|ed|es|s|ion|ions|ly)$")
_SMALL = regex(
    r"a|an|the|of|in|on|at|to|for|from|with|by|and|or|is|was|were|are|be|been|its?|this|that|there"
    r"|any|adds?|added|create|build|introduce|implement|put|have|has|had|did|does",
    re.IGNORECASE,
)


def uncovered(dossier: Dossier) -> Clashes:
    """X30: a cause that no action acts on and nobody accepted. Waits until there is a plan."""
    if not dossier.actions and not dossier.reached("LEARNING"):
        return
    for cause in dossier.causes:
        name = text(cause, "id")
        if not dossier.acting_on(name) and not at(cause, "accepted_risk.reason"):
            primary = cause.get("role") == "primary"
            yield clash(
                f"analysis.causes.{name}",
                severity="error" if primary else "warning",
                cause=f"{name} {quoted(statement(cause))}",
                role="primary" if primary else "contributing",
            )


def statement(cause: Json) -> str:
    """Return the condition that a cause names."""
    return text(cause, "statement.cause") or text(cause, "statement.effect")


def broken_shape(dossier: Dossier) -> Clashes:
    """X31: loops, loose ends and two primary causes."""
    for loop in _listed(dossier, "why_tree.cycles"):
        told = f"{' explains '.join([*loop, loop[0]])}"
        yield clash(f"analysis.nodes.{loop[0]}.parent", trouble=told)
    for orphan in _listed(dossier, "why_tree.orphans"):
        parent = at(dossier.facts, f"analysis.nodes.{orphan}.parent")
        told = f"{orphan} explains {parent}, which is not in the tree"
        yield clash(f"analysis.nodes.{orphan}.parent", trouble=told)
    primaries = [text(c, "id") for c in dossier.causes if c.get("role") == "primary"]
    if len(primaries) > 1:
        told = f"{' and '.join(primaries)} are both called primary"
        yield clash(f"analysis.causes.{primaries[1]}.role", trouble=told)
    yield from _event_loops(dossier)


def _listed(dossier: Dossier, name: str) -> list[Any]:
    """Return a computed list, empty when it was not computed."""
    return at(dossier.facts, f"computed.{name}") or []


def _event_loops(dossier: Dossier) -> Clashes:
    follows = {
        text(event, "id"): texts(event, "caused_by")
        for event in items(dossier.facts, "timeline.events")
    }
    loop = first_loop(follows)
    if loop:
        told = f"{' follows from '.join([*loop, loop[0]])}"
        yield clash(f"timeline.events.{loop[0]}.caused_by", trouble=told)


def first_loop(edges: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the first loop of a graph in the order of its nodes, or nothing."""
    settled = set[str]()
    for start in edges:
        trail: list[str] = []
        stack = [(start, iter(edges.get(start, ())))]
        trail.append(start)
        while stack:
            name, rest = stack[-1]
            following = next((n for n in rest if n in edges and n not in settled), None)
            if following is None:
                settled.add(name)
                stack.pop()
                trail.pop()
            elif following in trail:
                return tuple(trail[trail.index(following) :])
            else:
                trail.append(following)
                stack.append((following, iter(edges[following])))
    return ()


def bad_ends(dossier: Dossier) -> Clashes:
    """X32: a path ends in what somebody did or left out."""
    parents = {text(node, "parent") for node in dossier.nodes}
    for node in dossier.nodes:
        name, kind = text(node, "id"), text(node, "kind")
        excused = kind == "omission" and text(node, "duty_ref")
        if name not in parents and kind in _DEVIATIONS and not excused:
            yield clash(
                f"analysis.nodes.{name}",
                node=f"{name} {quoted(text(node, 'text'))}",
                kind=kind.replace("_", " "),
            )


def evidence(dossier: Dossier) -> Clashes:
    """X33: confirmed with nothing to show, or evidence that is not in the document."""
    for place, item in _with_evidence(dossier):
        if item.get("confidence") == "confirmed" and not texts(item, "evidence"):
            told = "it is called confirmed and names no evidence"
            yield clash(f"{place}.evidence", item=text(item, "id"), trouble=told)
    known = {text(record, "id") for record in items(dossier.facts, "evidence")}
    for place, item in (*_with_evidence(dossier), *_with_sources(dossier)):
        named = (*texts(item, "evidence"), *texts(item, "sources"))
        missing = [n for n in named if _EVIDENCE_ID.fullmatch(n) and n not in known]
        if missing:
            told = f"it rests on {listed(missing)}, which the document doesn't list"
            yield clash(place, item=text(item, "id"), trouble=told, question="SU-05")


def _with_evidence(dossier: Dossier) -> Iterator[tuple[str, Json]]:
    for section in ("causes", "nodes", "barriers"):
        for item in items(dossier.facts, f"analysis.{section}"):
            yield f"analysis.{section}.{text(item, 'id')}", item


def _with_sources(dossier: Dossier) -> Iterator[tuple[str, Json]]:
    for event in items(dossier.facts, "timeline.events"):
        yield f"timeline.events.{text(event, 'id')}.sources", event


def held_and_cause(dossier: Dossier) -> Clashes:
    """X34: a safeguard that held is a cause, or an action rests on a rejected cause alone."""
    live = {text(cause, "id") for cause in dossier.causes}
    for barrier in items(dossier.facts, "analysis.barriers"):
        cause = text(barrier, "cause_id")
        if barrier.get("state") == "held" and cause in live:
            name = text(barrier, "id")
            yield clash(
                f"analysis.barriers.{name}.state",
                one=f"safeguard {name} is said to have held",
                other=f"cause {cause} is behind its hole",
            )
    yield from _resting_on_rejected(dossier)


def _resting_on_rejected(dossier: Dossier) -> Clashes:
    causes = items(dossier.facts, "analysis.causes")
    rejected = {text(c, "id") for c in causes if c.get("confidence") == "rejected"}
    for action in dossier.actions:
        named = texts(action, "cause_ids")
        other = (*texts(action, "barrier_ids"), *texts(action, "gap_ids"))
        if named and set(named) <= rejected and not other:
            yield clash(
                f"actions.{text(action, 'id')}.cause_ids",
                severity="warning",
                one=f"{text(action, 'id')} acts on {listed(named)} alone",
                other="that cause was rejected",
                question="AC-01",
            )


def one_sided(dossier: Dossier) -> Clashes:
    """X35: one cause for a severe incident, or every cause from one domain."""
    causes = dossier.causes
    if len(causes) == 1 and dossier.major:
        told = f"{text(causes[0], 'id')} is the only cause of a {dossier.severity}"
        yield clash("analysis.causes", trouble=told)
    domains = {text(cause, "domain") for cause in causes}
    if len(causes) > 1 and len(domains) == 1 and "" not in domains:
        told = f"all {len(causes)} causes are {domains.pop()}"
        yield clash("analysis.causes", trouble=told, question="CA-15")


def phases_and_causes(dossier: Dossier) -> Clashes:
    """X36: a slow phase that no cause or action speaks of, or a cause for a phase that was fast."""
    if not dossier.causes:
        return
    for metric, phase, category, intent in (
        ("ttd", "detection", "detection_gap", "detect"),
        ("t_known", "recovery", "recovery_gap", "mitigate"),
    ):
        named = [
            c for c in dossier.causes if phase in {c.get("phase")} or c.get("category") == category
        ]
        acted = any(dossier.judged(action, "intent") == intent for action in dossier.actions)
        over = dossier.over_limit(metric)
        took = length(dossier.minutes(metric) or 0.0)
        if over and not named and not acted:
            one = f"{metric.upper()} took {took}, over its limit"
            yield clash("analysis.causes", one=one, other=f"no cause or action is about {phase}")
        elif over is False and named and phase == "detection":
            one = f"{text(named[0], 'id')} is a cause of slow detection"
            place = f"analysis.causes.{text(named[0], 'id')}"
            yield clash(place, one=one, other=f"{metric.upper()} took {took}, within its limit")


def fault_tree(dossier: Dossier) -> Clashes:
    """X37: a fault tree that can't be computed, or a gate that decides nothing."""
    for flaw in mappings(at(dossier.facts, "computed.fault_tree.flaws")):
        node = text(flaw, "node")
        milder = text(flaw, "kind") == "one_input"
        yield clash(
            f"analysis.fault_tree.nodes.{node}" if node else "analysis.fault_tree.top",
            severity="warning" if milder else "error",
            node=node or "the tree",
            detail=text(flaw, "detail"),
        )


def solution_as_cause(dossier: Dossier) -> Clashes:
    """X39: a cause that says no more than that the action had not been done yet."""
    for cause in dossier.causes:
        condition = statement(cause)
        if not _ABSENCE.search(condition):
            continue
        wanted = _content(_ABSENCE.sub(" ", condition))
        for action in dossier.actions:
            change = text(action, "text").partition(" ")[2]
            if similar(wanted, _content(change)) >= 0.6:
                yield clash(
                    f"analysis.causes.{text(cause, 'id')}.statement.cause",
                    cause=f"{text(cause, 'id')} {quoted(condition)}",
                    action=f"{text(action, 'id')} {quoted(text(action, 'text'))}",
                )
                break


@lru_cache(maxsize=4096)
def _content(sentence: str) -> frozenset[str]:
    """Return the words that carry the meaning, without their endings."""
    kept = (word.lower() for word in words(sentence) if not _SMALL.fullmatch(word))
    return frozenset(_ENDING.sub("", word) or word for word in kept)


def similar(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard similarity of two sets of words."""
    return len(one & other) / len(one | other) if one and other else 0.0


def single_points(dossier: Dossier) -> Clashes:
    """X40: one basic event is enough for the top event, and no action is about it."""
    plan = [text(action, "text") for action in dossier.actions]
    if not plan and not dossier.reached("LEARNING"):
        return
    nodes = {text(n, "id"): n for n in items(dossier.facts, "analysis.fault_tree.nodes")}
    for name in _listed(dossier, "fault_tree.spof"):
        if not _acted_on(dossier, name, text(nodes.get(name, {}), "text"), plan):
            told = f"{name} {quoted(text(nodes.get(name, {}), 'text'))}"
            yield clash(f"analysis.fault_tree.nodes.{name}", event=told)


def _acted_on(dossier: Dossier, name: str, told: str, plan: Sequence[str]) -> bool:
    covered = [statement(c) for c in dossier.causes if dossier.acting_on(text(c, "id"))]
    if any(name in (*texts(a, "gap_ids"), *texts(a, "cause_ids")) for a in dossier.actions):
        return True
    wanted = _content(told)
    return any(len(wanted & _content(t)) >= 0.6 * len(wanted) for t in (*plan, *covered) if wanted)
