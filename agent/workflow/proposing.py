"""Which tasks the coach gets after an answer: only about what the answer just changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from agent.coach.protocol import (
    ClimbHierarchy,
    ClusterReasons,
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
from agent.questions.bank import BankQuestion, targets
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


class _About(NamedTuple):
    """A task about an item of a list."""

    list_path: str
    task: Callable[[str], Task]
    reads: frozenset[str]
    """Fields of the item that the task looks at: an answer to one of them changes it."""


_ABOUT_ITEMS: Mapping[str, _About] = {
    "next_why": _About("analysis.nodes", NextWhy, frozenset({"text", "parent", "kind", "end"})),
    "sharpen_action": _About(
        "actions",
        SharpenAction,
        frozenset({"text", "done_when", "cause_ids", "barrier_ids", "status"}),
    ),
    "climb_hierarchy": _About(
        "actions",
        ClimbHierarchy,
        frozenset({"text", "done_when", "control", "cause_ids", "barrier_ids", "status"}),
    ),
    "generalise_lesson": _About(
        "learning.lessons", GeneraliseLesson, frozenset({"text", "principle", "links"})
    ),
    "state_cause": _About(
        "analysis.causes", StateCause, frozenset({"statement", "category", "confidence"})
    ),
}
"""Tasks about each item that an answer changed, by the list it stands in."""
_ABOUT_THE_WHOLE: Mapping[str, tuple[str, Task]] = {
    "summarise_incident": ("", SummariseIncident()),
    "more_candidates": ("analysis.fishbone.items", MoreCandidates()),
    "more_faults": ("analysis.fault_tree.nodes", MoreFaults()),
    "cluster_reasons": ("modes", ClusterReasons()),
}
"""Tasks about the whole, when an answer changed this list; an empty one stands for any change."""
_ANSWERS = frozenset(
    {"neutralise", "extract_events", "more_candidates", "more_faults", "cluster_reasons"}
)
"""Tasks about the words of the answer itself."""


def tasks(coach_tasks: Sequence[str], changed: Sequence[str], view: Judged) -> Iterator[Task]:
    """Yield the tasks for an answer: its question's own, and blame wherever it stands."""
    yield from _neutralise(changed, view)
    for name in coach_tasks:
        if name in _ABOUT_ITEMS:
            about = _ABOUT_ITEMS[name]
            yield from (about.task(item) for item in _items(about.list_path, changed))
        elif name == "extract_events":
            yield from _blocks(changed, view)
        elif name in _ABOUT_THE_WHOLE:
            list_path, whole = _ABOUT_THE_WHOLE[name]
            if not list_path or _items(list_path, changed):
                yield whole


def foreseen(
    question: BankQuestion, about: str, waiting: Iterable[BankQuestion], view: Judged
) -> Iterator[Task]:
    """Yield tasks that may come next and that no answer to the open question changes.

    They are about the item that the question is about, as far as its answer fills another field
    than those the task reads, or about the whole document, which any question that is still
    waiting in this state may bring up: people answer in their own order.
    """
    for name in question.coach if about else ():
        item = _ABOUT_ITEMS.get(name)
        if item is not None and _leaves_alone(question, about, item):
            yield item.task(about)
    steady = {name for one in (question, *waiting) for name in one.coach}
    for name, (list_path, task) in _ABOUT_THE_WHOLE.items():
        if name in steady and not list_path:
            yield task


def _leaves_alone(question: BankQuestion, about: str, item: _About) -> bool:
    """Return whether an answer fills fields of an item, and none of those that the task reads."""
    start = f"{item.list_path}.{about}."
    filled = {
        path.removeprefix(start).split(".")[0]
        for path in targets(question, about)
        if path.startswith(start)
    }
    return bool(filled) and not filled & item.reads


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
