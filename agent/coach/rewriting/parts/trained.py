"""Tagger and writer as they stand in their data files, on the word vectors of the blame rules."""

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rubrics.language.opinions import DATA as VOCABULARY_DATA
from rubrics.language.opinions import ENCODER_DATA, RULES_ONLY
from rubrics.package_data import place

if TYPE_CHECKING:
    from agent.coach.rewriting.parts.tagger import Tagger
    from agent.coach.rewriting.writing.writer import Writer

DATA = ("agent.coach.rewriting.parts", "parts.safetensors")
WRITER_DATA = ("agent.coach.rewriting.writing", "writing.safetensors")
WORDS = ("words.w", "words.s")
"""The arrays of the encoder behind the blame rules that both read with, too."""


class Trained(NamedTuple):
    """What is trained behind the rewriting."""

    tagger: "Tagger"
    writer: "Writer"


@cache
def trained() -> Trained | None:
    """Return both; None when the trained part is switched off or can't be loaded."""
    if os.environ.get(RULES_ONLY, "").strip():
        return None
    try:
        from agent.coach.rewriting.parts.hearing import Hearer  # noqa: PLC0415 - brings numpy
        from agent.coach.rewriting.parts.tagger import Tagger  # noqa: PLC0415
        from agent.coach.rewriting.writing.writer import Writer  # noqa: PLC0415
        from rubrics.language.trained.tensors import lines, tensors  # noqa: PLC0415
        from rubrics.language.trained.word_pieces import WordPieces  # noqa: PLC0415

        entries = lines(tensors(place(*VOCABULARY_DATA))["vocabulary"])
        encoder, pieces = tensors(place(*ENCODER_DATA)), WordPieces(entries)
        words = {name: encoder[name] for name in WORDS}
        marks, steps = ({**tensors(place(*data)), **words} for data in (DATA, WRITER_DATA))
        return Trained(Tagger(marks, Hearer(marks, pieces)), Writer(steps, Hearer(steps, pieces)))
    except (ImportError, OSError, ValueError, KeyError):
        return None
