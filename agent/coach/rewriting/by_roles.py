"""Tells a passive without the role behind it: "was left unlocked by the night gang at noon"."""

from collections.abc import Iterator

from agent.coach.rewriting.by_doers import doer_behind
from agent.coach.rewriting.following import settled, verb_after
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_BE = word_set("was were been")
_SUPPOSED = word_set("should would could might may can must if had ought only")
_BEFORE = 4
_NAMELESS = word_set("anyone anybody no nobody none")


def without_role(sentence: Sentence) -> Iterator[Version]:
    """Yield versions of what was done by somebody, without them."""
    for place in range(2, len(sentence.tokens)):
        verb = lexicon().of_past(sentence.low(place))
        if verb is None or not _is_done(sentence, place):
            continue
        doer = doer_behind(sentence, place + 1)
        if doer is None or doer == "in the way":
            continue
        early = sentence.low(doer.end) in ("before", "without") and "sign" in verb.bases
        if verb.among("needs_doer") and not early:
            continue
        whole = sentence.words(doer.start, doer.end)
        if "by" in sentence.words(doer.end, len(sentence.tokens)) or _nobody(
            sentence, place, whole
        ):
            continue
        rest = settled(sentence.after(doer.end))
        if rest is not None:
            said = sentence.text[: sentence.tokens[doer.start - 1].end]
            yield Version(f"{said}{rest}", "SHIFT", sentence.between(doer.start + 1, doer.end))
    yield from _set_apart(sentence)


def _set_apart(sentence: Sentence) -> Iterator[Version]:
    """Turn "an entry, by a tired clerk, of 4 for 5" into "an entry of 4 for 5"."""
    for place in range(1, len(sentence.tokens) - 3):
        if sentence.words(place, place + 2) != (",", "by"):
            continue
        role = phrase_at(sentence, place + 2)
        if role is None or sentence.low(role.end) != "," or not is_people(sentence, role.head):
            continue
        said = f"{sentence.before(place)}{sentence.after(role.end + 1)}"
        yield Version(said, "SHIFT", sentence.between(place + 2, role.end))


def _nobody(sentence: Sentence, place: int, whole: tuple[str, ...]) -> bool:
    """Return whether "by anyone" is needed: behind "never tried" it is not."""
    never = {"never", "not"} & set(sentence.words(place - _BEFORE, place))
    return bool(set(whole) & _NAMELESS) and not (never and whole[1] in ("anyone", "anybody"))


def _is_done(sentence: Sentence, place: int) -> bool:
    """Return whether "was" or "had been" stands before a participle, and nothing supposes it."""
    before = sentence.words(place - _BEFORE, place)
    supposed = set(sentence.words(0, place)) & (_SUPPOSED - {"had"})
    done = bool(_BE & set(before[-3:])) or _is_note(sentence, place)
    return done and not supposed and before[-1:] != ("by",)


def _is_note(sentence: Sentence, place: int) -> bool:
    """Return whether a participle is all that is said: "Wrong crate chosen by the clerk"."""
    thing = phrase_at(sentence, 0)
    return thing is not None and thing.end == place and not verb_after(sentence, place + 1)
