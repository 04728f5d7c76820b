"""Which tasks the coach gets after an answer: only about what the answer just changed."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from agent.coach.protocol import (
    ClimbHierarchy,
    GeneraliseLesson,
    Neutralise,
    NextWhy,
    SharpenAction,
    SummariseIncident,
    Task,
)
from agent.postmortem.edits import value_at
from agent.premortem.record import AnyDocument
from rubrics.findings import Finding


class Judged(Protocol):
    """A document with what rules find in it."""

    @property
    def document(self) -> AnyDocument:
        """The document."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What rules find in it."""
        ...


MAX_PROPOSALS = 4
"""Proposals shown at once. More than that isn't read."""


def tasks(coach_tasks: Sequence[str], changed: Sequence[str], view: Judged) -> Iterator[Task]:
    """Yield the tasks for an answer: its question's own, and blame wherever it stands."""
    yield from _neutralise(changed, view)
    for name in coach_tasks:
        match name:
            case "next_why":
                yield from (NextWhy(node_id=item) for item in _items("analysis.nodes", changed))
            case "sharpen_action":
                yield from (SharpenAction(action_id=item) for item in _items("actions", changed))
            case "climb_hierarchy":
                yield from (ClimbHierarchy(action_id=item) for item in _items("actions", changed))
            case "generalise_lesson":
                lessons = _items("learning.lessons", changed)
                yield from (GeneraliseLesson(lesson_id=item) for item in lessons)
            case "summarise_incident":
                yield SummariseIncident()
            case _:
                continue


def _neutralise(changed: Sequence[str], view: Judged) -> Iterator[Task]:
    seen: set[str] = set()
    for finding in view.findings:
        counts = finding.category == "blame" and finding.severity != "info"
        touched = any(
            finding.field == path or finding.field.startswith(f"{path}.") for path in changed
        )
        if counts and touched and finding.field not in seen:
            seen.add(finding.field)
            text = value_at(view.document, finding.field)
            if isinstance(text, str):
                yield Neutralise(path=finding.field, text=text)


def _items(list_path: str, changed: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of a list's items among changed paths, in order, each once."""
    start = f"{list_path}."
    found = (path.removeprefix(start).split(".")[0] for path in changed if path.startswith(start))
    return tuple(dict.fromkeys(found))
