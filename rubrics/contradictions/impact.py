"""Checks of the impact: duration, shares, measures, severity, money, duties (X20-X29)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from rubrics.conditions.reading import Json, at, items, number, text, texts
from rubrics.contradictions.dossier import (
    Dossier,
    amount,
    clock,
    length,
    listed,
    quoted,
    timed_event,
)
from rubrics.contradictions.rules import Clashes, clash
from rubrics.patterns import regex

_NO_HARM = regex(
    r"\b(?:no|zero|without(?: any)?) (?:customers?|users?|clients?)(?:['’]s?)?(?:-| )?"
    r"(?:impact|effect|harm|(?:were |was )?(?:affected|impacted|harmed))\b"
    r"|\b(?:customers?|users?|clients?) (?:were|was) not (?:affected|impacted|harmed)\b"
    r"|\bdid(?:n['’]t| not) (?:affect|impact|harm|reach) (?:any )?(?:customers?|users?|clients?)\b",
    re.IGNORECASE,
)
_UP = regex(r"\b(?:availability|uptime|success)", re.IGNORECASE)
_DOWN = regex(r"\b(?:errors?|failures?|failed|downtime)\b", re.IGNORECASE)
_PEOPLE = regex(r"\b(?:users?|customers?|clients?|sessions?|visitors?|logins?)\b", re.IGNORECASE)
_OF_A_SHARE = regex(r"%|percent|pct|share|ratio|rate", re.IGNORECASE)
_HURT = regex(r"\b(?:affected|impacted|failed|failing|lost|locked|unable)\b", re.IGNORECASE)
_PERSONAL = regex(
    r"\b(?:personal|pii|phi|names?|e-?mails?|address(?:es)?|phones?|health|medical|patients?"
    r"|payments?|cards?|passwords?|credentials?|salar(?:y|ies)|birth\w*|ssn|passports?|biometric\w*"
    r"|customers?|users?|employees?)\b",
    re.IGNORECASE,
)
_NOTICE = regex(
    r"\b(?:notif\w+|regulators?|supervisory|data protection|authorit(?:y|ies)|gdpr|nis ?2|dpo"
    r"|breach (?:notice|report)|not reportable)\b",
    re.IGNORECASE,
)
_MONEY = ("revenue", "credits", "response_cost", "remediation")
_CLOCK_HOURS = 72
_LAST = datetime.max.replace(tzinfo=UTC)


def stated_duration(dossier: Dossier) -> Clashes:
    """X20: the duration as stated differs from what the timeline says."""
    stated = number(at(dossier.facts, "impact.stated_duration_min"))
    computed = dossier.minutes("impact_duration")
    if stated is None or computed is None:
        return
    by_days = at(dossier.facts, "computed.spans.impact_duration.precision") == "day"
    floor = 1440.0 if by_days or not dossier.told_in_minutes else 5.0
    tolerance = max(floor, 0.05 * computed, dossier.plus_minus("impact_duration"))
    start, end = dossier.role("START"), dossier.role("END")
    if abs(stated - computed) > tolerance and start is not None and end is not None:
        yield clash(
            "impact.stated_duration_min",
            stated=length(stated),
            computed=length(computed),
            start=start.told,
            end=end.told,
        )


def impossible_shares(dossier: Dossier) -> Clashes:
    """X21: a share that differs from its numbers, or numbers that can't be."""
    users = at(dossier.facts, "impact.users")
    affected, base = number(at(users, "affected")), number(at(users, "base"))
    stated = number(at(users, "stated_pct"))
    if affected is not None and base is not None and affected > base:
        told = f"{amount(affected)} affected out of {amount(base)}"
        yield clash("impact.users.affected", trouble=told)
    elif affected is not None and base and stated is not None:
        share = 100 * affected / base
        if abs(stated - share) > 1:
            told = f"{amount(affected)} of {amount(base)} is {amount(share)} %, stated {stated:g} %"
            yield clash("impact.users.stated_pct", trouble=told)
    for path in ("impact.users.stated_pct", "intake.users_pct", "intake.size_pct"):
        value = number(at(dossier.facts, path))
        above = value is not None and value > 100 and path != "intake.size_pct"
        if value is not None and (value < 0 or above):
            yield clash(path, trouble=f"a share of {value:g} % lies outside 0 to 100")
    yield from _impossible_numbers(dossier)


def _impossible_numbers(dossier: Dossier) -> Clashes:
    for path, value in _amounts(dossier):
        main = number(value.get("value", value.get("amount", value.get("affected"))))
        low, high = number(value.get("low")), number(value.get("high"))
        if main is not None and main < 0:
            yield clash(path, trouble=f"{amount(main)} is a negative amount")
        if low is not None and high is not None and low > high:
            yield clash(path, trouble=f"the range runs from {amount(low)} down to {amount(high)}")
    for section in ("reputation", "operations", "data"):
        fields: Json = at(dossier.facts, f"impact.{section}") or {}
        for name, value in fields.items():
            count = number(value) if not isinstance(value, str) else None
            if count is not None and count < 0:
                yield clash(f"impact.{section}.{name}", trouble=f"{amount(count)} is negative")


def _amounts(dossier: Dossier) -> Iterator[tuple[str, Json]]:
    yield "impact.users", at(dossier.facts, "impact.users") or {}
    for name in (*_MONEY, "stated_total"):
        line = at(dossier.facts, f"impact.money.{name}")
        if line:
            yield f"impact.money.{name}", line
    for dimension in items(dossier.facts, "impact.dimensions"):
        for quantity in items(dimension, "quantities"):
            yield f"impact.dimensions.{text(dimension, 'id')}", quantity


def measures_and_share(dossier: Dossier) -> Clashes:
    """X22: the table says all or nothing while only a part was affected, or shows no change."""
    rows = items(dossier.facts, "impact.metrics_table")
    share = number(at(dossier.facts, "computed.users_pct"))
    absolute = [row for row in rows if _says_all(row)]
    if share is not None and 0 < share < 95 and absolute:
        told = listed([_during(row) for row in absolute])
        place = f"impact.metrics_table.{text(absolute[0], 'id')}.during"
        yield clash(place, share=f"{share:.3g} % were affected", table=f"the table says {told}")
    compared = [r for r in rows if r.get("baseline") is not None and r.get("during") is not None]
    unchanged = [r for r in compared if number(r["baseline"]) == number(r["during"])]
    if compared and len(unchanged) == len(compared) and (share or 0) > 0:
        told = listed([_during(row) for row in unchanged])
        place = f"impact.metrics_table.{text(unchanged[0], 'id')}.during"
        yield clash(
            place, share=f"{share:.3g} % were affected", table=f"no measure changed: {told}"
        )


def _says_all(row: Json) -> bool:
    name, during = text(row, "name"), number(row.get("during"))
    if during is None:
        return False
    share = _OF_A_SHARE.search(f"{name} {text(row, 'unit')}") is not None
    if _UP.search(name):
        return during == 0
    if _DOWN.search(name):
        return share and during == 100
    return bool(_PEOPLE.search(name)) and not _HURT.search(name) and during == 0


def _during(row: Json) -> str:
    unit = text(row, "unit")
    figure = amount(number(row.get("during")) or 0.0)
    return f"{text(row, 'name')} {figure}{f' {unit}' if unit else ''}"


def severity_band(dossier: Dossier) -> Clashes:
    """X23: the severity as declared differs from the one that the facts give."""
    declared = text(dossier.facts, "meta.severity")
    computed = text(dossier.facts, "computed.severity_computed")
    if declared and computed and declared != computed:
        reason = text(dossier.facts, "computed.severity_reason")
        yield clash("meta.severity", declared=declared, computed=computed, reason=reason)


def objective(dossier: Dossier) -> Clashes:
    """X24: the objective is said to be kept or broken against the sums, or has no sense."""
    target = number(at(dossier.facts, "impact.sla.target"))
    if target is not None and not 0 < target < 1:
        told = f"the target is {target:g}"
        yield clash("impact.sla.target", said=told, seen="a target lies between 0 and 1")
    computed = at(dossier.facts, "computed.slo")
    stated = text(dossier.facts, "impact.sla.breached")
    if computed is None or computed["assumed"] or stated not in {"yes", "no"}:
        return
    if (stated == "yes") != computed["breached"]:
        used = f"{computed['total_consumed_pct']:.3g} % of the budget is used"
        said = f"the objective is said to be {'broken' if stated == 'yes' else 'kept'}"
        yield clash("impact.sla.breached", said=said, seen=used)


def no_harm(dossier: Dossier) -> Clashes:
    """X26: a text says that no customer was affected while the numbers say otherwise."""
    affected = number(at(dossier.facts, "impact.users.affected"))
    share = number(at(dossier.facts, "computed.users_pct"))
    if dossier.type == "near_miss" or not (affected or share):
        return
    counted = f"{amount(affected)} affected" if affected else f"{share:.3g} % affected"
    for path, words in _summaries(dossier):
        match = _NO_HARM.search(words)
        if match is not None:
            yield clash(path, said=quoted(match.group()), counted=counted)


def _summaries(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield "summary.text", text(dossier.facts, "summary.text")
    yield "analysis.problem.text", text(dossier.facts, "analysis.problem.text")
    for dimension in items(dossier.facts, "impact.dimensions"):
        yield f"impact.dimensions.{text(dimension, 'id')}.text", text(dimension, "text")


def money(dossier: Dossier) -> Clashes:
    """X27: money without currency or basis, or a total that its parts don't add up to."""
    lines = {name: at(dossier.facts, f"impact.money.{name}") for name in (*_MONEY, "stated_total")}
    for name, line in lines.items():
        lacking = [part for part in ("currency", "basis") if line and not text(line, part)]
        if lacking and not (name == "stated_total" and lacking == ["basis"]):
            figure = amount(number(line["amount"]) or 0.0)
            place = f"impact.money.{name}"
            yield clash(place, trouble=f"{figure} is given without {' and '.join(lacking)}")
    total = lines["stated_total"]
    parts = [line for name in _MONEY if (line := lines[name])]
    if total and parts and len({text(line, "currency") for line in (*parts, total)}) == 1:
        added = sum(number(part["amount"]) or 0.0 for part in parts)
        stated = number(total["amount"]) or 0.0
        if abs(added - stated) > 0.01 * max(abs(added), abs(stated)):
            told = f"the parts add up to {amount(added)}, the total says {amount(stated)}"
            yield clash("impact.money.stated_total", trouble=told)


def notification(dossier: Dossier) -> Clashes:
    """X28: personal data was exposed and no decision on notifying stands in the timeline."""
    detect = dossier.role("DETECT")
    if dossier.type != "security_incident" or detect is None or not _personal_data(dossier):
        return
    until = detect.at + min(timedelta(hours=_CLOCK_HOURS), _LAST - detect.at)
    decisions = [e for e in dossier.events if e.at >= detect.at and _is_notice(e.data)]
    if not decisions or decisions[0].at > until:
        seen = f"the first one is {decisions[0].told}" if decisions else "none is in the timeline"
        yield clash("timeline.events", aware=detect.told, until=clock(until), seen=seen)


def _personal_data(dossier: Dossier) -> bool:
    data = at(dossier.facts, "impact.data")
    named = any(_PERSONAL.search(kind) for kind in texts(data, "classes"))
    touched = number(at(data, "records")) or text(dossier.facts, "intake.data_exposed") == "yes"
    return bool(number(at(data, "subjects"))) or (named and bool(touched))


def _is_notice(event: Json) -> bool:
    return event.get("kind") == "comms_external" or _NOTICE.search(text(event, "text")) is not None


def window_label(dossier: Dossier) -> Clashes:
    """X29: the window in the header says detection and starts before anything was detected."""
    window = at(dossier.facts, "timeline.window")
    detect = dossier.role("DETECT")
    opened = timed_event({"id": "", "kind": "window", "time": at(window, "start")})
    if text(window, "starts_with") != "detection" or detect is None or opened is None:
        return
    if opened.surely_before(detect):
        same = next((e for e in dossier.events if e.at == opened.at), None)
        begun = clock(opened.at) if same is None else f"{clock(opened.at)}, with {same.told}"
        yield clash("timeline.window", begun=begun, detect=detect.told)
