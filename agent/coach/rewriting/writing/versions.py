"""The versions of a sentence that the trained writer makes, where it is sure of them."""

from collections.abc import Iterator, Sequence

from agent.coach.rewriting.parts.marks import DOER
from agent.coach.rewriting.parts.shapes import hangs
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.trained import trained
from agent.coach.rewriting.splices import unspliced
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version
from agent.coach.rewriting.writing.refusals import refused
from agent.coach.rewriting.writing.steps import Copied, Step

_LIKELY, _LIKELY_TOLD = -0.3, -1.0
"""A draft less likely than this does not count; the second where the tagger finds it tellable."""
_TOLD = 2.5
"""From here on the tagger finds a sentence tellable: the logarithm of the odds."""
_MOST = 2


def written_anew(text: str, people: Sequence[str] = ()) -> Iterator[Version]:
    """Yield how the writer would say a sentence, the likeliest first; none where it would ask."""
    known = trained()
    if known is None or text.rstrip().endswith("?"):
        return
    sentence = Sentence(spelled_out(text), people)
    read = known.tagger(sentence)
    marks = read.marks if read is not None else ()
    told = read is not None and read.tellable >= _TOLD
    for draft in known.writer(sentence)[:_MOST]:
        if not draft.steps or draft.likely < (_LIKELY_TOLD if told else _LIKELY):
            return
        if hangs(sentence.text, draft.text):
            continue
        if next(refused(sentence, marks, draft.steps, draft.text), None) is not None:
            continue
        words = {token.low for token in sentence.tokens}
        of_us = not {"we", "us", "our"}.isdisjoint(words)
        apart = unspliced(draft.text, inside=False, of_us=of_us)
        if apart is not None and apart != text:
            yield Version(apart, "SHIFT", _gone(sentence, marks, draft.steps))


def _gone(sentence: Sentence, marks: Sequence[str], steps: Sequence[Step]) -> str:
    """Return the words for people that are not written."""
    copied = {step.place for step in steps if isinstance(step, Copied)}
    return " ".join(
        token.text
        for place, token in enumerate(sentence.tokens)
        if place not in copied and (token.agent or (*marks[place : place + 1],) == (DOER,))
    )
