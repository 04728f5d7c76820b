"""Parts of verb groups: the group itself, adverbs in it, a base form with what is chained to it."""

from dataclasses import dataclass
from typing import Literal

from agent.coach.rewriting.lexicon import Verb, ends_as_adverb, lexicon
from agent.coach.rewriting.tokens import Sentence

Time = Literal["past", "present", "past perfect", "present perfect", "past progressive", "kept"]
Sort = Literal["undone", "counterfactual", "done"]

_CHAINED = frozenset({"bother", "think", "manage"})


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group from token `start` up to token `end`, and what it says."""

    start: int
    end: int
    verb: Verb
    sort: Sort
    denied: bool
    """Whether it says that something was not done."""
    time: Time = "past"
    before: tuple[str, ...] = ()
    """Adverbs before the denial, as written: "also", "then"."""
    beside: tuple[str, ...] = ()
    """Adverbs beside the verb, as written."""
    judged: bool = False
    """Whether an adverb in it judges, or says that it was not meant."""
    main: int = 0
    """The token of the verb itself."""
    lexical: bool = False
    """Whether the denial is in the verb itself: "missed several" is "several were not noticed"."""
    human: bool = False
    """Whether only people can be its subject."""
    never: bool = False
    """Whether it was denied by "never"."""


def adverbs(sentence: Sentence, start: int) -> tuple[tuple[str, ...], int, bool]:
    """Read adverbs: those that stay, the place after them, whether one of them judges."""
    words, judged, place = lexicon(), False, start
    kept: list[str] = []
    while is_adverb(sentence.low(place)):
        low = sentence.low(place)
        if low in words.among("judging"):
            judged = True
        elif low == "wrongly":
            kept.append("mistakenly")
            judged = True
        else:
            kept.append(sentence.tokens[place].text)
            judged = judged or low in words.among("unmeant") or low in words.table("not_right")
        place += 1
    return tuple(kept), place, judged


def is_adverb(low: str) -> bool:
    """Return whether a word is an adverb that may stand in a verb group."""
    return low in lexicon().among("adverbs") - {"never"} or (ends_as_adverb(low))


def of_base(sentence: Sentence, place: int, after: int) -> Group | None:
    """Read the base form after "failed to" or "did not", with "bother to" before it."""
    beside, after, judged = adverbs(sentence, after)
    chained = sentence.low(after) in _CHAINED and sentence.low(after + 1) == "to"
    human = chained and sentence.low(after) in ("bother", "think")
    after += 2 * chained
    more, after, judges = adverbs(sentence, after)
    if not is_word(sentence, after):
        return None
    verb = lexicon().of_base(sentence.low(after))
    beside = (*beside, *more)
    judged = judged or judges
    return Group(
        place,
        after + 1,
        verb,
        "undone",
        denied=True,
        beside=beside,
        judged=judged,
        main=after,
        human=human,
    )


def is_word(sentence: Sentence, place: int) -> bool:
    """Return whether a plain word stands at a place: no number, no code, no mark."""
    return place < len(sentence.tokens) and sentence.tokens[place].low.replace("-", "").isalpha()
