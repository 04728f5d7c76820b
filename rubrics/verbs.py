"""The verbs that actions begin with, in the form in which the lists hold them."""

from collections.abc import Mapping
from functools import cache, lru_cache

from rubrics.action_lists import Control, lists

_ENDINGS = ("ing", "es", "ed", "s", "d")


@cache
def heads() -> Mapping[str, Control | None]:
    """Return every listed verb with its level of control; None where the object decides."""
    known: dict[str, Control | None] = dict.fromkeys(lists().vague_heads.split())
    for move in lists().moves:
        known |= dict.fromkeys(move.heads.split())
    for control, verbs in lists().controls.items():
        known |= dict.fromkeys(verbs.heads.split(), control)
    return known


def is_head(word: str) -> bool:
    """Return whether a word is a form of a listed verb."""
    return lemma(word) in heads()


@lru_cache(maxsize=4096)
def lemma(word: str) -> str:
    """Return the listed form of a verb, or the word itself in lower case."""
    plain = word.strip(".,:;()[]*_`\"'?!").lower()
    stems = [plain]
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            stem = plain.removesuffix(ending)
            stems += [stem, f"{stem}e"]
            stems += [stem[:-1]] if stem[-1:] == stem[-2:-1] else []
    stems += [f"{plain[:-3]}y"] if plain.endswith(("ies", "ied")) else []
    return next((stem for stem in stems if stem in heads()), plain)
