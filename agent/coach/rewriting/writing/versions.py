"""The version of a sentence that the trained writer makes, where it is sure of it."""

from collections.abc import Sequence

from agent.coach.rewriting.parts.marks import DOER
from agent.coach.rewriting.parts.shapes import hangs
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.trained import trained
from agent.coach.rewriting.splices import parted
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version
from agent.coach.rewriting.writing.refusals import WEIGHED, reasons_against
from agent.coach.rewriting.writing.steps import Copied, Step

_LIKELY = -0.8
"""A draft less likely than this does not count: its card says how strict readers judged them."""


def written_anew(text: str, people: Sequence[str] = ()) -> Version | None:
    """Return how the writer would say a sentence; None where it would ask, or is not sure."""
    known = trained()
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
    doubts = reasons_against(sentence, marks, first.steps, first.text)
    if any(first.likely < WEIGHED.get(doubt, 1) for doubt in doubts):
        return None
    return Version(words, "SHIFT", _gone(sentence, marks, first.steps))


def _gone(sentence: Sentence, marks: Sequence[str], steps: Sequence[Step]) -> str:
    """Return the words for people that are not written."""
    copied = {step.place for step in steps if isinstance(step, Copied)}
    return " ".join(
        token.text
        for place, token in enumerate(sentence.tokens)
        if place not in copied and (token.agent or (*marks[place : place + 1],) == (DOER,))
    )
