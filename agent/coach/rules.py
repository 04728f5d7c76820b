"""The coach that needs no model: proposals by rule, from the document's own words."""

import asyncio
from collections.abc import Sequence

from agent.coach import actions, clusters, lessons, summary, whys
from agent.coach.neutral import neutralise
from agent.coach.offers import ask, put, quoted
from agent.coach.protocol import (
    AboutPostmortem,
    ClimbHierarchy,
    ClusterReasons,
    ExtractEvents,
    GeneraliseLesson,
    Neutralise,
    NextWhy,
    SharpenAction,
    SummariseIncident,
    Task,
    Tell,
    silently,
)
from agent.coach.records import events_in
from agent.dialogue import AskNext, Proposal, Remark
from agent.postmortem.edits import value_at
from agent.postmortem.people import names_of
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument, Premortem

_ASKED_AT = (
    ("analysis.nodes", "CA-02"),
    ("analysis.causes", "CA-21"),
    ("timeline.events", "TL-08"),
    ("actions", "AC-04"),
    ("learning.lessons", "LE-02"),
)
"""Which question of the bank takes the answer, by the list the blaming text stands in."""


class RulesCoach:
    """Makes proposals without a model. What can't be said faithfully becomes a question."""

    name = "rules"

    state = None

    def foresee(self, tasks: Sequence[Task], document: AnyDocument) -> None:
        """Do nothing: rules take no time."""

    def stop(self) -> bool:
        """Do nothing: rules take no time."""
        return False

    async def close(self) -> None:
        """Do nothing: nothing is under way."""

    async def propose(
        self, task: Task, document: AnyDocument, tell: Tell = silently
    ) -> tuple[Proposal, ...]:
        """Return proposals for a task, best first; none when there is nothing to offer."""
        if isinstance(task, ExtractEvents) and isinstance(document, Postmortem):
            found, more = await asyncio.to_thread(events_in, task, document)
            if more:
                text = f"{more} more lines may be events. Import the part that matters by itself."
                tell(Remark(tone="notice", text=text, rule="coach:cut"))
            return found
        return _offers(task, document)


def _offers(task: Task, document: AnyDocument) -> tuple[Proposal, ...]:
    match task:
        case SharpenAction():
            return actions.sharpen(task.action_id, document)
        case ClimbHierarchy():
            return actions.climb(task.action_id, document)
        case ClusterReasons():
            return clusters.cluster(document) if isinstance(document, Premortem) else ()
        case _:
            return _of_postmortem(task, document) if isinstance(document, Postmortem) else ()


def _of_postmortem(task: AboutPostmortem, document: Postmortem) -> tuple[Proposal, ...]:
    match task:
        case NextWhy():
            return whys.next_why(task.node_id, document)
        case Neutralise():
            return _neutral(task, document)
        case GeneraliseLesson():
            return lessons.generalise(task.lesson_id, document)
        case SummariseIncident():
            return summary.summarise(document)
        case _:
            return ()  # no rule knows; people do


def _neutral(task: Neutralise, document: Postmortem) -> tuple[Proposal, ...]:
    neutral = neutralise(task.text, names_of(document.people))
    if neutral.text:
        reason = "The same facts, told about the situation."
        return (put("neutral version", neutral.text, reason, task.path),)
    if neutral.finding is None:
        return ()
    question = f"{quoted(neutral.finding.text)}: {neutral.finding.suggestion}"
    reason = "A neutral version needs a fact that only you have."
    return (ask("question instead", question, reason, _question_for(task.path, document)),)


def _question_for(path: str, document: Postmortem) -> AskNext:
    """Return the question whose answer holds what the blaming words left out."""
    for list_path, question in _ASKED_AT:
        if path.startswith(f"{list_path}."):
            item = path.removeprefix(f"{list_path}.").split(".")[0]
            if value_at(document, f"{list_path}.{item}") is not None:
                return AskNext(question=question, about=item)
    return AskNext(question="TR-01" if path == "summary.text" else "RV-03")
