"""Which fields of a document hold words of people, and which wordings matter in each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias, cast

from rubrics.conditions.reading import items, mappings

_BLAME = frozenset({"blame"})
_CAUSE = frozenset({"blame", "hedge"})
_IMPACT = frozenset({"blame", "impact"})
_TIME = frozenset({"time"})

FIELDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("meta.title", _BLAME),
    ("meta.purpose", _BLAME),
    ("summary.text", _IMPACT),
    ("summary.background", _BLAME),
    ("intake.resolved_how", _BLAME),
    ("intake.surprises", _BLAME),
    ("intake.manual_intervention", _BLAME),
    ("timeline.events.*.time.original_text", _TIME),
    ("timeline.events.*.text", _BLAME),
    ("timeline.events.*.decision.options", _BLAME),
    ("timeline.events.*.decision.chosen", _BLAME),
    ("timeline.events.*.decision.information_available", _BLAME),
    ("timeline.events.*.decision.goal", _BLAME),
    ("timeline.events.*.decision.pressure", _BLAME),
    ("timeline.events.*.decision.expectation", _BLAME),
    ("timeline.observations.*.explanation", _BLAME),
    ("detection.could_have_been_earlier", _BLAME),
    ("impact.dimensions.*.text", _IMPACT),
    ("impact.dimensions.*.reason", _BLAME),
    ("impact.users.segments.*.note", _IMPACT),
    ("impact.opportunity", _IMPACT),
    ("impact.long_tail", _IMPACT),
    ("impact.potential.harm", _IMPACT),
    ("analysis.problem.text", _IMPACT),
    ("analysis.problem.deviation", _BLAME),
    ("analysis.problem.extent", _IMPACT),
    ("analysis.nodes.*.text", _CAUSE),
    ("analysis.nodes.*.lever", _BLAME),
    ("analysis.nodes.*.human.information_available", _BLAME),
    ("analysis.nodes.*.human.goal", _BLAME),
    ("analysis.nodes.*.human.pressure", _BLAME),
    ("analysis.nodes.*.human.options", _BLAME),
    ("analysis.nodes.*.human.expectation", _BLAME),
    ("analysis.causes.*.statement.cause", _CAUSE),
    ("analysis.causes.*.statement.effect", _CAUSE),
    ("analysis.causes.*.reject_reason", _BLAME),
    ("analysis.causes.*.accepted_risk.reason", _BLAME),
    ("analysis.fishbone.items.*.text", _BLAME),
    ("analysis.fault_tree.nodes.*.text", _BLAME),
    ("analysis.barriers.*.name", _BLAME),
    ("analysis.barriers.*.hole", _BLAME),
    ("analysis.control_loops.*.unsafe_action", _BLAME),
    ("analysis.control_loops.*.feedback", _BLAME),
    ("analysis.control_loops.*.believed", _BLAME),
    ("analysis.control_loops.*.actual", _BLAME),
    ("analysis.why_now", _BLAME),
    ("analysis.contrast", _BLAME),
    ("analysis.backlog_check", _BLAME),
    ("analysis.considered_none.*.note", _BLAME),
    ("actions.*.text", _BLAME),
    ("actions.*.done_when", _BLAME),
    ("actions.*.rationale", _BLAME),
    ("actions.*.side_effects", _BLAME),
    ("actions.*.declined_reason", _BLAME),
    ("learning.went_well.*.text", _BLAME),
    ("learning.went_well.*.made_possible_by", _BLAME),
    ("learning.went_poorly.*.text", _BLAME),
    ("learning.lucky.*.text", _BLAME),
    ("learning.lessons.*.text", _BLAME),
    ("learning.lessons.*.principle", _BLAME),
    ("learning.knowledge_gaps.*.text", _BLAME),
    ("learning.pressures.*.text", _BLAME),
    ("learning.thanks.*.text", _BLAME),
    ("learning.adaptations.*.text", _BLAME),
    ("learning.open_questions.*.text", _BLAME),
    ("parking_lot.*.text", _BLAME),
    ("sharing.external.text", _IMPACT),
    ("followup.entries.*.note", _BLAME),
    ("notes.*.text", _BLAME),
)
"""Fields with the wordings to look for. Quotes of users and excerpts of records are not here."""

_Branch: TypeAlias = "dict[str, _Branch | int]"
_Found: TypeAlias = list[list[tuple[str, str]]]


class Passage(NamedTuple):
    """One text of a document and what to look for in it."""

    path: str
    """Its place."""
    text: str
    """The words."""
    only: frozenset[str]
    """Categories of wording that matter here."""
    about: str = ""
    """The part of the document that a block of a page went to; empty for the fields themselves."""


def passages(facts: Mapping[str, Any]) -> Iterator[Passage]:
    """Yield every text that people wrote, in the order of the table.

    Blame on a stranger's page is looked for in its prose instead, where each sentence stands once.
    """
    held: frozenset[str] = frozenset() if facts.get("page") is None else _BLAME
    found: _Found = [[] for _ in FIELDS]
    _gather(facts, _branches(), "", found)
    for (_, wanted), places in zip(FIELDS, found, strict=True):
        only = wanted - held
        for path, value in places:
            yield Passage(path, value, only)


def prose(facts: Mapping[str, Any]) -> Iterator[Passage]:
    """Yield the prose of a page that no session made, block by block, wherever it stands."""
    for block in items(facts, "page.prose"):
        about = str(block.get("about", ""))
        yield Passage(f"page.prose.{block['id']}", str(block["text"]), _BLAME, about)


def texts_at(facts: Mapping[str, Any], paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield place and words of the texts at some places; `*` stands for every item of a list."""
    for path in paths:
        yield from _texts(facts, path.split("."), "")


def _texts(place: Any, steps: Sequence[str], path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON
    if not steps:
        for text in cast("list[Any]", place) if isinstance(place, list) else [place]:
            if isinstance(text, str) and text.strip():
                yield path, text
        return
    first, *rest = steps
    if first == "*":
        for item in mappings(place):
            yield from _texts(item, rest, f"{path}.{item['id']}")
    elif isinstance(place, dict):
        below = cast("dict[str, Any]", place).get(first)
        yield from _texts(below, rest, f"{path}.{first}" if path else first)


def narrative(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield place and words of every text that tells something."""
    return ((p.path, p.text) for p in passages(facts) if p.only != _TIME)


@cache
def _branches() -> _Branch:
    """Return the paths of the table as one tree, so that a document is walked once."""
    root: _Branch = {}
    for number, (path, _) in enumerate(FIELDS):
        *steps, last = path.split(".")
        place = root
        for step in steps:
            place = cast("_Branch", place.setdefault(step, {}))
        place[last] = number
    return root


def _gather(place: Any, branch: _Branch, path: str, found: _Found) -> None:  # noqa: ANN401 - JSON
    """Put the texts under a place of the document to the row of the table that names them."""
    for step, below in branch.items():
        if step == "*":
            for item in cast("list[dict[str, Any]]", place or []):
                _gather(item, cast("_Branch", below), f"{path}.{item['id']}", found)
            continue
        value = cast("dict[str, Any]", place).get(step) if isinstance(place, dict) else None
        if isinstance(below, dict):
            if value:
                _gather(value, below, f"{path}.{step}" if path else step, found)
        elif isinstance(value, str) and value.strip():
            found[below].append((f"{path}.{step}" if path else step, value))
