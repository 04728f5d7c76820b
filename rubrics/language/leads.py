"""What stands before a sentence in a list: a time ("14:02 UTC - "), a label ("Root cause: ").

It tells nothing of what people did. So the trained part does not hear it, and a rewrite keeps it.
"""

from typing import Final

from rubrics.patterns import regex

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    rf"|(?:{_NTH} {_MONTH}|{_MONTH} {_NTH})(?:,? \d{{4}})?)"
)
_CLOCK = (
    r"[~≈]?\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?(?: ?[apAP]\.?[mM]\b\.?)?"
    r"(?: ?\(?(?:UTC|GMT|Z|[A-Z]{2,4}T)(?:[+-]\d{1,2}(?::?\d{2})?)?\)?(?!\w))?"
)
_TIME = rf"(?:{_DAY}(?:,? (?:at )?|T))?{_CLOCK}(?: ?(?:[-–—]|to) ?{_CLOCK})?"
_MARKS = r"[*_]{0,3}"
_APART = r"(?:\s?[-–—:|→]|\s?->)"
_LABEL = r"[A-Z][\w'’/-]{1,20}(?: [\w'’/&-]{1,20}){0,4}"
_BEGINS = r"""(?=["“'‘(`*_]{0,4}(?:[A-Z@]|`))"""
_ONE = (
    rf"(?:{_MARKS}[\[(]?(?:{_TIME}[\])]?{_MARKS}(?:{_APART}{_MARKS}\s+(?=\S)|\s+{_BEGINS})"
    rf"|{_DAY}[\])]?{_MARKS}{_APART}{_MARKS}\s+(?=\S))"
    rf"|{_MARKS}{_LABEL}(?:{_MARKS}:|:{_MARKS})\s+{_BEGINS})"
)
LEAD: Final = rf"{_ONE}{_ONE}?"
"""A time with what sets it apart, or a label of a few words before words that begin a sentence; a
label may stand behind a time."""
_LEAD = regex(LEAD)


def lead_length(sentence: str) -> int:
    """Return how many characters of a sentence stand before its own words; mostly 0."""
    found = _LEAD.match(sentence)
    return found.end() if found else 0
