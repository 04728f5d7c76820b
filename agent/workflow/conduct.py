"""What the facilitator does about an answer besides storing it: triggers are data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from rubrics.actions import classify
from rubrics.findings import Finding
from rubrics.language import scan
from rubrics.package_data import read_yaml

MAX_READ = 20_000
"""Characters of an answer that are listened to. A pasted log is not a conversation."""

_ACRONYM = re.compile(r"(?<![\w\-./#@:=_])[A-Z]{2,6}(?![\w\-/#=_:]|\.\w)")
_SENTENCES = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|\Z)|[.!?](?=\S)[^.!?\n]*)*")
_FIRST_ENOUGH = 3

Text = Annotated[str, Field(min_length=1)]
Examples = Annotated[tuple[Text, ...], Field(min_length=1)]


class Trigger(BaseModel):
    """What sets off a move, and what the move is."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str
    """Its name."""
    patterns: tuple[Text, ...] = ()
    """Regular expressions on a sentence, not case-sensitive."""
    rules: tuple[Text, ...] = ()
    """Blame rules of which a finding sets it off."""
    unless: tuple[Text, ...] = ()
    """Sentences that are left alone."""
    any_blame: bool = False
    """Set off by any finding of blame that no trigger before it took."""
    many_detect: bool = False
    """Only when the plan has three actions or more that detect and none that prevents."""
    acronym: bool = False
    """Set off by an acronym that nothing explains."""
    states: tuple[str, ...] = ()
    """States in which it acts; all when empty."""
    not_states: tuple[str, ...] = ()
    """States in which it does not act."""
    ahead: bool = False
    """It also acts where a failure is imagined, before it happened."""
    say: Text
    """One sentence."""
    park: bool = False
    """The sentence goes to the parking lot."""
    pressure: bool = False
    """The sentence is recorded as a pressure."""
    support: bool = False
    """Support is offered."""
    cue: bool = False
    """The sentence is a cue about what was visible, not a cause."""
    glossary: bool = False
    """The acronym goes to the glossary."""
    ask: str = ""
    """The question to ask next."""
    why: Text
    """Why the facilitator does it."""
    source: Text
    """Where it comes from."""
    flags: Examples
    """Answers that set it off."""
    passes: Examples
    """Near misses."""


class Pace(BaseModel):
    """What is noticed over several turns, and what is said then."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    turns: int
    """Turns after which it is noticed, and after how many more it is said again."""
    share: float = 0.0
    """The share of the turns from which on it is noticed."""
    say: Text
    """One sentence."""
    why: Text
    """Why the facilitator does it."""
    source: Text
    """Where it comes from."""


class TooLittle(BaseModel):
    """Answers to a why that name no condition, and what is said of one."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    patterns: tuple[Text, ...]
    """Regular expressions on the whole answer, not case-sensitive."""
    problem: Text
    """What is missing. {said} stands for the answer."""
    remedy: Text
    """What to do about it."""
    kept: Text
    """What is said of one that was taken all the same."""
    why: Text
    """Why it is asked about."""
    source: Text
    """Where it comes from."""
    flags: Examples
    """Answers that name no condition."""
    passes: Examples
    """Near misses."""


class Conduct(BaseModel):
    """The file of triggers."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    at_most: int
    """Moves at once; a person hears no more."""
    common_acronyms: str
    """Acronyms that every reader knows."""
    triggers: tuple[Trigger, ...]
    """In order of precedence."""
    too_little: TooLittle
    """Answers to a why that are asked about once before they are taken."""
    side_track: Pace
    """Turns in a row that filled no field."""
    one_voice: Pace
    """Turns in a group that came from one person."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing the facilitator does. Empty effects do nothing."""

    trigger: str
    say: str
    park: str = ""
    pressure: str = ""
    support_offered: bool = False
    cue: str = ""
    ask: str = ""
    glossary: str = ""


class Readable(Protocol):
    """A document that is read by path."""

    def get(self, path: str) -> object:
        """Return the JSON value at a path."""
        ...


@dataclass(frozen=True, slots=True)
class ConductContext:
    """What the facilitator knows while listening."""

    question: str = ""
    """The open question."""
    people: tuple[str, ...] = ()
    """Names and handles of the people of the review."""
    terms: frozenset[str] = frozenset()
    """Terms of the glossary, and names that explain themselves."""
    detecting: int = 0
    """Actions that detect."""
    preventing: int = 0
    """Actions that prevent."""
    ahead: bool = False
    """A failure is imagined: most triggers are about looking back."""

    @classmethod
    def of(cls, document: Readable, question: str = "") -> "ConductContext":
        """Read the context from a document."""
        intents = [_intent(action) for action in _items(document.get("actions"))]
        return cls(
            question=question,
            people=tuple(_names(_items(document.get("people")))),
            terms=frozenset(_terms(document)),
            detecting=intents.count("detect"),
            preventing=intents.count("prevent"),
        )

    @classmethod
    def imagining(cls, document: Readable) -> "ConductContext":
        """Read the context from a document about a plan."""
        return cls(people=tuple(_names(_items(document.get("people")))), ahead=True)


def react(text: str, *, state: str, context: ConductContext) -> tuple[Move, ...]:
    """Return the moves that an answer calls for, the weightiest first."""
    heard = text[:MAX_READ]
    blame = _blame(heard, context)
    moves: list[Move] = []
    taken: set[int] = set()
    for trigger in conduct().triggers:
        if not _acts_in(trigger, state) or (context.ahead and not trigger.ahead):
            continue
        hit = _by_rule(trigger, blame, taken) or _by_text(trigger, heard, context)
        if hit is None:
            continue
        moves.append(_move(trigger, *hit, heard))
        if len(moves) == conduct().at_most:
            break
    return tuple(moves)


def names_no_condition(text: str) -> bool:
    """Return whether an answer to a why says nothing of what made a thing possible."""
    words = " ".join(text[:MAX_READ].replace("’", "'").split())
    return any(_pattern(pattern).fullmatch(words) for pattern in conduct().too_little.patterns)


@cache
def conduct() -> Conduct:
    """Return the triggers."""
    return Conduct.model_validate(read_yaml("agent.workflow", "conduct.yaml"))


def _acts_in(trigger: Trigger, state: str) -> bool:
    return state not in trigger.not_states and (not trigger.states or state in trigger.states)


def _blame(text: str, context: ConductContext) -> tuple[Finding, ...]:
    return scan(text, people=context.people, only=frozenset({"blame"}))


def _by_rule(trigger: Trigger, blame: Sequence[Finding], taken: set[int]) -> tuple[int, str] | None:
    """Return the place and the words of the first finding that sets a trigger off."""
    for finding in blame:
        wanted = finding.rule in trigger.rules or (
            trigger.any_blame and finding.severity != "info" and not taken
        )
        if wanted:
            taken.add(finding.start)
            return finding.start, finding.suggestion
    return None


def _by_text(trigger: Trigger, text: str, context: ConductContext) -> tuple[int, str] | None:
    if trigger.acronym:
        return _acronym(text, context.terms)
    if trigger.many_detect and (context.detecting < _FIRST_ENOUGH or context.preventing):
        return None
    for sentence in _SENTENCES.finditer(text):
        words = sentence.group().replace("’", "'").strip()
        matched = any(_pattern(pattern).search(words) for pattern in trigger.patterns)
        if matched and not any(_pattern(pattern).search(words) for pattern in trigger.unless):
            return sentence.start(), ""
    return None


def _move(trigger: Trigger, place: int, words: str, text: str) -> Move:
    sentence = _sentence(text, place)
    return Move(
        trigger=trigger.id,
        say=trigger.say.replace("{ask}", words).replace("{term}", words).strip(),
        park=sentence if trigger.park else "",
        pressure=sentence if trigger.pressure else "",
        support_offered=trigger.support,
        cue=sentence if trigger.cue else "",
        ask=trigger.ask,
        glossary=words if trigger.glossary else "",
    )


def _sentence(text: str, place: int) -> str:
    for sentence in _SENTENCES.finditer(text):
        if sentence.start() <= place < sentence.end():
            return sentence.group().strip()
    return text.strip()


def _acronym(text: str, terms: frozenset[str]) -> tuple[int, str] | None:
    common = conduct().common_acronyms.split()
    for match in _ACRONYM.finditer(text):
        word = match.group()
        explained = f"({word})" in text or f"{word} (" in text
        if word not in common and word.lower() not in terms and not explained:
            return match.start(), word
    return None


def _intent(action: dict[str, object]) -> str:
    if action.get("intent"):
        return str(action["intent"])
    return classify(str(action.get("text", "")), str(action.get("done_when", ""))).intent


def _items(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            if isinstance(item, dict):
                yield item


def _names(people: Iterator[dict[str, object]]) -> Iterator[str]:
    for person in people:
        yield str(person.get("display", ""))
        aliases = person.get("aliases")
        yield from map(str, aliases if isinstance(aliases, list) else [])  # pyright: ignore[reportUnknownArgumentType]


def _terms(document: Readable) -> Iterator[str]:
    for term in _items(document.get("summary.glossary")):
        yield str(term.get("term", "")).lower()
    for path in ("meta.services", "meta.teams"):
        names = document.get(path)
        for name in names if isinstance(names, list) else []:  # pyright: ignore[reportUnknownVariableType]
            yield from str(name).lower().split()  # pyright: ignore[reportUnknownArgumentType]


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
