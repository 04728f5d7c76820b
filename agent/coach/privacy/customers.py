"""Names of customers: behind a word for one, or with the legal form of a company."""

import re
from collections.abc import Iterator

from agent.coach.privacy.lexicon import fold, is_ordinary, systems

_CUE = (
    r"(?:customers?|clients?|tenants?|merchants?|end[- ]customer|key account|workspace of|on behalf of|contract with"
    r"|SLA with|renewal of|complaint (?:from|by)|ticket (?:from|by)|escalation (?:from|by))"
)
_WORD = r"[A-ZÀ-Þ0-9][\w&’'-]*"
_NAMED = re.compile(
    rf"\b(?i:{_CUE})(?i:\s(?:is|was|named|called|id|name|slug))?(?:[:=]\s?|\s)[\"'`“(]{{0,2}}"
    rf"(?P<name>{_WORD}(?: (?:(?:of|and|&|de|du) )?{_WORD}){{0,3}})(?!\s?[:=])"
)
_SLUG = re.compile(
    r"\b(?i:tenant|customer|client|account|merchant|org|organi[sz]ation)(?:[_-]?(?:id|name|slug|key))?[\"'`]?(?:\s?[:=]\s?|\s)[\"'`]?"
    r"(?P<name>[a-z][a-z0-9]{1,30}(?:[-_][a-z0-9]{1,20}){1,4}|(?<==)[a-z][a-z0-9]{2,30}|(?<=[\"'`])[a-z][a-z0-9]{2,30}(?=[\"'`]))"
)
_FORM = (
    r"Inc|Corp|Corporation|Ltd|Limited|LLC|LLP|PLC|plc|GmbH|AG|KG|SE|SA|S\.A|SAS|SARL|SpA|S\.p\.A|Srl|BV|B\.V|NV|N\.V|AB|ASA"
    r"|Oy|Oyj|ApS|A/S|Pty|Pvt|Kft|Zrt|Sp\. z o\.o|s\.r\.o|Co|Company|Holdings|Group plc|Bank|Insurance|Airlines|Hospital"
)
_COMPANY = re.compile(
    rf"\b(?P<name>{_WORD}(?: (?:(?:of|and|&|de|du) )?{_WORD}){{0,3}}?,? (?:{_FORM})(?: (?:Ltd|plc|KG|Inc))?\.?)(?![\w])"
)
_NO_NAME = frozenset(
    [
        *(
            "the",
            "a",
            "an",
            "all",
            "some",
            "many",
            "most",
            "no",
            "our",
            "their",
            "we",
            "i",
            "it",
            "this",
            "that",
            "if",
            "when",
        ),
        *(
            "impact",
            "support",
            "success",
            "service",
            "services",
            "care",
            "data",
            "portal",
            "facing",
            "team",
            "teams",
            "id",
        ),
        *(
            "ids",
            "api",
            "apis",
            "app",
            "apps",
            "manager",
            "managers",
            "management",
            "relations",
            "experience",
            "name",
        ),
        *(
            "communication",
            "communications",
            "notification",
            "notifications",
            "reports",
            "report",
            "tickets",
            "records",
        ),
        *(
            "affected",
            "impacted",
            "were",
            "was",
            "are",
            "is",
            "in",
            "on",
            "with",
            "by",
            "for",
            "from",
            "to",
            "and",
            "or",
        ),
        *(
            "count",
            "segment",
            "segments",
            "type",
            "status",
            "database",
            "db",
            "p1",
            "p2",
            "http",
            "https",
            "q1",
            "q2",
        ),
        *(
            "central",
            "bank",
            "hospital",
            "general",
            "holding",
            "insurance",
            "company",
            "group",
            "trust",
            "parent",
        ),
    ]
)
_STEM_ENDS = re.compile(rf",? (?:{_FORM})\.?(?: .*)?$")


def customers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of names of customers."""
    for pattern in (_NAMED, _COMPANY):
        for match in pattern.finditer(text):
            start, end = _bare(text, *match.span("name"))
            if start < end and (pattern is _COMPANY or _is_name(text[start:end])):
                yield start, end
    for match in _SLUG.finditer(text):
        if _is_slug(match["name"]):
            yield match.span("name")


def stem(name: str) -> str:
    """Return the word of a customer's name that stands in hosts and slugs; empty when none does."""
    bare = _STEM_ENDS.sub("", name)
    word = re.split(r"[ ,_-]", bare)[0].strip("'’&.")
    plain = fold(word)
    return plain if len(plain) > 3 and not is_ordinary(plain) and plain not in systems() else ""


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out words before the name that only begin the sentence or say that it is a customer."""
    for word in re.finditer(r"\S+", text[start:end]):
        if word.group().lower().strip(",.") not in _NO_NAME and not re.fullmatch(
            rf"(?i:{_CUE})", word.group()
        ):
            return start + word.start(), end - len(text[start:end]) + len(
                text[start:end].rstrip(" ,.'’")
            )
    return start, start


def _is_name(name: str) -> bool:
    """Tell whether words behind "customer" are a name: not a number, a heading, a system."""
    words = [word.strip("'’&.,") for word in name.split()]
    folded = [fold(word.removesuffix("'s").removesuffix("’s")) for word in words]
    if folded[0] in _NO_NAME or all(word in systems() for word in folded):
        return False
    if all(re.fullmatch(r"\d[\d.,:%-]*\w{0,2}|[A-Z]{1,4}-?\d+", word) for word in words):
        return False
    return not (
        len(words) == 1
        and is_ordinary(folded[0])
        and not words[0][1:].isupper()
        and name.istitle()
        and len(name) < 4
    )


def _is_slug(name: str) -> bool:
    parts = re.split(r"[-_]", name)
    known = {
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
    }
    return not (set(parts) & known) and not all(is_ordinary(part) for part in parts)
