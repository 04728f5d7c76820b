"""What a text must hold for a pattern to match: found from the pattern, asked before it runs.

Most patterns need a word that most texts do not hold. One look at the words of a text then spares
most patterns, and those that are never asked for are never compiled.
"""

import re
from collections.abc import Iterable, Mapping, Set
from functools import reduce
from pathlib import Path
from typing import Final
from zlib import crc32

from rubrics.package_data import kept
from rubrics.patterns import regex

_LONGEST: Final = 8
"""Of a longer piece only the beginning is looked for, so that a long word costs no more."""
_HEAD: Final = 3
"""Letters at the head of a piece that are asked for before the whole."""
_MOST: Final = 5
"""Letters of a piece beyond which it tells no more."""
_COMMON: Final = (
    " the of to and in on is was were be it that this with for not had has have by an at as are "
    "been from "
)
"""Words that most texts hold."""
_REMEMBERED: Final = 50_000
_LONGEST_WORD: Final = 60
"""What is longer is hardly a word, and is not remembered."""
_TEXTS: Final = 2_000
_LONGEST_TEXT: Final = 2_000
"""A longer text is a page, and is looked at by few."""
_OTHER_FORMS: Final = {"\u0130": "i", "\u0131": "i", "\u017f": "s"}
"""Letters that a pattern without case takes for plain ones and lower case does not."""
_COUNT = regex(r"[*+?]|\{(\d*)(?:,\d*)?\}")
_LETTERS = regex(r"[\w'-]+(?![*+?{])", re.ASCII)
_MACRO = regex(r"\{([A-Z]+)\}")
_WORD = regex(r"\w+")
_MARK = regex(r"\W")
_EDGE = regex(r"(?: |\\[bsW]|\$)(?![*?{])")
"""What stands only where no word goes on."""
_GROUP = regex(r"\((?:(?!\?)|\?(?:P<\w+>|[a-z]*-?[a-z]*:|<?[=!]))")
_CLASS = regex(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPED = regex(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_COVERS: Final = range(0x1680, 0x169D)
"""Letters that stand for people and groups: a class of them is worth looking for."""

Piece = tuple[str, bool, bool]
"""Letters of a word; whether they must begin one, and whether they must end it."""
Need = frozenset[Piece]
"""Pieces of words of which one must be there."""
Needs = tuple[Need, ...]
_Numbered = tuple[int, int, str]
"""A pattern with its number and what it needs, one bit each."""


def needs(pattern: str, macros: Mapping[str, Needs]) -> Needs:
    """Return what a text must hold, in lower case, for a pattern to match; empty if unknown."""
    return _Pattern(pattern, macros).whole()


def folded(text: str) -> str:
    """Return a text in lower case, as patterns without case see it."""
    if not text.isascii() and any(map(text.__contains__, _OTHER_FORMS)):
        text = text.translate(str.maketrans(_OTHER_FORMS))
    return text.lower()


class _Pattern:
    """A regular expression that is read from left to right."""

    def __init__(self, pattern: str, macros: Mapping[str, Needs]) -> None:
        self._pattern = pattern
        self._place = 0
        self._macros = macros

    def whole(self) -> Needs:
        """Read all of it."""
        return self._either(begins=False, ends=False)[0]

    def _either(self, *, begins: bool, ends: bool) -> tuple[Needs, bool]:
        """Read alternatives up to the end or the bracket that closes them.

        Args:
            begins: Whether a letter at their beginning begins a word.
            ends: Whether a letter at their end ends one.

        Returns:
            What they need, and whether a letter behind them begins a word.
        """
        branches = [self._sequence(begins=begins, ends=ends)]
        while self._next() == "|":
            self._place += 1
            branches.append(self._sequence(begins=begins, ends=ends))
        behind = all(begins for _, begins in branches)
        if len(branches) == 1:
            return branches[0]
        if not all(found for found, _ in branches):
            return (), behind
        most = (max(found, key=_worth) for found, _ in branches)
        return (frozenset[Piece]().union(*most),), behind

    def _sequence(self, *, begins: bool, ends: bool) -> tuple[Needs, bool]:
        found: list[Need] = []
        piece, led = "", begins
        while self._next() not in ("", "|", ")"):
            edge = _EDGE.match(self._pattern, self._place) is not None
            letters = self._take(_LETTERS)
            one, letter, behind = (
                self._one(begins=begins) if letters is None else ((), letters.group(), False)
            )
            counted = self._take(_COUNT) if letters is None else None
            if letter and not piece:
                led = begins
            if letter and counted is None:
                piece, begins = piece + letter, False
                continue
            needed = counted is None or self._at_least_once(counted)
            found += _need(piece + letter if needed else piece, begins=led, ends=edge)
            found += one if needed else ()
            piece, begins = "", behind if needed else behind and begins
        return (*found, *_need(piece, begins=led, ends=ends)), begins

    def _at_least_once(self, counted: re.Match[str]) -> bool:
        """Say whether a thing stands at least once, and pass over how greedy its count is."""
        if self._next() in ("?", "+"):
            self._place += 1
        return counted.group() == "+" or counted.group(1) not in (None, "", "0")

    def _one(self, *, begins: bool) -> tuple[Needs, str, bool]:
        """Read one thing: what it needs, the letter that it is, and if a word begins behind it."""
        sign = self._next()
        if sign == "(":
            return self._group(begins=begins)
        if sign == "[":
            return _class(self._surely(_CLASS)), "", False
        if sign == "\\":
            escaped = self._surely(_ESCAPED)
            return (), "" if escaped[1].isalnum() else escaped[1].strip(), escaped[1] in "bsW"
        macro = self._take(_MACRO)
        if macro:
            return self._macros.get(macro.group(1), ()), "", False
        self._place += 1
        # Beyond ASCII a letter may have more than two forms; one without case has one.
        plain = sign not in ".^$" and (sign.isascii() or sign.lower() == sign.upper())
        return (), sign.strip() if plain else "", sign in " ^"

    def _group(self, *, begins: bool) -> tuple[Needs, str, bool]:
        opening = self._surely(_GROUP)
        close = self._closing()
        ends = _EDGE.match(self._pattern, close + 1) is not None
        inside, behind = self._either(begins=begins, ends=ends)
        self._place += 1
        return ((), "", begins) if opening[-1] in "=!" else (inside, "", behind)

    def _closing(self) -> int:
        """Return where the group closes that is being read."""
        open_groups, place = 1, self._place
        while open_groups:
            passed = _CLASS.match(self._pattern, place) or _ESCAPED.match(self._pattern, place)
            sign = "" if passed else self._pattern[place]
            open_groups += (sign == "(") - (sign == ")")
            place = passed.end() if passed else place + 1
        return place - 1

    def _next(self) -> str:
        return self._pattern[self._place : self._place + 1]

    def _take(self, kind: re.Pattern[str]) -> re.Match[str] | None:
        taken = kind.match(self._pattern, self._place)
        if taken is not None:
            self._place = taken.end()
        return taken

    def _surely(self, kind: re.Pattern[str]) -> str:
        taken = self._take(kind)
        if taken is None:
            raise ValueError(f"the pattern {self._pattern!r} can't be read at {self._place}")
        return taken.group()


class _Words(dict[str, int]):
    """Words with the needs that each meets, one bit each; one that is new is looked at once."""

    def __init__(self) -> None:
        self._bits: dict[Need, int] = {}
        self._marked: dict[str, dict[str, int]] = {}
        self._whole: dict[str, int] = {}
        self._begins: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._short: dict[str, int] = {}
        self._inside: dict[str, dict[str, int]] = {}
        self._texts: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Return the needs that the words of a text meet: several ask about each text."""
        met = self._texts.get(text)
        if met is None:
            met = reduce(int.__or__, map(self.__getitem__, set(folded(text).split())), 0)
            if len(text) <= _LONGEST_TEXT:
                if len(self._texts) >= _TEXTS:
                    self._texts.clear()
                self._texts[text] = met
        return met

    def bit(self, need: Need) -> int:
        """Return the bit of a need. One that is new makes what is known of words stale."""
        if need not in self._bits:
            self._bits[need] = 1 << len(self._bits)
            for piece in need:
                self._enter(piece, self._bits[need])
            self.clear()
            self._texts.clear()
        return self._bits[need]

    def _enter(self, piece: Piece, bit: int) -> None:
        """Put a piece where it is looked for: one that holds a mark, anywhere in a word."""
        letters, begins, ends = piece
        mark = _MARK.search(letters)
        if mark is not None:
            place = self._marked.setdefault(mark.group(), {})
        elif begins:
            place = self._whole if ends else self._begins
        elif ends:
            place = self._ends
        elif len(letters) < _HEAD:
            place = self._short
        else:
            place = self._inside.setdefault(letters[:_HEAD], {})
        place[letters] = place.get(letters, 0) | bit

    def __missing__(self, text: str) -> int:
        """Return what stands between two blanks meets: a word with marks what its parts meet."""
        marks: set[str] = set() if text.isalnum() else set(_MARK.findall(text))
        met = self._met_by_parts(text, marks) if marks else self._met_by(text)
        if len(text) <= _LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[text] = met
        return met

    def _met_by_parts(self, text: str, marks: Set[str]) -> int:
        met = reduce(int.__or__, map(self.__getitem__, _WORD.findall(text)), 0)
        for mark in self._marked.keys() & marks:
            met |= _met_in(text, self._marked[mark])
        return met

    def _met_by(self, word: str) -> int:
        """Return what a word without marks meets."""
        met = self._whole.get(word, 0) | _met_in(word, self._short)
        for length in range(1, min(len(word), _LONGEST) + 1):
            begin, end = word[:length], word[-length:]
            if begin in self._begins:
                met |= self._begins[begin]
            if end in self._ends:
                met |= self._ends[end]
        for start in range(len(word) - _HEAD + 1):
            pieces = self._inside.get(word[start : start + _HEAD])
            if pieces is not None:
                met |= _met_in(word[start : start + _LONGEST], pieces)
        return met


def _met_in(text: str, pieces: Mapping[str, int]) -> int:
    """Return the needs of those pieces that stand anywhere in a text."""
    met = 0
    for letters, bits in pieces.items():
        if letters in text:
            met |= bits
    return met


_WORDS: Final = _Words()
"""What all that are held need, so that a word is looked at once for all of them."""


class Held:
    """Tells which of many patterns may match in a text."""

    def __init__(self, patterns: Iterable[str], macros: Mapping[str, str] | None = None) -> None:
        """Read what each pattern needs; a macro may use those above it."""
        self._asked = 0
        self._always: list[_Numbered] = []
        self._led_by: dict[int, list[_Numbered]] = {}
        for number, (pattern, found) in enumerate(_read(tuple(patterns), macros or {}).items()):
            self._enter(number, pattern, found)
        self._leading = sum(self._led_by)
        self._known: dict[int, tuple[str, ...]] = {}

    def likely(self, text: str) -> tuple[str, ...]:
        """Return the patterns that may match in a text, in their order."""
        met = self._asked & _WORDS.of(text)
        known = self._known.get(met)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[met] = self._meeting(met)
        return known

    def _meeting(self, met: int) -> tuple[str, ...]:
        """Return the patterns of which all needs are met."""
        rest = met & self._leading
        found = self._always.copy()
        while rest:
            bit = rest & -rest
            rest ^= bit
            for one in self._led_by[bit]:
                if one[1] & met == one[1]:
                    found.append(one)
        found.sort()
        return tuple(pattern for _, _, pattern in found)

    def _enter(self, number: int, pattern: str, found: Needs) -> None:
        """Put a pattern under the need that tells most, where it is looked at if that is met."""
        bits = [_WORDS.bit(need) for need in found]
        place = self._led_by.setdefault(bits[0], []) if bits else self._always
        place.append((number, sum(bits), pattern))
        self._asked |= sum(bits)


def _read(patterns: tuple[str, ...], macros: Mapping[str, str]) -> dict[str, Needs]:
    """Return the most telling needs of each pattern. To find them takes as long as many pages."""
    asked = repr((patterns, tuple(macros.items()))).encode()
    name = f"{__file__}.{crc32(asked):x}"
    return kept(name, asked + Path(__file__).read_bytes(), lambda _: _found(patterns, macros))


def _found(patterns: Iterable[str], macros: Mapping[str, str]) -> dict[str, Needs]:
    read: dict[str, Needs] = {}
    for name, part in macros.items():
        read[name] = needs(part, read)
    return {pattern: _telling(needs(pattern, read)) for pattern in patterns}


def _need(piece: str, *, begins: bool, ends: bool) -> Needs:
    """Return the need of letters side by side; none without letters."""
    if not piece:
        return ()
    led = begins and _WORD.match(piece) is not None
    closed = ends and len(piece) <= _LONGEST and _WORD.match(piece[-1]) is not None
    return (frozenset({(piece[:_LONGEST].lower(), led, closed)}),)


def _class(text: str) -> Needs:
    letters = text[1:-1]
    covers = bool(letters) and all(ord(letter) in _COVERS for letter in letters)
    return (frozenset((letter, False, False) for letter in letters),) if covers else ()


def _telling(found: Needs) -> Needs:
    """Return the needs that most texts don't meet, the most telling first; all if none is such."""
    ordered = sorted(set(found), key=lambda need: (_worth(need), sorted(need)), reverse=True)
    return tuple(need for need in ordered if min(map(_length, need)) >= _HEAD) or tuple(ordered)


def _worth(need: Need) -> tuple[float, int]:
    """Return how much a need tells: long and whole pieces much, many of them less."""
    common = any(f" {letters} " in _COMMON for letters, _, _ in need)
    return 0 if common else min(*map(_length, need), _MOST), -len(need)


def _length(piece: Piece) -> float:
    """Return the length of a piece; where a word begins or ends counts as half a letter."""
    letters, begins, ends = piece
    return _HEAD if ord(letters[0]) in _COVERS else len(letters) + (begins + ends) / 2
