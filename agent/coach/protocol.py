"""What a coach is asked for, and what it offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from agent.dialogue import Coaching, Proposal, Remark
from agent.premortem.record import AnyDocument


@dataclass(frozen=True, slots=True)
class NextWhy:
    """What made the condition of this node of the why-tree possible?"""

    node_id: str
    kind: Literal["next_why"] = "next_why"


@dataclass(frozen=True, slots=True)
class Neutralise:
    """Say a blaming text without its blame, keeping every fact."""

    path: str
    text: str
    kind: Literal["neutralise"] = "neutralise"


@dataclass(frozen=True, slots=True)
class SharpenAction:
    """Which part of a checkable action is missing?"""

    action_id: str
    kind: Literal["sharpen_action"] = "sharpen_action"


@dataclass(frozen=True, slots=True)
class ClimbHierarchy:
    """What would work one level higher in the hierarchy of controls?"""

    action_id: str
    kind: Literal["climb_hierarchy"] = "climb_hierarchy"


@dataclass(frozen=True, slots=True)
class GeneraliseLesson:
    """Which principle is in this lesson for a team that never heard of the service?"""

    lesson_id: str
    kind: Literal["generalise_lesson"] = "generalise_lesson"


@dataclass(frozen=True, slots=True)
class SummariseIncident:
    """A draft of the summary, from accepted fields only."""

    audience: str = "the people who will read the review"
    kind: Literal["summarise_incident"] = "summarise_incident"


@dataclass(frozen=True, slots=True)
class StateCause:
    """What did the condition of this cause make likelier?"""

    cause_id: str
    kind: Literal["state_cause"] = "state_cause"


@dataclass(frozen=True, slots=True)
class MoreCandidates:
    """Which candidates does the fishbone not hold, now that people have put theirs on it?"""

    kind: Literal["more_candidates"] = "more_candidates"


@dataclass(frozen=True, slots=True)
class MoreFaults:
    """Which basic events does the fault tree not hold, now that people have put theirs in it?"""

    kind: Literal["more_faults"] = "more_faults"


@dataclass(frozen=True, slots=True)
class ExtractEvents:
    """Which events of a timeline are in this record?"""

    text: str
    source: str = ""
    """The id of the evidence that the record is."""
    line: int = 1
    """The number of the line of the record at which this text begins."""
    kind: Literal["extract_events"] = "extract_events"


@dataclass(frozen=True, slots=True)
class ExplainScore:
    """Why is the score of this criterion what it is? Everything given is computed."""

    criterion: str
    """Its id and name."""
    score: str
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    question: str = ""
    """The question that would fill the first gap."""
    kind: Literal["explain_score"] = "explain_score"


@dataclass(frozen=True, slots=True)
class ExplainSimilarity:
    """Why is this past incident like the one at hand?"""

    candidate_id: str
    """The candidate of the search for earlier incidents."""
    past: str
    """What its review tells: title, summary, causes."""
    people: tuple[str, ...] = ()
    """The people of that review, by name: they are masked like those of this one."""
    question: str = ""
    """The question whether it is the same thing."""
    kind: Literal["explain_similarity"] = "explain_similarity"


@dataclass(frozen=True, slots=True)
class ClusterReasons:
    """Which reasons of a pre-mortem that people left alone fail in one way?"""

    kind: Literal["cluster_reasons"] = "cluster_reasons"


AboutPostmortem = (
    NextWhy
    | Neutralise
    | GeneraliseLesson
    | SummariseIncident
    | StateCause
    | MoreCandidates
    | MoreFaults
    | ExtractEvents
    | ExplainScore
    | ExplainSimilarity
)
Task = AboutPostmortem | SharpenAction | ClimbHierarchy | ClusterReasons
Tell = Callable[[Remark | Coaching], None]
"""How a coach says what it is doing, what it costs, and why it offers less."""


def silently(said: Remark | Coaching) -> None:
    """Hear what a coach says and pass nothing on."""
    del said


class Coach(Protocol):
    """Makes proposals for a task. Raises CoachError when it can't."""

    name: str
    """Where a proposal says it comes from."""

    async def propose(
        self, task: Task, document: AnyDocument, tell: Tell = silently
    ) -> tuple[Proposal, ...]:
        """Return proposals, best first. Their `id` is empty: the session numbers them."""
        ...

    def foresee(self, tasks: Sequence[Task], document: AnyDocument) -> None:
        """Get ready for tasks that may come next, if that takes long. Never waited for."""
        ...

    def stop(self) -> bool:
        """Give up what takes long; true when something did. The turn goes on without it."""
        ...

    async def close(self) -> None:
        """Let go of what is under way."""
        ...

    @property
    def state(self) -> Coaching | None:
        """What it is and what it has spent; None for a coach that costs nothing."""
        ...
