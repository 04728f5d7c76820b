"""Tells acts by the verbs of their nouns: "the omission of line 4" as "line 4 was omitted"."""

import re

from agent.coach.rewriting.following import verb_after
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.mistakes import act_told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.undone_acts import lowered

_WAS = re.compile(r"\b(?P<was>was|were)\b")
_NOT_RIGHT = {"improper": "properly", "incorrect": "correctly"}
_PLACES = frozenset({"in", "at", "on"})
_GOALS = frozenset({"from", "to", "into", "onto", "with"})


def participle_of(noun: str) -> str:
    """Return what an act did to its thing: "deletion" makes "deleted"; empty for other nouns."""
    base, *particle = "-".join(lexicon().table("act_nouns").get(noun, ("",))).split("-")
    return " ".join([lexicon().participle(base), *particle]) if base else ""


def done_to(sentence: Sentence, noun: int, quality: str) -> str | None:
    """Tell "inadvertent omission of line 4" as "line 4 was inadvertently omitted".

    Args:
        sentence: The sentence, which ends where the act does.
        noun: The token of the noun.
        quality: The adjective before it; empty when there is none.
    """
    base = "-".join(lexicon().table("act_nouns").get(sentence.low(noun), ()))
    adverb = "".join(lexicon().table("adverbs_of").get(quality, ()))
    wrong = _NOT_RIGHT.get(quality, "")
    known = base and "-" not in base and sentence.low(noun + 1) == "of"
    if not known or (quality and not adverb and not wrong) or verb_after(sentence, noun + 2):
        return None
    clause = _clause(sentence, noun + 2, base, denied=bool(wrong))
    if clause is None:
        return None
    if adverb:
        return _WAS.sub(rf"\g<was> {adverb}", clause, count=1)
    done = f" {lexicon().participle(base)}"
    if wrong and clause.count(done) != 1:
        return None
    return clause.replace(done, f"{done} {wrong}") if wrong else clause


def _clause(sentence: Sentence, place: int, base: str, *, denied: bool) -> str | None:
    """Tell an act on the thing at a place; "at km 4" before "from the list" is of the thing."""
    thing = phrase_at(sentence, place)
    if thing is not None and sentence.low(thing.end) in _PLACES:
        where = phrase_at(sentence, thing.end + 1)
        if where is not None and sentence.low(where.end) in _GOALS:
            was = f"{'were' if thing.plural else 'was'}{' not' if denied else ''}"
            rest = sentence.between(where.end, len(sentence.tokens))
            named = sentence.between(place, where.end)
            return f"{named} {was} {lexicon().participle(base)} {rest}"
    text = f"{base} {sentence.between(place, len(sentence.tokens))}"
    act = act_told(text, sentence.people, denied=denied, doing=False)
    return None if act is None else lowered(act, text)
