"""The version of a sentence that the marks of its parts make."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent.coach.rewriting.parts.marks import LEFT_OUT, parts_of
from agent.coach.rewriting.parts.shapes import doubts, hangs
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.telling import gone, tell
from agent.coach.rewriting.parts.trained import tagger
from agent.coach.rewriting.splices import unspliced
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

if TYPE_CHECKING:
    from agent.coach.rewriting.parts.tagger import Reading

_SURE = 1.0
"""How much has to speak for a reading. From here on 94 in 100 tellings were good, as strict readers
judged 243 of sentences that were held out."""
_TELLABLE, _MARGIN, _AGAINST = 0.22, 0.82, 0.25
"""What the signs of a good telling weigh: a logistic regression on those verdicts."""
_CLEAR_MARGIN = 5.0


def told_by_parts(text: str, people: Sequence[str] = ()) -> Version | None:
    """Return a sentence told from the side of the things; None where its parts are not sure."""
    read = tagger()
    if read is None or text.rstrip().endswith("?") or text.lower().startswith("if only"):
        return None
    sentence = Sentence(spelled_out(text), people)
    found = read(sentence)
    if found is None or how_sure(found) < _SURE:
        return None
    return told_by_marks(sentence, found.marks)


def how_sure(found: "Reading") -> float:
    """Return how much speaks for a reading: the logarithm of the odds that its telling is good."""
    margin = min(found.margin, _CLEAR_MARGIN)
    return _TELLABLE * found.tellable + _MARGIN * margin - _AGAINST


def told_by_marks(sentence: Sentence, marks: tuple[str, ...]) -> Version | None:
    """Return what the marks of a sentence tell; None where they can't be right."""
    if any(doubts(sentence, parts_of(marks))):
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
