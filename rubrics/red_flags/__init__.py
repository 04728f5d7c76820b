"""Red flags by type of incident: warnings beside the score that never change it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rubrics.conditions import dimensions
from rubrics.conditions.case import Case
from rubrics.conditions.moments import precise
from rubrics.conditions.reading import items, text, words
from rubrics.findings import Category, Finding
from rubrics.narrative import narrative, prose
from rubrics.package_data import read_yaml
from rubrics.patterns import regex
from rubrics.structure import begins_with_a_person, names_of

Text = Annotated[str, Field(min_length=1)]


class RedFlag(BaseModel):
    """One red flag as data."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = Field(pattern=r"^RF\d\d$")
    """The id, never given to another."""
    types: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The types of incident it belongs to."""
    check: Text
    """The name of the function that looks for it."""
    params: Mapping[str, Any] = {}
    """What it is called with."""
    severity: Literal["warning", "info"]
    """Never an error: the score says what a document is worth."""
    category: Category
    """What it is about."""
    field: Text
    """The part of the document it is about."""
    message: Text
    """What was seen."""
    ask: Text
    """What to do about it."""


@cache
def red_flags() -> tuple[RedFlag, ...]:
    """Return the red flags that ship with the package, in order."""
    rows = read_yaml("rubrics.red_flags", "red_flags.yaml")["flags"]
    return tuple(RedFlag.model_validate(row) for row in rows)


def check(facts: Mapping[str, Any], now: datetime) -> tuple[Finding, ...]:
    """Return the red flags that a document of its type shows."""
    case = Case(facts, now, "final")
    return tuple(
        Finding(
            rule=flag.id,
            category=flag.category,
            severity=flag.severity,
            message=flag.message,
            suggestion=flag.ask,
            field=place,
        )
        for flag in red_flags()
        if case.type in flag.types
        for place in _places(case, flag)
    )


def _places(case: Case, flag: RedFlag) -> Iterator[str]:
    """Yield where a flag is seen, at most once."""
    found = CHECKS[flag.check](case, **flag.params)
    if found is not None:
        yield found or (f"page.{_PARTS.get(flag.field, 'lead')}" if case.is_page else flag.field)


_PARTS = {
    "timeline.events": "timeline", "impact": "impact", "analysis.causes": "causes",
    "actions": "actions", "analysis": "causes", "impact.potential": "impact",
}  # fmt: skip


def vague_timeline(case: Case) -> str | None:
    """Hardly any event has a time to the hour or better."""
    if not case.events and not case.actions:
        return None
    vague = [event for event in case.events if not precise(event, "hour")]
    return "" if 2 * len(vague) > len(case.events) or not case.events else None


def no_number(case: Case) -> str | None:
    """Nothing of the impact has a number, though the story has come as far as a plan."""
    return "" if case.actions and not dimensions.any_number(case) else None


def causes_end_at(case: Case, *, words: str, longest: int) -> str | None:
    """Every cause is a short statement that names one of some words and goes no further."""
    told = _statements(case)
    if told and all(_short(one, longest) and _said(words, one) for _, one in told):
        return told[0][0]
    return None


def causes_say(case: Case, *, words: str) -> str | None:
    """A cause says one of some words."""
    return next((place for place, told in _statements(case) if _said(words, told)), None)


def person_as_cause(case: Case) -> str | None:
    """A cause begins with a person."""
    people = names_of(case.facts)
    return next((p for p, told in _statements(case) if begins_with_a_person(told, people)), None)


def action_says(case: Case, *, words: str) -> str | None:
    """An action says no more than some words."""
    return next((place for place, told in _plan(case) if _said(words, told)), None)


def no_action_about(case: Case, *, words: str) -> str | None:
    """There is a plan, and nothing in it is about some words."""
    plan = _plan(case)
    return None if not plan or any(_said(words, told) for _, told in plan) else ""


def only_actions_about(case: Case, *, words: str) -> str | None:
    """There is a plan, and all of it is about some words."""
    plan = _plan(case)
    return "" if plan and all(_said(words, told) for _, told in plan) else None


def nothing_about(case: Case, *, words: str) -> str | None:
    """There is a plan, and the whole document doesn't say some words."""
    told = [*(text for _, text in narrative(case.facts)), *(p.text for p in prose(case.facts))]
    return "" if case.actions and not any(_said(words, one) for one in told) else None


def luck_and_barriers(case: Case) -> str | None:
    """There is a plan, and either no safeguard was judged or nothing is said about luck."""
    barriers = items(case.facts, "analysis.barriers")
    held = any(text(barrier, "state") not in ("", "unknown") for barrier in barriers)
    held = held or "barrier_held" in case.moments_by_kind
    lucky = any(text(item, "text") for item in items(case.facts, "learning.lucky"))
    return "" if case.actions and not (held and lucky) else None


def no_potential(case: Case) -> str | None:
    """There is a plan, and nothing says how bad it could have been."""
    places = ("impact.potential.worst_severity", "impact.potential.harm", "intake.worst_credible")
    known = any(text(case.facts, place) for place in places)
    return "" if case.actions and not known else None


def _statements(case: Case) -> list[tuple[str, str]]:
    """Return the causes with what stands behind them, by their place."""
    return [
        (f"analysis.causes.{text(cause, 'id')}.statement.cause", told)
        for cause in case.causes
        if (told := text(cause, "statement.cause"))
    ]


def _plan(case: Case) -> list[tuple[str, str]]:
    return [(f"actions.{text(a, 'id')}.text", text(a, "text")) for a in case.actions]


def _short(told: str, longest: int) -> bool:
    return len(words(told)) <= longest


def _said(pattern: str, told: str) -> bool:
    return _compiled(pattern).search(told) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return regex(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


CHECKS: Mapping[str, Callable[..., str | None]] = {
    "vague_timeline": vague_timeline,
    "no_number": no_number,
    "causes_end_at": causes_end_at,
    "causes_say": causes_say,
    "person_as_cause": person_as_cause,
    "action_says": action_says,
    "no_action_about": no_action_about,
    "only_actions_about": only_actions_about,
    "nothing_about": nothing_about,
    "luck_and_barriers": luck_and_barriers,
    "no_potential": no_potential,
}
"""The functions by the names that the flags use: the place that was seen, empty for the part."""
