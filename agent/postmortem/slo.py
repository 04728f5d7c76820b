"""What an incident used of an error budget (method 3.2; SRE workbook)."""

from dataclasses import dataclass

from agent.postmortem.metrics import Metrics
from agent.postmortem.record import Postmortem


@dataclass(frozen=True, slots=True)
class Budget:
    """An objective's error budget and what is left of it."""

    budget_min: float
    """Minutes of full loss that the objective allows in its window."""
    bad_min: float
    """Minutes of full loss that the incident amounts to."""
    consumed_pct: float
    """Share of the budget that this incident used, in percent."""
    total_consumed_pct: float
    """The same with earlier incidents of the window."""
    burn_rate: float
    """How many times faster than allowed the budget was used while it lasted."""
    breached: bool
    """Whether the budget of the window is used up."""
    fraction: float
    """Share of users or requests that failed, 0-1."""
    assumed: bool
    """True when the share is unknown and full loss was assumed: an upper bound."""


def budget(target: float, window_days: float) -> float:
    """Return the minutes of full loss that a target allows in its window."""
    return (1 - target) * window_days * 1440


def consume(
    *,
    target: float,
    window_days: float,
    impact_min: float,
    fraction: float,
    prior_consumed_pct: float = 0.0,
    assumed: bool = False,
) -> Budget:
    """Return what an incident used of a budget. The target lies strictly between 0 and 1."""
    allowed = budget(target, window_days)
    bad = impact_min * fraction
    consumed = 100 * bad / allowed
    total = consumed + prior_consumed_pct
    return Budget(
        budget_min=allowed,
        bad_min=bad,
        consumed_pct=consumed,
        total_consumed_pct=total,
        burn_rate=fraction / (1 - target),
        breached=total > 100,
        fraction=fraction,
        assumed=assumed,
    )


def of_document(document: Postmortem, metrics: Metrics) -> Budget | None:
    """Return what the incident used of its objective, or None without a usable objective."""
    sla = document.impact.sla
    minutes = metrics.minutes("impact_duration")
    if minutes is None:
        minutes = document.impact.stated_duration_min
    if sla.target is None or not 0 < sla.target < 1 or sla.window_days <= 0:
        return None
    if minutes is None or minutes < 0:
        return None
    fraction = failed_fraction(document)
    return consume(
        target=sla.target,
        window_days=sla.window_days,
        impact_min=minutes,
        fraction=1.0 if fraction is None else fraction,
        prior_consumed_pct=sla.prior_consumed_pct,
        assumed=fraction is None,
    )


def failed_fraction(document: Postmortem) -> float | None:
    """Return the share that failed while it lasted: counted requests, then users, then loss."""
    sla = document.impact.sla
    if sla.bad_events is not None and sla.total_events:
        return min(1.0, max(0.0, sla.bad_events / sla.total_events))
    if document.impact.degraded_fraction is not None:
        return document.impact.degraded_fraction
    percentage = users_pct(document)
    if percentage is not None:
        return min(1.0, max(0.0, percentage / 100))
    return 1.0 if document.intake.total_loss == "yes" else None


def users_pct(document: Postmortem) -> float | None:
    """Return the share of users or cases in percent: computed, as stated, or as of TRIAGE."""
    users = document.impact.users
    if users.affected is not None and users.base is not None and users.base > 0:
        return float(100 * users.affected / users.base)
    return document.intake.users_pct if users.stated_pct is None else users.stated_pct
