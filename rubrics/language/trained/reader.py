"""Reads sentences with the trained part, many at a time, and finds the clauses that speak."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any, NamedTuple

import numpy as np

from rubrics.language.trained.network import Floats, Network
from rubrics.language.trained.word_pieces import WordPieces

_LONGEST = 96
"""Word pieces of a sentence that are read."""
_BATCH = 32
_BETWEEN = re.compile(r"[,;:(]\s+|\)|\s+[-–—]\s+|(?<=[.!?])\s+")
"""What stands between clauses."""
_CLAUSES, _RUN = 12, 3
"""Of a longer sentence only the whole is told; a run has at most so many clauses."""
_FEWEST_WORDS = 3
_END = " .!?,;:-–—"

Place = tuple[int, int]


class Judged(NamedTuple):
    """The verdict on one sentence."""

    score: float
    """How much speaks for blame, to two digits."""
    kind: str
    """The likeliest kind of blame."""
    excuse: str
    """The likeliest reason why it is innocent."""
    start: int
    """Where the words begin that speak for it."""
    end: int
    """Where they end."""


class Reader:
    """The trained part as it stands in one data file."""

    def __init__(self, file: IO[bytes], blames_from: float) -> None:
        """Load the data file. Raises ValueError or KeyError when it is not one.

        Args:
            file: The data file.
            blames_from: The least score with which a sentence may blame.
        """
        arrays: dict[str, Any] = dict(np.load(file, allow_pickle=False))
        self._pieces = WordPieces(_lines(arrays["vocabulary"]))
        self._kinds = _lines(arrays["kinds"])
        self._blaming_kinds = int(arrays["blaming_kinds"][0])
        self._threshold = blames_from
        self._network = Network(arrays)

    def __call__(self, texts: Sequence[str]) -> list[Judged]:
        """Return one verdict a text."""
        verdicts = [self._verdict(*read) for read in zip(texts, self._read(texts), strict=True)]
        blaming = [n for n, one in enumerate(verdicts) if one.score >= self._threshold]
        for place, (start, end) in zip(
            blaming, self._telling([texts[place] for place in blaming]), strict=True
        ):
            verdicts[place] = verdicts[place]._replace(start=start, end=end)
        return verdicts

    def _read(self, texts: Sequence[str]) -> Iterator[Floats]:
        """Yield the outputs of each text: the verdict, then the kinds."""
        cut = [self._pieces.numbers(text, _LONGEST) for text in texts]
        for begin in range(0, len(cut), _BATCH):
            yield from self._network(cut[begin : begin + _BATCH])

    def _verdict(self, text: str, outputs: Floats) -> Judged:
        kinds, count = outputs[1:], self._blaming_kinds
        kind = self._kinds[int(kinds[:count].argmax())]
        excuse = self._kinds[count + int(kinds[count:].argmax())]
        return Judged(_score(outputs), kind, excuse, 0, len(text))

    def _telling(self, texts: Sequence[str]) -> Iterator[Place]:
        """Yield the place of the shortest run of clauses that blames by itself, else the whole."""
        runs = [_runs(text) for text in texts]
        said = self._read(
            [text[start:end] for text, own in zip(texts, runs, strict=True) for start, end in own]
        )
        for text, own in zip(texts, runs, strict=True):
            blaming = [
                place
                for place, one in zip(own, islice(said, len(own)), strict=True)
                if _score(one) >= self._threshold
            ]
            yield blaming[0] if blaming else _trimmed(text, 0, len(text))


def _score(outputs: Floats) -> float:
    return round(float(outputs[0]), 2)


def _runs(text: str) -> list[Place]:
    """Return the places of runs of neighbouring clauses, without the whole, the shortest first."""
    marks = list(_BETWEEN.finditer(text))
    if not 0 < len(marks) < _CLAUSES:
        return []
    starts, ends = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(text)]
    count = len(starts)
    runs = {
        _trimmed(text, starts[first], ends[last])
        for first in range(count)
        for last in range(first, min(first + _RUN, count))
        if last - first + 1 < count
    }
    long_enough = (run for run in runs if len(text[slice(*run)].split()) >= _FEWEST_WORDS)
    return sorted(long_enough, key=lambda run: (run[1] - run[0], run))


def _trimmed(text: str, start: int, end: int) -> Place:
    words = text[start:end].rstrip(_END)
    return start, start + len(words) or end


def _lines(array: Any) -> list[str]:  # noqa: ANN401 - bytes of a text
    return array.tobytes().decode("utf-8").split("\n")
