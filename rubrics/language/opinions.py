"""What the trained part thinks of a sentence: how much it blames, in which way, by which words.

Rules come first: only sentences in which no rule warns are asked about, many at a time. A small
network hears them all, an encoder reads those again that it is in doubt about. Without numpy or the
data files there are no opinions, and the rules work on by themselves.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from rubrics.language.rules import trained_rules
from rubrics.language.trained.plain import places, plain

if TYPE_CHECKING:
    from typing import IO

    from rubrics.language.trained.reader import Reader

RULES_ONLY = "UNBLAME_RULES_ONLY"
"""Set to anything, this variable switches the trained part off."""
DATA = ("rubrics.language.trained", "blame.npz")
ENCODER_DATA = ("rubrics.language.trained", "encoder.npz")
_REMEMBERED = 20_000
_FEWEST_LETTERS, _LONGEST = 12, 1_500
"""Shorter pieces say nothing; longer ones are records, not sentences."""


class Opinion(NamedTuple):
    """What the trained part thinks of one sentence."""

    score: float
    """How much speaks for blame: the logarithm of the odds, as the training sentences have them."""
    kind: str
    """The likeliest kind of blame."""
    excuse: str
    """The likeliest reason why it is innocent."""


_INNOCENT = Opinion(score=-9.0, kind="", excuse="")
_known: dict[str, Opinion] = {}
_known_again: dict[str, Opinion] = {}


def opinions(sentences: Sequence[str]) -> tuple[Opinion, ...]:
    """Return one opinion a sentence; all are innocent where there is no trained part."""
    reader = trained_part()
    if reader is None:
        return (_INNOCENT,) * len(sentences)
    return _remembered(sentences, _known, lambda texts: _read(texts, reader))


def second_opinions(sentences: Sequence[str], blames_from: float) -> tuple[Opinion, ...]:
    """Return one opinion a sentence, of the encoder where the network is in doubt.

    Args:
        sentences: The sentences.
        blames_from: The score from which one of them blames. The higher it is, the fewer are
            worth a second reading.
    """
    reader, first = trained_part(), opinions(sentences)
    if reader is None:
        return first
    least = trained_rules().again_from(blames_from)
    doubtful = [text for text, one in zip(sentences, first, strict=True) if one.score >= least]
    read = _remembered(doubtful, _known_again, lambda texts: _reread(texts, reader))
    again = dict(zip(doubtful, read, strict=True))
    return tuple(again.get(text, one) for text, one in zip(sentences, first, strict=True))


@lru_cache(_REMEMBERED)
def telling(sentence: str) -> tuple[int, int]:
    """Return where the words of a sentence stand that speak for its blame."""
    reader = trained_part()
    if reader is None:
        return 0, len(sentence)
    start, end = reader.telling(plain(sentence))
    where = places(sentence)
    return where[start], where[end - 1] + 1


def _remembered(
    sentences: Sequence[str],
    known: dict[str, Opinion],
    read: Callable[[Sequence[str]], Iterable[tuple[str, Opinion]]],
) -> tuple[Opinion, ...]:
    new = [text for text in dict.fromkeys(sentences) if text not in known]
    if len(known) + len(new) > _REMEMBERED:
        known.clear()
        new = list(dict.fromkeys(sentences))
    known.update(read(new))
    return tuple(known[text] for text in sentences)


@cache
def trained_part() -> "Reader | None":
    """Return the trained part; None when it is switched off or can't be loaded."""
    if os.environ.get(RULES_ONLY, "").strip():
        return None
    # Small products gain nothing from threads that wait for each other; files have processes.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from rubrics.language.trained.reader import Reader  # noqa: PLC0415 - numpy is paid for here

        package, name = DATA
        with files(package).joinpath(name).open("rb") as file:
            return Reader(file, trained_rules().blames_from, _encoder())
    except (ImportError, OSError, ValueError, KeyError, BadZipFile):
        return None


def _encoder() -> "Callable[[], IO[bytes]] | None":
    package, name = ENCODER_DATA
    data = files(package).joinpath(name)
    return (lambda: data.open("rb")) if data.is_file() else None


def _read(sentences: Iterable[str], reader: "Reader") -> Iterable[tuple[str, Opinion]]:
    worth: list[str] = []
    for text in sentences:
        if _FEWEST_LETTERS <= len(text) <= _LONGEST and any(map(str.isalpha, text)):
            worth.append(text)
        else:
            yield text, _INNOCENT
    for text, one in zip(worth, reader([plain(text) for text in worth]), strict=True):
        yield text, Opinion(one.score, one.kind, one.excuse)


def _reread(sentences: Sequence[str], reader: "Reader") -> Iterable[tuple[str, Opinion]]:
    for text, one in zip(sentences, reader.again([plain(text) for text in sentences]), strict=True):
        yield text, Opinion(one.score, one.kind, one.excuse)
