"""The version of a sentence that the marks of its parts make."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.parts.marks import KEPT, LEFT_OUT, OBJECTS, parts_of
from agent.coach.rewriting.parts.shapes import doubts, hangs
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.telling import gone, tell
from agent.coach.rewriting.parts.trained import trained
from agent.coach.rewriting.splices import parted
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

if TYPE_CHECKING:
    from agent.coach.rewriting.parts.tagger import Reading

_SURE = 1.2
"""How much has to speak for a reading. From here on 94 in 100 tellings were good or stiff: of 1,205
that were held out or of sets that nobody trained on, strict readers judged all that differed from
what was marked."""
_TELLABLE, _MARGIN, _AGAINST = 0.29, 0.67, 0.93
"""What the signs of a good telling weigh: a logistic regression on those verdicts."""
_CLEAR_MARGIN = 5.0
_DOUBTS = {
    "breaks": 0.5,
    "nobody, acts": 0.4,
    "nobody, does": 0.5,
    "nobody, owner": 0.3,
    "nobody, word": 0.7,
}
"""What the doubts weigh that a clear reading may outweigh, by the same regression."""
_NEVER = 99.0
"""Any other forbids it: a machine that would go, a fact, what was only supposed."""
_RELATING = word_set("that which who what where whose")


def told_by_parts(text: str, people: Sequence[str] = ()) -> Version | None:
    """Return a sentence told from the side of the things; None where its parts are not sure."""
    read = trained()
    if read is None or text.rstrip().endswith("?") or text.lower().startswith("if only"):
        return None
    sentence = Sentence(spelled_out(text), people)
    found = read.tagger(sentence)
    if found is None:
        return None
    marks = mended(sentence, found.marks)
    if how_sure(found, doubts(sentence, parts_of(marks))) < _SURE:
        return None
    return told_by_marks(sentence, marks)


def mended(sentence: Sentence, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Return marks in which no thing ends with a preposition: "the rule set to" production."""
    told, known = [*marks], lexicon().among("prepositions")
    for part in parts_of(marks):
        last, words = part.end - 1, sentence.words(part.start, part.end)
        whole = part.mark not in OBJECTS or _RELATING.intersection(words)
        if not whole and last > part.start and sentence.low(last) in known:
            told[last] = KEPT
    return (*told,)


def how_sure(found: "Reading", against: Iterable[str] = ()) -> float:
    """Return how much speaks for a reading: the logarithm of the odds that its telling is good.

    Args:
        found: The reading.
        against: What speaks against its marks; a doubt that is not weighed forbids it.
    """
    margin = min(found.margin, _CLEAR_MARGIN)
    weighed = sum(_DOUBTS.get(doubt, _NEVER) for doubt in {*against})
    return _TELLABLE * found.tellable + _MARGIN * margin - _AGAINST - weighed


def told_by_marks(sentence: Sentence, marks: tuple[str, ...]) -> Version | None:
    """Return what the marks of a sentence tell; None where they tell nothing."""
    words = tell(sentence, marks)
    if words is None or hangs(sentence.text, words):
        return None
    of_us = not {"we", "us", "our"}.isdisjoint(sentence.words(0, len(sentence.tokens)))
    if words.startswith("Without ") or _names_left(sentence, marks):
        return None
    apart = parted(words, of_us=of_us)
    return None if apart is None else Version(apart, "SHIFT", gone(sentence, marks))


def _names_left(sentence: Sentence, marks: tuple[str, ...]) -> bool:
    """Return whether a person's name stays: what is told would still be told of them."""
    tokens = zip(sentence.tokens, marks, strict=True)
    left = (token for token, mark in tokens if mark not in LEFT_OUT)
    return any(token.agent and (token.is_name or token.text.startswith("@")) for token in left)
