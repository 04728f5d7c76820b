"""The version of a sentence that the trained writer makes, where it is sure of it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from agent.coach.rewriting.parts.shapes import hangs
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.trained import Trained, trained
from agent.coach.rewriting.splices import parted
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version
from agent.coach.rewriting.writing.refusals import WEIGHED, reasons_against
from agent.coach.rewriting.writing.told import Told
from agent.coach.rewriting.writing.whole import is_whole

_LIKELY = -0.8
"""A draft less likely than this does not count: its card says how strict readers judged them."""
_SURE = -0.3
"""A draft as likely as this is bad less often than what the grammar makes: it comes first."""


class _Drafted(NamedTuple):
    version: Version
    sure: bool
    """Whether it is so likely, and leaves so little out, that it comes before the grammar."""


def written_anew(text: str, people: Sequence[str] = ()) -> Version | None:
    """Return how the writer would say a sentence; None where it would ask, or is not sure."""
    drafted = _drafted(trained(), text, (*people,))
    return drafted.version if drafted else None


def surely_written(text: str, people: Sequence[str] = ()) -> Version | None:
    """Return how the writer would say a sentence where it is sure of it and leaves nothing out."""
    drafted = _drafted(trained(), text, (*people,))
    return drafted.version if drafted and drafted.sure else None


@lru_cache(maxsize=64)
def _drafted(known: Trained | None, text: str, people: tuple[str, ...]) -> _Drafted | None:
    """Draft once: it is asked for before the grammar and behind it."""
    if known is None or text.rstrip().endswith("?"):
        return None
    sentence = Sentence(spelled_out(text), people)
    drafts = known.writer(sentence)
    if not drafts or not drafts[0].steps or drafts[0].likely < _LIKELY:
        return None
    first = drafts[0]
    of_us = not {"we", "us", "our"}.isdisjoint(token.low for token in sentence.tokens)
    words = parted(first.text, of_us=of_us)
    if words is None or words == text or hangs(sentence.text, first.text):
        return None
    read = known.tagger(sentence)
    marks = read.marks if read is not None else ()
    told = Told(sentence, marks, first.steps, first.text)
    if any(first.likely < WEIGHED.get(doubt, 1) for doubt in reasons_against(told)):
        return None
    version = Version(words, "SHIFT", _gone(told))
    return _Drafted(version, sure=first.likely >= _SURE and is_whole(told))


def _gone(told: Told) -> str:
    """Return the words for people that are not written."""
    tokens = told.sentence.tokens
    return " ".join(
        tokens[place].text for place in told.gone if tokens[place].agent or told.is_doer(place)
    )
