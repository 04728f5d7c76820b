"""Rules that compare facts: how they are written down, and how a clash becomes a finding."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Literal, NamedTuple, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from rubrics.findings import Category, Finding, FindingSeverity
from rubrics.package_data import read_yaml

Text = Annotated[str, Field(min_length=1)]
Group = Literal["T", "I", "C", "A", "D"]
_T = TypeVar("_T")


class Clash(NamedTuple):
    """Facts that don't fit together, and where."""

    place: str
    """The path of the fact to look at first."""
    facts: Mapping[str, str]
    """The facts by the names that the rule's message uses."""
    severity: FindingSeverity | None = None
    """When it differs from the rule's."""
    question: str = ""
    """When another question mends it than the rule's."""
    words: str = ""
    """The words of the field that it is about, when it is not about all of them."""
    start: int = 0
    """Where these words begin in the field."""


def clash(
    place: str,
    *,
    severity: FindingSeverity | None = None,
    question: str = "",
    words: str = "",
    offset: int = 0,
    **facts: object,
) -> Clash:
    """Return a clash; the facts are turned into text."""
    told = {name: str(fact) for name, fact in facts.items()}
    return Clash(place, told, severity, question, words, offset)


Clashes: TypeAlias = Iterator[Clash]


class Rule(BaseModel):
    """One rule as data. The function that finds its clashes goes by the name in `check`."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = Field(pattern=r"^[XR]\d{1,2}$")
    """The id, never given to another rule."""
    check: Text
    """The name of the function that finds the clashes."""
    severity: FindingSeverity
    """Error blocks the gate; a clash may be milder or graver."""
    on_page: Literal["off", "info", "warning", "error"] = "error"
    """The most it weighs on a page that no session made; `off` when it can't be known there."""
    group: Group
    """Timeline, impact, causes, actions or document: the state that owns it."""
    message: Text
    """What to say, with the conflicting facts in braces."""
    mend: Text
    """What to do about it."""
    why: Text
    """Why it matters."""
    source: Text
    """Where the rule comes from."""
    question: Text
    """The question of the bank that mends it."""


@cache
def load(package: str) -> tuple[Rule, ...]:
    """Return the rules of a package in order."""
    return tuple(Rule.model_validate(item) for item in read_yaml(package, "rules.yaml")["rules"])


def run(
    rules: tuple[Rule, ...],
    checks: Mapping[str, Callable[[_T], Clashes]],
    case: _T,
    category: Category,
    *,
    on_page: bool = False,
) -> tuple[Finding, ...]:
    """Return what the rules find in a case, rule by rule.

    Args:
        rules: The rules.
        checks: The functions by the names that the rules use.
        case: What is looked at.
        category: What the findings are about.
        on_page: Whether no session made the document.
    """
    return tuple(
        _finding(rule, found, category, on_page=on_page)
        for rule in rules
        if not (on_page and rule.on_page == "off")
        for found in checks[rule.check](case)
    )


_GRAVITY: tuple[FindingSeverity, ...] = ("info", "warning", "error")


def _finding(rule: Rule, found: Clash, category: Category, *, on_page: bool) -> Finding:
    severity = found.severity or rule.severity
    most = rule.on_page
    if on_page and most != "off" and _GRAVITY.index(most) < _GRAVITY.index(severity):
        severity = most
    return Finding(
        rule=rule.id,
        category=category,
        severity=severity,
        message=rule.message.format_map(found.facts),
        suggestion=rule.mend,
        field=found.place,
        text=found.words,
        start=found.start,
        end=found.start + len(found.words),
        group=rule.group,
        question=found.question or rule.question,
    )
