"""Reads verb groups that are wrapped in a verdict about people: "was careless enough to delete".

The act stays and the verdict goes: what is read is the verb group of the act.
"""

from collections.abc import Iterator
from dataclasses import replace

from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.readings import Group, adverbs, of_base
from agent.coach.rewriting.tokens import Sentence

_WAS = frozenset({"was", "were", "is", "are"})
_PERSON = frozenset({"himself", "herself", "themselves", "ourselves", "myself"})


def in_verdict(sentence: Sentence, place: int) -> Group | None:
    """Read the act that a verdict stands before; None where no verdict begins."""
    for read in (_by_trait, _by_phrase):
        group = read(sentence, place)
        if group is not None:
            return replace(group, start=place, judged=True, human=True)
    return None


def after_verdict(sentence: Sentence, place: int) -> int | None:
    """Return where the act begins in "was too trusting and told" and "took a shortcut and left"."""
    for line in lexicon().lines("verdicts_and"):
        if sentence.words(place, place + len(line)) == line:
            return place + len(line)
    if sentence.low(place) not in ("was", "were"):
        return None
    after = place + 1
    while sentence.low(after) in ("too", "so", "very", "rather", "a", "bit", "simply", "just"):
        after += 1
    if sentence.low(after) in lexicon().among("traits") and sentence.low(after + 1) == "and":
        return after + 2
    return None


def _by_trait(sentence: Sentence, place: int) -> Group | None:
    """Read "was careless enough to", "was too lazy to" and "was wrong to"."""
    if sentence.low(place) not in _WAS:
        return None
    beside, after, _ = adverbs(sentence, place + 1)
    too = sentence.low(after - 1) in ("too", "so") and sentence.low(after - 1)
    traits = lexicon().among("traits")
    start = after
    while sentence.low(after) in traits or (after > start and sentence.low(after) in ("and", ",")):
        after += 1
    if after == start or sentence.low(after - 1) not in traits or set(beside) - {"too", "so"}:
        return None
    after += sentence.low(after) in ("enough", "as")
    if sentence.low(after) != "to" or (too == "too" and sentence.low(place) in ("is", "are")):
        return None
    return (
        of_base(sentence, place, after + 1) if too == "too" else _done(sentence, place, after + 1)
    )


def _by_phrase(sentence: Sentence, place: int) -> Group | None:
    """Read "could not be bothered to", "let us down by not" and the like."""
    for words, denied in _phrases():
        end = _end_of(sentence, place, words)
        if end is None:
            continue
        if words[-1] == "to":
            return of_base(sentence, place, end) if denied else _done(sentence, place, end)
        return _doing(sentence, place, end, denied=denied)
    return None


def _phrases() -> Iterator[tuple[tuple[str, ...], bool]]:
    for name, denied in (("verdicts_undone", True), ("verdicts_done", False)):
        for line in lexicon().lines(name):
            yield line, denied


def _end_of(sentence: Sentence, place: int, words: tuple[str, ...]) -> int | None:
    """Return the token after a phrase; "*" stands for a person or one word more."""
    for word in words:
        if word == "-ing":
            continue
        if word == "*":
            place += _object_length(sentence, place)
        elif sentence.low(place) == word:
            place += 1
        else:
            return None
    return place


def _object_length(sentence: Sentence, place: int) -> int:
    if sentence.low(place) in lexicon().among("determiners"):
        return 2
    return 1 if sentence.low(place) in _PERSON | {"us", "me", "them", "customers", "users"} else 99


def _done(sentence: Sentence, place: int, after: int) -> Group | None:
    group = of_base(sentence, place, after)
    return group and replace(group, sort="done", denied=False)


def _doing(sentence: Sentence, place: int, after: int, *, denied: bool) -> Group | None:
    """Read the act in its -ing form: "by not telling", "got around to testing"."""
    refused = sentence.low(after) in ("not", "never")
    beside, main, _ = adverbs(sentence, after + refused)
    verb = lexicon().of_ing(sentence.low(main))
    if verb is None:
        return None
    undone = denied != refused
    sort = "undone" if undone else "done"
    return Group(place, main + 1, verb, sort, undone, beside=beside, main=main)
