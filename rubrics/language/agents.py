"""Covers the words for people and groups in a text by one letter a kind.

One pass over the words instead of a long alternation in every pattern keeps scanning linear.
"""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from rubrics.language.rules import read
from rubrics.needs import folded
from rubrics.patterns import regex

PERSON, ROLE, TEAM, VENDOR, BOSS, SOMEONE = "\u1681\u1683\u1684\u1685\u1686\u1687"
GROUPS = ROLE + TEAM + VENDOR + BOSS
AGENTS = PERSON + GROUPS + SOMEONE

_HANDLE = regex(r"(?<![\w.@/])@[A-Za-z\d](?:[\w-]{0,38})")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "nurse", "sister"})
_TITLED = regex(r"\b(?:Dr|Mr|Mrs|Ms|Prof|Nurse|Sister)\b\.? [A-Z][\w-]{1,30}")
_CAPITALISED = regex(r"\b[A-Z][^\W\d_]{1,30}\b")
_SURNAME = regex(rf"{PERSON}(?: [A-Z]\.)?(?: [A-Z][^\W\d_]{{1,30}})\b")
_WORD = regex(r"\b[A-Za-z]{2,15}(?:-[a-z]{2,8})?\b")
_PIECES = regex(r"\w+")
_LETTERS = regex(rf"[^\W{AGENTS}\u1682]+")
"""Letters side by side that no cover has taken the place of."""
_PHRASES = (
    (frozenset({"member", "members"}), regex(r"\bteam members?\b", re.IGNORECASE), ROLE),
    (frozenset({"owner", "owners"}), regex(r"\bproduct owners?\b", re.IGNORECASE), ROLE),
    (frozenset({"desk"}), regex(r"\b(?:help|service) desk\b", re.IGNORECASE), TEAM),
    (frozenset({"tier"}), regex(r"\btier (?:one|two|three|[123])\b", re.IGNORECASE), TEAM),
    (frozenset({"team"}), regex(r"\b[Tt]eam [A-Z][\w-]{1,30}\b"), TEAM),
    (
        frozenset({"support"}),
        regex(
            r"\b(?:AWS|Amazon|Azure|Google|GCP|Microsoft|Oracle|Cloudflare|[Cc]ustomer|[Vv]endor"
            r"|[Tt]ech(?:nical)?|(?:[Tt]ier|[Ll]evel)[- ][1-3]|(?:[Ff]irst|[Ss]econd)[- ][Ll]ine)"
            r" [Ss]upport\b"
        ),
        TEAM,
    ),
    (frozenset({"hosting"}), regex(r"\bhosting compan(?:y|ies)\b", re.IGNORECASE), VENDOR),
)
_AGENT = rf"[{AGENTS}]{{1,60}}(?: [{AGENTS}]{{1,60}}){{0,3}}"
_IN_MARKS = regex(
    rf"\[(?P<linked>{_AGENT})\](?:\([^()\s]{{0,400}}\))?"
    rf"|(?P<marks>[*_]{{1,3}}|`)(?P<marked>{_AGENT})(?P=marks)"
)
"""A link, bold words or code that are nothing but people: `[Kim](https://...)`."""
_MARKS = "[*_`"
_DOCUMENTS = 64
"""Documents of which the names are remembered."""
_IN_BRACKETS = regex(rf"(?<=[{AGENTS}]) \((?:{_AGENT}|[A-Z]{{2,4}})\)")
"""What stands behind people and says who they are, too: "Kim (SRE)"."""


class Agents(BaseModel):
    """The words for people and groups, as they stand in the data file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    role: str
    """Words for a person by what they do."""
    someone: str
    """Pronouns for one person."""
    team: str
    """Words for a group."""
    vendor: str
    """Words for a company that supplies us."""
    boss: str
    """Words for those who decide."""
    team_names: str
    """Groups that are only that when written so."""
    after: str
    """Words after which the ambiguous ones are people."""
    role_after: str
    """Ambiguous words for a person."""
    team_after: str
    """Ambiguous words for a group."""
    vendor_after: str
    """Ambiguous words for a supplier."""
    of_programs: str
    """Words after which an ambiguous one is a program."""
    programs: str
    """Further words that are programs then."""
    managed: str
    """Words after which "management" is an activity."""


@cache
def agents() -> Agents:
    """Return the words for people and groups."""
    return Agents.model_validate(read("agents.yaml"))


@cache
def given_names() -> frozenset[str]:
    """Return given names that are hardly anything else, in lower case."""
    names: dict[str, str] = read("given_names.yaml")
    return frozenset(name.lower() for line in names.values() for name in line.split())


def cover(text: str, people: Sequence[str] = ()) -> str:
    """Return the text, equally long, with names, roles, groups and pronouns covered."""
    # What is covered below only takes some away.
    pieces = _pieces().intersection(_PIECES.findall(folded(text)))
    if not _TITLES.isdisjoint(pieces):
        text = _TITLED.sub(covering(PERSON), text)
    if "@" in text:
        text = _HANDLE.sub(covering(PERSON), text)
    if may_name(text, people):
        text = _names(tuple(people))[1].sub(covering(PERSON), text)
    if not given_names().isdisjoint(pieces):
        text = _CAPITALISED.sub(_given_name, text)
    if PERSON in text:
        text = _SURNAME.sub(covering(PERSON), text)
    if pieces:
        text = _with_words_covered(text, pieces)
    # People are covered by letters beyond ASCII.
    return text if text.isascii() else _with_what_is_around(text)


def may_name(text: str, people: Sequence[str]) -> bool:
    """Return whether a part of one of these names may stand in a text, however it is written."""
    return bool(people) and any(map(text.__contains__, _letters_of_names(tuple(people))))


def _with_words_covered(text: str, pieces: Set[str]) -> str:
    """Cover phrases and words for people and groups, of which these pieces are there."""
    for words, phrase, letter in _PHRASES:
        if not words.isdisjoint(pieces):
            text = phrase.sub(covering(letter), text)
    if not _ambiguous_pieces().isdisjoint(pieces):
        text = _ambiguous_words().sub(_ambiguous, text)
    if not _kind_pieces().isdisjoint(pieces) or _holds_a_team_name(text, pieces):
        text = _WORD.sub(_word, text)
    return text


def _with_what_is_around(text: str) -> str:
    """Cover marks around people, too, and who they are in brackets."""
    if any(map(text.__contains__, _MARKS)):
        text = _IN_MARKS.sub(_with_marks, text)
    return _IN_BRACKETS.sub(_as_before, text) if " (" in text else text


def _holds_a_team_name(text: str, pieces: Set[str]) -> bool:
    return not _team_pieces().isdisjoint(pieces) and any(map(text.__contains__, _team_names()))


def covering(letter: str) -> Callable[[re.Match[str]], str]:
    """Return what puts a letter in the place of every character of a match but line ends."""

    def covered(match: re.Match[str]) -> str:
        return "\n".join([letter * len(line) for line in match.group().split("\n")])

    return covered


def _with_marks(match: re.Match[str]) -> str:
    who = match["linked"] or match["marked"]
    return who[0] * len(match.group())


def _as_before(match: re.Match[str]) -> str:
    return match.string[match.start() - 1] * len(match.group())


def _given_name(match: re.Match[str]) -> str:
    word = match.group()
    return PERSON * len(word) if word.lower() in given_names() else word


def _word(match: re.Match[str]) -> str:
    word = match.group()
    letter = _letter(word)
    return letter * len(word) if letter and not _is_program(match) else word


@lru_cache(maxsize=4096)
def _letter(word: str) -> str:
    """Return what covers a word; empty for one that is for nobody."""
    return _team_names().get(word) or _kinds().get(word.lower(), "")


def _is_program(match: re.Match[str]) -> bool:
    """Return whether a word names no people by the word before it: "query planner"."""
    programs, of_programs, managed = _program_words()
    word = match.group().lower()
    which = (
        of_programs if word in programs else managed if word == "management" else frozenset[str]()
    )
    before = match.string[max(0, match.start() - 20) : match.start()].lower().split()
    return bool(which and before) and before[-1] in which


def _ambiguous(match: re.Match[str]) -> str:
    before, word = match.group(1), match.group(2)
    return before + _ambiguous_kinds()[word.lower()] * len(word)


@cache
def _program_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that may name a program, those after which they do, and what is managed."""
    words = agents()
    programs, of_programs = frozenset(words.programs.split()), frozenset(words.of_programs.split())
    return programs, of_programs, frozenset(words.managed.split())


@cache
def _kinds() -> dict[str, str]:
    words = agents()
    return {
        word: letter
        for line, letter in (
            (words.role, ROLE),
            (words.someone, SOMEONE),
            (words.team, TEAM),
            (words.vendor, VENDOR),
            (words.boss, BOSS),
        )
        for word in line.split()
    }


@cache
def _pieces() -> frozenset[str]:
    """Return all pieces that are asked for: most texts hold none."""
    phrases = (words for words, _, _ in _PHRASES)
    words = (_TITLES, given_names(), _ambiguous_pieces(), _kind_pieces(), _team_pieces())
    return frozenset[str]().union(*words, *phrases)


@cache
def _kind_pieces() -> frozenset[str]:
    return _longest_pieces(_kinds())


@cache
def _ambiguous_pieces() -> frozenset[str]:
    return _longest_pieces(_ambiguous_kinds())


def _longest_pieces(words: Iterable[str]) -> frozenset[str]:
    """Return one piece of each word, without which a text can't hold the word."""
    return frozenset(max(_PIECES.findall(word), key=len) for word in words)


@cache
def _team_names() -> dict[str, str]:
    return dict.fromkeys(agents().team_names.split(), TEAM)


@cache
def _team_pieces() -> frozenset[str]:
    return frozenset(map(str.lower, _team_names()))


@cache
def _ambiguous_kinds() -> dict[str, str]:
    words = agents()
    return {
        word: letter
        for line, letter in (
            (words.role_after, ROLE),
            (words.team_after, TEAM),
            (words.vendor_after, VENDOR),
        )
        for word in line.split()
    }


@cache
def _ambiguous_words() -> re.Pattern[str]:
    before, of_programs = (
        "|".join(line.split()) for line in (agents().after, agents().of_programs)
    )
    words = "|".join(sorted(_ambiguous_kinds(), key=len, reverse=True))
    return regex(
        rf"(\b(?:{before}) (?:(?!(?:{of_programs}) )[-\w]{{1,20}} )?)({words})\b"
        r"(?! (?:page|process|pod|node|config))"
        r"(?!(?<=lead) to (?:the|an?|our|its|[a-z]{2,20}ing)\b)",
        re.IGNORECASE,
    )


@lru_cache(_DOCUMENTS)
def _names(people: tuple[str, ...]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the names of people and their parts, and what finds them, with handles."""
    parts = {part for name in people for part in (name, *name.split()) if len(part) > 1}
    longest_first = tuple(sorted(parts, key=lambda part: (-len(part), part)))
    either = "|".join(re.escape(part) for part in longest_first)
    return longest_first, re.compile(rf"(?<!\w)@?(?:{either})(?!\w)")


@lru_cache(_DOCUMENTS)
def _letters_of_names(people: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest letters side by side of each name and part: marks are written two ways."""
    parts, _ = _names(people)
    return tuple({max(_LETTERS.findall(part), key=len, default="") for part in parts})
