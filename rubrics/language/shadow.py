"""The text as the patterns see it: same length, with names, code and quotations covered.

A span found in the shadow is the span in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from rubrics.language.agents import GROUPS, PERSON, cover, covering
from rubrics.patterns import NO_END, regex

COVER = "\u1682"
"""What stands for a character that is left alone: code, links, quotations."""

_LEFT_ALONE = tuple(
    (signs, regex(pattern, flags))
    for signs, pattern, flags in (
        (("```", "~~~"), r"^(`{3,}|~{3,})[^\n]*\n(?:(?!\1)[^\n]*\n)*(?:\1[^\n]*|\Z)", re.MULTILINE),
        (("<!--",), r"<!--(?:(?!<!--|-->)[\s\S])*+-->", 0),
        (("`",), r"(`{1,2})(?!@[\w-]{1,39}`)[^`\n]{1,300}\1", 0),
        (("://",), r"\b(?:https?|ftp)://[^\s<>)\]]{1,2000}", 0),
        ((">",), r"^ {0,3}>[^\n]*", re.MULTILINE),
        (('"',), r'"[^"\n]{1,400}"', 0),
        (("“", "„", "«"), r"[“„«][^“”„«»\n]{1,400}[”“»]", 0),
        (("'",), r"(?<![\w'])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){1,300}'(?!\w)", 0),
    )
)
"""What is left alone, behind the signs of which one must be there."""
_SIGN = regex("`|~|\"|“|„|«|'|>|<!--|://")
"""Without any of these signs nothing is left alone. Each begins with a letter by itself, so that
others are passed over fast."""
_BREAK = regex(r"\n(?=[ \t]*(?:\n|[-*+•|#>] ?|\d{1,3}[.)] |\Z))|(?<=\n)[ \t]*\n")
_SENTENCE_END = regex(rf"[.!?\n](?:(?<=\n)|(?<!\n)[.!?]*{NO_END}(?=[\s)\]*_\u1682]|\Z))")
"""One class of letters stands first, so that the others are passed over fast."""
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "\u00a0": " "}
_AGENT = regex(rf"{PERSON}+|[{GROUPS}]+")
_NAME = regex(rf"{PERSON}+")
_BLANKS = str.maketrans({"\t": " ", "\r": " ", "\n": " "})
_DETERMINED = regex(
    r"\b(?:the|a|an|our|one|this|that|their|another|some|two|several) (?:[-\w]{1,20} ){0,2}\Z",
    re.IGNORECASE,
)


class Shadow:
    """A text prepared for patterns, and where its sentences are."""

    def __init__(self, text: str, people: Sequence[str] = ()) -> None:
        """Cover what is left alone, then names."""
        told = _without_what_is_left_alone(text) if _SIGN.search(text) else text
        self.text = cover(_one_paragraph_a_line(plain(told)), people)
        self._ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the start and the end of the sentence around a position."""
        index = bisect_right(self._ends, position)
        start = self._ends[index - 1] if index else 0
        end = self._ends[index] if index < len(self._ends) else len(self.text)
        return start, end

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The places of the sentences that are mostly not left alone, without blanks."""
        begins = [0, *self._ends]
        places: list[tuple[int, int]] = []
        for start, end in zip(begins, [*self._ends, len(self.text)], strict=True):
            words = self.text[start:end].strip()
            if words and 2 * words.count(COVER) < len(words):
                begin = self.text.index(words, start)
                places.append((begin, begin + len(words)))
        return tuple(places)

    def agents(self) -> tuple[tuple[int, int], ...]:
        """Return the places of names, roles and groups."""
        return tuple(match.span() for match in _AGENT.finditer(self.text))

    def names(self) -> tuple[tuple[int, int], ...]:
        """Return the places of names of people."""
        return tuple(match.span() for match in _NAME.finditer(self.text))

    def whole(self, start: int) -> int:
        """Return where the phrase begins of which a word for people or a group is the head."""
        if self.text[start] not in GROUPS:
            return start
        before = _DETERMINED.search(self.text, max(0, start - 60), start)
        return before.start() if before else start


def _without_what_is_left_alone(text: str) -> str:
    for signs, pattern in _LEFT_ALONE:
        if any(sign in text for sign in signs):
            text = pattern.sub(covering(COVER), text)
    return text


def plain(text: str) -> str:
    """Return the text, equally long, with quotation marks, hyphens and blanks of one kind."""
    if text.isascii() or not any(map(text.__contains__, _PLAIN)):
        return text
    return text.translate(str.maketrans(_PLAIN))


def _one_paragraph_a_line(text: str) -> str:
    if "\n" not in text:
        return text.translate(_BLANKS) if "\t" in text or "\r" in text else text
    pieces: list[str] = []
    place = 0
    for match in _BREAK.finditer(text):
        pieces.append(text[place : match.start()].translate(_BLANKS))
        pieces.append(text[match.start() : match.end()])
        place = match.end()
    pieces.append(text[place:].translate(_BLANKS))
    return "".join(pieces)
