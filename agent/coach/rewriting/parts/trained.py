"""The tagger as it stands in its data file, on the word vectors of the blame rules."""

import os
from functools import cache
from typing import TYPE_CHECKING

from rubrics.language.opinions import DATA as VOCABULARY_DATA
from rubrics.language.opinions import ENCODER_DATA, RULES_ONLY
from rubrics.package_data import place

if TYPE_CHECKING:
    from agent.coach.rewriting.parts.tagger import Tagger

DATA = ("agent.coach.rewriting.parts", "parts.safetensors")
WORDS = ("words.w", "words.s")
"""The arrays of the encoder behind the blame rules that the tagger reads with, too."""


@cache
def tagger() -> "Tagger | None":
    """Return the tagger; None when the trained part is switched off or can't be loaded."""
    if os.environ.get(RULES_ONLY, "").strip():
        return None
    try:
        from agent.coach.rewriting.parts.tagger import Tagger  # noqa: PLC0415 - brings numpy
        from rubrics.language.trained.tensors import tensors  # noqa: PLC0415
        from rubrics.language.trained.word_pieces import WordPieces  # noqa: PLC0415

        entries = tensors(place(*VOCABULARY_DATA))["vocabulary"].tobytes().decode().split("\n")
        encoder = tensors(place(*ENCODER_DATA))
        arrays = {**tensors(place(*DATA)), **{name: encoder[name] for name in WORDS}}
        return Tagger(arrays, WordPieces(entries))
    except (ImportError, OSError, ValueError, KeyError):
        return None
