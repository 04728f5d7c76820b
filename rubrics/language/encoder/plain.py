"""A sentence as the encoder reads it: without Markdown marks, each character with its place."""

import re
from typing import NamedTuple

_MARKS = re.compile(
    r"^\s*(?:[-*+•>|]+\s+|#{1,6}\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+)+"  # what begins a line
    r"|(?<=\])\([^()\s]{0,2000}\)"  # where a link leads
    r"|[\[\]|]|\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?,;:])_{1,3}(?!\w)|~~"
    r"|`"
    r"|\s+(?=\s)"
)
_INSTEAD = (
    (re.compile(r"(?:https?|ftp)://[^\s<>)\]]{1,2000}"), "link"),
    (re.compile("\u1681+"), "Alex"),
    (re.compile("\u1683+"), "engineer"),
    (re.compile("[\u1684\u1686]+"), "team"),
    (re.compile("\u1685+"), "vendor"),
)
"""What reads as a plain word: addresses, and the letters that cover the words of a house."""
_TYPEWRITTEN = str.maketrans(
    dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‑‐–—", "-")
)


class Plain(NamedTuple):
    """The characters that are read, and where each stands in the text."""

    text: str
    places: tuple[int, ...]


def plain(text: str, start: int = 0, end: int | None = None) -> Plain:
    """Return a part of a text without marks; an address reads as the word "link"."""
    end = len(text) if end is None else end
    letters: list[str] = []
    places: list[int] = []
    position = start
    part = text[start:end]
    skipped = sorted(
        [(m.span(), "") for m in _MARKS.finditer(part)]
        + [(m.span(), word) for pattern, word in _INSTEAD for m in pattern.finditer(part)]
    )
    for (begin, stop), instead in skipped:
        if start + begin < position:
            continue
        letters += text[position : start + begin]
        places += range(position, start + begin)
        letters += instead
        places += [start + begin] * len(instead)
        position = start + stop
    letters += text[position:end]
    places += range(position, end)
    return Plain("".join(letters).translate(_TYPEWRITTEN), tuple(places))
