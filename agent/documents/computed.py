"""What the document shows that is computed: lines, pictures and guesses, never read back."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from agent.documents import pictures
from agent.documents.escaping import escape
from agent.documents.layout import View
from agent.documents.tree import value_in
from agent.documents.words import METRICS, count, day_of, duration, figure, words
from rubrics.actions import horizon

_WIDTH = 76
_CLOSED = ("done", "verified")
_MOST_SETS = 12


def computed_value(facts: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - JSON
    """Return a computed value by path, or None when it isn't there."""
    computed = facts.get("computed")
    return value_in(computed, path) if isinstance(computed, Mapping) else None  # pyright: ignore[reportUnknownArgumentType]


def metric_minutes(facts: Mapping[str, Any], name: str) -> float | None:
    """Return a computed duration in minutes, or None."""
    value = computed_value(facts, f"metrics.{name}")
    if isinstance(value, Mapping):
        value = cast("Mapping[str, Any]", value).get("minutes")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # pyright: ignore[reportArgumentType]


# --- impact ------------------------------------------------------------------------------------


def computed_impact(view: View) -> list[tuple[str, str]]:
    """Return the rows of the impact table that are computed."""
    rows: list[tuple[str, str]] = []
    share = users_share(view)
    if share is not None:
        rows.append(("Share affected", f"{figure(share)} %"))
    minutes = metric_minutes(view.facts, "impact_duration")
    if minutes is not None:
        rows.append(("Duration of the impact", duration(minutes)))
    total = computed_value(view.facts, "money_total")
    if isinstance(total, Mapping):
        rows.append(("Cost in all", _money(cast("Mapping[str, str]", total))))
    return [*rows, *_proportion(view)]


def _money(total: Mapping[str, str]) -> str:
    return f"{Decimal(total['amount']):,} {total['currency']}".rstrip()


def users_share(view: View) -> float | None:
    """Return the percentage of users affected, from the two numbers."""
    users = view.document.impact.users
    if users.affected is None or not users.base:
        return None
    return float(users.affected / users.base * 100)


def _proportion(view: View) -> list[tuple[str, str]]:
    context = view.document.impact.business_context
    if context.numerator is None or not context.denominator:
        return []
    share = float(context.numerator / context.denominator * 100)
    return [("In proportion", f"{figure(share)} %")]


_SLO_LABELS = (
    ("budget_min", "Error budget", "min"),
    ("bad_min", "Bad minutes", "min"),
    ("consumed_pct", "Budget used by this incident", "%"),
    ("burn_rate", "Burn rate", "times"),
)


def computed_objective(view: View) -> list[tuple[str, str]]:
    """Return the rows of the objective that are computed."""
    rows: list[tuple[str, str]] = []
    for key, label, unit in _SLO_LABELS:
        value = computed_value(view.facts, f"slo.{key}")
        if isinstance(value, int | float) and not isinstance(value, bool):
            rows.append((label, f"{figure(float(value))} {unit}"))
    return rows


# --- timeline ----------------------------------------------------------------------------------


def lane_picture(view: View) -> list[str]:
    """Return the lane of the timeline as a code block."""
    return fenced(pictures.timeline_lane(view.document, _WIDTH))


def metric_lines(view: View) -> list[str]:
    """Return the durations as a table, with each phase's part of the whole."""
    rows = [
        (label, duration(minutes), _share(view, name))
        for name, label in METRICS
        if (minutes := metric_minutes(view.facts, name)) is not None
    ]
    if not rows:
        return []
    body = [f"| {label} | {length} | {share} |" for label, length, share in rows]
    lever = computed_value(view.facts, "metrics.lever")
    said = [f"| The longest part | {escape(words(lever))} |  |"] if lever else []
    return ["| Measure | Length | Part of the whole |", "| --- | ---: | ---: |", *body, *said]


def _share(view: View, name: str) -> str:
    share = computed_value(view.facts, f"phase_shares.{name}")
    return f"{share:.0f} %" if isinstance(share, int | float) else ""


# --- analysis ----------------------------------------------------------------------------------


def category_words(view: View) -> list[str]:
    """Say which cause is the primary one, since several are normal."""
    causes = [cause for cause in view.document.analysis.causes if cause.confidence != "rejected"]
    primary = [cause.id for cause in causes if cause.role == "primary"]
    if not causes:
        return []
    said = f" The one dealt with first is {escape(primary[0])}." if primary else ""
    return [f"> {count(len(causes), 'contributing factor')}.{said}"]


def fishbone_picture(view: View) -> list[str]:
    """Return the fishbone as a code block."""
    return fenced(pictures.fishbone(view.document, _WIDTH))


def fault_tree_picture(view: View) -> list[str]:
    """Return the fault tree as a code block."""
    return fenced(pictures.fault_tree(view.document, _WIDTH))


def cut_set_lines(view: View) -> list[str]:
    """Return the smallest combinations that are enough for the top event."""
    sets = computed_value(view.facts, "fault_tree.cut_sets")
    if not isinstance(sets, list | tuple) or not sets:
        return []
    found = cast("list[list[str]]", sets)
    texts = {node.id: node.text for node in view.document.analysis.fault_tree.nodes}
    shown = [" and ".join(_event(key, texts) for key in one) for one in found[:_MOST_SETS]]
    rest = len(found) - len(shown)
    more = [f"> - and {rest} more"] if rest else []
    return ["> Enough for the top event:", ">", *(f"> - {line}" for line in shown), *more]


def _event(key: str, texts: Mapping[str, str]) -> str:
    return escape(f"{key} {texts.get(key, '')}".rstrip())


# --- actions -----------------------------------------------------------------------------------


def _action_fact(view: View, action: Mapping[str, Any], key: str) -> str:
    value = computed_value(view.facts, f"actions.{action['id']}.{key}")
    return value if isinstance(value, str) else ""


def computed_control(view: View, action: Mapping[str, Any]) -> str:
    """Return the level of control as computed."""
    return words(_action_fact(view, action, "control"))


def computed_strength(view: View, action: Mapping[str, Any]) -> str:
    """Return the strength as computed."""
    return words(_action_fact(view, action, "strength"))


def computed_intent(view: View, action: Mapping[str, Any]) -> str:
    """Return the intent as computed."""
    return words(_action_fact(view, action, "intent"))


def action_horizon(view: View, action: Mapping[str, Any]) -> str:
    """Return the group an action stands in: by its due day, counted from its beginning."""
    if action["status"] == "declined":
        return "declined"
    known = _action_fact(view, action, "horizon")
    return known or horizon(_first_day(view, action), action["due"]) or "none"


def _first_day(view: View, action: Mapping[str, Any]) -> date | None:
    """Return the day an action began; its due day when nothing tells."""
    created: datetime | None = action["created_at"] or view.document.meta.created_at
    return day_of(created) or view.document.meta.incident_date or action["due"]


def action_summary(view: View) -> list[str]:
    """Return how many actions there are and how many are open."""
    actions = [one for one in view.document.actions if one.status != "declined"]
    if not actions:
        return []
    closed = sum(one.status in _CLOSED for one in actions)
    owned = sum(bool(one.owner) for one in actions)
    dated = sum(one.due is not None for one in actions)
    return [
        f"> {count(len(actions), 'action')}, {closed} done. "
        f"{owned} with an owner, {dated} with a due date."
    ]


def accepted_risk_lines(view: View) -> list[str]:
    """Return the causes that are knowingly left as they are."""
    lines: list[str] = []
    for cause in view.document.analysis.causes:
        risk = cause.accepted_risk
        if risk is not None and (risk.reason or risk.by):
            who = view.names.people.get(risk.by, risk.by)
            until = f", until {risk.until.isoformat()}" if risk.until else ""
            by = f" (accepted by {escape(who)}{until})" if who else ""
            lines.append(f"- {escape(cause.id)}: {escape(risk.reason)}{by}")
    return lines


def related_lines(view: View) -> list[str]:
    """Return the related reviews with their titles, where these are known."""
    found = view.document.analysis.recurrence.candidates
    titles = {candidate.pm_id: candidate.title for candidate in found}
    return [
        f"- {escape(one)}{': ' if titles.get(one) else ''}{escape(titles.get(one, ''))}"
        for one in view.document.meta.related
    ]


def fenced(lines: list[str]) -> list[str]:
    """Return a picture in text as a code block; nothing for no picture."""
    return ["```text", *(line.replace("```", "'''") for line in lines), "```"] if lines else []
