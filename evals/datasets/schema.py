"""What the data sets hold, and how they are read."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from evals.labels import (
    BLAMING,
    BlamingKind,
    Control,
    Flag,
    InnocentKind,
    LabelledAction,
    Sentence,
)

FOLDER = Path(__file__).resolve().parent
_ASKED = "ASK"
"""In the place of a rewrite: nothing is left but a judgement."""
Domain = Literal[
    "cloud",
    "finance",
    "health care",
    "logistics",
    "manufacturing",
    "product",
    "project",
    "security",
    "support",
]
Style = Literal["chat", "draft", "formal", "report", "spoken"]


class Case(BaseModel):
    """A frozen part of a data set."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Telling(Case):
    """One way to tell an event."""

    kind: BlamingKind | InnocentKind
    """What it does; the label follows from it."""
    style: Style
    """How it is said."""
    text: str = Field(min_length=8)
    """The words."""
    borderline: bool = False
    """Whether careful readers may differ."""


class Event(Case):
    """One event, told with and without blame."""

    event: str = Field(pattern=r"^[a-z0-9-]+$")
    """Its name, unique in the set."""
    domain: Domain
    """Where it happened."""
    tellings: tuple[Telling, ...] = Field(min_length=2)
    """The ways it is told."""


class BlameSet(Case):
    """Sentences with and without blame, grouped by the event that they tell."""

    events: tuple[Event, ...]
    """The events."""

    def sentences(self) -> tuple[Sentence, ...]:
        """Return every telling as a labelled sentence; `pool/3` is the third of `pool`.

        Every second event is in the closed half, whose errors nobody looks at.
        """
        return tuple(
            Sentence(
                id=f"{event.event}/{number}",
                text=telling.text,
                kind=telling.kind,
                blaming=telling.kind in BLAMING,
                borderline=telling.borderline,
                group=event.event,
                tags=(
                    f"half {('open', 'closed')[place % 2]}",
                    f"style {telling.style}",
                    f"domain {event.domain}",
                ),
            )
            for place, event in enumerate(self.events)
            for number, telling in enumerate(event.tellings, 1)
        )

    @model_validator(mode="after")
    def _each_once(self) -> "BlameSet":
        _unique([event.event for event in self.events])
        _unique([telling.text for event in self.events for telling in event.tellings])
        return self


class FreshSet(Case):
    """Sentences with and without blame that nobody had seen when they were first measured."""

    sentences: tuple[Telling, ...]
    """The sentences, each of an event of its own."""

    def labelled(self, name: str = "fresh") -> tuple[Sentence, ...]:
        """Return each as a labelled sentence, numbered under a name."""
        return tuple(
            Sentence(
                id=f"{name}/{number}",
                text=one.text,
                kind=one.kind,
                blaming=one.kind in BLAMING,
                borderline=one.borderline,
                group=f"{name}/{number}",
                tags=(f"style {one.style}",),
            )
            for number, one in enumerate(self.sentences, 1)
        )

    @model_validator(mode="after")
    def _each_once(self) -> "FreshSet":
        _unique([one.text for one in self.sentences])
        return self


class ActionItem(Case):
    """An action with what its text alone says of it."""

    holds: tuple[Flag, ...] = Field(alias="is")
    """The parts of SMART that can be read from the text."""
    control: Control
    """The level of the hierarchy of controls."""
    domain: Domain
    """Where it belongs."""
    review: str = ""
    """The review whose plan it is part of; empty where the action stands alone."""
    text: str = Field(min_length=8)
    """The words."""


class ActionSet(Case):
    """Actions."""

    actions: tuple[ActionItem, ...]
    """The actions."""

    def labelled(self) -> tuple[LabelledAction, ...]:
        """Return every action with its labels, numbered as they stand.

        Every second review is in the closed half, whose errors nobody looks at.
        """
        reviews = list(dict.fromkeys(one.review for one in self.actions if one.review))
        return tuple(
            LabelledAction(
                id=f"action/{number}",
                text=action.text,
                holds=frozenset(action.holds),
                control=action.control,
                tags=(f"domain {action.domain}", _half(action.review, reviews)),
            )
            for number, action in enumerate(self.actions, 1)
        )

    @model_validator(mode="after")
    def _each_once(self) -> "ActionSet":
        _unique([action.text for action in self.actions])
        return self


class RewriteCase(Case):
    """A blaming text, with what a neutral version has to keep."""

    text: str = Field(min_length=8)
    """The words."""
    keep: tuple[str, ...]
    """Facts that have to stand in a rewrite, as they are written; case doesn't matter."""
    negated: bool
    """Whether the text denies something: a rewrite has to deny it too."""
    banned: tuple[str, ...] = Field(alias="not", min_length=1)
    """Words that a rewrite must not hold."""
    fresh: bool = False
    """Whether it was written before anyone saw what the rewriting makes of it."""

    @model_validator(mode="after")
    def _taken_from_the_text(self) -> "RewriteCase":
        strange = [
            part for part in (*self.keep, *self.banned) if part.lower() not in self.text.lower()
        ]
        if strange:
            raise ValueError(f"not in the text: {', '.join(strange)}")
        return self


class RewriteSet(Case):
    """Texts to be rewritten."""

    rewrites: tuple[RewriteCase, ...]
    """The texts."""

    @model_validator(mode="after")
    def _each_once(self) -> "RewriteSet":
        _unique([case.text for case in self.rewrites])
        return self


class Surrounding(Case):
    """A place in which a secret stands."""

    kind: Literal["chat", "code", "diff", "header", "json", "log", "prose", "table", "url", "yaml"]
    """What sort of text it is."""
    text: str = Field(pattern=r"\{secret\}")
    """The text, with `{secret}` where the secret goes."""


class SecretFormat(Case):
    """A format of secrets, as its issuer publishes it."""

    issuer: str
    """Who gives it out, or what it is."""
    format: str
    """What it is made of: `{36:a}` is 36 letters and digits. `card` is the number of a card."""
    source: str
    """Where the format is published."""
    told: Literal["", "key"] = ""
    """Set where only the words around it tell it from an id."""
    shown: str = Field(default="", alias="as")
    """The one surrounding in which it stands; empty for all."""


class PrivacySet(Case):
    """Secrets with their surroundings, and sentences with names of people and systems."""

    sentences: tuple[str, ...]
    """In each, «…» marks a name of a person and ‹…› one of a system."""
    surroundings: tuple[Surrounding, ...]
    """Where secrets stand."""
    formats: tuple[SecretFormat, ...]
    """What they look like."""

    @model_validator(mode="after")
    def _each_once(self) -> "PrivacySet":
        _unique(self.sentences)
        _unique([one.issuer for one in self.formats])
        return self


class NameSet(Case):
    """Sentences with names of people «…» and of systems ‹…›, by where the name stands."""

    groups: Mapping[str, tuple[str, ...]]
    """The sentences of each place: plain, at the start, in a handle and so on."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the sentences of all groups, each group beginning with an open one."""
        return tuple(one for group in self.groups.values() for one in group)

    @model_validator(mode="after")
    def _each_once(self) -> "NameSet":
        _unique(self.sentences)
        return self


def _half(review: str, reviews: Sequence[str]) -> str:
    return ("half open", "half closed")[reviews.index(review) % 2] if review else "alone"


_Set = TypeVar("_Set", BlameSet, FreshSet, ActionSet, RewriteSet, PrivacySet, NameSet)


class OwnData:
    """The sets of a folder, each read when it is asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Name the folder; nothing is read yet."""
        self.folder = folder

    @cached_property
    def blame(self) -> BlameSet:
        """The sentences."""
        return self._read("blame.yaml", BlameSet)

    @cached_property
    def fresh(self) -> FreshSet | None:
        """Sentences that were measured unseen; None in a folder without that set."""
        present = (self.folder / "fresh.yaml").is_file()
        return self._read("fresh.yaml", FreshSet) if present else None

    @cached_property
    def quiet(self) -> FreshSet | None:
        """Sentences that blame without stock words, measured unseen; None without that set."""
        present = (self.folder / "quiet.yaml").is_file()
        return self._read("quiet.yaml", FreshSet) if present else None

    @cached_property
    def blind(self) -> FreshSet | None:
        """Blaming sentences by writers who knew nothing of the project; None without that set."""
        present = (self.folder / "blind.yaml").is_file()
        return self._read("blind.yaml", FreshSet) if present else None

    @cached_property
    def published(self) -> tuple[Sentence, ...]:
        """Sentences in the manner of published postmortems, each as it blames and as edited.

        Empty in a folder without that set. Raises ValueError for an unreadable line.
        """
        path = self.folder / "published.tsv"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        found: list[Sentence] = []
        for number, line in enumerate(lines, 1):
            text, tab, edited = line.partition("\t")
            if not tab:
                raise ValueError(f"there is no rewrite in line {number} of {path.name}: {line}")
            name = f"published/{number}"
            found.append(Sentence(name, text, "passive-blame", blaming=True, group=name))
            if edited != _ASKED:
                found.append(
                    Sentence(f"{name}/edited", edited, "agentless", blaming=False, group=name)
                )
        _unique([one.text for one in found if one.blaming])
        return tuple(found)

    @cached_property
    def actions(self) -> ActionSet:
        """The actions."""
        return self._read("actions.yaml", ActionSet)

    @cached_property
    def rewrites(self) -> RewriteSet:
        """The texts to be rewritten."""
        return self._read("rewrites.yaml", RewriteSet)

    @cached_property
    def privacy(self) -> PrivacySet | None:
        """What must not leave the machine; None in a folder without that set."""
        present = (self.folder / "privacy.yaml").is_file()
        return self._read("privacy.yaml", PrivacySet) if present else None

    @cached_property
    def names(self) -> NameSet | None:
        """Names in sentences by another hand than the detector's; None where there are none."""
        present = (self.folder / "names.yaml").is_file()
        return self._read("names.yaml", NameSet) if present else None

    def _read(self, name: str, model: type[_Set]) -> _Set:
        text = (self.folder / name).read_text(encoding="utf-8")
        return model.model_validate(yaml.safe_load(text))


def _unique(names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"more than once: {'; '.join(twice)}")
