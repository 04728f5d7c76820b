"""What can be said of a sentence or an action, and the forms in which both are judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

BlamingKind = Literal[
    "named-agent-fault",
    "role-fault",
    "team-fault",
    "vendor-fault",
    "human-error-label",
    "counterfactual",
    "character-judgement",
    "passive-blame",
    "sarcasm",
    "implied",
    "exhortation",
    "self-fault",
    "self-team-fault",
]
InnocentKind = Literal[
    "neutral-action",
    "praise",
    "system-fault",
    "process-fault",
    "counterfactual-system",
    "ownership",
    "action",
    "policy",
    "self-neutral",
    "neutral-context",
    "absolving",
    "quote",
    "idiom",
    "apology",
    "agentless",
    "vendor-neutral",
]
Flag = Literal["specific", "measurable", "assigned", "time_bound"]
Control = Literal["eliminate", "substitute", "engineering", "administrative", "training"]

BLAMING: tuple[BlamingKind, ...] = get_args(BlamingKind)
INNOCENT: tuple[InnocentKind, ...] = get_args(InnocentKind)
FLAGS: tuple[Flag, ...] = get_args(Flag)
CONTROLS: tuple[Control, ...] = get_args(Control)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence, wherever it comes from."""

    id: str
    text: str
    kind: str
    blaming: bool
    borderline: bool = False
    group: str = ""
    """Sentences of one group are not independent: they tell the same event."""
    tags: tuple[str, ...] = ()
    """Parts of the set it belongs to, such as `style chat`."""


@dataclass(frozen=True, slots=True)
class LabelledAction:
    """A labelled action, wherever it comes from."""

    id: str
    text: str
    holds: frozenset[str]
    """The flags that are true."""
    control: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """An incident to be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """Words typed in the middle of an incident, and which incidents are alike."""

    id: str
    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class RatedPage:
    """A whole postmortem with the scores that careful readers gave it, by criterion."""

    id: str
    text: str
    scores: Mapping[str, float]
