"""Tells what came of a failure: "X's failure to do it led to" becomes ", which led to"."""

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.parts.marks import KEPT
from agent.coach.rewriting.parts.teller import Teller

_NOUNS = word_set("failure failures inability omission refusal neglect reluctance unwillingness")
_CAUSING = word_set(
    "led caused cost meant left took resulted contributed made allowed turned delayed brought let"
    " put prevented triggered kept added exposed forced created set became tripped leads causes"
    " means costs broke shut stopped sent hid ended was is were are had has"
)
_PARTING = word_set("which that when because while who")


def is_noun(teller: Teller, place: int) -> bool:
    """Return whether "failure to" stands there, which is no verb of a clause."""
    return not _NOUNS.isdisjoint(teller.words_of(place))


def as_clause_of_cause(teller: Teller, start: int, place: int) -> bool:
    """Say "which led" for "led" behind "X's failure to do it"; refuse a noun within a clause."""
    if not _opens_clause(teller, start):
        return False
    sentence, begin = teller.sentence, teller.parts[place].end
    for at in range(begin, len(sentence.tokens)):
        low = sentence.low(at)
        if sentence.stops(at) or low in _PARTING:
            return True
        follows = at == begin and lexicon().of_past(low) is not None
        if follows or low in _CAUSING:
            return _relate(teller, at)
    return True


def _opens_clause(teller: Teller, start: int) -> bool:
    """Return whether a failure is the subject of its clause, and no clause waits for it."""
    before = teller.low_before(start)
    if before in ("", ":"):
        return True
    return before in (",", ";", "and") and len(teller.done) > 1


def _relate(teller: Teller, at: int) -> bool:
    """Set ", which" before the verb at a place among the words that stay."""
    number = next(n for n, part in enumerate(teller.parts) if part.start <= at < part.end)
    part = teller.parts[number]
    if part.mark != KEPT:
        return False
    ahead = teller.sentence.between(part.start, at)
    rest = teller.sentence.between(at, part.end)
    teller.out[number] = f"{ahead}, which {rest}" if ahead else f"\b, which {rest}"
    return True
