"""Which tasks the coach gets after an answer: only about what the answer just changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from agent.coach.protocol import (
    ClimbHierarchy,
    ExtractEvents,
    GeneraliseLesson,
    MoreCandidates,
    MoreFaults,
    Neutralise,
    NextWhy,
    SharpenAction,
    StateCause,
    SummariseIncident,
    Task,
)
from agent.postmortem.edits import value_at
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument
from agent.questions.bank import BankQuestion
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
_ABOUT_ITEMS: Mapping[str, tuple[str, Callable[[str], Task]]] = {
    "next_why": ("analysis.nodes", NextWhy),
    "sharpen_action": ("actions", SharpenAction),
    "climb_hierarchy": ("actions", ClimbHierarchy),
    "generalise_lesson": ("learning.lessons", GeneraliseLesson),
    "state_cause": ("analysis.causes", StateCause),
}
"""Tasks about each item that an answer changed, by the list it stands in."""
_ABOUT_THE_WHOLE: Mapping[str, tuple[str, Task]] = {
    "summarise_incident": ("", SummariseIncident()),
    "more_candidates": ("analysis.fishbone.items", MoreCandidates()),
    "more_faults": ("analysis.fault_tree.nodes", MoreFaults()),
}
"""Tasks about the whole, when an answer changed this list; an empty one stands for any change."""
_ANSWERS = frozenset({"neutralise", "extract_events", "more_candidates", "more_faults"})
"""Tasks about the words of the answer itself."""


def tasks(coach_tasks: Sequence[str], changed: Sequence[str], view: Judged) -> Iterator[Task]:
    """Yield the tasks for an answer: its question's own, and blame wherever it stands."""
    yield from _neutralise(changed, view)
    for name in coach_tasks:
        if name in _ABOUT_ITEMS:
            list_path, task = _ABOUT_ITEMS[name]
            yield from (task(item) for item in _items(list_path, changed))
        elif name == "extract_events":
            yield from _blocks(changed, view)
        elif name in _ABOUT_THE_WHOLE:
            list_path, whole = _ABOUT_THE_WHOLE[name]
            if not list_path or _items(list_path, changed):
                yield whole


def foreseen(question: BankQuestion, about: str, view: Judged) -> Iterator[Task]:
    """Yield tasks that may follow an open question and that no answer to it changes.

    They are about what the question is about, or about the whole document, as it stands.
    """
    lists = ("analysis.nodes", "analysis.causes", "actions", "learning.lessons") if about else ()
    paths = [
        f"{name}.{about}"
        for name in lists
        if value_at(view.document, f"{name}.{about}") is not None
    ]
    steady = [name for name in question.coach if name not in _ANSWERS]
    yield from tasks(steady, paths, view)


def _blocks(changed: Sequence[str], view: Judged) -> Iterator[Task]:
    """Yield the entries just pasted that hold several lines: more than one thing happened there."""
    document = view.document
    events = document.timeline.events if isinstance(document, Postmortem) else ()
    for item in _items("timeline.events", changed):
        event = next(one for one in events if one.id == item)
        if "\n" in event.text.strip():
            yield ExtractEvents(event.text, next(iter(event.sources), ""))


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
