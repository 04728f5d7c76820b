"""The version of a sentence that the marks of its parts make."""

from collections.abc import Iterator, Sequence

from agent.coach.rewriting.parts.marks import LEFT_OUT, parts_of
from agent.coach.rewriting.parts.shapes import hangs, well_formed
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.telling import gone, tell
from agent.coach.rewriting.parts.trained import tagger
from agent.coach.rewriting.splices import unspliced
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_LEAST_TELLABLE = -2.0
_LEAST_READS = 0.5
"""How much has to speak for a telling to be a right one."""


def told_by_parts(text: str, people: Sequence[str] = ()) -> Iterator[Version]:
    """Yield a sentence told from the side of the things, by its likeliest parts first."""
    read = tagger()
    if read is None or text.rstrip().endswith("?"):
        return
    sentence = Sentence(spelled_out(text), people)
    found = read(sentence)
    if found is None or found.tellable < _LEAST_TELLABLE:
        return
    for marked in found.readings:
        version = told_by_marks(sentence, marked.marks)
        if version is not None and read.reads(version.text) >= _LEAST_READS:
            yield version


def told_by_marks(sentence: Sentence, marks: tuple[str, ...]) -> Version | None:
    """Return what the marks of a sentence tell; None where they can't be right."""
    if not well_formed(sentence, parts_of(marks)):
        return None
    words = tell(sentence, marks)
    if words is None or hangs(sentence.text, words):
        return None
    of_us = not {"we", "us", "our"}.isdisjoint(sentence.words(0, len(sentence.tokens)))
    if words.startswith("Without ") or _names_left(sentence, marks):
        return None
    apart = unspliced(words, inside=False, of_us=of_us)
    return None if apart is None else Version(apart, "SHIFT", gone(sentence, marks))


def _names_left(sentence: Sentence, marks: tuple[str, ...]) -> bool:
    """Return whether a person's name stays: what is told would still be told of them."""
    tokens = zip(sentence.tokens, marks, strict=True)
    left = (token for token, mark in tokens if mark not in LEFT_OUT)
    return any(token.agent and (token.is_name or token.text.startswith("@")) for token in left)
