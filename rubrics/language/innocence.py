"""Why a sentence that sounds like blame is none: asked only where it is to be shown."""

import re
from typing import NamedTuple

from rubrics.language.opinions import opinions
from rubrics.language.rules import compiled, trained_rules
from rubrics.language.shadow import COVER, Shadow

_QUOTE = "quote"


class Innocence(NamedTuple):
    """The reason, as a kind and in words."""

    kind: str
    reason: str


def innocence(sentence: str, *, quoted: bool = False) -> Innocence | None:
    """Return why a sentence in which nothing was found is innocent.

    None for one that holds no word which could make it look guilty, and where no reason is known
    because the trained part is missing.

    Args:
        sentence: The sentence.
        quoted: Whether it stands in a quotation.
    """
    sentence = " ".join(sentence.split())
    sounds = compiled(rf"\b(?:{'|'.join(trained_rules().sounds_like_blame)})\b")
    if not sounds.search(sentence):
        return None
    kind = _QUOTE if quoted else _kind(sentence, sounds)
    reason = trained_rules().innocent.get(kind)
    return Innocence(kind, reason) if reason else None


def _kind(sentence: str, sounds: re.Pattern[str]) -> str:
    shadow = Shadow(sentence)
    if not sounds.search(shadow.text):
        return _QUOTE if COVER in shadow.text else ""
    (opinion,) = opinions([sentence])
    return opinion.excuse
