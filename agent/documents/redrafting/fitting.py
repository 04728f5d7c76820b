"""Puts new words where a sentence stood: on one line, or wrapped as the paragraph around it is."""

import re
from dataclasses import dataclass

_MARKS_A_BLOCK = re.compile(r"[=|#>:<]|[-+*](?:\s|$)|-{2}|`{3}|~{3}|\d{1,9}[.)](?:\s|$)")
"""What at the beginning of a line could be read as a list, a heading, a table or a fence. A span of
code and bold words begin none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that a sentence has in its paragraph."""

    column: int = 0
    """How many characters stand before it on its first line."""
    tail: int = 0
    """How many follow it on its last line."""
    width: int = 0
    """The longest line of the paragraph; 0 when the paragraph stands on one line."""
    indent: str = ""
    """The blanks that a further line of the paragraph begins with."""
    newline: str = "\n"
    """How the lines of the paragraph end."""


def fitted(words: str, frame: Frame) -> str:
    """Return words on as many lines as the frame asks for."""
    if not frame.width or frame.column + len(words) + frame.tail <= frame.width:
        return words
    rows, length = [""], frame.column
    parts = [part for part in words.split(" ") if part]
    for number, word in enumerate(parts):
        follows = frame.tail if number + 1 == len(parts) else 0
        gap = 1 if rows[-1] else 0
        full = length + gap + len(word) + follows > frame.width
        if full and (rows[-1] or len(rows) > 1) and gap and not _MARKS_A_BLOCK.match(word):
            rows.append(word)
            length = len(frame.indent) + len(word)
        else:
            rows[-1] += " " * gap + word
            length += gap + len(word)
    return f"{frame.newline}{frame.indent}".join(rows)


def begins_a_block(words: str) -> bool:
    """Return whether words would be read as more than words at the beginning of a line."""
    return _MARKS_A_BLOCK.match(words) is not None
