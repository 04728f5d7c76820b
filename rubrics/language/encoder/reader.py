"""Reads sentences with the trained part: sieve first, then the encoder, in batches."""

import re
from collections.abc import Iterator, Sequence
from typing import IO, Any, NamedTuple

import numpy as np

from rubrics.language.encoder.network import Floats, Network
from rubrics.language.encoder.sieve import Sieve
from rubrics.language.encoder.word_pieces import Piece, WordPieces

_LONGEST = 96
"""Word pieces of a sentence that are read; the sums stay exact up to 128."""
_BATCH = 16
_SIEVED = 128
_COUNTS = 0.4
"""A piece with this share of the greatest weight belongs to the words that speak for a verdict."""
_BETWEEN = re.compile(r"[,;:(]\s+|\)|\s+[-–—]\s+|(?<=[.!?])\s+")
"""What stands between clauses."""


class Judged(NamedTuple):
    """The verdict on one sentence."""

    blaming: bool
    kind: str
    start: int
    end: int


_PASSED = Judged(blaming=False, kind="", start=0, end=0)


class Reader:
    """The trained part as it stands in one data file."""

    def __init__(self, file: IO[bytes], blames_from: float, read_from: float) -> None:
        """Load the data file. Raises ValueError or KeyError when it is not one.

        Args:
            file: The data file.
            blames_from: The score of the encoder from which a sentence blames.
            read_from: The score of the sieve from which the encoder reads a sentence.
        """
        arrays: dict[str, Any] = dict(np.load(file, allow_pickle=False))
        self._pieces = WordPieces(_lines(arrays["vocabulary"]))
        self._kinds = _lines(arrays["kinds"])
        self._blaming_kinds = int(arrays["blaming_kinds"][0])
        self._threshold, self._doubt = blames_from, read_from
        self._sieve = Sieve(arrays)
        self._arrays = arrays
        self._network: Network | None = None

    def __call__(self, texts: Sequence[str]) -> list[Judged]:
        """Return one verdict a text."""
        cut = [self._pieces.cut(text, _LONGEST) for text in texts]
        verdicts = [_PASSED] * len(texts)
        doubtful = [place for place, doubt in self._doubts(cut) if doubt > self._doubt]
        for places in _batches(doubtful, cut, _BATCH):
            outputs, weights = self._encoder()([[p.number for p in cut[i]] for i in places])
            for row, place in enumerate(places):
                verdicts[place] = self._verdict(
                    texts[place], cut[place], outputs[row], weights[row]
                )
        return verdicts

    def _doubts(self, cut: Sequence[Sequence[Piece]]) -> Iterator[tuple[int, float]]:
        for places in _batches(range(len(cut)), cut, _SIEVED):
            scores = self._sieve([[piece.number for piece in cut[place]] for place in places])
            yield from zip(places, (round(float(score), 2) for score in scores), strict=True)

    def _encoder(self) -> Network:
        if self._network is None:
            self._network = Network(self._arrays)
        return self._network

    def _verdict(self, text: str, cut: Sequence[Piece], outputs: Floats, weights: Floats) -> Judged:
        """The first output is the verdict, the others are the kinds."""
        blaming = round(float(outputs[0]), 2) >= self._threshold
        kinds = outputs[1:]
        first = 0 if blaming else self._blaming_kinds
        last = self._blaming_kinds if blaming else len(self._kinds)
        kind = self._kinds[first + int(kinds[first:last].argmax())]
        start, end = _telling(text, cut, weights)
        return Judged(blaming, kind, start, end)


def _telling(text: str, cut: Sequence[Piece], weights: Floats) -> tuple[int, int]:
    """Return the place of the clauses that hold the words which counted most."""
    inner = range(1, len(cut) - 1)
    if not inner:
        return 0, len(text)
    top = max(float(weights[place]) for place in inner)
    chosen = [cut[place] for place in inner if float(weights[place]) >= _COUNTS * top]
    first, last = min(piece.start for piece in chosen), max(piece.end for piece in chosen)
    start = max((mark.end() for mark in _BETWEEN.finditer(text, 0, first)), default=0)
    after = _BETWEEN.search(text, last)
    words = text[start : after.start() if after else len(text)]
    end = start + len(words.rstrip(" .!?"))
    return (start, end) if end > start else (first, last)


def _batches(
    places: Sequence[int], cut: Sequence[Sequence[Piece]], size: int
) -> Iterator[Sequence[int]]:
    """Yield places in batches of sentences that are about equally long."""
    ordered = sorted(places, key=lambda place: len(cut[place]))
    for begin in range(0, len(ordered), size):
        yield ordered[begin : begin + size]


def _lines(array: Any) -> list[str]:  # noqa: ANN401 - bytes of a text
    return array.tobytes().decode("utf-8").split("\n")
