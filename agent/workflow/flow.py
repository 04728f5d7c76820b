"""What one kind of document brings to the machine; everything else is the same for all kinds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from agent.coach.protocol import Task
from agent.dialogue import (
    Answer,
    AnyState,
    Event,
    Flag,
    Missing,
    Override,
    Progress,
    Remark,
    Reopen,
    Reply,
)
from agent.library.search import Hit
from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem, ScoreEntry
from agent.premortem.record import AnyDocument
from agent.questions.bank import Bank, BankQuestion, DocumentKind
from agent.questions.reading import ReadingContext
from agent.questions.situation import Relevance
from agent.workflow.choice import Asked, Choice, Key
from agent.workflow.states import State

if TYPE_CHECKING:
    from agent.workflow.explaining import Explanation
    from agent.workflow.floor import Floor, Taken

Similar = Callable[[AnyDocument], tuple[Hit, ...]]
"""Earlier incidents like a document, best first. Raises AgentError."""
Recall = Callable[[str], Postmortem | None]
"""The postmortem behind an id of the library; None for one that was read from a file."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the library knows."""

    similar: Similar
    recall: Recall
    text: Callable[[str], str]
    """The words that an incident of the library is found by."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer gave rise to besides its own field."""

    remarks: tuple[Remark, ...] = ()
    wanted: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """A document on entering a state, and what is said about it."""

    document: AnyDocument
    remarks: tuple[Remark, ...] = ()
    greeting: tuple[Remark, ...] = ()
    """What is said once the state is entered."""
    keep: bool = False
    """Whether the library takes it in."""


class Flow(Protocol):
    """The states of one kind of document, their guards and questions, and what code computes.

    A view is whatever `view` returns: a document at a moment, with what is computed from it.
    """

    kind: DocumentKind
    """What kind of document it is about."""
    states: tuple[State, ...]
    """The states as data; the graph is built from them."""
    steps: tuple[str, ...]
    """The steps that people see, by a state's `step`."""
    order: tuple[AnyState, ...]
    """The states on the way from the first to the last: going back never leaves them."""
    ends: frozenset[AnyState]
    """States in which nothing may be open."""
    kept: tuple[str, ...]
    """Beginnings of the paths that only the session sets."""

    def bank(self) -> Bank:
        """Return the questions."""
        ...

    def state(self, name: AnyState) -> State:
        """Return a state."""
        ...

    def view(self, document: Any, now: datetime) -> Any:  # noqa: ANN401 - see the class
        """Return a document with what is computed from it."""
        ...

    def reading(self, document: Any, now: datetime) -> ReadingContext:  # noqa: ANN401
        """Return what times, names and numbers in an answer are read against."""
        ...

    def missing(self, state: AnyState, view: Any) -> tuple[Missing, ...]:  # noqa: ANN401
        """Return what the guard of a state still needs; nothing means that it may be left."""
        ...

    def contradictions(self, view: Any, groups: str) -> Iterable[Missing]:  # noqa: ANN401
        """Return the errors of some groups of checks."""
        ...

    def groups_before(self, state: AnyState) -> str:
        """Return the groups of checks that the states before one answer for."""
        ...

    def fits(self, question: BankQuestion, seen: Relevance[Any]) -> bool:
        """Return whether a question makes sense for the document."""
        ...

    def depth(self, document: Any) -> str:  # noqa: ANN401
        """Return how deep to ask: light, standard or deep."""
        ...

    def pressing(
        self,
        state: AnyState,
        view: Any,  # noqa: ANN401
        asked: Mapping[Key, Asked],
    ) -> Choice | None:
        """Return the question that comes before all others, or None."""
        ...

    def detour(self, state: AnyState, view: Any, intent: str) -> AnyState | None:  # noqa: ANN401
        """Return the state off the way that the document belongs into, or None."""
        ...

    def following(self, state: AnyState, document: Any) -> AnyState | None:  # noqa: ANN401
        """Return the state after one."""
        ...

    def leaves_at_once(self, state: AnyState) -> bool:
        """Return whether a state is left as soon as its guard is met, questions open or not."""
        ...

    def sent_back(self, state: AnyState, view: Any, returned: Sequence[str]) -> Choice | None:  # noqa: ANN401
        """Return the question of an error that another state owns; its wording names the state."""
        ...

    def back_from(self, state: AnyState, view: Any, returned: Sequence[str]) -> AnyState | None:  # noqa: ANN401
        """Return the state to come back to once an error that led away from it is gone."""
        ...

    def recompute(self, document: Any, now: datetime) -> AnyDocument:  # noqa: ANN401
        """Set what code decides after a reply."""
        ...

    def entered(
        self,
        document: Any,  # noqa: ANN401
        state: AnyState,
        now: datetime,
        past: Past,
    ) -> Entered:
        """Return the document as it is on entering a state."""
        ...

    def score(self, view: Any) -> ScoreEntry | None:  # noqa: ANN401
        """Return the score of a document for lists; None for a kind that has none."""
        ...

    def tasks(self, coach: Sequence[str], changed: Sequence[str], view: Any) -> Iterable[Task]:  # noqa: ANN401
        """Return what the coach is asked about an answer."""
        ...

    def flags(self, view: Any) -> tuple[Flag, ...]:  # noqa: ANN401
        """Return what can be disputed."""
        ...

    def listen(
        self, reply: Answer, question: BankQuestion, about: str, draft: Draft, floor: "Floor"
    ) -> Heard:
        """Do what an answer calls for besides its own field."""
        ...

    def pace(self, reply: Reply, floor: "Floor", taken: "Taken") -> tuple[Remark, ...]:
        """Return what is to be said about the turns so far."""
        ...

    def may_override(self, reply: Override, floor: "Floor") -> None:
        """Refuse to leave a state that can't be left. Raises AnswerError."""
        ...

    def reopen(self, reply: Reopen, floor: "Floor") -> "Taken":
        """Open again what is closed. Raises AnswerError when it isn't."""
        ...

    def lies_behind(self, state: AnyState, floor: "Floor") -> bool:
        """Return whether going to a state is going back: never past a guard."""
        ...

    def may_leave(self, floor: "Floor") -> bool:
        """Return whether going on to the next step leaves the open question too."""
        ...

    def leave(self, floor: "Floor", *, reason: str) -> "Taken | None":
        """Return what leaving the open question means, where it means more than later."""
        ...

    def shown(self, document: Any) -> AnyDocument:  # noqa: ANN401
        """Return the document as everybody at the screen may see it."""
        ...

    def written_by(self, document: Any, person: str) -> tuple[str, ...]:  # noqa: ANN401
        """Return what a person wrote alone so far: for that person's eyes."""
        ...

    def progress(
        self,
        position: Mapping[str, Any],
        view: Any,  # noqa: ANN401
        replies: Sequence[datetime],
    ) -> Progress:
        """Return where the session stands."""
        ...

    def told(self, view: Any) -> tuple[Event, ...]:  # noqa: ANN401
        """Return what a front end is told of the document between turns: the score."""
        ...

    async def explanation(self, about: str, view: Any, past: Past) -> "Explanation | None":  # noqa: ANN401
        """Return why a score or a likeness is what it is; None for what has no explanation."""
        ...

    def until(self, question: BankQuestion, about: str, document: Any) -> datetime | None:  # noqa: ANN401
        """Return when the time for a question is over, if it has a time."""
        ...
