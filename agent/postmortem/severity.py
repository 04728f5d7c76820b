"""How severe an incident was and how deep its review should go, from facts alone (method 1)."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from agent.postmortem import metrics as times
from agent.postmortem import slo
from agent.postmortem.record import Depth, Postmortem, Severity
from rubrics.patterns import regex

ORDER: tuple[Severity, ...] = ("sev1", "sev2", "sev3", "sev4")
RESOLVE_MINUTES: Mapping[str, float | None] = {
    "sev1": 4 * 60,
    "sev2": 24 * 60,
    "sev3": 48 * 60,
    "sev4": None,
}
DOWNTIME_MINUTES = 30.0
"""User-visible downtime from which on a review is due."""
BUDGET_TRIGGER_PCT = 20.0
"""Share of an error budget from which on one incident calls for a review (SRE workbook)."""

_NONE_WORDS = regex(r"^\W*(?:none|no|nothing|n/?a|nobody|-)?\W*$", re.IGNORECASE)
_STAKEHOLDERS = regex(
    r"\b(?:stakeholders?|customers?|clients?|boards?|regulators?|auditors?|directors?|executives?"
    r"|management|leadership|legal|c[etfio]o|vps?|vice presidents?|heads? of)\b",
    re.IGNORECASE,
)
_MISSED = "the target for resolving it was missed"
_BY_PEOPLE = {"colleague", "customer", "partner", "press", "audit", "chance"}


class SeverityJudgement(NamedTuple):
    """A computed severity and the fact behind it."""

    severity: Literal["", "sev1", "sev2", "sev3", "sev4"]
    """Empty when the facts don't say."""
    reason: str
    """The fact that decided."""


class DepthJudgement(NamedTuple):
    """How deep the review should go and why."""

    score: int
    """Points, 0-10."""
    reasons: tuple[str, ...]
    """One reason per point."""
    depth: Depth
    """Light, standard or deep."""
    unasked: tuple[str, ...] = ()
    """Fields behind the other points that nobody was asked about yet."""
    settled: bool = True
    """Whether no answer to those could change the depth."""


def computed_severity(document: Postmortem) -> Severity | None:
    """Return the severity that follows from the facts, or None when they don't say."""
    return judge(document).severity or None


def effective_severity(document: Postmortem) -> str:
    """Return the severity that counts: as declared, else as computed, else empty."""
    return document.meta.severity or judge(document).severity


def judge(document: Postmortem) -> SeverityJudgement:
    """Return the severity that follows from the facts, with the fact that decided."""
    match document.meta.type:
        case "product_failure" | "project_failure" | "process_failure":
            return _by_size(document)
        case "near_miss":
            return _by_worst_case(document)
        case _:
            return _by_harm(document)


def _by_harm(document: Postmortem) -> SeverityJudgement:
    """Judge an outage or a security incident."""
    percentage = slo.users_pct(document)
    if harmed_data(document):
        return SeverityJudgement("sev1", "data was lost or exposed")
    if document.intake.internal_only == "yes" and not percentage:
        return SeverityJudgement("sev4", "only people inside noticed")
    if document.intake.total_loss == "yes":
        return SeverityJudgement("sev1", "the service was lost altogether")
    if percentage is not None:
        return SeverityJudgement(_band(percentage), f"{percentage:g} % of users affected")
    return _by_effect(document)


def _by_effect(document: Postmortem) -> SeverityJudgement:
    """Judge by what the timeline says users had of it, for want of a number."""
    effects = {event.effect for event in document.timeline.events}
    if "down" in effects:
        return SeverityJudgement("sev2", "a part was down; the share of users is not known")
    if "degraded" in effects:
        return SeverityJudgement("sev3", "it was degraded; the share of users is not known")
    return SeverityJudgement("", "the share of users affected is not known")


def _band(percentage: float) -> Severity:
    if percentage > 50:
        return "sev1"
    if percentage >= 10:
        return "sev2"
    return "sev3" if percentage > 0 else "sev4"


def harmed_data(document: Postmortem) -> bool:
    """Return whether data was lost, changed or exposed."""
    data = document.impact.data
    counted = document.meta.type == "security_incident" and bool(data.records or data.subjects)
    return document.intake.data_exposed == "yes" or data.lost == "yes" or counted


def _by_size(document: Postmortem) -> SeverityJudgement:
    """Judge a product, project or process failure by how far it fell short."""
    size = shortfall_pct(document)
    if size is None:
        return SeverityJudgement("", "how far it fell short is not known")
    step = _size_step(size)
    reason = f"{size:.3g} % short"
    if document.intake.law_or_contract_breached == "yes":
        return SeverityJudgement(ORDER[max(0, step - 1)], f"{reason}, and a law or contract broken")
    return SeverityJudgement(ORDER[step], reason)


def _size_step(size: float) -> int:
    if size > 50:
        return 0
    if size >= 25:
        return 1
    return 2 if size >= 5 else 3


def shortfall_pct(document: Postmortem) -> float | None:
    """Return the largest of target gap, slip and share of wrong cases, in percent."""
    known = [size for size in _shortfalls(document) if size is not None]
    return max(known, default=None)


def _shortfalls(document: Postmortem) -> Iterator[float | None]:
    yield document.intake.size_pct
    match document.meta.type:
        case "product_failure":
            product = document.impact.product
            yield _gap_pct(product.expected, product.actual)
        case "project_failure":
            yield _slip_pct(document)
        case _:
            yield slo.users_pct(document)


def _gap_pct(expected: Decimal | None, actual: Decimal | None) -> float | None:
    if expected is None or actual is None or expected == 0:
        return None
    return float(100 * abs(expected - actual) / abs(expected))


def _slip_pct(document: Postmortem) -> float | None:
    """Return the slip in percent of the planned span, from the plan to the promised date."""
    moments = {e.kind: e.time.at for e in reversed(document.timeline.events) if e.time.at}
    begun = moments.get("plan_set", moments.get("committed"))
    promised, came = moments.get("deadline"), moments.get("delivered_or_stopped")
    if begun is None or promised is None or came is None or promised <= begun:
        return None
    return max(0.0, 100 * (came - promised) / (promised - begun))


def _by_worst_case(document: Postmortem) -> SeverityJudgement:
    """Judge a near miss by what it could credibly have become."""
    intake = document.intake
    worst = intake.worst_credible or document.impact.potential.worst_severity
    if not worst:
        return SeverityJudgement("", "what it could have become is not known")
    if intake.stopped_by == "barrier" and intake.likelihood == "remote":
        lower = ORDER[min(3, ORDER.index(worst) + 1)]
        return SeverityJudgement(lower, f"worst case {worst}, remote and stopped by a safeguard")
    return SeverityJudgement(worst, f"worst case {worst}")


def was_asked(document: Postmortem, path: str) -> bool:
    """Return whether a field was asked about: "unknown" and "does not apply" are answers too."""
    return path in document.provenance or path in document.absences


def depth(document: Postmortem) -> DepthJudgement:
    """Return how deep the review should go: one point per fact (Howie guide, extended)."""
    points = tuple(_depth_points(document))
    reasons = tuple(point.reason for point in points if point.holds)
    unasked = tuple(
        point.field for point in points if not point.holds and not was_asked(document, point.field)
    )
    small = effective_severity(document) in {"sev3", "sev4"}
    score = len(reasons)
    chosen = _depth_of(score, small=small)
    settled = chosen == _depth_of(score + len(unasked), small=small)
    return DepthJudgement(score, reasons, chosen, unasked, settled)


def _depth_of(score: int, *, small: bool) -> Depth:
    if score >= 6:
        return "deep"
    return "light" if score <= 2 and small else "standard"


class _Point(NamedTuple):
    """One fact that speaks for a deeper review."""

    field: str
    holds: bool
    reason: str


def _depth_points(document: Postmortem) -> Iterator[_Point]:
    intake, source = document.intake, document.detection.source
    by_luck = intake.luck_limited_harm == "yes" or intake.stopped_by in {"luck", "both"}
    factors = intake.contributing_factors or 0
    alike = bool(intake.look_alikes) or _repeats(document)
    points = (
        ("teams", _teams(document) > 2, f"{_teams(document)} teams took part"),
        ("new_service", intake.new_service == "yes", "a new service or interaction took part"),
        ("surprises", not _NONE_WORDS.match(intake.surprises), "people were surprised"),
        ("look_alikes", alike, "it resembles an earlier incident"),
        ("confusion", intake.confusion == "yes", "people reported confusion"),
        ("data_exposed", harmed_data(document), "data was lost or exposed"),
        ("resolve_target_missed", target_missed(document), _MISSED),
        ("luck_limited_harm", by_luck, "luck kept the harm small"),
        ("contributing_factors", factors >= 3, f"{factors} contributing factors were named"),
    )
    yield from (_Point(f"intake.{name}", holds, reason) for name, holds, reason in points)
    noticed = source in {"customer", "press"}
    yield _Point("detection.source", noticed, f"the {source} noticed first")


def _teams(document: Postmortem) -> int:
    return max(document.intake.teams or 0, len(document.meta.teams))


def target_missed(document: Postmortem) -> bool:
    """Return whether resolving it took longer than the severity allows."""
    if document.intake.resolve_target_missed == "yes":
        return True
    limit = RESOLVE_MINUTES.get(effective_severity(document))
    if limit is None or times.kinds_of(document.meta.type).unit != "minutes":
        return False
    took = times.measure(document).minutes("ttr")
    return took is not None and took > limit


def _repeats(document: Postmortem) -> bool:
    candidates = document.analysis.recurrence.candidates
    return any(candidate.confirmed == "yes" for candidate in candidates)


def review_triggers(document: Postmortem) -> tuple[str, ...]:
    """Return the reasons that make a review mandatory; none of them leaves it to choice."""
    return tuple(_triggers(document))


def _triggers(document: Postmortem) -> Iterator[str]:
    severity = effective_severity(document)
    if severity in {"sev1", "sev2"}:
        kind = "worst credible severity" if document.meta.type == "near_miss" else "severity"
        yield f"{kind} {severity}"
    elif document.intake.worst_credible in {"sev1", "sev2"}:
        yield f"worst credible severity {document.intake.worst_credible}"
    if harmed_data(document):
        yield "data was lost or exposed"
    if not _NONE_WORDS.match(document.intake.manual_intervention):
        yield "it took a repair by hand"
    if target_missed(document):
        yield _MISSED
    if document.detection.source in _BY_PEOPLE:
        yield "people noticed it, not monitoring"
    if document.meta.deadlines or _STAKEHOLDERS.search(document.meta.asked_by):
        yield "stakeholders asked for it"
    if _repeats(document):
        yield "it repeats an earlier incident"
    yield from _measured_triggers(document)


def _measured_triggers(document: Postmortem) -> Iterator[str]:
    visible = document.meta.type == "production_outage" and bool(slo.users_pct(document))
    if not visible and document.impact.sla.target is None:
        return
    measured = times.measure(document)
    minutes = measured.minutes("impact_duration")
    if visible and minutes is not None and minutes > DOWNTIME_MINUTES:
        yield f"users saw it for {minutes:g} minutes"
    budget = slo.of_document(document, measured)
    if budget is not None and not budget.assumed and budget.consumed_pct >= BUDGET_TRIGGER_PCT:
        yield f"it used {budget.consumed_pct:.3g} % of the error budget"


def trivial(document: Postmortem) -> bool:
    """Return whether a short learning note is enough: sev4, and asked about every trigger."""
    return looks_trivial(document) and not unasked_triggers(document)


def looks_trivial(document: Postmortem) -> bool:
    """Return whether nothing known so far calls for a review."""
    return effective_severity(document) == "sev4" and not review_triggers(document)


def unasked_triggers(document: Postmortem) -> tuple[str, ...]:
    """Return the fields behind the triggers that nobody was asked about yet."""
    fields = ["intake.data_exposed", "intake.resolve_target_missed", "detection.source"]
    fields += ["meta.asked_by"]
    fields += ["intake.manual_intervention"] * (document.meta.type == "production_outage")
    return tuple(field for field in fields if not was_asked(document, field))
