"""Finds who does an action by the place in its sentence: a person, a role or a team."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rubrics.deadlines import deadlines, lead_before
from rubrics.language.agents import PERSON, agents, cover
from rubrics.package_data import read_yaml
from rubrics.verbs import is_head

DoerKind = Literal["person", "role", "team"]
_LONGEST = 1_000
_MOST_WORDS = 6
_HANDLE = re.compile(
    r"(?<![\w@/.\"'`])@(?!(?:here|channel|all|everyone|team)\b)[A-Za-z][\w-]{0,38}(?![/@\w])"
)
_CLAUSE = re.compile(r"\s*(?:[;,()\[\]—–|]|\s--?\s|[.](?=\s|$))\s*")
_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,2}[A-Z][^\W\d_]{1,30}")
_NAME = re.compile(r"[A-Z][^\W\d_]{1,20}(?:-[A-Z]?[^\W\d_]{1,20})?")
_DETERMINER = re.compile(r"(?:the|our|each|your|their)\s+", re.IGNORECASE)
_LAST_DETERMINER = re.compile(r"(?:^|\s)(?:the|our)\s", re.IGNORECASE)
_EVERY = re.compile(r"(?:every|all|any|both|a|an|no|some|most) ", re.IGNORECASE)
_MEMBER = re.compile(
    r"(?:someone|somebody|one|a member|members?) (?:from|of|in|on) (?:the )?", re.I
)
_PASSIVE = re.compile(r"be (?:\w+(?:ed|en)|made|told|kept|given|sent|put|set|taught)\b")
_INSIDE = re.compile(r"\s(?:the|a|an|all|with|our|any|to|every)\s", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(
    r"\b(?:with|to|all|any|every|a|an|is|are|was|should|will|must|can|and|or|if|when|that|this|these"
    r"|it|there|they|we|you|no|not)\b", re.I
)
_PLACE = re.compile(r"\s(?:of|for|on|in|at|from)\s", re.IGNORECASE)
_BY = re.compile(r"\bby (?:the |our )?((?:[\w'-]{1,30} ){0,2}[\w'-]{1,30})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does an action, as written."""

    name: str
    kind: DoerKind
    verb_at: int = 0
    """Where the verb begins when the doer stands before it, else 0."""


class DoerWords(BaseModel):
    """The words of the data file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

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


@lru_cache(maxsize=1024)
def doer(text: str) -> Doer | None:
    """Return who does an action; None when its text names nobody in particular."""
    line = text[:_LONGEST]
    for found in _candidates(line):
        return found
    return None


@lru_cache(maxsize=1024)
def doer_kind(name: str) -> DoerKind | None:
    """Return what a name stands for when it is one of a person, a role or a team."""
    bare = _DETERMINER.sub("", name.strip(" .,:;*_`'\"").removeprefix("@"), count=1)
    if not bare or len(bare.split()) > _MOST_WORDS or _EVERY.match(bare):
        return None
    if bare in _team_names():
        return "team"
    if bare.lower() in _words("nobody"):
        return None
    several = re.split(r"\s+(?:and|&)\s+|/", bare)
    if len(several) > 1:
        return _several(several)
    member = _MEMBER.match(bare)
    if member:
        return doer_kind(bare[member.end() :])
    if _INITIALS.fullmatch(bare) or _only_names(bare):
        return "person"
    return _by_head(bare)


def _several(names: list[str]) -> DoerKind | None:
    """Judge "Ana and the storage team": all of them known, or names beside somebody known."""
    kinds = [doer_kind(name) for name in names]
    known = next(filter(None, kinds), None)
    fit = all(kind or _maybe_a_name(name) for kind, name in zip(kinds, names, strict=True))
    return known if fit else None


def names_a_doer(owner: str) -> bool:
    """Return whether an owner is somebody: not "everyone", not "the team", not TBD."""
    bare = _DETERMINER.sub("", owner.strip(" .,:;*_`'\"").removeprefix("@"), count=1)
    known = bare in _team_names() or bare.lower() not in _words("nobody")
    return bool(bare) and known and not _EVERY.match(bare)


def is_tag(word: str) -> bool:
    """Return whether a word in brackets names a kind of work or a part, and no person."""
    return word.lower() in _words("tags")


def _by_head(bare: str) -> DoerKind | None:
    """Judge a phrase by its last word, or the last before "of": "head of nursing"."""
    phrase = _PLACE.split(bare, maxsplit=1)[0]
    words = phrase.split()
    if not words or _NOT_IN_A_NAME.search(phrase) or _is_doing(words):
        return None
    head, alone = words[-1].lower().removesuffix("'s"), len(words) == 1
    if head in _words("roles") or head in agents().role.split():
        return None if alone and head in _words("nobody") else "role"
    if head in _words("ambiguous") and not alone:
        return "team" if _departments().fullmatch(phrase) else None
    if head in _words("teams") or head in agents().team.split() or words[-1] in _team_names():
        return "team"
    return None


def _is_doing(words: list[str]) -> bool:
    """Return whether a phrase begins with a verb form: "paging on-call", "split the crew"."""
    first = words[0].lower()
    return len(words) > 1 and first.endswith(("ing", "ed")) and is_head(first)


def _only_names(bare: str) -> bool:
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    covered = cover(plain).split()
    names = [PERSON in word or word[:1].isupper() for word in covered]
    return bool(names) and all(names) and any(PERSON in word for word in covered)


def _candidates(line: str) -> Iterator[Doer]:
    labelled = _label().search(line)
    if labelled and (found := _labelled(labelled["who"], named=bool(labelled["sign"]))):
        yield found
    before = _before_the_verb(line)
    if before is not None:
        yield before
    handle = _HANDLE.search(line)
    if handle is not None:
        yield Doer(handle.group(), "person")
    yield from _apart(line)
    start = line.split(maxsplit=1)[:1]
    if start and not is_head(start[0]):
        for match in _BY.finditer(line):
            words = match[1].split()
            for count in range(len(words), 0, -1):
                if kind := doer_kind(" ".join(words[:count])):
                    yield Doer(" ".join(words[:count]), kind)


def _labelled(who: str, *, named: bool) -> Doer | None:
    name = _CLAUSE.split(who.strip(), maxsplit=1)[0].strip(" *_`")
    if not name or name.lower() in _words("nobody"):
        return None
    kind = doer_kind(name)
    if kind is None and (named or _NAME.match(name)):
        kind = "person"
    return Doer(name, kind) if kind else None


def _before_the_verb(line: str) -> Doer | None:
    """Read "Ana will move it", "Storage team to move it", "Ana moves it", "Ana: move it"."""
    start = len(line) - len(line.lstrip(" -*•"))
    places = [match.end() for match in re.finditer(r"\S+", line[start:])][:_MOST_WORDS]
    for end in places:
        phrase, rest = line[start : start + end], line[start + end :]
        if re.search(r"[;()]", phrase) or (_INSIDE.search(phrase) and is_head(phrase.split()[0])):
            break
        name = phrase.rstrip(":,")
        verb = _verb_after(phrase, rest, doer_kind(name))
        if verb is not None:
            kind = doer_kind(name) or "person"
            return Doer(_LAST_DETERMINER.split(name)[-1], kind, start + end + verb)
        if "," in phrase:
            break
    return None


def _verb_after(phrase: str, rest: str, kind: DoerKind | None) -> int | None:
    """Return where the verb begins after a phrase that may be its doer; None when it is none."""
    if phrase.endswith(":") and kind:
        return len(rest) - len(rest.lstrip())
    if phrase.endswith(","):
        named = re.match(r"[^:;]{1,30}:\s+", rest) if kind else None
        return named.end() if named and deadlines(named.group()) else None
    modal = _modal().match(rest)
    if modal and kind:
        return None if _PASSIVE.match(rest, modal.end()) else modal.end()
    if modal and re.fullmatch(r"to|will", modal["doing"].lower()) and _maybe_a_name(phrase):
        return modal.end() if is_head(rest[modal.end() :].split(maxsplit=1)[0]) else None
    return 1 if _finite(phrase, rest, kind) else None


def _finite(phrase: str, rest: str, kind: DoerKind | None) -> bool:
    """Return whether what follows is the doer's verb: "moves the log", "managers agree on"."""
    words = rest.split()[:2]
    if not words or not rest.startswith(" "):
        return False
    verb, after = words[0], words[1].lower() if len(words) > 1 else ""
    if not re.fullmatch(r"[a-z-]{3,20}", verb) or (verb == "is") or phrase.endswith("'s"):
        return False
    if kind is None:
        third = verb.endswith("s") and not verb.endswith("ss")
        return third and is_head(verb) and _maybe_a_name(phrase) and not _is_noun(after)
    if verb.endswith("s") and not verb.endswith("ss"):
        return kind == "person" or (kind == "role" and bool(after)) or not _is_noun(after)
    plural = phrase.lower().endswith("s") and kind != "person"
    return plural and is_head(verb) and not verb.endswith(("ing", "ed")) and not _is_noun(after)


def _is_noun(after: str) -> bool:
    return not after or after in _words("after_a_noun")


def _maybe_a_name(phrase: str) -> bool:
    """Return whether one capitalised word may be a name: no listed verb, tool or beginning."""
    if not _NAME.fullmatch(phrase) and not re.fullmatch(r"[A-Z][A-Za-z]{2,15}", phrase):
        return False
    word = phrase.lower()
    known = ("not_a_name", "nobody", "tags")
    return not any(word in _words(name) for name in known) and not is_head(phrase)


def _apart(line: str) -> Iterator[Doer]:
    """Read a doer who stands apart: "; data team, sprint 24", "(Ana, 3 June)", "- Ana"."""
    marks = [(0, 0), *((match.start(), match.end()) for match in _CLAUSE.finditer(line))]
    ends = [start for start, _ in marks[1:]] + [len(line)]
    clauses = [(start, begin, end) for (start, begin), end in zip(marks, ends, strict=True)]
    dated = [bool(deadlines(line[begin:end])) for _, begin, end in clauses]
    for place, (mark, begin, end) in enumerate(clauses):
        if begin == 0:
            if any(dated[1:]) and _then_a_verb(line, clauses[1:]) and _maybe_a_name(line[:end]):
                yield Doer(line[:end], "person")
            continue
        near = any(dated[max(0, place - 1) : place + 2])
        found = _in_clause(line[begin:end], line[mark:begin].strip(), near=near)
        if found is not None:
            yield found


def _then_a_verb(line: str, clauses: list[tuple[int, int, int]]) -> bool:
    words = line[clauses[0][1] : clauses[0][2]].split() if clauses else []
    return bool(words) and is_head(words[0])


def _in_clause(clause: str, mark: str, *, near: bool) -> Doer | None:
    whole = _without_time(clause)
    kind = doer_kind(whole)
    if kind == "team" and len(whole.split()) == 1 and not near and mark != ";":
        return None
    if kind in ("role", "team") and whole.lower().startswith("a "):
        return None
    if kind:
        return Doer(whole, kind)
    if near and mark != "(" and _maybe_a_name(whole) and whole.lower() not in _words("tags"):
        return Doer(whole, "person")
    if near and mark == "(" and _maybe_a_name(whole) and deadlines(clause):
        return Doer(whole, "person")
    if mark in (";", "—", "–", "."):
        told = _before_the_verb(clause)
        if told is not None and not told.name.lower().startswith(("a ", "an ", "every ", "all ")):
            return Doer(told.name, told.kind)
    return None


def _without_time(clause: str) -> str:
    for one in reversed(deadlines(clause)):
        clause = clause[: lead_before(clause, one.start)] + clause[one.end :]
    return clause.strip(" .,:;*_`-")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(getattr(doer_words(), name).split())


@cache
def _team_names() -> frozenset[str]:
    return frozenset(agents().team_names.split())


@cache
def _departments() -> re.Pattern[str]:
    return re.compile(re.sub(r"\s*\n?\s*\|", "|", doer_words().departments), re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[\s(\[,;—–*-])(?:{doer_words().labels})\b\**(?P<sign>\s*[:=]\**|(?= ))\s*(?P<who>[^;)\]]{{2,60}})",
        re.IGNORECASE,
    )


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<doing>{doer_words().doing})\s+", re.IGNORECASE)
