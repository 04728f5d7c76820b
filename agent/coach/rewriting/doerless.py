"""Takes the writers out of a version that leaves only a part of a sentence out.

"We merged it late" after "and went home" went would still blame those who merged it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.coach.rewriting.acts import second_act, without_doer
from agent.coach.rewriting.plain_acts import there_was_an_act
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_WRITERS = re.compile(r"\b(?:we|i)\b", re.IGNORECASE)


def doerless(version: Version, people: Sequence[str]) -> Iterator[Version]:
    """Yield a version as it is where no writer acts in it, else what is told without them."""
    if _WRITERS.search(version.text) is None:
        yield version
        return
    sentence = Sentence(version.text, people)
    for step in (without_doer, second_act, there_was_an_act):
        for told in step(sentence):
            yield replace(version, text=told.text, gone=f"{version.gone} {told.gone}")
