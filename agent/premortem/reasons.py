"""Why the plan failed, as each person wrote it alone, and what past incidents add to that."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from agent.postmortem.values import Item, Value

ReasonSource = Literal["silent", "joined", "spoken", "coach", "library"]
HUMAN_SOURCES: frozenset[ReasonSource] = frozenset({"silent", "joined", "spoken"})
"""Where a reason came from a person; the others come after the people are done, labelled."""


class Wording(Value):
    """The same reason in other words: nothing that was written is dropped."""

    text: str
    """The words."""
    by: str = ""
    """The id of the person who wrote it. Kept in the store, left out of every document."""
    source: ReasonSource = "silent"
    """Where it came from."""
    origin: str = ""
    """The file it was joined from, or the past incident."""


class Reason(Item):
    """One reason for the imagined failure. Ids: RS1, RS2 …."""

    text: str
    """The reason."""
    by: str = ""
    """The id of the person who wrote it. Kept in the store, left out of every document."""
    source: ReasonSource = "silent"
    """Written in silence, joined from a file, spoken later, or offered by coach or library."""
    origin: str = ""
    """The file it was joined from, or the id of the past incident."""
    wordings: tuple[Wording, ...] = ()
    """The same reason as others worded it."""
    written_at: datetime | None = None
    """When it was written."""
    read_out_at: datetime | None = None
    """When it was read out in the round; empty means that it is still hidden."""
    collected: Literal["", "kept"] = ""
    """That it stands by itself, as said in the round."""
    same_as: str = ""
    """The id of the reason that says the same, as said in the round; then it becomes a wording."""


class Silence(Item):
    """One person's time of writing alone. Ids: SL1, SL2 …."""

    person: str
    """The id of the person."""
    began_at: datetime | None = None
    """When it began."""
    ended_at: datetime | None = None
    """When it ended; empty while it lasts."""
    ended_by: Literal["", "person", "time"] = ""
    """Whether the person said so or the time was up."""
    ready: Literal["", "ready"] = ""
    """That the person said that nobody else sees the screen."""


class Prior(Item):
    """A past incident like the plan, shown once the people's own list is complete. Ids: PR1 …."""

    incident: str
    """Its id in the library."""
    title: str = ""
    """Its title."""
    similarity: float = Field(default=0.0, ge=0)
    """How alike it is, 0-1."""
    causes: tuple[str, ...] = ()
    """What caused it, as its postmortem says."""
    actions_total: int | None = None
    """How many actions it led to; empty when that isn't known."""
    actions_done: int | None = None
    """How many of them were done."""
    actions_open: int | None = None
    """How many of them are still open."""
    taken_as: str = ""
    """The id of the reason it became; empty when it was left aside or not judged yet."""
