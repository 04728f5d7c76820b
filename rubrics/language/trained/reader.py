"""Reads sentences with the trained part, many at a time, and finds the clauses that speak.

A small network hears every sentence. The few that it is in doubt about can be read again by an
encoder, which costs a hundred times as much and errs half as often.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rubrics.language.trained.encoder import Encoder
from rubrics.language.trained.network import Network
from rubrics.language.trained.opinion import Opinion
from rubrics.language.trained.tensors import Floats, lines, tensors
from rubrics.language.trained.word_pieces import WordPieces
from rubrics.patterns import regex

_LONGEST = 96
"""Word pieces of a sentence that are read."""
_BATCH, _BATCH_AGAIN = 64, 16
_BETWEEN = regex(r"[,;:(]\s+|\)|\s+[-–—]\s+|(?<=[.!?])\s+")
"""What stands between clauses."""
_CLAUSES, _RUN = 12, 3
"""Of a longer sentence only the whole is told; a run has at most so many clauses."""
_FEWEST_WORDS = 3
_END = " .!?,;:-–—"

Place = tuple[int, int]


class Reader:
    """The trained part as it stands in its two data files."""

    def __init__(self, network: Path, encoder: Path, blames_from: float) -> None:
        """Load the network. Raises OSError, ValueError or KeyError when it can't be loaded.

        Args:
            network: The data file of the network.
            encoder: The data file of the encoder, which is loaded once it is needed.
            blames_from: The least score with which a sentence may blame.
        """
        arrays = tensors(network)
        self._pieces = WordPieces(lines(arrays["vocabulary"]))
        self._kinds = lines(arrays["kinds"])
        self._blaming_kinds = int(arrays["blaming_kinds"][0])
        self._threshold = blames_from
        self._network = Network(arrays)
        self._encoder_file: Path | None = encoder
        self._encoder: Encoder | None = None

    @property
    def whole(self) -> bool:
        """Return whether the encoder is there too. Loads it."""
        return self._loaded() is not None

    def __call__(self, texts: Sequence[str]) -> list[Opinion]:
        """Return one opinion a text, by the small network."""
        return [self._opinion(read) for read in self._read(texts)]

    def again(self, texts: Sequence[str]) -> list[Opinion]:
        """Return one opinion a text, by the encoder where there is one."""
        return [self._opinion(read) for read in self._reread(texts)]

    def telling(self, text: str) -> Place:
        """Return the place of the shortest run of clauses that says it all, else of the whole.

        The network hears the runs, for there are many. A run says it all when it sounds as much
        like blame as the whole, or enough by itself.
        """
        runs = _runs(text)
        whole, *heard = self._read([text, *(text[start:end] for start, end in runs)])
        least = min(_score(whole), self._threshold)
        blaming = (run for run, one in zip(runs, heard, strict=True) if _score(one) >= least)
        return next(blaming, _trimmed(text, 0, len(text)))

    def _read(self, texts: Sequence[str]) -> Iterator[Floats]:
        """Yield the outputs of each text: the verdict, then the kinds."""
        cut = [self._pieces.numbers(text, _LONGEST) for text in texts]
        for begin in range(0, len(cut), _BATCH):
            yield from self._network(cut[begin : begin + _BATCH])

    def _reread(self, texts: Sequence[str]) -> Sequence[Floats]:
        """Return the same by the encoder, read in batches of sentences that are equally long."""
        encoder = self._loaded()
        if encoder is None:
            return [*self._read(texts)]
        cut = [self._pieces.numbers(text, _LONGEST) for text in texts]
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        found: dict[int, Floats] = {}
        for begin in range(0, len(order), _BATCH_AGAIN):
            places = order[begin : begin + _BATCH_AGAIN]
            found |= zip(places, encoder([cut[place] for place in places]), strict=True)
        return [found[place] for place in range(len(cut))]

    def _loaded(self) -> Encoder | None:
        """Return the encoder; None when its data file is missing or damaged."""
        if self._encoder is None and self._encoder_file is not None:
            try:
                self._encoder = Encoder(tensors(self._encoder_file))
            except (OSError, ValueError, KeyError):
                self._encoder_file = None
        return self._encoder

    def _opinion(self, outputs: Floats) -> Opinion:
        kinds, count = outputs[1:], self._blaming_kinds
        kind = self._kinds[int(kinds[:count].argmax())]
        excuse = self._kinds[count + int(kinds[count:].argmax())]
        return Opinion(_score(outputs), kind, excuse)


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
