"""Analysis: the points of the why-tree, causes, safeguards and domains still open."""

import re
from collections.abc import Iterator, Mapping

from agent.causes.why_tree import children_of, terminal_ok
from agent.hygiene import shorten
from agent.postmortem.causes import Cause, WhyNode
from agent.postmortem.record import Postmortem
from agent.questions.situation import Listing, Relevance, Subject

SHALLOWEST_END, USUAL_WHY, DEEPEST_WHY = 3, 5, 7
"""Method, whys.depth: where a path may end, usually ends, and has to end."""

_ABSENCE = re.compile(r"\b(?:no|lack of|missing|absen(?:t|ce of)|without)\b", re.IGNORECASE)


def _nodes(relevance: Relevance, *kinds: str) -> Iterator[Subject]:
    for node in relevance.document.analysis.nodes:
        if not kinds or node.kind in kinds:
            yield Subject(node.id, shorten(node.text))


def _whys(relevance: Relevance) -> Iterator[Subject]:
    """List what may be explained further: what nothing explains first, then the rest."""
    nodes = relevance.document.analysis.nodes
    answers = children_of(nodes)
    parents = {node.id: node.parent for node in nodes}
    open_ends = [n for n in nodes if not answers.get(n.id) and not _ends(n, nodes)]
    closed = [node for node in nodes if node not in open_ends]
    root = Subject("", shorten(_problem(relevance.document)))
    if len(answers.get("", ())) == 0:
        yield root
    for node in (*open_ends, *closed):
        if _depth(node.id, parents) < DEEPEST_WHY:
            yield Subject(node.id, shorten(node.text))
    if answers.get(""):
        yield root


def unexplained(relevance: Relevance) -> Iterator[Subject]:
    """List the points of the why-tree that still lack an answer; the problem wants two.

    A path that reached its usual depth is asked on only where it can't end: at what people did.
    """
    nodes = relevance.document.analysis.nodes
    answers = children_of(nodes)
    by_id = {node.id: node for node in nodes}
    for subject in _whys(relevance):
        node = by_id.get(subject.id)
        if node is None:
            if len(answers.get("", ())) < 2:
                yield subject
        elif not answers.get(node.id) and not _ends(node, nodes) and _goes_on(node, nodes):
            yield subject


def _goes_on(node: WhyNode, nodes: tuple[WhyNode, ...]) -> bool:
    parents = {each.id: each.parent for each in nodes}
    return node.kind != "condition" or _depth(node.id, parents) < USUAL_WHY


def _ends(node: WhyNode, nodes: tuple[WhyNode, ...]) -> bool:
    return terminal_ok(node, nodes, blames=lambda _: False, acted_on=False)


def _depth(name: str, parents: Mapping[str, str]) -> int:
    seen: list[str] = []
    while name in parents and name not in seen:
        seen.append(name)
        name = parents[name]
    return len(seen)


def _problem(document: Postmortem) -> str:
    problem = document.analysis.problem
    told = " ".join(part for part in (problem.object, problem.deviation) if part)
    return problem.text or told or document.meta.title or "the event"


def _open_ends(relevance: Relevance) -> Iterator[Subject]:
    nodes = relevance.document.analysis.nodes
    answers = children_of(nodes)
    parents = {node.id: node.parent for node in nodes}
    for subject in _nodes(relevance, "condition"):
        if not answers.get(subject.id) and _depth(subject.id, parents) >= SHALLOWEST_END:
            yield subject


def _omissions(relevance: Relevance) -> Iterator[Subject]:
    yield from _nodes(relevance, "omission")


def _human_nodes(relevance: Relevance) -> Iterator[Subject]:
    if not relevance.document.intake.restricted_branch:
        yield from _nodes(relevance, "human_action")


def _all_nodes(relevance: Relevance) -> Iterator[Subject]:
    yield from _nodes(relevance)


def _standing(relevance: Relevance) -> Iterator[Cause]:
    for cause in relevance.document.analysis.causes:
        if cause.confidence != "rejected":
            yield cause


def _cause(cause: Cause) -> Subject:
    return Subject(cause.id, shorten(cause.statement.cause))


def _causes(relevance: Relevance) -> Iterator[Subject]:
    yield from map(_cause, _standing(relevance))


def _primary(relevance: Relevance) -> Iterator[Subject]:
    yield from (_cause(cause) for cause in _standing(relevance) if cause.role == "primary")


def _uncovered(relevance: Relevance) -> Iterator[Subject]:
    """List causes that nothing acts on and nobody accepted, the primary one first."""
    covered = {
        cause
        for action in relevance.document.actions
        if action.status != "declined"
        for cause in action.cause_ids
    }
    lacking = [
        cause
        for cause in _standing(relevance)
        if cause.role != "mitigating" and cause.id not in covered and cause.accepted_risk is None
    ]
    yield from map(_cause, sorted(lacking, key=lambda cause: cause.role != "primary"))


def _absences(relevance: Relevance) -> Iterator[Subject]:
    hits = (c for c in _standing(relevance) if _ABSENCE.search(c.statement.cause))
    yield from map(_cause, hits)


def _unknown_causes(relevance: Relevance) -> Iterator[Subject]:
    yield from (_cause(cause) for cause in _standing(relevance) if cause.category == "unknown")


def _barriers(relevance: Relevance) -> Iterator[Subject]:
    for barrier in relevance.document.analysis.barriers:
        words = barrier.name or barrier.layer.replace("_", " ")
        yield Subject(barrier.id, shorten(words))


def _holed(relevance: Relevance) -> Iterator[Subject]:
    sound = {b.id for b in relevance.document.analysis.barriers if b.state in {"held", "unknown"}}
    yield from (subject for subject in _barriers(relevance) if subject.id not in sound)


def _domains(relevance: Relevance) -> Iterator[Subject]:
    found = {cause.domain for cause in _standing(relevance)}
    for domain in ("technical", "process", "organizational"):
        if domain not in found:
            yield Subject(domain, domain)


def _candidates(relevance: Relevance) -> Iterator[Subject]:
    for candidate in relevance.document.analysis.recurrence.candidates:
        yield Subject(candidate.id, shorten(f"{candidate.pm_id} {candidate.title}"))


LISTINGS: Mapping[str, Listing] = {
    "cause": _causes,
    "primary_cause": _primary,
    "uncovered_cause": _uncovered,
    "unproven_absence": _absences,
    "unknown_cause": _unknown_causes,
    "node": _all_nodes,
    "why": _whys,
    "open_end": _open_ends,
    "omission": _omissions,
    "human_node": _human_nodes,
    "barrier": _barriers,
    "holed_barrier": _holed,
    "domain": _domains,
    "candidate": _candidates,
}
"""Kinds of subject in the analysis."""
