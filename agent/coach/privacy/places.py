"""Names of people by their place: behind a label, in a column, before what they say in a chat."""

import re
from collections.abc import Iterator

from agent.coach.privacy.lexicon import all_family, fold, is_ordinary, links, raw_given, systems
from agent.coach.privacy.lists import words
from agent.questions.speakers import is_machine, role_of
from rubrics.doer_kinds import doer_kind
from rubrics.doers import doer

_PART_OF_A_NAME = r"[^\W\d_]{1,40}(?:['’\-][^\W\d_]{1,40}){0,3}\.?"
_NAME = rf"{_PART_OF_A_NAME}(?: {_PART_OF_A_NAME}){{0,4}}"
_LABELLED = re.compile(
    r"^[ \t>]*(?:[-*+] |\d+\. )?[*_]{0,3}(?P<label>[A-Za-z][A-Za-z /()-]{0,40}?)[*_]{0,3}\s?:"
    r"[*_]{0,3}[ \t]+(?P<value>[^\n]{2,300})$",
    re.MULTILINE,
)
_IN_BRACKETS = re.compile(r"[(\[](?P<label>[A-Za-z -]{2,20}): ?(?P<value>[^()\[\]\n]{2,80})[)\]]")
_FRONT_LIST = re.compile(
    r"^(?P<label>[a-z_]{2,30}):[ \t]*\n(?P<items>(?:[ \t]*- [^\n]{1,100}\n?)+)", re.MULTILINE
)
_LISTED = re.compile(
    r"^[ \t]*(?:[-*+]|\d+[.)]) (?:\[[ x]\] )?(?P<order>[A-Z][^\n]{8,300})$", re.MULTILINE
)
_PART = re.compile(r"(?: and |[,;&/|]|\n)+")
_ASIDE = re.compile(r"[(\[<].*|\s[-–—].*|\bfrom\b.*")
_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]*)\|?[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")
_DAY = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},?[ T])?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_ZONE = r"(?:Z| ?UTC| ?[A-Z]{3,4}|[+-]\d\d:?\d\d)?"
_SPEAKER = rf"(?P<name>{_NAME}|[a-z][\w.-]{{1,30}})"
_SAID = re.compile(
    rf"^[ \t>*-]{{0,6}}[\[(]?{_DAY}{_CLOCK}{_ZONE}[\])]?[ \t]*[-–—|]?[ \t]*<?@?{_SPEAKER}>?"
    r"(?: ?\([^()\n]{2,40}\))?(?:[:>]|[ \t][-–—])[ \t]+(?=\S)",
    re.MULTILINE,
)
_HEADED = re.compile(
    rf"^{_SPEAKER}(?:[ \t]{{1,4}}|, | — )[\[(]?"
    rf"(?:(?:today|yesterday|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}) at )?{_CLOCK}[\])]?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?<![^\W\d_])(?P<name>[^\W\d_]{1,40}(?:[ .'’\-]{1,2}[^\W\d_]{1,40}\.?){0,3})\s?"
    r"<(?=[^\s<>@]+@[^\s<>]+>)"
)
_SIGNED = re.compile(r"(?<![\w.@-])(?P<name>[a-z][\w.-]{2,30})\s<(?=[^\s<>@]+@[^\s<>]+>)")
_LAST_OF_A_LABEL = frozenset(["owner", "lead", "commander", "engineer", "manager", "contact"])


def placed_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of names that a label, a column, a chat or an address shows to be ones."""
    yield from _labelled(text)
    yield from _in_columns(text)
    yield from _doers(text)
    for pattern in (_SAID, _HEADED):
        for match in pattern.finditer(text):
            if _may_speak(match["name"]):
                yield match.span("name")
    for match in _SIGNED.finditer(text):
        if not is_ordinary(fold(match["name"])) and _may_speak(match["name"]):
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


def _doers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the people who do what a line of a list asks for: "- Denys to add an alert"."""
    for line in _LISTED.finditer(text):
        found = doer(line["order"])
        if found is not None and found.kind == "person" and _is_name(found.name):
            start = text.index(found.name, line.start("order"))
            yield start, start + len(found.name)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names in a list of them."""
    at = start
    for mark in (*_PART.finditer(text, start, end), None):
        stop = end if mark is None else mark.start()
        name = _ASIDE.sub("", text[at:stop]).strip(" \t*_`\"'@:.")
        if name and _is_name(name):
            where = text.index(name, at, stop)
            yield where, where + len(name)
        at = end if mark is None else mark.end()


def _is_name(name: str) -> bool:
    """Tell whether the words behind a label can be a name, and not a role, a team or a system."""
    parts = name.split()
    if not 1 <= len(parts) <= 5 or not re.fullmatch(_NAME, name) or _is_somebody_else(name):
        return False
    if fold(parts[0]) in words("not_names"):
        return False
    if name.isascii() and not any(part[0].isupper() for part in parts):
        return False
    return not all(fold(part) in systems() or part.isupper() for part in parts)


def _may_speak(name: str) -> bool:
    """Tell whether the words before what is said in a chat can be a name."""
    parts = name.split()
    if (
        len(parts) > 4
        or fold(parts[0]) in systems() | words("not_names")
        or name.isupper()
        or _is_somebody_else(name)
    ):
        return False
    return len(parts) == 1 or all(part[0].isupper() or fold(part) in links() for part in parts)


def _is_somebody_else(name: str) -> bool:
    """Tell whether a name is a role's, a team's, a machine's, or an ordinary word."""
    if role_of(name) or doer_kind(name) in {"role", "team"} or is_machine(name):
        return True
    word = fold(name)
    known = word in raw_given() or word in all_family()
    return name[0].isupper() and " " not in name and is_ordinary(word) and not known


def _is_label(label: str) -> bool:
    key = (
        re.sub(r"\(.*\)", "", label.lower()).strip().replace(" ", "-").replace("_", "-").rstrip("-")
    )
    known = words("labels")
    if key in known or any(part in known for part in re.split(r"-?/-?|-and-", key)):
        return True
    return key.rsplit("-", 1)[-1] in _LAST_OF_A_LABEL and len(key) < 30
