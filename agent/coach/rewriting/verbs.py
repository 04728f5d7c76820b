"""Forms the passive verb of a clause: "was also not properly taken into account"."""

from dataclasses import replace

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon
from agent.coach.rewriting.phrases import EACH
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence

_TOTALLY = frozenset({"totally", "completely", "entirely", "utterly"})
"""Before a denial: "completely forgot it" is "did not consider it at all"."""


def passive_verb(
    group: Group, *, denied: bool, plural: bool, particle: str = "", first: bool = False
) -> str:
    """Return the passive verb with its denial and its adverbs."""
    was = "were" if plural else "was"
    has, present = ("have", "are") if plural else ("has", "am" if first else "is")
    start, end = {
        "past": (was, ""),
        "present": (present, ""),
        "past perfect": ("had", "been"),
        "present perfect": (has, "been"),
        "past progressive": (was, "being"),
        "kept": ("kept", "being"),
    }[group.time]
    beside, wrong = _apart(group, denied=denied)
    before = [word.lower() for word in group.before]
    if denied and _TOTALLY & {*before, *(beside if group.lexical else ())}:
        before = [word for word in before if word not in _TOTALLY]
        beside = tuple(word for word in beside if word not in _TOTALLY)
        particle = f"{particle} at all".strip()
    refusal = ("never" if group.never else "not") if denied else ""
    manner = [word for word in beside if ends_as_adverb(word)]
    early = [word for word in beside if word not in manner]
    verb = group.verb.participle
    words = [start, *before, refusal, *early, end, *manner, verb, particle, wrong]
    return " ".join(word for word in words if word)


def wrongly(group: Group) -> str:
    """Return the adverb that says it was not done right; empty when there is none."""
    table = lexicon().table("not_right")
    return next((word.lower() for word in group.beside if word.lower() in table), "")


def _apart(group: Group, *, denied: bool) -> tuple[tuple[str, ...], str]:
    """Set "incorrectly" apart from the other adverbs: "was tagged incorrectly"."""
    beside = tuple(word.lower() for word in group.beside)
    wrong = "" if denied or group.verb.among("believing") else wrongly(group)
    return tuple(word for word in beside if word != wrong), wrong


def speaks_of(sentence: Sentence, group: Group, name: str) -> bool:
    """Return whether the object begins with a word of a list."""
    words = sentence.words(group.end, group.end + 5)
    return any(word in lexicon().among(name) for word in words)


def seen(sentence: Sentence, group: Group) -> Group:
    """Tell "overlooked the warning" as "did not notice the warning", and the like."""
    if group.denied or group.sort != "done":
        return group
    if "waste" in group.verb.bases:
        return replace(group, verb=lexicon().of_base("spend"))
    if "begin" in group.verb.bases:
        return replace(group, verb=lexicon().of_base("start"))
    other = _other_verb(sentence, group)
    return (
        replace(group, verb=lexicon().of_base(other), denied=True, lexical=True) if other else group
    )


def _other_verb(sentence: Sentence, group: Group) -> str:
    """Return the verb whose denial says the same; empty when there is none."""
    after, bases = sentence.low(group.end), group.verb.bases
    if after in EACH:
        return ""
    if group.verb.among("unminded"):
        return "follow" if speaks_of(sentence, group, "followed") else ""
    if "forget" in bases:
        return "consider" if after == "that" else ""
    return _unseen(sentence, group) if group.verb.among("unseen") else ""


def _unseen(sentence: Sentence, group: Group) -> str:
    """Return what was not done to a thing that was overlooked or missed."""
    after, bases = sentence.low(group.end), group.verb.bases
    if "overlook" in bases and speaks_of(sentence, group, "thinkable"):
        return "consider"
    if speaks_of(sentence, group, "attended_events"):
        return ""
    if speaks_of(sentence, group, "notes"):
        return "see"
    sees = "overlook" in bases or after in ("that", "how", "whether")
    return "notice" if sees or speaks_of(sentence, group, "seeable") else ""


def is_phrasal(group: Group, low: str) -> bool:
    """Return whether "off the alarm" is a verb's particle and object, not "in the console"."""
    if low not in ("in", "on", "through", "around", "over"):
        return True
    return takes_particle(group, low)


def takes_particle(group: Group, low: str) -> bool:
    """Return whether the lists join a verb with its particle: "failed over the cluster"."""
    return any(f"{base}-{low}" in lexicon().among("phrasal") for base in group.verb.bases)
