"""Cuts a sentence into word pieces, as the network was trained to read them, with their places.

The algorithm is BERT's uncased one. The `tokenizers` package has it too, but brings a dozen
distributions that a commit hook does not need; a test compares the two.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rubrics.patterns import regex

_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"
_LONGEST_WORD = 100
_REMEMBERED = 20_000
"""Words whose pieces are kept: a document says most of its words again."""
_MARKS = "!-/:-@\\[-`{-~\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e"
_WORD = regex(rf"[^\s{_MARKS}]+|[{_MARKS}]")


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
        self._word = lru_cache(_REMEMBERED)(self._cut_word)

    def numbers(self, text: str, at_most: int) -> list[int]:
        """Return the numbers of the pieces of a text between the two marks; its end is left out."""
        found = [self._numbers[_FIRST]]
        for word in _WORD.findall(text):
            found += self._word(word)[0]
        return [*found[: at_most - 1], self._numbers[_LAST]]

    def cut(self, text: str, at_most: int) -> tuple[Piece, ...]:
        """Return the same pieces with their places."""
        pieces = [Piece(self._numbers[_FIRST], 0, 0)]
        for match in _WORD.finditer(text):
            begin = match.start()
            pieces += (
                Piece(number, begin + start, begin + end)
                for number, (start, end) in zip(*self._word(match.group()), strict=True)
            )
        last = Piece(self._numbers[_LAST], len(text), len(text))
        return (*pieces[: at_most - 1], last)

    def _cut_word(self, word: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        """Take the longest known piece from the left, again and again: numbers and places."""
        plain, places = _plain(word)
        whole = self._numbers.get(plain)
        if whole is not None:
            return (whole,), ((0, len(word)),)
        unknown = (self._numbers[_UNKNOWN],), ((0, len(word)),)
        if len(plain) > _LONGEST_WORD:
            return unknown
        numbers: list[int] = []
        spans: list[tuple[int, int]] = []
        begin = 0
        while begin < len(plain):
            mark = "##" if begin else ""
            end = next(
                (e for e in range(len(plain), begin, -1) if mark + plain[begin:e] in self._numbers),
                0,
            )
            if not end:
                return unknown
            numbers.append(self._numbers[mark + plain[begin:end]])
            spans.append((places[begin], places[end - 1] + 1))
            begin = end
        return tuple(numbers), tuple(spans)


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
