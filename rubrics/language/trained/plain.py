"""A sentence as the network reads it: without Markdown marks, each character with its place."""

import re
from collections.abc import Iterator

from rubrics.language.leads import LEAD
from rubrics.patterns import regex

_CUT = regex(
    rf"\A\s*(?:(?:[-*+•>|]+\s+|#{{1,6}}\s+|\d{{1,3}}[.)]\s+|\[[ xX]\]\s+)+(?:{LEAD})?|{LEAD})"
    # what begins a line
    "|(?=[hf([\\]|*_~`\\s\u1681-\u1686])(?:"  # most letters are passed over here
    r"(?P<link>(?:https?|ftp)://[^\s<>)\]]{1,2000})"
    "|(?P<Alex>\u1681+)|(?P<engineer>\u1683+)|(?P<team>[\u1684\u1686]+)|(?P<vendor>\u1685+)"
    r"|(?<=\])\([^()\s]{0,2000}\)"  # where a link leads
    r"|[\[\]|]|\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?,;:])_{1,3}(?!\w)|~~"
    r"|`"
    r"|\s+(?=\s))"
)
"""What is cut out. A named group reads as its name: addresses, and the letters that cover words."""
_SIGNS = (
    regex("[][|*_~`/\u1681-\u1686]").search,
    regex(r"\s*(?:[-+•>#\d\[(~≈]|[A-Z][^.:\n]{1,100}:)").match,
    regex(r"\s\s").search,
)
"""One of these finds something wherever something is cut out. Few sentences hold any."""
_TYPEWRITTEN = str.maketrans(
    dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‑‐–—", "-")
)


def plain(text: str) -> str:
    """Return a text without marks; an address reads as the word "link"."""
    read = _CUT.sub(_instead, text) if any(sign(text) for sign in _SIGNS) else text
    return read if read.isascii() else read.translate(_TYPEWRITTEN)


def places(text: str) -> tuple[int, ...]:
    """Return where in a text each character of its plain form stands."""
    return tuple(_places(text))


def _places(text: str) -> Iterator[int]:
    position = 0
    for match in _CUT.finditer(text):
        yield from range(position, match.start())
        yield from (match.start(),) * len(_instead(match))
        position = match.end()
    yield from range(position, len(text))


def _instead(match: re.Match[str]) -> str:
    return match.lastgroup or ""
