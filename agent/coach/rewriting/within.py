"""Tells clauses behind an act whose doer is the one who is gone: "because he had not seen it"."""

from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.tokens import Sentence

_PRONOUNS = word_set("he she they")
_OPENERS = word_set("because since as before after while whilst until although though when")
_TOLD_THEM = {"warned": "a warning", "reminded": "a reminder", "alerted": "an alert"}
_LEARNT = {"trained": "training", "briefed": "briefing"}


def told_within(sentence: Sentence, start: int) -> Sentence:
    """Return the sentence with "before he closed it" told as "before it was closed".

    `start` is the token after the clause that loses its doer.
    """
    for place in range(start + 1, len(sentence.tokens)):
        if sentence.low(place - 1) not in _OPENERS or sentence.low(place) not in _PRONOUNS:
            continue
        told_so = _untaught(sentence, place) or _warned(sentence, place) or _act(sentence, place)
        if told_so is not None:
            words, end = told_so
            text = f"{sentence.before(place)}{words}{sentence.after(end)}"
            return Sentence(text, sentence.people)
    return sentence


def _act(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Tell what "he" did by what it was done to, and return the token after that."""
    group = group_at(sentence, place + 1)
    if group is None or group.sort == "counterfactual" or group.human or group.judged:
        return None
    clause = told(sentence, group, denied=group.denied, own=True)
    if clause is None or clause.words.startswith(("there ", "they ", "he ", "she ")):
        return None
    return clause.words, clause.end


def _untaught(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Tell "he had not been trained on it" as "there had been no training on it"."""
    noun = _LEARNT.get(sentence.low(place + 4))
    if noun is None or sentence.words(place + 1, place + 4) != ("had", "not", "been"):
        return None
    if sentence.low(place + 5) not in ("on", "in", "for"):
        return None
    return f"there had been no {noun}", place + 5


def _warned(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Tell "he had been warned twice" as "a warning had been given twice"."""
    noun, end = _TOLD_THEM.get(sentence.low(place + 3)), place + 4
    if noun is None or sentence.words(place + 1, place + 3) != ("had", "been"):
        return None
    plain = (
        sentence.stops(end)
        or sentence.low(end) in ("twice", "by")
        or (sentence.low(end + 1) == "times")
    )
    return (f"{noun} had been given", end) if plain else None
