"""Actions told outside the sections about actions: lists that a promise opens, and intentions.

Only what the authors bind themselves to counts. What users will see, what should have been done
and when a page will be updated is no action.
"""

import re
from collections.abc import Iterable, Iterator

from agent.documents.reader.making import Making
from agent.documents.reader.points import Point
from agent.documents.reader.sentences import paragraph_sentences
from rubrics.patterns import regex

MOST = 10
"""Intentions that are taken from running text."""
_LEAST = 5
"""Words of a sentence that says what will change."""
_OWN = r"\b(?:[Ww]e|I|[Oo]ur|[Tt]he team|(?:[A-Z]\w+ )?team)\b"
_BOUND = (
    r"(?:will|'ll|’ll|(?:are|am|is) (?:now |also )?(?:going|planning|aiming) to"
    r"|(?:are|am|is) (?:now |also |currently )?working (?:on|to)|plans? to|intends? to|aims? to"
    r"|needs? to|must|(?:have|has) (?:decided|agreed|committed|planned) to)"
)
_DONE = (
    r"(?:have|has) (?:since |now |also |already )?(?:been )?(?:added|changed|fixed|updated|enabled"
    r"|implemented|created|introduced|improved|increased|removed|made|moved|replaced|raised|set)"
)
_PURPOSE = (
    r"\b(?:to (?:prevent|avoid|mitigate|ensure|reduce|detect|limit|stop|help|make sure|guard)"
    r"|so that|in (?:the )?future|going forward|moving forward|from now on|no longer)\b"
)
_INTENT = regex(
    rf"{_OWN}(?:(?: \w+)? {_BOUND}|{_BOUND})\s(?!(?:also )?(?:be (?:able|sharing|posting)|update"
    r" (?:this|the (?:post|page|report))|post|publish|share|keep you|follow up with|know|see)\b)"
    rf"|{_OWN}[^.:]{{0,100}}, and will \w+|\b{_DONE}\b[^.:]{{0,120}}{_PURPOSE}"
)
_OPENER = regex(
    rf"(?:{_BOUND}|{_PURPOSE}|\bnext steps?|\baction items?|\bfollow-?ups?"
    r"|\bfollowing (?:\w+ )?(?:actions?|steps?|changes|improvements|measures)).{0,120}:$",
    re.IGNORECASE | re.DOTALL,
)
_PAST = regex(r"\b(?:was|were|had|did|would|could|should) have\b|\bif we\b", re.IGNORECASE)


def promised_points(found: Iterable[Point], making: Making) -> Iterator[Point]:
    """Yield the points of lists that a promise opens: "Going forward, we will:"."""
    opened = False
    for point in found:
        if point.loose:
            words = making.words(point.piece.text)
            last = paragraph_sentences(words)[-1:] if words.endswith(":") else ()
            opened = any(map(_OPENER.search, last))
        elif opened:
            yield point


def intentions(found: Iterable[Point], making: Making) -> Iterator[tuple[str, Point]]:
    """Yield the sentences in which the authors say what they will change, or changed for good.

    Of a list, a point that says so is yielded whole.
    """
    for point in found:
        text = making.words(point.piece.text)
        for sentence in paragraph_sentences(text):
            told = len(sentence.split()) >= _LEAST and not sentence.endswith((":", "?"))
            if told and _INTENT.search(sentence) and not _PAST.search(sentence):
                yield (sentence if point.loose else text), point
                if not point.loose:
                    break
