"""Whether the sentence of the failure can stand: told as a fact, with its day and its size."""

import re
from collections.abc import Iterator
from typing import Final

_PAST: Final = re.compile(
    r"\b(?:was|were|had|did|didn['’]t|wasn['’]t|weren['’]t|could not|couldn['’]t|\w{2,}ed"
    r"|went|lost|left|fell|rose|broke|came|cost|cut|hit|kept|made|met|paid|ran|saw|shut|sold"
    r"|spent|stood|stuck|took|told|grew|began|became|brought|built|bought|found|gave|held|knew"
    r"|led|meant|put|sent|set|split|won|withdrew|wrote)\b",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(r"\b(?:will|would|might|may|could be|going to|shall)\b", re.IGNORECASE)
_MONTH: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY: Final = re.compile(
    rf"\d{{4}}-\d{{2}}(?:-\d{{2}})?|\b(?:{_MONTH})\b|\b(?:19|20)\d{{2}}\b|\bq[1-4]\b"
    r"|\b(?:day|week|month)s? (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\bafter (?:\d+|one|two|three|four|five|six) (?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(
    r"\d|\b(?:half|third|quarter|all|none|nobody|every|twice|double|dozens?|hundreds?|thousands?"
    r"|millions?|one|two|three|four|five|six|seven|eight|nine|ten|most)\b",
    re.IGNORECASE,
)
_PLACEHOLDER: Final = re.compile(
    r"\b(?:tbd|todo|xx+|lorem)\b|\{[^}]*\}|\[[^\]]*\]|<[^>]*>|_{3,}|\?{2,}", re.IGNORECASE
)


def gaps(text: str) -> Iterator[str]:
    """Yield what the sentence lacks, in words."""
    if _PLACEHOLDER.search(text):
        yield "a sentence without placeholders"
    if _FUTURE.search(text) or not _PAST.search(text):
        yield "a sentence in the past tense: it has happened"
    if not _DAY.search(text):
        yield "the day of the failure in its sentence"
    if not _SIZE.search(
        _DAY.sub(
            " ", re.sub(r"\b\d{1,2}(?=\s+(?:" + _MONTH + r")\b)", " ", text, flags=re.IGNORECASE)
        )
    ):
        yield "the size of the failure in its sentence"
