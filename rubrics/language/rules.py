"""The rules about wording as data: what a file of rules holds, and how a pattern is compiled."""

import re
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rubrics.findings import FindingSeverity
from rubrics.package_data import read_yaml
from rubrics.patterns import regex

Level = Literal["B1", "B2", "B3"]
Strategy = Literal[
    "SHIFT",
    "DESCRIBE",
    "ACTUAL",
    "BEHIND",
    "ANYONE",
    "CONTEXT",
    "CUE",
    "ROLE",
    "FLIP",
    "CONTROL",
    "INTERFACE",
    "CARE",
    "MEASURE",
    "EVIDENCE",
    "EXIT",
]
Wording = Literal["blame", "impact", "time", "hedge", "placeholder"]
Part = Literal["S", "M", "A", "T"]
Text = Annotated[str, Field(min_length=1)]
Share = Annotated[float, Field(gt=0, lt=1)]
Examples = Annotated[tuple[Text, ...], Field(min_length=1)]

_SPACE = " {1,4}"


class Data(BaseModel):
    """A frozen value of a rule file; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Reason(Data):
    """What every rule about wording has, however it finds what it finds."""

    id: str = Field(pattern=r"^[A-Z]{2}\d\d$")
    """The id, never given to another rule."""
    name: Text
    """What it finds, in words for the person."""
    why: Text
    """Why it matters."""
    source: Text
    """Where the rule comes from."""
    flags: Examples
    """Sentences that it flags."""
    passes: Examples
    """Near misses that it leaves alone."""


class Rule(Reason):
    """A rule that finds wordings by patterns."""

    patterns: Examples
    """Regular expressions, not case-sensitive, with macros in braces. A space is any blank."""
    unless: tuple[Text, ...] = ()
    """A sentence that one of these matches is left alone."""


class Blaming(Reason):
    """What a rule about blame says besides."""

    level: Level
    """B3 accusation, B2 implied blame, B1 soft."""
    strategy: Strategy
    """How the sentence is said without blame."""
    ask: Text
    """The facilitator's question in its place."""
    off_in: tuple[Text, ...] = ()
    """Fields, by the start of their path, in which the wording is right."""


class BlameRule(Blaming, Rule):
    """A wording that puts the failure on people or judges them."""

    on_people: bool = True
    """For B1: whether it puts the failure on people (a warning) or judges a thing (info)."""

    @property
    def severity(self) -> FindingSeverity:
        """B3 is an error, B2 a warning, B1 a warning only where it is about people."""
        if self.level == "B3":
            return "error"
        return "warning" if self.level == "B2" or self.on_people else "info"


class TrainedRule(Blaming):
    """A kind of blame that the trained part tells by the whole sentence."""

    kind: Text
    """The kind, as the training data name it."""
    holds: tuple[Text, ...] = ()
    """Where there are any, a sentence has to hold one of these patterns besides."""


class WordRule(Rule):
    """Words that stand where a number, a time or a fact belongs."""

    category: Literal["impact", "time", "hedge", "placeholder"]
    """What is missing."""
    ask: Text
    """The question whose answer replaces the word."""


class ActionRule(Rule):
    """A wording of an action that leaves a part out."""

    missing: Annotated[tuple[Part, ...], Field(min_length=1)]
    """Specific, measurable, assigned, time-bound: the parts that are missing."""
    ask: Text
    """What to write instead."""


class BlameRules(Data):
    """The file of blame rules."""

    macros: dict[str, str]
    """Parts of patterns by name; a macro may use those above it."""
    never: tuple[Text, ...]
    """A sentence that one of these matches speaks about blame and lays none."""
    rules: tuple[BlameRule, ...]
    """The rules in order."""


class TrainedRules(Data):
    """The file of what the trained part tells apart."""

    blames_from: float
    """The score from which a sentence blames in a text in which many do."""
    surely_from: float
    """The score from which it surely does, whatever stands around it."""
    easy_share: Share
    """The share of blaming sentences from which the least score is enough."""
    usual_share: Share
    """The share that is expected of a text before it is read."""
    usual_counts: Annotated[float, Field(gt=0)]
    """How many sentences that expectation weighs."""
    harder: Annotated[float, Field(ge=0)]
    """How much the score must rise as the logarithm of the odds of the share falls by one."""
    doubt: Annotated[float, Field(ge=0)]
    """How far below the score from which a sentence blames the network's score may stand, for the
    encoder to read it again, where many sentences blame."""
    doubt_narrows: Annotated[float, Field(ge=0)]
    """How much less far as the score from which a sentence blames rises by one."""
    least_doubt: Annotated[float, Field(ge=0)]
    """How far at least."""
    off_in: tuple[Text, ...]
    """Parts of a document that it is not asked about."""
    unless: tuple[Text, ...]
    """A sentence that one of these matches is left alone."""
    rules: tuple[TrainedRule, ...]
    """One rule a kind of blame."""
    sounds_like_blame: Examples
    """Patterns of words that make an innocent sentence look guilty."""
    innocent: dict[str, Text]
    """Why a sentence of an innocent kind is none, in words."""

    def again_from(self, blames_from: float) -> float:
        """Return the score of the network from which a sentence is worth a second reading."""
        narrower = self.doubt_narrows * (blames_from - self.blames_from)
        return blames_from - max(self.least_doubt, self.doubt - narrower)


class WordRules(Data):
    """The file of vague words."""

    exact: dict[Wording, Text]
    """A sentence that this matches has its number or time already."""
    rules: tuple[WordRule, ...]
    """The rules in order."""


class ActionRules(Data):
    """The file of vague actions."""

    rules: tuple[ActionRule, ...]
    """The rules in order."""


@cache
def blame_rules() -> BlameRules:
    """Return the blame rules."""
    return BlameRules.model_validate(read("blame.yaml"))


@cache
def trained_rules() -> TrainedRules:
    """Return what the trained part tells apart."""
    return TrainedRules.model_validate(read("trained.yaml"))


@cache
def word_rules() -> WordRules:
    """Return the rules about vague words."""
    return WordRules.model_validate(read("vague_words.yaml"))


@cache
def action_rules() -> ActionRules:
    """Return the rules about vague actions."""
    return ActionRules.model_validate(read("vague_actions.yaml"))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern with its macros; a literal space stands for one to four blanks."""
    for name, part in reversed(blame_rules().macros.items()):
        pattern = pattern.replace(f"{{{name}}}", f"(?:{part})")
    return regex(pattern.replace(" ", _SPACE), re.IGNORECASE)


def read(name: str) -> Any:  # noqa: ANN401 - a YAML document
    """Return the content of a rule file of this package."""
    return read_yaml("rubrics.language", name)
