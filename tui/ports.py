"""What the screens need from the rest: a workspace and the sessions it opens."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from agent.clock import Clock
from agent.dialogue import Coaching, Event, Explained, Flag, Remark, Reply
from agent.premortem.record import AnyDocument


class Listing(Protocol):
    """One postmortem or pre-mortem of one's own, as the lists show it."""

    @property
    def id(self) -> str:
        """PM-YYYY-NNN or PRE-YYYY-NNN."""
        ...

    @property
    def kind(self) -> str:
        """What it is: postmortem or premortem."""
        ...

    @property
    def title(self) -> str:
        """Its title; may be empty."""
        ...

    @property
    def state(self) -> str:
        """Where the session stands."""
        ...

    @property
    def updated_at(self) -> datetime:
        """When it last changed."""
        ...

    @property
    def overall(self) -> float | None:
        """The last weighted mean."""
        ...

    @property
    def verdict(self) -> str:
        """The last verdict."""
        ...

    @property
    def open_actions(self) -> int:
        """Actions neither done nor declined."""
        ...


class Hit(Protocol):
    """A similar incident."""

    @property
    def id(self) -> str:
        """Its id in the library."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def score(self) -> float:
        """How similar, 0-1."""
        ...

    @property
    def why(self) -> str:
        """What it has in common."""
        ...

    @property
    def open_actions(self) -> int:
        """Actions from then that never shipped."""
        ...


class OpenAction(Protocol):
    """An action that is neither done nor declined."""

    @property
    def pm_id(self) -> str:
        """The postmortem it belongs to."""
        ...

    @property
    def action_id(self) -> str:
        """Its id there."""
        ...

    @property
    def text(self) -> str:
        """What will change."""
        ...

    @property
    def owner(self) -> str:
        """Who sees it through."""
        ...

    @property
    def due(self) -> date | None:
        """By when."""
        ...

    @property
    def status(self) -> str:
        """Where it stands."""
        ...


class Session(Protocol):
    """One document being worked on: a turn is an iterator of events, followed to its end."""

    @property
    def id(self) -> str:
        """The id of the document."""
        ...

    @property
    def read_only(self) -> bool:
        """True when replies are refused."""
        ...

    @property
    def document(self) -> AnyDocument:
        """The document as it stands, as everybody at the screen may see it."""
        ...

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Return what a `Dispute` can name."""
        ...

    def written_by(self, person: str) -> tuple[str, ...]:
        """Return what a person wrote alone so far: for that person's eyes."""
        ...

    def start(self) -> AsyncIterator[Event]:
        """Say what is open now."""
        ...

    def reply(self, reply: Reply) -> AsyncIterator[Event]:
        """Take one reply: one turn."""
        ...

    async def why(self, about: str) -> Explained | None:
        """Return by rule why a score or a likeness is what it is."""
        ...

    def explain(self, about: str) -> AsyncIterator[Explained | Coaching | Remark]:
        """Say the same, then what a model adds. Takes no turn."""
        ...

    def stop_coach(self) -> bool:
        """Give up a question to the model; true when one was under way."""
        ...

    def keep_draft(self, text: str) -> None:
        """Keep what is being typed."""
        ...

    def draft(self) -> str:
        """Return what was being typed when the last process ended."""
        ...

    async def close(self) -> None:
        """Let go of the postmortem."""
        ...


class Workspace(Protocol):
    """Everything the person has: postmortems, library, actions."""

    @property
    def clock(self) -> Clock:
        """What time it is for every verb and screen: `--now`, else this moment."""
        ...

    def listings(self) -> tuple[Listing, ...]:
        """Return one's own postmortems, newest first."""
        ...

    def premortems(self) -> tuple[Listing, ...]:
        """Return one's own pre-mortems, newest first."""
        ...

    def kind(self, pm_id: str) -> str:
        """Return what an id belongs to: postmortem or premortem."""
        ...

    async def new_premortem(self) -> Session:
        """Begin a pre-mortem."""
        ...

    async def open_premortem(self, pm_id: str) -> Session:
        """Go on with a pre-mortem."""
        ...

    async def new_session(self) -> Session:
        """Begin a postmortem."""
        ...

    async def open_session(self, pm_id: str) -> Session:
        """Go on with a postmortem."""
        ...

    def similar(self, query: str, k: int = 5) -> tuple[Hit, ...]:
        """Return similar incidents. Slow at first; called in a thread."""
        ...

    def allow_model(self, pm_id: str) -> None:
        """Let the texts of one session be sent to the model."""
        ...

    def warm_up(self) -> None:
        """Import what is heavy. Called in a thread after the first paint."""
        ...

    def rendered(self, document: AnyDocument, to: str) -> str:
        """Return the document in a form: `md`, `html` or `json`."""
        ...

    def export(self, pm_id: str, to: str, path: Path) -> Path:
        """Write the document to a file and return its path."""
        ...

    def note_defect(self, defect: BaseException) -> Path | None:
        """Write down what went wrong inside, and return where; None when that can't be."""
        ...

    def open_actions(self) -> tuple[OpenAction, ...]:
        """Return the open actions of every postmortem."""
        ...
