"""Cuts a sentence into word pieces, as the encoder was trained to read them, with their places.

The algorithm is BERT's uncased one. The `tokenizers` package has it too, but brings a dozen
distributions that a commit hook does not need; a test compares the two.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"
_LONGEST_WORD = 100
_MARKS = "!-/:-@\\[-`{-~\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e"
_WORD = re.compile(rf"[^\s{_MARKS}]+|[{_MARKS}]")


class Piece(NamedTuple):
    """One word piece: its number in the vocabulary and its place in the text."""

    number: int
    start: int
    end: int


class WordPieces:
    """The vocabulary, and how a text is cut by it."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Number the entries in their order."""
        self._numbers = {entry: number for number, entry in enumerate(vocabulary)}

    def cut(self, text: str, at_most: int) -> tuple[Piece, ...]:
        """Return the pieces of a text between the two marks; the end of a long text is left out."""
        pieces = [Piece(self._numbers[_FIRST], 0, 0)]
        for match in _WORD.finditer(text):
            pieces += self._word(match.group(), match.start())
            if len(pieces) >= at_most - 1:
                break
        last = Piece(self._numbers[_LAST], len(text), len(text))
        return (*pieces[: at_most - 1], last)

    def _word(self, word: str, start: int) -> list[Piece]:
        """Take the longest known piece from the left, again and again."""
        plain, places = _plain(word)
        unknown = [Piece(self._numbers[_UNKNOWN], start, start + len(word))]
        if len(plain) > _LONGEST_WORD:
            return unknown
        pieces: list[Piece] = []
        begin = 0
        while begin < len(plain):
            mark = "##" if begin else ""
            end = next(
                (e for e in range(len(plain), begin, -1) if mark + plain[begin:e] in self._numbers),
                0,
            )
            if not end:
                return unknown
            number = self._numbers[mark + plain[begin:end]]
            pieces.append(Piece(number, start + places[begin], start + places[end - 1] + 1))
            begin = end
        return pieces


def _plain(word: str) -> tuple[str, Sequence[int]]:
    """Return a word in lower case without accents, and where each of its characters stood."""
    if word.isascii():
        return word.lower(), range(len(word))
    kept = [
        (letter, place)
        for place, character in enumerate(word)
        for letter in unicodedata.normalize("NFD", character.lower())
        if unicodedata.category(letter) != "Mn"
    ]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]
