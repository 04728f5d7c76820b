"""Says behind the thing that an act was not meant: "dropped the table by accident"."""

from collections.abc import Iterator

from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_ACCIDENTS = word_set("accidentally inadvertently unintentionally")


def by_accident(sentence: Sentence) -> Iterator[Version]:
    """Turn "the clerk accidentally dropped it" into "the clerk dropped it by accident".

    That it was not meant is a fact. Where nobody can be left out it goes behind the thing.
    """
    for place in range(1, len(sentence.tokens) - 2):
        verb = lexicon().of_past(sentence.low(place + 1))
        if sentence.low(place) not in _ACCIDENTS or verb is None:
            continue
        if sentence.low(place - 1) in lexicon().among("finite"):
            continue
        thing = phrase_at(sentence, place + 2)
        full = None if thing is None else with_complements(sentence, thing, verb.bases)
        if full is None or not _is_over(sentence, full.end):
            continue
        act = sentence.between(place + 1, full.end)
        yield Version(
            f"{sentence.before(place)}{act} by accident{sentence.after(full.end)}", "ROLE"
        )


def _is_over(sentence: Sentence, place: int) -> bool:
    """Return whether nothing follows that belongs to the thing: the end, or "while ..."."""
    low = sentence.low(place)
    return sentence.stops(place) or low in lexicon().among("subordinators") - {"that", "which"}
