"""Says "someone" for whoever opens a blaming sentence, so that the grammar can leave them out.

Names, groups and roles are many more than any list knows; "someone" is read everywhere.
"""

import re
from dataclasses import dataclass, replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.besides import without_besides, without_leaving
from agent.coach.rewriting.blamed import blamed, is_opening
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.logged import in_past
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject, subject_of, verb_between
from agent.coach.rewriting.tokens import Sentence

_WHO = "someone"
_LEFT = re.compile(r"\bsomeone\b", re.IGNORECASE)
_FEW = frozenset({"we", "i", "you", "nobody", "he", "she", "they"})


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A sentence whose doer is "someone", and the words that went."""

    text: str
    gone: str
    source: str
    """The sentence as it was, without what its doer did besides."""
    present: bool = False
    """Whether the source tells it in the present, as a log does."""


def unnamed(text: str) -> Unnamed | None:
    """Return a sentence with "someone" as its doer; None where nobody opens it for certain."""
    if _LEFT.search(text):
        return None
    past = in_past(text)
    plain, conduct = without_besides(past or text)
    sentence = Sentence(plain)
    subject = _opener(sentence)
    if subject is None:
        return None
    gone = f"{sentence.between(subject.start, subject.end)} {conduct}"
    who = _WHO if subject.start else capitalised(_WHO)
    said = f"{sentence.before(subject.start)}{who}{sentence.after(subject.end)}"
    return Unnamed(said, gone, without_leaving(text), present=past is not None)


def names_someone(text: str) -> bool:
    """Return whether "someone" is left, who stands for a doer that had to go."""
    return _LEFT.search(text) is not None


def _opener(sentence: Sentence) -> Subject | None:
    """Return the doer of the first verb, when a sentence begins with them."""
    for group in groups(sentence):
        subject = _known(sentence, group) or blamed(sentence, group)
        if subject is not None:
            return subject
        if group.start > 0 and verb_between(sentence, group.start, group.end):
            return None
    return None


def _known(sentence: Sentence, group: Group) -> Subject | None:
    subject = subject_of(sentence, group)
    if subject is None or subject.denied or subject.gap or subject.first_person:
        return None
    start = subject.start
    while sentence.low(start)[:1].isdigit() and ":" in sentence.low(start):
        start += 1
    named = sentence.low(start) not in _FEW and start < subject.end
    return replace(subject, start=start) if named and is_opening(sentence, start) else None
