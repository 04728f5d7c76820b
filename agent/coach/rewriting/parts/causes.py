"""Tells what came of a failure: "X's failure to do it led to" becomes ", which led to"."""

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.parts.joined import DETERMINERS
from agent.coach.rewriting.parts.marks import KEPT
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.tokens import Sentence

_NOUNS = word_set("failure failures inability omission refusal neglect reluctance unwillingness")
_CAUSING = word_set(
    "led caused cost meant left took resulted contributed made allowed turned delayed brought let"
    " put prevented triggered kept added exposed forced created set became tripped leads causes"
    " means costs broke shut stopped sent hid ended was is were are had has"
)
_PARTING = word_set("which that when because while who")
_AUXILIARY = word_set(
    "was were is are had has have been being did does do would could should might will can must"
)


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
        noun = low == "means" and "by" in sentence.words(begin, at)  # "by all available means"
        if follows or (low in _CAUSING and not noun):
            return _relate(teller, at)
    return True


def is_all_thought(teller: Teller, start: int, place: int) -> bool:
    """Return whether a failure to see that something was so is all that its clause says.

    What came of it can't be told: in "it was not seen that the pump had tripped, which led to the
    flood" it would be the pump's doing.
    """
    begin = teller.parts[place].end
    return _opens_clause(teller, start) and not _has_outcome(teller.sentence, begin)


def _has_outcome(sentence: Sentence, begin: int) -> bool:
    """Return whether a verb follows behind the one of the clause that begins at a place."""
    told, group = sentence.low(begin + 1) == "to", False
    at = begin
    while not sentence.stops(at):
        low, before = sentence.low(at), sentence.low(at - 1)
        is_verb = _is_finite(low) and before not in DETERMINERS
        leads = low in _CAUSING - _AUXILIARY and before.endswith("s")  # "that it leaks led to"
        if is_verb and (leads or (told and not group)):
            return True
        told = told or is_verb
        group = low in _AUXILIARY or (group and not is_verb and _is_between(low))
        at += 1
    return at + 1 < len(sentence.tokens) and _is_finite(sentence.low(at + 1))


def _is_finite(low: str) -> bool:
    return low in _AUXILIARY | _CAUSING or lexicon().of_past(low) is not None


def _is_between(low: str) -> bool:
    """Return whether a word may stand within a verb group: "had not yet tripped"."""
    return low in lexicon().among("adverbs") | {"not"} or ends_as_adverb(low)


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
