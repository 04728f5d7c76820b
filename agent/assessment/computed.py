"""The values that code computes from a document, as JSON: durations, severity, trees, the plan."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from agent.assessment.plan import plan_values
from agent.causes import fault_tree, why_tree
from agent.causes.importance import importance
from agent.errors import DocumentError
from agent.postmortem import severity as severities
from agent.postmortem import slo
from agent.postmortem.causes import FaultTree
from agent.postmortem.metrics import Metrics, Span, measure
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Money
from rubrics.emphasis import emphasis
from rubrics.structure import names_of
from rubrics.wording import blames

_PHASES = ("ttd", "tta", "t_known", "gap_max")


def computed_values(document: Postmortem, tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return the computed values of a document, given its JSON."""
    measured = measure(document)
    budget = slo.of_document(document, measured)
    values: dict[str, Any] = {
        "unit": measured.unit,
        "metrics": _metrics(measured),
        "spans": {n: _span(span) for n, span in measured.spans.items() if span is not None},
        "lever": measured.lever,
        "phase_shares": dict(measured.shares),
        "roles": dict(measured.roles),
        "phases": _phases(document, measured),
        **_severity(document),
        "slo": None if budget is None else asdict(budget),
        "users_pct": slo.users_pct(document),
        "money_total": money_total(document),
        "fault_tree": _fault_tree(document.analysis.fault_tree),
        **_why_tree(document, names_of(tree)),
    }
    values["techniques"] = techniques(document, values)
    values["actions"] = plan_values(document, tree, values)
    return values


def _metrics(measured: Metrics) -> dict[str, Any]:
    """Return durations in minutes and counts; the lever stands beside them in a word."""
    return {
        **{name: measured.minutes(name) for name in measured.spans},
        "attempts": measured.attempts,
        "attempts_failed": measured.attempts_failed,
        "lever": measured.lever,
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "minutes": span.minutes,
        "value": span.value,
        "unit": span.unit,
        "events": list(span.events),
        "precision": span.precision,
        "plus_minus": span.plus_minus,
    }


def _phases(document: Postmortem, measured: Metrics) -> dict[str, dict[str, Any]]:
    """Return the phases with the longest they may last unexplained (method 3.3, C1)."""
    rules = emphasis()
    share = rules.profile(document.meta.type).span_share
    whole = measured.minutes("impact_duration")
    severity = severities.effective_severity(document) or "sev3"
    phases: dict[str, dict[str, Any]] = {}
    for name in _PHASES:
        minutes = measured.minutes(name)
        fixed = rules.phase_limits[severity].get(name)
        limit = fixed if share is None else (None if whole is None else whole * share)
        over = minutes is not None and limit is not None and minutes > limit
        phases[name] = {"minutes": minutes, "limit": limit, "over": over}
    return phases


def _severity(document: Postmortem) -> dict[str, Any]:
    judged, deep = severities.judge(document), severities.depth(document)
    effective = severities.effective_severity(document)
    triggers = severities.review_triggers(document)
    return {
        "severity": effective,
        "severity_computed": judged.severity,
        "severity_reason": judged.reason,
        "targets": {
            "tta": emphasis().phase_limits.get(effective, {}).get("tta"),
            "ttr": severities.RESOLVE_MINUTES.get(effective),
        },
        "depth": {"score": deep.score, "reasons": list(deep.reasons), "depth": deep.depth},
        "review": {"mandatory": bool(triggers), "triggers": list(triggers)},
        "trivial": effective == "sev4" and not triggers,
    }


def money_total(document: Postmortem) -> dict[str, str] | None:
    """Return the sum of the money lines; None without any or across currencies."""
    money = document.impact.money
    lines = (money.revenue, money.credits, money.response_cost, money.remediation)
    known: list[Money] = [line for line in lines if line is not None]
    if not known or len({line.currency for line in known}) > 1:
        return None
    total = sum((line.amount for line in known), Decimal(0))
    return {"amount": str(total), "currency": known[0].currency}


def _why_tree(document: Postmortem, people: tuple[str, ...]) -> dict[str, Any]:
    nodes = document.analysis.nodes
    shape = why_tree.shape(nodes)
    acted_on = {cause for a in document.actions if a.status != "declined" for cause in a.cause_ids}
    causes = document.analysis.causes
    ends = why_tree.terminals(
        nodes,
        blames=lambda words: blames(words, people),
        acted_on={cause.node_id for cause in causes if cause.id in acted_on},
    )
    return {
        "nodes": {n: {"depth": shape.depths[n], "terminal_ok": ends[n]} for n in shape.depths},
        "why_tree": {
            "paths": [list(path) for path in shape.paths],
            "cycles": [list(cycle) for cycle in shape.cycles],
            "orphans": list(shape.orphans),
        },
    }


def _fault_tree(tree: FaultTree) -> dict[str, Any] | None:
    if not tree.nodes:
        return None
    values: dict[str, Any] = {
        "cut_sets": [],
        "path_sets": [],
        "spof": [],
        "importance": None,
        "flaws": [asdict(flaw) for flaw in fault_tree.flaws(tree)],
        "error": "",
    }
    try:
        return values | _sets(tree)
    except DocumentError as error:
        return values | {"error": str(error)}


def _sets(tree: FaultTree) -> dict[str, Any]:
    found = importance(tree)
    return {
        "cut_sets": [list(events) for events in fault_tree.cut_sets(tree)],
        "path_sets": [list(events) for events in fault_tree.path_sets(tree)],
        "spof": list(fault_tree.single_points(tree)),
        "importance": None
        if found is None
        else {
            "rare_event": found.rare_event,
            "upper_bound": found.upper_bound,
            "exact": found.exact,
            "events": [asdict(event) for event in found.events],
        },
    }


def techniques(document: Postmortem, values: Mapping[str, Any]) -> list[str]:
    """Return the techniques that the data shows were used (method 3.3)."""
    analysis = document.analysis
    deepest = max((node["depth"] for node in values["nodes"].values()), default=0)
    judged = {barrier.layer for barrier in analysis.barriers if barrier.state != "unknown"}
    bones = {item.bone for item in analysis.fishbone.items}
    tree = values["fault_tree"]
    used = {
        "why_tree": deepest >= 3,
        "fishbone": len(bones) >= 3,
        "fault_tree": bool(tree and tree["cut_sets"] and not tree["error"]),
        "barriers": len(judged) >= 3,
        "control_loop": bool(analysis.control_loops),
        "change_analysis": bool(analysis.contrast.strip()),
    }
    return [name for name, holds in used.items() if holds]
