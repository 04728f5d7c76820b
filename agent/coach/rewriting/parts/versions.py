"""The version of a sentence that the marks of its parts make."""

from collections.abc import Iterator, Sequence

from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.telling import gone, tell
from agent.coach.rewriting.parts.trained import tagger
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_LEAST_TELLABLE = -1.0


def told_by_parts(text: str, people: Sequence[str] = ()) -> Iterator[Version]:
    """Yield a sentence told from the side of the things, by its likeliest parts first."""
    read = tagger()
    if read is None:
        return
    sentence = Sentence(spelled_out(text), people)
    found = read(sentence)
    if found is None or found.tellable < _LEAST_TELLABLE:
        return
    for marked in found.readings:
        words = tell(sentence, marked.marks)
        if words is not None:
            yield Version(words, "SHIFT", gone(sentence, marked.marks))
