"""Text measured in the cells of a terminal: wide characters take two, marks take none."""

import unicodedata

from agent.hygiene import one_line


def cell_width(text: str) -> int:
    """Return how many cells a text takes."""
    return len(text) if text.isascii() else sum(_width(char) for char in text)


def cut(text: str, width: int) -> str:
    """Return the text on one line in at most so many cells, with an ellipsis where it was cut."""
    line = one_line(text)
    if cell_width(line) <= width:
        return line
    return _fitting(line, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def pad(text: str, width: int) -> str:
    """Return the text cut or filled to exactly so many cells."""
    line = cut(text, width)
    return line + " " * (width - cell_width(line))


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most so many cells; long words are broken."""
    width = max(width, 2)
    lines: list[str] = []
    line = ""
    for word in one_line(text).split(" "):
        joined = f"{line} {word}" if line else word
        if cell_width(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, width)
        lines += whole
    return [*lines, line] if line or not lines else lines


def _broken(word: str, width: int) -> list[str]:
    pieces: list[str] = []
    while cell_width(word) > width:
        piece = _fitting(word, width) or word[0]
        pieces.append(piece)
        word = word[len(piece) :]
    return [*pieces, word]


def _fitting(text: str, width: int) -> str:
    taken = 0
    for position, char in enumerate(text):
        taken += _width(char)
        if taken > width:
            return text[:position]
    return text


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
