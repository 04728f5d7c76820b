"""Names of customers: behind a word for one, or with the legal form of a company."""

import re
from collections.abc import Iterator
from functools import cache

from agent.coach.privacy.lexicon import fold, is_ordinary, systems
from agent.coach.privacy.lists import either, words

_WORD = r"[A-ZÀ-Þ0-9][\w&’'-]{0,40}"
_NAME = rf"{_WORD}(?: (?:(?:of|and|&|de|du) )?{_WORD}){{0,3}}"
_SLUG = re.compile(
    r"\b(?i:tenant|customer|client|account|merchant|org|organi[sz]ation)"
    r"(?:[_-]?(?:id|name|slug|key))?"
    r"[\"'`]?(?:\s?[:=]\s?|\s)[\"'`]?(?P<name>[a-z][a-z0-9]{1,30}(?:[-_][a-z0-9]{1,20}){1,4}"
    r"|(?<==)[a-z][a-z0-9]{2,30}|(?<=[\"'`])[a-z][a-z0-9]{2,30}(?=[\"'`]))"
)
_NUMBER = re.compile(r"\d[\d.,:%-]*\w{0,2}|[A-Z]{1,4}-?\d+")
_SLUGS_OF_SYSTEMS = frozenset(
    [
        "id",
        "name",
        "service",
        "services",
        "api",
        "db",
        "database",
        "facing",
        "data",
        "portal",
        "manager",
        "support",
    ]
)


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?i:{either('customer_cues')})")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"\b{_cue().pattern}(?i:\s(?:is|was|named|called|id|name|slug))?(?:[:=]\s?|\s)"
        rf"[\"'`“(]{{0,2}}(?P<name>{_NAME})(?!\s?[:=])"
    )


@cache
def _company() -> re.Pattern[str]:
    forms = either("company_forms")
    return re.compile(
        rf"(?<![\w&’'-])(?P<name>{_NAME}?,? (?:{forms})(?: (?:Ltd|plc|KG|Inc))?\.?)(?!\w)"
    )


@cache
def _form_at_the_end() -> re.Pattern[str]:
    return re.compile(rf",? (?:{either('company_forms')})\.?(?: .*)?$")


def customers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of names of customers."""
    for pattern in (_named(), _company()):
        for match in pattern.finditer(text):
            start, end = _bare(text, *match.span("name"))
            if start < end and (pattern is _company() or _is_name(text[start:end])):
                yield start, end
    for match in _SLUG.finditer(text):
        if _is_slug(match["name"]):
            yield match.span("name")


def stem(name: str) -> str:
    """Return the word of a customer's name that stands in hosts and slugs; empty when none does."""
    bare = _form_at_the_end().sub("", name)
    word = re.split(r"[ ,_-]", bare)[0].strip("'’&.")
    plain = fold(word)
    return plain if len(plain) > 3 and not is_ordinary(plain) and plain not in systems() else ""


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out words before the name that only begin the sentence or say that it is a customer."""
    end = start + len(text[start:end].rstrip(" ,.'’"))
    for word in re.finditer(r"\S+", text[start:end]):
        plain = word.group().lower().strip(",.")
        if plain not in words("not_customers") and not _cue().fullmatch(word.group()):
            return start + word.start(), end
    return start, start


def _is_name(name: str) -> bool:
    """Tell whether words behind "customer" are a name: not a number, a heading, a system."""
    parts = [word.strip("'’&.,") for word in name.split()]
    folded = [fold(part.removesuffix("'s").removesuffix("’s")) for part in parts]
    if folded[0] in words("not_customers") or all(part in systems() for part in folded):
        return False
    if all(_NUMBER.fullmatch(part) for part in parts):
        return False
    alone = is_ordinary(folded[0]) or folded[0].removesuffix("s") in words("not_customers")
    return len(parts) > 1 or not alone


def _is_slug(name: str) -> bool:
    parts = re.split(r"[-_]", name)
    return _SLUGS_OF_SYSTEMS.isdisjoint(parts) and not all(map(is_ordinary, parts))
