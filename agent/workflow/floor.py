"""What is open when a reply arrives, and what the reply did to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from agent.dialogue import Flag, Proposal, Remark
from agent.postmortem.record import Postmortem, StateName
from agent.workflow.engine import Choice

Intent = Literal["", "advance", "override", "back", "reopen"]


@dataclass(frozen=True, slots=True)
class Floor:
    """What is open when a reply arrives."""

    document: Postmortem
    state: StateName
    turn: int
    question: str
    about: str
    now: datetime
    proposals: Sequence[Proposal] = ()
    unknown_before: bool = False
    """True when "don't know" was said to this question before."""
    earlier: Mapping[int, Choice] = field(default_factory=dict[int, Choice])
    """Questions answered so far, by turn."""
    states: Mapping[int, StateName] = field(default_factory=dict[int, StateName])
    """The state of each of those turns."""
    unfilled: int = 0
    """Turns in a row before this one that filled no field."""
    missing: tuple[str, ...] = ()
    """What the guard misses, for an override."""
    flags: tuple[Flag, ...] = ()
    """What stands against the document, for a dispute."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reply did."""

    document: Postmortem
    changed: tuple[str, ...] = ()
    summary: str = ""
    remarks: tuple[Remark, ...] = ()
    intent: Intent = ""
    wanted: tuple[Choice, ...] = ()
    goto: StateName | None = None
    decisions: Mapping[str, str] = field(default_factory=dict[str, str])
    question: str = ""
    about: str = ""
    filled: bool = False
