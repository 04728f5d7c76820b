"""Names of single facts: which field of a head a label names, and what words stand for a value."""

import re
from functools import cache
from typing import Any

from agent.documents.reader.headings import bare, data
from rubrics.needs import Held
from rubrics.patterns import regex

_SEV = regex(r"\b(?:sev(?:erity)?[ -]?|s)([0-5])\b", re.IGNORECASE)
_SEV_IN_TEXT = regex(r"\bsev(?:erity)?[ -]?([0-5])\b", re.IGNORECASE)
_PRIORITY = regex(r"\bp(?:rio(?:rity)?)?[ -]?([0-5])\b", re.IGNORECASE)


def field_of(label: str) -> str:
    """Return the field of a head that a label names, or empty."""
    return _named("fields").get(_key(label), "")


def moment_of(label: str) -> str:
    """Return the kind of event whose moment a label names, or empty."""
    return _named("moments").get(_key(label), "")


def severity_of(text: str) -> str:
    """Return the severity that a labelled text states: SEV-2, P1, critical; empty when none."""
    match = _SEV.search(text) or _PRIORITY.search(text)
    if match is not None:
        return f"sev{min(max(int(match[1]), 1), 4)}"
    return _word(text, "severity_words")


def severity_in(text: str) -> str:
    """Return the severity that running text states as a level: SEV-2, "severity 2"."""
    match = _SEV_IN_TEXT.search(text)
    return f"sev{min(max(int(match[1]), 1), 4)}" if match else ""


def priority_of(text: str) -> str:
    """Return the priority that a cell or a label states."""
    match = _PRIORITY.search(text)
    return f"P{min(int(match[1]), 3)}" if match else _word(text, "priority_words")


def status_of(text: str) -> str:
    """Return the status of the document that a label states."""
    words = " ".join(re.sub(r"[^\w ]", " ", text.lower()).split())
    found = _named("status_words").get(words, "")
    return found or next(
        (status for word, status in _named("status_words").items() if words.startswith(f"{word} ")),
        "",
    )


def is_over(text: str) -> bool:
    """Tell whether a status says that the incident is over."""
    return re.search(rf"\b(?:{'|'.join(_data()['over_words'])})\b", text.lower()) is not None


def types_in(text: str) -> dict[str, int]:
    """Return how often the words of each type of incident occur, other than an outage.

    Doubtful words count once each.
    """
    likely = set(_held().likely(text))
    doubtful = _types("doubtful")
    return {
        name: sum(len(_compiled(one).findall(text)) for one in patterns if one in likely)
        + sum(
            _compiled(one).search(text) is not None
            for one in doubtful.get(name, ())
            if one in likely
        )
        for name, patterns in _types("types").items()
    }


def zone_named(text: str) -> str:
    """Return the zone that a name in words stands for, or the text itself."""
    return str(_data()["zones"].get(" ".join(text.lower().split()), text))


def _word(text: str, table: str) -> str:
    words = set(re.findall(r"[a-z]+", text.lower()))
    return next((value for word, value in _named(table).items() if word in words), "")


def _key(label: str) -> str:
    return bare(label).removesuffix(" utc").replace("_", " ")


@cache
def _data() -> dict[str, Any]:
    return data("fields")


@cache
def _named(table: str) -> dict[str, str]:
    return {str(name): field for field, names in _data()[table].items() for name in names}


@cache
def _types(table: str) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(rf"\b{one}" for one in patterns) for name, patterns in _data()[table].items()
    }


@cache
def _held() -> Held:
    tables = (_types("types"), _types("doubtful"))
    return Held([one for table in tables for patterns in table.values() for one in patterns])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
