"""What kind of event a line of a published timeline tells of."""

import re
from functools import cache

from agent.documents.reader.headings import data
from agent.documents.reader.sentences import paragraph_sentences
from agent.questions.timed_lines import event_kind, guess_event_kind
from rubrics.needs import Held
from rubrics.patterns import regex

_LONGEST = 600


def kind_of_event(text: str) -> str:
    """Return the kind of event that the words suggest, `other` when they suggest none."""
    head = " ".join(paragraph_sentences(text.partition("\n")[0])[:2])[:_LONGEST]
    return _first_of("first", head) or _guessed(head) or _first_of("then", head) or "other"


def speaks_of_harm(text: str) -> bool:
    """Tell whether a line says that something did not work."""
    return bool(_first_of("harm", " ".join(text.split())[:_LONGEST]))


def kind_in_cell(text: str) -> str:
    """Return the kind that a cell names exactly."""
    return event_kind(text) if 0 < len(text) <= 40 else ""


def _guessed(text: str) -> str:
    kind = guess_event_kind(text)
    # Much is launched in a timeline - servers, pods, apps - that is no launch of a product.
    return "" if kind in ("other", "launched") else kind


def _first_of(table: str, text: str) -> str:
    likely = _held(table).likely(text)
    kinds = _kinds(table)
    return next((kinds[words] for words in likely if _words(words).search(text)), "")


@cache
def _kinds(table: str) -> dict[str, str]:
    """Return the kinds of a table by the patterns of their words, in order."""
    kinds: dict[str, str] = {}
    for row in data("kinds")[table]:
        for words in row["words"]:
            kinds.setdefault(rf"(?:\b{words})", row["kind"])
    return kinds


@cache
def _held(table: str) -> Held:
    return Held(_kinds(table))


@cache
def _words(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
