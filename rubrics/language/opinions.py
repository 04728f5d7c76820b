"""What the trained part thinks of a sentence: how much it blames, in which way, by which words.

Rules come first: only sentences in which no rule warns are asked about, many at a time. A small
network hears them all, an encoder reads those again that it is in doubt about. Without numpy or the
data files there are no opinions, and the rules work on by themselves.
"""

import os
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rubrics.language.rules import TrainedRule, blame_rules, compiled, trained_rules
from rubrics.language.trained.opinion import Opinion
from rubrics.language.trained.plain import places, plain
from rubrics.needs import Held
from rubrics.package_data import place

if TYPE_CHECKING:
    from rubrics.language.trained.reader import Reader

RULES_ONLY = "UNBLAME_RULES_ONLY"
"""Set to anything, this variable switches the trained part off."""
DATA = ("rubrics.language.trained", "blame.safetensors")
ENCODER_DATA = ("rubrics.language.trained", "encoder.safetensors")
_REMEMBERED = 20_000
_FEWEST_LETTERS, _LONGEST = 12, 1_500
"""Shorter pieces say nothing; longer ones are records, not sentences."""


_INNOCENT = Opinion(score=-9.0, kind="", excuse="")
_known: dict[str, Opinion] = {}
_known_again: dict[str, Opinion] = {}


def opinions(sentences: Sequence[str]) -> tuple[Opinion, ...]:
    """Return one opinion a sentence; all are innocent where there is no trained part."""
    reader = trained_part()
    if reader is None:
        return (_INNOCENT,) * len(sentences)
    return _remembered(sentences, _known, reader)


def second_opinions(
    sentences: Sequence[tuple[str, str]], blames_from: float
) -> tuple[Opinion, ...]:
    """Return one opinion a sentence, of the encoder where the network is in doubt.

    What doesn't hold what its kind of blame needs can't blame: it is not read again.

    Args:
        sentences: The sentences, each as it is written and as it is when people are covered.
        blames_from: The score from which one of them blames. The higher it is, the fewer are
            worth a second reading.
    """
    texts = [text for text, _ in sentences]
    reader, first = trained_part(), opinions(texts)
    if reader is None:
        return first
    least = trained_rules().again_from(blames_from)
    doubtful = [
        text
        for (text, covered), one in zip(sentences, first, strict=True)
        if one.score >= least and holds(rule_of(one), covered)
    ]
    if not doubtful:
        return first
    read = _remembered(doubtful, _known_again, reader.again)
    again = dict(zip(doubtful, read, strict=True))
    return tuple(again.get(text, one) for text, one in zip(texts, first, strict=True))


def rule_of(opinion: Opinion) -> TrainedRule:
    """Return the rule for the kind of blame that is heard."""
    return next(rule for rule in trained_rules().rules if rule.kind == opinion.kind)


def holds(rule: TrainedRule, words: str) -> bool:
    """Say whether a sentence holds what a kind of blame needs, and nothing that tells plainly.

    Args:
        rule: The rule of the kind.
        words: The sentence with people covered.
    """
    if any(compiled(pattern).search(words) for pattern in _innocent().likely(words)):
        return False
    return not rule.holds or any(compiled(pattern).search(words) for pattern in rule.holds)


@cache
def _innocent() -> Held:
    """Return the patterns of sentences that tell plainly, or tell that nobody is to blame."""
    return Held((*trained_rules().unless, *blame_rules().never), blame_rules().macros)


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
    read: Callable[[Sequence[str]], Sequence[Opinion]],
) -> tuple[Opinion, ...]:
    if all(map(known.__contains__, sentences)):
        return tuple(map(known.__getitem__, sentences))
    new = [text for text in dict.fromkeys(sentences) if text not in known]
    if len(known) + len(new) > _REMEMBERED:
        known.clear()
        new = list(dict.fromkeys(sentences))
    known.update(_read(new, read))
    return tuple(map(known.__getitem__, sentences))


@cache
def trained_part() -> "Reader | None":
    """Return the trained part; None when it is switched off or can't be loaded."""
    if os.environ.get(RULES_ONLY, "").strip():
        return None
    # Small products gain nothing from threads that wait for each other; files have processes.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from rubrics.language.trained.reader import Reader  # noqa: PLC0415 - numpy is paid for here

        return Reader(place(*DATA), place(*ENCODER_DATA), trained_rules().blames_from)
    except (ImportError, OSError, ValueError, KeyError):
        return None


def _read(
    sentences: Sequence[str], read: Callable[[Sequence[str]], Sequence[Opinion]]
) -> dict[str, Opinion]:
    """Return what is thought of each sentence; those that say nothing are not read."""
    worth = [text for text in sentences if _says_something(text)]
    thought = zip(worth, read([plain(text) for text in worth]), strict=True)
    return dict.fromkeys(sentences, _INNOCENT) | dict(thought)


def _says_something(text: str) -> bool:
    return _FEWEST_LETTERS <= len(text) <= _LONGEST and any(map(str.isalpha, text))
