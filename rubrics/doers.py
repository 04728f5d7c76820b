"""Finds who does an action by the place in its sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from rubrics.deadlines import deadlines, lead_before
from rubrics.doer_kinds import (
    MOST_WORDS,
    NAME,
    DoerKind,
    doer_kind,
    doer_words,
    is_tag,
    may_be_a_name,
    words_of,
)
from rubrics.patterns import regex
from rubrics.verbs import is_head

_LONGEST = 1_000
_HANDLE = regex(
    r"(?<![\w@/.\"'`])@(?!(?:here|channel|all|everyone|team)\b)[A-Za-z][\w-]{0,38}(?![/@\w])"
)
_CLAUSE = regex(r"\s*(?:[;,()\[\]—–|]|\s--?\s|[.](?=\s|$))\s*")
_LAST_DETERMINER = regex(r"(?:^|\s)(?:the|our)\s", re.IGNORECASE)
_PASSIVE = regex(r"be (?:\w+(?:ed|en)|made|told|kept|given|sent|put|set|taught)\b")
_INSIDE = regex(r"\s(?:the|a|an|all|with|our|any|to|every)\s", re.IGNORECASE)
_BY = regex(r"\bby (?:the |our )?((?:[\w'-]{1,30} ){0,2}[\w'-]{1,30})", re.IGNORECASE)
_WORD, _APART, _VERB = regex(r"\S+"), regex(r"[;()]"), regex(r"[a-z-]{3,20}")
_ANY_OF_THEM = ("a ", "an ", "every ", "all ")


class Doer(NamedTuple):
    """Who does an action, as written."""

    name: str
    kind: DoerKind
    verb_at: int = 0
    """Where the verb begins when the doer stands before it, else 0."""


class _Clause(NamedTuple):
    """A part of the sentence between marks."""

    text: str
    mark: str
    """What stands before it."""

    @property
    def dated(self) -> bool:
        """Whether it holds a time."""
        return bool(deadlines(self.text))


@lru_cache(maxsize=1024)
def doer(text: str) -> Doer | None:
    """Return who does an action; None when its text names nobody in particular."""
    return next(_candidates(text[:_LONGEST]), None)


def _candidates(line: str) -> Iterator[Doer]:
    labelled = _label().search(line)
    if labelled and (found := _labelled(labelled["who"], named=bool(labelled["sign"].strip()))):
        yield found
    if before := _before_the_verb(line):
        yield before
    if "@" in line and (handle := _HANDLE.search(line)):
        yield Doer(handle.group(), "person")
    yield from _apart(line)
    yield from _by_whom(line)


def _labelled(who: str, *, named: bool) -> Doer | None:
    """Read what follows "owner:" or "assigned to"."""
    name = _CLAUSE.split(who.strip(), maxsplit=1)[0].strip(" *_`")
    if not name or name.lower() in words_of("nobody"):
        return None
    kind = doer_kind(name)
    if kind is None and (named or NAME.match(name)):
        kind = "person"
    return Doer(name, kind) if kind else None


def _before_the_verb(line: str) -> Doer | None:
    """Read "Ana will move it", "Storage team to move it", "Ana moves it", "Ana: move it"."""
    start = len(line) - len(line.lstrip(" -*•"))
    head = line[start : start + 200]
    longest = _longest_name(head)
    for word in islice(_WORD.finditer(head), MOST_WORDS):
        end = word.end()
        if end > longest:
            return None
        phrase, rest = head[:end], line[start + end :]
        verb = _verb_after(phrase, rest)
        if verb is not None:
            name, kind = phrase.rstrip(":,"), _kind(phrase)
            return Doer(_LAST_DETERMINER.split(name)[-1], kind or "person", start + end + verb)
        if "," in phrase:
            return None
    return None


def _longest_name(head: str) -> int:
    """Return how far a name may reach: to a mark, and in an order, "remind all staff", to "all"."""
    apart = _APART.search(head)
    reach = apart.start() if apart else len(head)
    inside = _INSIDE.search(head)
    if inside is None or not is_head(head.split(maxsplit=1)[0]):
        return reach
    return min(reach, inside.end() - 1)


def _kind(phrase: str) -> DoerKind | None:
    """Return what a phrase before a verb stands for: asked last, it takes the longest to tell."""
    return doer_kind(phrase.rstrip(":,"))


def _verb_after(phrase: str, rest: str) -> int | None:
    """Return where the verb begins after a phrase that may be its doer; None when it is none."""
    if phrase.endswith(":") and _kind(phrase):
        return len(rest) - len(rest.lstrip())
    if phrase.endswith(","):
        named = re.match(r"[^:;]{1,30}:\s+", rest)
        return named.end() if named and _kind(phrase) and deadlines(named.group()) else None
    modal = _modal().match(rest)
    if modal and _kind(phrase):
        return None if _PASSIVE.match(rest, modal.end()) else modal.end()
    if modal and modal["doing"].lower() in ("to", "will") and may_be_a_name(phrase):
        return modal.end() if is_head(rest[modal.end() :].split(maxsplit=1)[0]) else None
    return 1 if _finite(phrase, rest) else None


def _finite(phrase: str, rest: str) -> bool:
    """Return whether what follows is the doer's verb: "moves the log", "managers agree on"."""
    words = rest.split(maxsplit=2)[:2] if rest.startswith(" ") else []
    if not words or not _VERB.fullmatch(words[0]) or phrase.endswith("'s"):
        return False
    verb, noun = words[0], len(words) == 1 or words[1].lower() in words_of("after_a_noun")
    if verb.endswith("s") and not verb.endswith("ss"):
        return _third(phrase, verb, noun=noun, last=len(words) == 1)
    plural = phrase.endswith(("s", "S")) and not noun and not verb.endswith(("ing", "ed"))
    return plural and is_head(verb) and _kind(phrase) in ("role", "team")


def _third(phrase: str, verb: str, *, noun: bool, last: bool) -> bool:
    """Return whether a word in -s is the verb of the phrase before it."""
    match _kind(phrase):
        case "person":
            return True
        case "role":
            return not noun or not last
        case "team":
            return not noun
        case None:
            return not noun and is_head(verb) and may_be_a_name(phrase)


def _apart(line: str) -> Iterator[Doer]:
    """Read a doer who stands apart: "; data team, sprint 24", "(Ana, 3 June)", "- Ana"."""
    clauses = _clauses(line)
    first, *others = clauses
    if may_be_a_name(first.text) and _dated(others) and _is_order(others[0].text):
        yield Doer(first.text, "person")
    for place, clause in enumerate(others, 1):
        found = _in_clause(clause, clauses[place - 1 : place + 2])
        if found is not None:
            yield found


def _clauses(line: str) -> list[_Clause]:
    marks = list(_CLAUSE.finditer(line))
    starts = [0, *(match.end() for match in marks)]
    ends = [*(match.start() for match in marks), len(line)]
    signs = ["", *(match.group().strip() for match in marks)]
    texts = [line[start:end] for start, end in zip(starts, ends, strict=True)]
    return [_Clause(text, sign) for text, sign in zip(texts, signs, strict=True)]


def _dated(clauses: Iterable[_Clause]) -> bool:
    return any(clause.dated for clause in clauses)


def _is_order(text: str) -> bool:
    words = text.split(maxsplit=1)
    return bool(words) and is_head(words[0])


def _in_clause(clause: _Clause, around: Sequence[_Clause]) -> Doer | None:
    """Read a clause that holds nothing but a doer and a time, or begins with a doer's verb."""
    whole = _without_time(clause.text)
    kind = doer_kind(whole)
    if kind is None and may_be_a_name(whole) and not is_tag(whole) and _dated(around):
        # In brackets a lone capitalised word is a name only when its time stands with it.
        kind = "person" if clause.mark != "(" or clause.dated else None
    if kind == "team" and len(whole.split()) == 1 and clause.mark != ";" and not _dated(around):
        return None
    if kind is not None:
        return Doer(whole, kind)
    told = _before_the_verb(clause.text) if clause.mark in (";", "—", "–", ".") else None
    if told is None or told.name.lower().startswith(_ANY_OF_THEM):
        return None
    return Doer(told.name, told.kind)


def _by_whom(line: str) -> Iterator[Doer]:
    """Read "check of the stock by the charge nurse" where no verb says what is done."""
    if _is_order(line):
        return
    for match in _BY.finditer(line):
        words = match[1].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if kind := doer_kind(name):
                yield Doer(name, kind)


def _without_time(clause: str) -> str:
    for one in reversed(deadlines(clause)):
        clause = clause[: lead_before(clause, one.start)] + clause[one.end :]
    return clause.strip(" .,:;*_`-")


@cache
def _label() -> re.Pattern[str]:
    return regex(
        rf"(?:^|[\s(\[,;—–*-])(?:{doer_words().labels})\b\**(?P<sign>\s*[:=]\**|(?= ))"
        r"\s*(?P<who>[^;)\]]{2,60})",
        re.IGNORECASE,
    )


@cache
def _modal() -> re.Pattern[str]:
    return regex(rf"\s*(?P<doing>{doer_words().doing})\s+(?=\S)", re.IGNORECASE)
