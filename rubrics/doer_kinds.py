"""Tells by its words what a name in the place of a doer stands for: a person, a role, a team."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rubrics.language.agents import PERSON, agents, cover
from rubrics.package_data import read_yaml
from rubrics.patterns import regex
from rubrics.verbs import is_head

DoerKind = Literal["person", "role", "team"]
MOST_WORDS = 6
"""Words of the longest name that is looked at."""
NAME = regex(r"[A-Z][^\W\d_]{1,20}(?:-[A-Z]?[^\W\d_]{1,20})?")
"""One capitalised word, which may be a name."""
_INITIALS = regex(r"(?:[A-Z]\. ?){1,2}[A-Z][^\W\d_]{1,30}")
_DETERMINER = regex(r"(?:the|our|each|your|their)\s+", re.IGNORECASE)
_EVERY = regex(r"(?:every|all|any|both|a|an|no|some|most) ", re.IGNORECASE)
_AND = regex(r"\s+(?:and|&)\s+|/")
_MEMBER = regex(
    r"(?:someone|somebody|one|a member|members?) (?:from|of|in|on) (?:the )?", re.IGNORECASE
)
_NOT_IN_A_NAME = regex(
    r"\b(?:with|to|all|any|every|a|an|is|are|was|should|will|must|can|and|or|if|when|that|this|these"
    r"|(?-i:it)|there|they|we|you|no|not)\b",
    re.IGNORECASE,
)
_PLACE = regex(r"\s(?:of|for|on|in|at|from)\s", re.IGNORECASE)


class DoerWords(BaseModel):
    """The words of the data file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    source: str
    """Where they come from."""
    roles: str
    """Words for a person by what they do."""
    teams: str
    """Words for a group."""
    ambiguous: str
    """Words for a group that head the names of many things too."""
    departments: str
    """A regular expression: groups of several words with an ambiguous one at the end."""
    nobody: str
    """Words in the place of a doer that name nobody in particular."""
    not_a_name: str
    """Words at the start of an action that are no name although "to" or "will" follows."""
    tags: str
    """Tags in brackets that are no name."""
    doing: str
    """What stands between a doer and the verb."""
    labels: str
    """What stands before a doer who is named apart."""
    after_a_noun: str
    """Words after which a word in -s was a noun."""


@cache
def doer_words() -> DoerWords:
    """Return the words of the data file."""
    return DoerWords.model_validate(read_yaml("rubrics", "doers.yaml"))


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a list of the data file."""
    return frozenset(getattr(doer_words(), name).split())


@lru_cache(maxsize=1024)
def doer_kind(name: str) -> DoerKind | None:
    """Return what a name stands for when it is one of a person, a role or a team."""
    bare = _bare(name)
    if bare in _words_for("team_names"):
        return "team"
    if not _may_be(bare):
        return None
    member = _MEMBER.match(bare)
    several = _AND.split(bare[member.end() :] if member else bare)
    return _of_several(several) if len(several) > 1 else _of_one(several[0])


def _of_one(bare: str) -> DoerKind | None:
    if _INITIALS.fullmatch(bare) or _only_names(bare):
        return "person"
    return _by_head(bare)


def names_a_doer(owner: str) -> bool:
    """Return whether an owner is somebody: not "everyone", not "the team", not TBD."""
    bare = _bare(owner)
    return bare in _words_for("team_names") or _may_be(bare)


def is_tag(word: str) -> bool:
    """Return whether a word in brackets names a kind of work or a part, and no person."""
    return word.lower() in words_of("tags")


def may_be_a_name(phrase: str) -> bool:
    """Return whether one capitalised word may be a name: no listed verb, tool or beginning."""
    if not NAME.fullmatch(phrase):
        return False
    word = phrase.lower()
    known = ("not_a_name", "nobody", "tags")
    return not any(word in words_of(name) for name in known) and not is_head(phrase)


def _bare(name: str) -> str:
    return _DETERMINER.sub("", name.strip(" .,:;*_`'\"").removeprefix("@"), count=1)


def _may_be(bare: str) -> bool:
    nobody = not bare or bare.lower() in words_of("nobody") or _EVERY.match(bare) is not None
    return not nobody and len(bare.split()) <= MOST_WORDS


def _of_several(names: list[str]) -> DoerKind | None:
    """Judge "Ana and the storage team": all of them known, or names beside somebody known."""
    kinds: list[DoerKind | None] = [doer_kind(name) for name in names]
    if not all(kind or may_be_a_name(name) for kind, name in zip(kinds, names, strict=True)):
        return None
    return next((kind for kind in kinds if kind is not None), None)


def _by_head(bare: str) -> DoerKind | None:
    """Judge a phrase by its last word, or the last before "of": "head of nursing"."""
    phrase = _PLACE.split(bare, maxsplit=1)[0]
    words = phrase.split()
    if not words or _NOT_IN_A_NAME.search(bare) or _is_doing(words):
        return None
    head = words[-1].lower().removesuffix("'s")
    if head in words_of("roles") or head in _words_for("role"):
        return "role"
    if head in words_of("ambiguous") and len(words) > 1:
        return "team" if _departments().fullmatch(phrase) else None
    known = head in words_of("teams") or head in _words_for("team")
    return "team" if known or words[-1] in _words_for("team_names") else None


def _is_doing(words: list[str]) -> bool:
    """Return whether a phrase begins with a verb form: "paging on-call", "split the crew"."""
    first = words[0].lower()
    return len(words) > 1 and first.endswith(("ing", "ed")) and is_head(first)


def _only_names(bare: str) -> bool:
    plain = bare if bare.isascii() else _without_accents(bare)
    # No word is covered as a name that has neither a capital nor the sign of a handle.
    if any(word == word.lower() and "@" not in word for word in plain.split()):
        return False
    covered = cover(plain).split()
    names = [PERSON in word or word[:1].isupper() for word in covered]
    return bool(names) and all(names) and any(PERSON in word for word in covered)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def _words_for(kind: str) -> frozenset[str]:
    return frozenset(getattr(agents(), kind).split())


@cache
def _departments() -> re.Pattern[str]:
    return regex(re.sub(r"\s*\|", "|", doer_words().departments), re.IGNORECASE)
