"""Names of people by where they stand: behind a label, in a column, before what they say in a chat."""

import re
from collections.abc import Iterator
from functools import cache

from agent.coach.privacy.lexicon import family, fold, is_ordinary, raw_given, systems
from agent.questions.speakers import is_machine, role_of
from rubrics.doer_kinds import doer_kind
from rubrics.package_data import read_yaml

_NAME = r"[^\W\d_][^\W\d_'’.\-]*(?:['’\-][^\W\d_]+)*\.?(?: (?:[^\W\d_][^\W\d_'’\-]*(?:['’\-][^\W\d_]+)*\.?)){0,4}"
_LABELLED = re.compile(
    r"^[ \t>]*(?:[-*+] |\d+\. )?[*_]{0,3}(?P<label>[A-Za-z][A-Za-z /()-]{0,40}?)[*_]{0,3}\s?:[*_]{0,3}[ \t]+(?P<value>[^\n]{2,300})$",
    re.MULTILINE,
)
_IN_BRACKETS = re.compile(r"[(\[](?P<label>[A-Za-z -]{2,20}): ?(?P<value>[^()\[\]\n]{2,80})[)\]]")
_FRONT_LIST = re.compile(
    r"^(?P<label>[a-z_]{2,30}):[ \t]*\n(?P<items>(?:[ \t]*- [^\n]{1,100}\n?)+)", re.MULTILINE
)
_PART = re.compile(r"(?: and |[,;&/|]|\n)+")
_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]*)\|?[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_SAID = re.compile(
    rf"^[ \t>*-]{{0,6}}[\[(]?(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}},?[ T])?{_CLOCK}(?:Z| ?UTC| ?[A-Z]{{3,4}}|[+-]\d\d:?\d\d)?[\])]?"
    rf"[ \t]*[-–—|]?[ \t]*<?@?(?P<name>{_NAME}|[a-z][\w.-]{{1,30}})>?(?P<aside> ?\([^()\n]{{2,40}}\))?(?:[:>]|[ \t][-–—])[ \t]+(?=\S)",
    re.MULTILINE,
)
_HEADED = re.compile(
    rf"^(?P<name>{_NAME}|[a-z][\w.-]{{1,30}})(?:[ \t]{{1,4}}|, | — |  )[\[(]?(?:(?:today|yesterday|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}) at )?"
    rf"{_CLOCK}[\])]?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_ADDRESSED = re.compile(
    rf"(?P<name>[^\W\d_][^\W\d_'’.\-]*(?:[ .'’\-]+[^\W\d_][^\W\d_'’\-]*\.?){{0,3}})\s?<(?=[^\s<>@]+@[^\s<>]+>)"
)


def placed_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of names that a label, a column, a chat or an address shows to be ones."""
    yield from _labelled(text)
    yield from _in_columns(text)
    for pattern in (_SAID, _HEADED):
        for match in pattern.finditer(text):
            if _may_speak(match["name"]):
                yield match.span("name")
    for match in _ADDRESSED.finditer(text):
        if _is_name(match["name"]):
            yield match.span("name")


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_LABELLED, _IN_BRACKETS):
        for match in pattern.finditer(text):
            if _is_label(match["label"]):
                yield from _parts(text, match.start("value"), match.end("value"))
    for match in _FRONT_LIST.finditer(text):
        if _is_label(match["label"]):
            for item in re.finditer(r"- ([^\n]+)", match["items"]):
                start = match.start("items") + item.start(1)
                yield from _parts(text, start, start + len(item[1]))


def _in_columns(text: str) -> Iterator[tuple[int, int]]:
    """Yield the cells of a table whose column is headed by a label of people."""
    columns: list[bool] = []
    last_end = -2
    for row in _ROW.finditer(text):
        cells = list(re.finditer(r"(?:\\\||[^|])+", row["cells"]))
        if row.start() > last_end + 1:
            columns = [_is_label(cell.group().strip(" *_\t")) for cell in cells]
        elif any(columns) and not _RULE.fullmatch(row["cells"]):
            for cell, wanted in zip(cells, columns, strict=False):
                if wanted:
                    start = row.start("cells") + cell.start()
                    yield from _parts(text, start, start + len(cell.group()))
        last_end = row.end()


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names in a list of them."""
    at = start
    for mark in [*_PART.finditer(text, start, end), None]:
        stop = end if mark is None else mark.start()
        piece = re.sub(r"[(\[<].*|\s[-–—].*|\bfrom\b.*", "", text[at:stop])
        name = piece.strip(" \t*_`\"'@:.")
        if name and _is_name(name):
            where = text.index(name, at, stop)
            yield where, where + len(name)
        at = end if mark is None else mark.end()


def _is_name(name: str) -> bool:
    """Tell whether the words behind a label can be a name, and not a role, a team or a system."""
    words = name.split()
    if (
        not 1 <= len(words) <= 5
        or not re.fullmatch(_NAME, name)
        or fold(words[0]) in _words("not_names")
    ):
        return False
    if role_of(name) or doer_kind(name) in {"role", "team"} or is_machine(name):
        return False
    if not any(word[0].isupper() for word in words) and name.isascii():
        return False
    if len(words) == 1 and is_ordinary(fold(name)) and fold(name) not in raw_given() | family():
        return False
    return not all(fold(word) in systems() or word.isupper() for word in words)


def _may_speak(name: str) -> bool:
    words = name.split()
    if is_machine(name) or role_of(name) or doer_kind(name) in {"role", "team"}:
        return False
    if (
        len(words) == 1
        and name[0].isupper()
        and is_ordinary(fold(name))
        and fold(name) not in raw_given() | family()
    ):
        return False
    if len(words) > 4 or any(fold(word) in systems() for word in words[:1]) or name.isupper():
        return False
    return len(words) == 1 or all(
        word[0].isupper() or fold(word) in {"van", "de", "der", "von", "al", "bin"}
        for word in words
    )


def _is_label(label: str) -> bool:
    key = (
        re.sub(r"\(.*\)", "", label.lower()).strip().replace(" ", "-").replace("_", "-").rstrip("-")
    )
    known = _words("labels")
    return (
        key in known
        or any(part in known for part in re.split(r"-?/-?|-and-", key))
        or (
            key.split("-")[-1]
            in {"owner", "lead", "commander", "engineer", "manager", "contact", "assignee"}
            and len(key) < 30
        )
    )


@cache
def _words(name: str) -> frozenset[str]:
    lists: dict[str, str] = read_yaml("agent.coach.privacy", "places.yaml")
    return frozenset(lists[name].split())
