"""What is open when a reply arrives, and what the reply did to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from agent.dialogue import AnyState, Flag, Proposal, Remark
from agent.premortem.record import AnyDocument
from agent.workflow.choice import Choice
from agent.workflow.flow import Flow

Intent = Literal["", "advance", "override", "back", "reopen"]


@dataclass(frozen=True, slots=True)
class Floor:
    """What is open when a reply arrives."""

    flow: Flow
    document: AnyDocument
    state: AnyState
    turn: int
    question: str
    about: str
    now: datetime
    proposals: Sequence[Proposal] = ()
    unknown_before: bool = False
    """True when "don't know" was said to this question before."""
    earlier: Mapping[int, Choice] = field(default_factory=dict[int, Choice])
    """Questions answered so far, by turn."""
    states: Mapping[int, AnyState] = field(default_factory=dict[int, AnyState])
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

    document: AnyDocument
    changed: tuple[str, ...] = ()
    summary: str = ""
    remarks: tuple[Remark, ...] = ()
    intent: Intent = ""
    wanted: tuple[Choice, ...] = ()
    goto: AnyState | None = None
    decisions: Mapping[str, str] = field(default_factory=dict[str, str])
    question: str = ""
    about: str = ""
    filled: bool = False
