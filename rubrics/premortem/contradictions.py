"""Statements of a pre-mortem that can't both hold."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

from rubrics.conditions.case import Case
from rubrics.conditions.reading import at, day, items, number, text, texts
from rubrics.contradictions.rules import Clash, clash
from rubrics.findings import Finding
from rubrics.premortem.catalogue import Contradiction, rubric

Clashes: TypeAlias = Iterator[Clash]


def check(facts: Mapping[str, Any], now: datetime) -> tuple[Finding, ...]:
    """Return every contradiction, in the order of the rules."""
    case = Case(facts, now, "provisional")
    return tuple(
        _finding(rule, found)
        for rule in rubric().contradictions
        for found in CHECKS[rule.check](case)
    )


def _finding(rule: Contradiction, found: Clash) -> Finding:
    return Finding(
        rule=rule.id,
        category="contradiction",
        severity=rule.severity,
        message=found.facts["told"],
        suggestion=rule.mend,
        field=found.place,
        group="D",
        question=rule.question,
    )


def _decided_after_end(case: Case) -> Clashes:
    end = day(at(case.facts, "plan.end"))
    for place in ("plan.decision_on", "decision.at"):
        decided = day(at(case.facts, place))
        if end and decided and decided > end:
            yield clash(place, told=f"The decision ({decided}) comes after the plan ends ({end}).")


def _strange_rater(case: Case) -> Clashes:
    known = set(texts(case.facts, "computed.participants"))
    for rating in items(case.facts, "ratings"):
        by = text(rating, "by")
        if by not in known:
            who = f"{by}, who does not take part" if by else "nobody in particular"
            told = f"{text(rating, 'mode_id')} is rated by {who}."
            yield clash(f"ratings.{rating['id']}", told=told)


def _severity_fell(case: Case) -> Clashes:
    for name in texts(case.facts, "computed.fell_without_reason"):
        told = f"The severity of {name} fell after the mitigations, though the design is the same."
        yield clash(f"modes.{name}", told=told)


_POINTERS: Final = (
    ("modes", "reason_ids", "reasons"),
    ("actions", "cause_ids", "modes"),
    ("signals", "mode_id", "modes"),
    ("readings", "signal_id", "signals"),
    ("ratings", "mode_id", "modes"),
    ("outcomes", "modes", "modes"),
)


def _unknown_reference(case: Case) -> Clashes:
    for path, leaf, target in _POINTERS:
        known = {text(one, "id") for one in items(case.facts, target)}
        for one in items(case.facts, path):
            single = text(one, leaf)
            for name in (single,) if single else texts(one, leaf):
                if name not in known:
                    told = f"{one['id']} names {name}, which does not stand in the document."
                    yield clash(f"{path}.{one['id']}", told=told)


def _over_confident(case: Case) -> Clashes:
    points = number(at(case.facts, "computed.chances.over_confident_by"))
    if points:
        stated = number(at(case.facts, "plan.success_pct")) or 0.0
        lower = 100 * (number(at(case.facts, "computed.chances.lower")) or 0.0)
        told = (
            f"Success is put at {stated:g} %, but one mode alone happens with {lower:g} %: "
            f"over-confident by at least {points:g} points."
        )
        yield clash("plan.success_pct", told=told)


def _goes_over_a_breach(case: Case) -> Clashes:
    if text(case.facts, "meta.status") != "watching":
        return
    for name in texts(case.facts, "computed.breached"):
        told = f"The last reading of {name} crossed its threshold, and the plan goes on."
        yield clash(f"signals.{name}", told=told)


def _reason_twice(case: Case) -> Clashes:
    seen: dict[str, str] = {}
    for mode in items(case.facts, "modes"):
        for reason in dict.fromkeys(texts(mode, "reason_ids")):
            if reason in seen:
                told = f"{reason} stands in {seen[reason]} and in {mode['id']}."
                yield clash(f"modes.{mode['id']}.reason_ids", told=told)
            seen.setdefault(reason, str(mode["id"]))


CHECKS: Final[Mapping[str, Callable[[Case], Clashes]]] = {
    "decided_after_end": _decided_after_end,
    "strange_rater": _strange_rater,
    "severity_fell": _severity_fell,
    "unknown_reference": _unknown_reference,
    "over_confident": _over_confident,
    "goes_over_a_breach": _goes_over_a_breach,
    "reason_twice": _reason_twice,
}
