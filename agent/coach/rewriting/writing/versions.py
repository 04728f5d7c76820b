"""The versions of a sentence that the trained writer makes, where it is sure of them."""

from collections.abc import Iterator, Sequence

from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.parts.marks import DOER
from agent.coach.rewriting.parts.shapes import hangs
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.trained import Trained, trained
from agent.coach.rewriting.splices import unspliced
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version
from agent.coach.rewriting.writing.steps import Copied, Step

_LIKELY = -2.0
_MOST = 2
_SMALL = ("determiners", "prepositions", "subordinators", "coordinators", "pronouns", "finite")


def written_anew(text: str, people: Sequence[str] = ()) -> Iterator[Version]:
    """Yield how the writer would say a sentence, the likeliest first; none where it would ask."""
    known = trained()
    if known is None or text.rstrip().endswith("?"):
        return
    sentence = Sentence(spelled_out(text), people)
    for draft in known.writer(sentence)[:_MOST]:
        if not draft.steps or draft.likely < _LIKELY:
            return
        if hangs(sentence.text, draft.text) or _repeats(sentence, draft.steps):
            continue
        words = {token.low for token in sentence.tokens}
        of_us = not {"we", "us", "our"}.isdisjoint(words)
        apart = unspliced(draft.text, inside=False, of_us=of_us)
        if apart is not None and apart != text:
            yield Version(apart, "SHIFT", _gone(known, sentence, draft.steps))


def _repeats(sentence: Sentence, steps: Sequence[Step]) -> bool:
    """Return whether a word with content is copied twice."""
    known = lexicon()
    small = frozenset[str]().union(*(known.among(name) for name in _SMALL))
    copied = [step.place for step in steps if isinstance(step, Copied)]
    twice = {place for place in copied if copied.count(place) > 1}
    return any(
        sentence.tokens[place].kind != "mark" and sentence.low(place) not in small
        for place in twice
    )


def _gone(known: Trained, sentence: Sentence, steps: Sequence[Step]) -> str:
    """Return the words for people that are not written."""
    copied = {step.place for step in steps if isinstance(step, Copied)}
    read = known.tagger(sentence)
    marks = read.marks if read is not None else ()
    return " ".join(
        token.text
        for place, token in enumerate(sentence.tokens)
        if place not in copied and (token.agent or marks[place : place + 1] == (DOER,))
    )
