"""Tells what people believed beside their act: ", assuming it was idle", ", unaware that ..."."""

from collections.abc import Iterator

from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_IN_BELIEF = {
    "assuming": "on the assumption",
    "supposing": "on the assumption",
    "presuming": "on the assumption",
    "believing": "in the belief",
    "thinking": "in the belief",
    "expecting": "in the expectation",
    "hoping": "in the hope",
}
_NOT_KNOWN = {
    "realising": "known",
    "realizing": "known",
    "knowing": "known",
    "noticing": "noticed",
    "seeing": "seen",
}
_MISTAKEN = word_set("wrongly incorrectly mistakenly erroneously falsely")
_NO_CLAUSE = word_set("to for on in about of at with and but")
_CLOSES = word_set("; :")
_SUBJECTS_OF_BELIEF = word_set("he she we i they")


def beside_belief(sentence: Sentence) -> Iterator[Version]:
    """Turn "x wiped it, assuming it was idle" into "it was wiped on the assumption that it was"."""
    for place in range(3, len(sentence.tokens) - 2):
        said = _believed(sentence, place) or _unknown(sentence, place)
        if said is None:
            continue
        first = place - (sentence.low(place - 1) in _MISTAKEN)
        start = first - 1 if sentence.low(first - 1) == "," else first
        if sentence.stops(start - 1) or _CLOSES & set(sentence.words(start, len(sentence.tokens))):
            return
        text = f"{sentence.before(start).rstrip()}{said}"
        yield from without_doer(Sentence(text, sentence.people))
        return


def _believed(sentence: Sentence, place: int) -> str | None:
    """Read "assuming it was idle" and "believing it to be idle"."""
    lead = _IN_BELIEF.get(sentence.low(place))
    after = place + 1 + (sentence.low(place + 1) == "that")
    low = sentence.low(after)
    if lead is None or low in _NO_CLAUSE | _SUBJECTS_OF_BELIEF or sentence.stops(after):
        return None
    if sentence.low(place - 1) in _MISTAKEN:
        lead = lead.replace("the ", "the mistaken ")
    turned = _to_be(sentence, after)
    if turned is not None:
        return f" {lead} that {turned}"
    return f" {lead} that{sentence.after(after)}" if _has_verb(sentence, after) else None


def _to_be(sentence: Sentence, place: int) -> str | None:
    """Tell "it to be a copy" as "it was a copy", "it unused" as "it was unused"."""
    thing = phrase_at(sentence, place)
    if thing is None:
        return None
    be = "were" if thing.plural else "was"
    named = sentence.between(place, thing.end)
    if sentence.words(thing.end, thing.end + 2) == ("to", "be"):
        return f"{named} {be}{sentence.after(thing.end + 2)}"
    alone = sentence.low(thing.end).startswith("un") and sentence.stops(thing.end + 1)
    return f"{named} {be}{sentence.after(thing.end)}" if alone else None


def _unknown(sentence: Sentence, place: int) -> str | None:
    """Read ", not realising that" and ", unaware that", which say what was not known."""
    low = sentence.low(place)
    if sentence.low(place - 1) != ",":
        return None
    if low == "unaware" and sentence.low(place + 1) == "that":
        return f"; it was not known{sentence.after(place + 1)}"
    known = _NOT_KNOWN.get(sentence.low(place + 1))
    clause = sentence.low(place + 2) in ("that", "how", "whether") or _has_verb(sentence, place + 2)
    if low != "not" or known is None or not clause:
        return None
    that = "" if sentence.low(place + 2) in ("that", "how", "whether") else " that"
    return f"; it was not {known}{that}{sentence.after(place + 2)}"


def _has_verb(sentence: Sentence, place: int) -> bool:
    """Return whether a clause begins at a place: a thing, then "was", "had" or "carries"."""
    thing = phrase_at(sentence, place)
    if thing is None:
        return False
    after = sentence.low(thing.end)
    return after in _FINITE or after.endswith("ed")


_FINITE = word_set("is are was were am has have had does did do will would can could might must")
