"""Tells what was underestimated of the thing: "how many guests would come was underestimated"."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import begins_verb
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_COUNT = re.compile(
    r"^(?P<who>(?:[\w@'’-]+ ){1,4}?)(?P<had>had )?(?:badly |greatly |grossly |vastly |clearly )?"
    r"(?P<verb>underestimated|overestimated|misjudged) "
    r"how (?P<many>many|much) (?P<thing>[a-z][\w -]{1,40}?) would (?P<act>[a-z]+)(?P<rest>.*?)"
    r"(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"^(?P<who>(?:[\w@'’-]+ ){1,4}?)(?:badly |greatly |grossly |vastly |clearly )?underestimated "
    r"how (?P<how>long) (?P<thing>[a-z][\w -]{1,50}?) would take(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"we", "i", "they", "he", "she", "nobody", "everyone"})
_AUXILIARY = frozenset({"be", "have", "not", "never", "need", "only"})


def underestimated(sentence: Sentence) -> Iterator[Version]:
    """Yield "how many would come was underestimated" and "it took longer than expected"."""
    for pattern in (_COUNT, _TAKE):
        match = pattern.match(sentence.text)
        if match is None or not _is_people(match["who"].strip(), sentence):
            continue
        said = _told(match)
        if said is not None:
            yield Version(f"{capitalised(said)}{match['end']}", "MEASURE", match["who"])


def _is_people(who: str, sentence: Sentence) -> bool:
    inner = Sentence(who, sentence.people)
    if inner.low(0) in _PRONOUNS:
        return len(inner.tokens) == 1
    return is_people(inner, len(inner.tokens) - 1)


def _told(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if groups.get("how"):
        return f"{match['thing']} took longer than expected"
    act, verb = match["act"].lower(), match["verb"].lower()
    if act in _AUXILIARY or "," in match["rest"]:
        return None
    rest, then = _parted(match["rest"])
    how = f"how {match['many'].lower()} {match['thing']} would {act}{rest} was {verb}"
    return None if then is None else f"{how}{then}"


def _parted(rest: str) -> tuple[str, str | None]:
    """Part " and sized it so", which is told of its thing; None where that can't be."""
    sentence = Sentence(rest)
    for place in range(len(sentence.tokens)):
        if sentence.low(place) not in ("and", "but") or not begins_verb(sentence, place + 1):
            continue
        group = group_at(sentence, place + 1)
        clause = group and told(sentence, group, denied=group.denied, own=True)
        if clause is None or group is None:
            return rest, None
        then = rest_of(sentence, clause.end, group)
        joined = f"{sentence.low(place)} {clause.words}"
        return sentence.before(place).rstrip(), None if then is None else f" {joined}{then}"
    return rest, ""
