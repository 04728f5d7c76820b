"""What the trained part thinks of a sentence: how much it blames, in which way, by which words.

Rules come first: only sentences in which no rule warns are asked about, many at a time. Without
numpy or the data file there are no opinions, and the rules work on by themselves.
"""

import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from rubrics.language.rules import trained_rules
from rubrics.language.trained.plain import places, plain

if TYPE_CHECKING:
    from rubrics.language.trained.reader import Reader

RULES_ONLY = "UNBLAME_RULES_ONLY"
"""Set to anything, this variable switches the trained part off."""
DATA = ("rubrics.language.trained", "blame.npz")
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
    start: int = 0
    """Where the words begin that speak for it."""
    end: int = 0
    """Where they end."""


_INNOCENT = Opinion(score=-9.0, kind="", excuse="")
_known: dict[str, Opinion] = {}


def opinions(sentences: Sequence[str]) -> tuple[Opinion, ...]:
    """Return one opinion a sentence; all are innocent where there is no trained part."""
    reader = trained_part()
    if reader is None:
        return (_INNOCENT,) * len(sentences)
    new = [text for text in dict.fromkeys(sentences) if text not in _known]
    if len(_known) + len(new) > _REMEMBERED:
        _known.clear()
        new = list(dict.fromkeys(sentences))
    _known.update(_read(reader, new))
    return tuple(_known[text] for text in sentences)


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
            return Reader(file, trained_rules().blames_from)
    except (ImportError, OSError, ValueError, KeyError, BadZipFile):
        return None


def _read(reader: "Reader", sentences: Iterable[str]) -> Iterable[tuple[str, Opinion]]:
    worth: list[str] = []
    for text in sentences:
        if _FEWEST_LETTERS <= len(text) <= _LONGEST and any(map(str.isalpha, text)):
            worth.append(text)
        else:
            yield text, _INNOCENT
    least = trained_rules().blames_from
    for text, one in zip(worth, reader([plain(text) for text in worth]), strict=True):
        opinion = Opinion(one.score, one.kind, one.excuse)
        if one.score >= least:
            where = places(text)
            opinion = opinion._replace(start=where[one.start], end=where[one.end - 1] + 1)
        yield text, opinion
