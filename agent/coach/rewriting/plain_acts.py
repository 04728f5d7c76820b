"""Tells an act that has no object as a noun: "there was a deviation from the plan at step 4"."""

from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import lead_of, rest_of, stands_alone
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.passive import Told
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_MANNERS = {
    "accidentally": "accidental",
    "inadvertently": "inadvertent",
    "unintentionally": "unintentional",
    "mistakenly": "mistaken",
    "prematurely": "premature",
    "deliberately": "deliberate",
    "knowingly": "deliberate",
}
_PARTICLES = frozenset({"back", "over"})


def there_was_an_act(sentence: Sentence) -> Iterator[Version]:
    """Turn "x deviated from the plan" into "there was a deviation from the plan"."""
    for group in groups(sentence):
        noun, end = _noun(sentence, group)
        subject = subject_of(sentence, group)
        if not noun or subject is None or subject.denied or subject.gap:
            continue
        rest, lead = rest_of(sentence, end, group), lead_of(sentence, subject.start)
        words = f"there was {noun}"
        if rest is None or lead is None:
            continue
        if not stands_alone(sentence, subject, Told(words, end), rest):
            continue
        said = words if lead.strip(" *_>-") else capitalised(words)
        gone = sentence.between(subject.start, subject.end)
        yield Version(f"{lead}{said}{rest}", "SHIFT", gone)


def _noun(sentence: Sentence, group: Group) -> tuple[str, int]:
    """Return the act with its article and manner, and the token after it; empty for any other."""
    if group.sort != "done" or group.denied or group.time != "past":
        return "", group.end
    manners = [_MANNERS.get(word.lower(), "") for word in group.beside]
    if not all(manners):
        return "", group.end
    after = sentence.low(group.end)
    for line in lexicon().lines("acts_as_nouns"):
        if line[0] not in group.verb.bases or line[1] != after:
            continue
        said = " ".join((*manners, *line[3:]))
        particle = after in _PARTICLES
        if particle and sentence.low(group.end + 1) in lexicon().among("determiners"):
            return "", group.end
        return f"{'an' if said[0] in 'aeio' else 'a'} {said}", group.end + particle
    return "", group.end
