"""What a coach is asked for, and what it offers."""

from dataclasses import dataclass
from typing import Literal, Protocol

from agent.dialogue import Proposal
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

    kind: Literal["summarise_incident"] = "summarise_incident"


Task = NextWhy | Neutralise | SharpenAction | ClimbHierarchy | GeneraliseLesson | SummariseIncident


class Coach(Protocol):
    """Makes proposals for a task. Raises CoachError when it can't."""

    name: str
    """Where a proposal says it comes from."""

    async def propose(self, task: Task, document: AnyDocument) -> tuple[Proposal, ...]:
        """Return proposals, best first. Their `id` is empty: the session numbers them."""
        ...
