"""The sentences of a document's prose, and where each character of them stands in the file.

Code, HTML, quotations, front matter and definitions of links are no prose and have no sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from agent.documents.reader.blocks import TextBlock
from agent.documents.reader.sentences import gaps
from agent.documents.redrafting.fitting import Frame
from agent.hygiene import clean

LINE_ENDS = re.compile(r"\r\n|\r|\n")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_APART = r"\s|<!--(?:[^-]|-(?!->)){0,4000}-->|<br\s{0,4}/?>|\[\^[^\[\]\s]{1,40}\]"
_BEFORE = re.compile(rf"(?:{_APART})*", re.IGNORECASE)
_AFTER = re.compile(rf"(?:{_APART})+\Z", re.IGNORECASE)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)(?=\n)|<br\s{0,4}/?>", re.IGNORECASE)
_ROW_END = re.compile(r"[ \t]*\n[ \t]*")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~")
_OPENING = re.compile(r"[*_~]{1,3}(?=\S)")
_CLOSING = re.compile(r"(?<=\S)[*_~]{1,3}\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block, as it stands in the file."""

    begin: int
    """The first character within the block."""
    stop: int
    """The character after the last, within the block."""
    words: str
    """Its words on one line."""


class FileLines:
    """The lines of a file, whatever they end with."""

    def __init__(self, text: str) -> None:
        """Find the lines."""
        ends = [match.span() for match in LINE_ENDS.finditer(text)]
        self._text = text
        self._starts = [0, *(end for _, end in ends)]
        self._stops = [*(start for start, _ in ends), len(text)]

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end."""
        return self._text[self._starts[number - 1] : self._stops[number - 1]]

    def start(self, number: int) -> int:
        """Return where a line begins."""
        return self._starts[number - 1]

    def end(self, number: int) -> str:
        """Return what a line ends with; empty for the last."""
        following = self._starts[number] if number < len(self) else len(self._text)
        return self._text[self._stops[number - 1] : following]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, both counted from 1."""
        number = bisect_right(self._starts, offset)
        return number, offset - self._starts[number - 1] + 1


class Passage:
    """A block of prose with the place of every character in the file."""

    def __init__(self, block: TextBlock, lines: FileLines) -> None:
        """Find the rows of the block in the file."""
        self.block = block
        self.lines = lines
        self._rows = block.text.split("\n")
        self._begins = [0]
        for row in self._rows[:-1]:
            self._begins.append(self._begins[-1] + len(row) + 1)
        ends_the_line = block.kind != "cell"
        self._places = [
            _places(lines.line(place.line), row, place.column - 1, ends_the_line=ends_the_line)
            for row, place in zip(self._rows, block.places, strict=False)
        ]

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences in order."""
        raw, readable = self.block.text, self.block.readable
        guide = "".join(
            own if own == "`" else sign for sign, own in zip(readable, raw, strict=True)
        )
        start = 0
        for stop, following in (*_cuts(raw, guide), (len(raw), len(raw))):
            if stop > start:
                yield from self._sentence(start, stop)
            start = max(start, following)

    def file_offset(self, offset: int) -> int | None:
        """Return where a character of the block stands; None when that can't be told exactly."""
        number = bisect_right(self._begins, offset) - 1
        if number >= len(self._places):
            return None
        places, at = self._places[number], offset - self._begins[number]
        if places is None or at >= len(places):
            return None
        return self.lines.start(self.block.places[number].line) + places[at]

    def nearest(self, sentence: Sentence) -> tuple[int, int]:
        """Return the line in which a sentence stands whose exact place can't be told."""
        number = self.block.places[self._number(sentence.begin)].line
        start = self.lines.start(number)
        return start, start + len(self.lines.line(number))

    def frame(self, sentence: Sentence) -> Frame:
        """Return the room that a sentence has."""
        start, last = self.file_offset(sentence.begin), self.file_offset(sentence.stop - 1)
        wrapped = len(self.block.places) > 1 and self.block.kind in ("paragraph", "item")
        if start is None or last is None or not wrapped:
            return Frame()
        numbers = [place.line for place in self.block.places]
        whole = [self.lines.line(number).rstrip() for number in numbers]
        (first_line, column), (last_line, last_column) = map(self.lines.place, (start, last))
        further = self.lines.line(min(first_line + 1, numbers[-1]))
        return Frame(
            column=column - 1,
            tail=len(self.lines.line(last_line).rstrip()) - last_column,
            width=max(map(len, whole)),
            indent=further[: len(further) - len(further.lstrip(" \t"))],
            newline=self.lines.end(numbers[0]) or "\n",
        )

    def _number(self, offset: int) -> int:
        return min(bisect_right(self._begins, offset) - 1, len(self.block.places) - 1)

    def _sentence(self, start: int, stop: int) -> Iterator[Sentence]:
        raw = self.block.text
        box = _CHECKBOX.match(raw) if self.block.kind == "item" and not start else None
        before = _BEFORE.match(raw, box.end() if box else start, stop)
        begin = before.end() if before else start
        after = _AFTER.search(raw[begin:stop])
        stop = begin + after.start() if after else stop
        if begin < stop:
            begin, stop = _bare(raw, begin, stop)
            yield Sentence(begin, stop, _ROW_END.sub(" ", raw[begin:stop]))


def _cuts(raw: str, guide: str) -> list[tuple[int, int]]:
    """Return where one sentence ends and the next begins, in order."""
    cuts = [match.span() for match in _HARD_BREAK.finditer(raw)]
    for gap in gaps(guide):
        # Marks that the guide hides stand in the gap: those before the blank end the sentence.
        blank = re.search(r"\s", raw[gap.start() : gap.end()])
        cut = gap.start() + blank.start() if blank else gap.start()
        cuts.append((cut, cut))
    return sorted(cuts)


def balanced(words: str) -> bool:
    """Return whether every mark of emphasis that opens in words also closes in them."""
    marks = _EMPHASIS.findall(words)
    return all(marks.count(mark) % 2 == 0 for mark in set(marks))


def _bare(raw: str, begin: int, stop: int) -> tuple[int, int]:
    """Leave marks of emphasis around a sentence outside, where they are balanced then."""
    opening, closing = _OPENING.match(raw, begin, stop), _CLOSING.search(raw[begin:stop])
    begins = (opening.end(), begin) if opening else (begin,)
    stops = (begin + closing.start(), stop) if closing else (stop,)
    for one, other in product(begins, stops):
        if one < other and balanced(raw[one:other]):
            return one, other
    return begin, stop


def _places(line: str, row: str, column: int, *, ends_the_line: bool) -> Sequence[int] | None:
    """Return where each character of a row stands in its line; None when the row isn't there."""
    shown, index = _shown(line)
    written = row if ends_the_line else row.replace("|", "\\|")
    at = len(shown.rstrip()) - len(written.rstrip()) if ends_the_line else column
    if at < 0 or not shown.startswith(written.rstrip(), at):
        at = column
    if not shown.startswith(written.rstrip(), at):
        return None
    signs = range(at, at + len(written.rstrip()))
    return [
        index[sign]
        for sign in signs
        if ends_the_line or shown[sign] != "\\" or shown[sign + 1 : sign + 2] != "|"
    ]


def _shown(line: str) -> tuple[str, Sequence[int]]:
    """Return the line as the reader sees it, and which character of the line each sign is."""
    cleaned = clean(line).replace("\n", " ")
    if cleaned == line:
        return line, range(len(line))
    signs = [
        (sign, number) for number, own in enumerate(line) for sign in clean(own).replace("\n", " ")
    ]
    if "".join(sign for sign, _ in signs) != cleaned:
        return "", ()
    return cleaned, [number for _, number in signs]
