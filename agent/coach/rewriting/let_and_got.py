"""Reads "let the guests edit the list" and "got two of the codes wrong" as how things were."""

from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence

_WRONG = word_set("wrong backwards muddled")
_OF_MIND = word_set("idea impression point message end story numbers wires")
"""What people get wrong in their heads: of a thing it would say something else."""
_NOT_ALLOWED = word_set("know see have be think hear down off go in into out through")


def let_or_got(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Return how things were after "let" or "got", and the token after it."""
    return _allowed(sentence, place) or _was_wrong(sentence, place)


def _allowed(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Read "let the guests edit it" as "the guests were allowed to edit it"."""
    whom = phrase_at(sentence, place + 1) if sentence.low(place) == "let" else None
    if whom is None:
        return None
    for head in range(whom.start, whom.end):
        doing = head + 1
        verb = sentence.low(doing)
        known = verb in lexicon().base_verbs
        acts = known or sentence.low(doing + 1) in lexicon().among("determiners")
        if not is_people(sentence, head) or not acts or verb in _NOT_ALLOWED:
            continue
        named = phrase_at(sentence.up_to(doing), whom.start)
        if named is None or named.end != doing or sentence.low(whom.start) in ("us", "me", "them"):
            return None
        had = "had been" if sentence.low(place - 1) == "had" else ""
        were = had or ("were" if named.plural else "was")
        return f"{sentence.between(whom.start, doing)} {were} allowed to", doing
    return None


def _was_wrong(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Read "got two of the codes wrong" as "two of the codes were wrong"."""
    thing = phrase_at(sentence, place + 1) if sentence.low(place) == "got" else None
    if thing is None:
        return None
    cut = next((at for at in range(place + 2, place + 9) if sentence.low(at) in _WRONG), None)
    if cut is None:
        return None
    inner = sentence.up_to(cut)
    thing = phrase_at(inner, place + 1)
    full = thing and with_complements(inner, thing, frozenset())
    if thing is None or full is None or full.end != cut or sentence.low(thing.head) in _OF_MIND:
        return None
    if sentence.low(place + 1) in ("it", "this", "that", "everything", "things", "them"):
        return None
    were = "were" if full.plural else "was"
    return f"{sentence.between(place + 1, cut)} {were} {sentence.low(cut)}", cut + 1
