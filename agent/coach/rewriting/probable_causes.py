"""Tells what an accident report gives as a cause: "the crew's failure to lower the gear".

Each becomes a clause about the thing, with what it led to behind it: "the gear was not lowered,
which resulted in ...".
"""

from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.nominal_acts import clause_of, clause_with_second, named_at, whole
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_WAS = word_set("was were is are")
_BE_CAUSED = (("caused", "by"), ("due", "to"), ("down", "to"))
_CAME_FROM = tuple((verb, "from") for verb in ("resulted", "stemmed", "stems", "arose", "came"))
_LONGEST_TAG = 6


def probable_cause(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell a named act as a clause."""
    yield from _alone(sentence)
    yield from _contributing(sentence)
    yield from _because(sentence)
    yield from _caused_by(sentence)
    yield from _was_that(sentence)


def _alone(sentence: Sentence) -> Iterator[Version]:
    """Turn "The crew's late response to the alarm, which led to x" into "The response was late"."""
    colon = next((n for n in range(1, _LONGEST_TAG) if sentence.low(n) == ":"), -1)
    named = named_at(sentence, colon + 1)
    if named is None:
        return
    told, lead = clause_with_second(sentence, named), sentence.before(colon + 1)
    if told is None:
        return
    upper = sentence.tokens[colon + 1].text[:1].isupper()
    said = capitalised(told.clause) if upper else told.clause
    yield Version(f"{lead}{said}", "SHIFT", told.gone)
    noun = sentence.text[sentence.tokens[named.noun].start :]
    if named.quality in lexicon().among("lacking") and told.gone == named.gone:
        words = f"{'an' if named.quality[0] in 'aeiou' else 'a'} {named.quality} {noun}"
        yield Version(f"{lead}{capitalised(words) if upper else words}", "ROLE", told.gone)


def _contributing(sentence: Sentence) -> Iterator[Version]:
    """Turn "Contributing to the fall was the clerk's failure to x" into "which contributed to"."""
    was = next((n for n in range(1, 9) if sentence.low(n) in _WAS), 0)
    named = named_at(sentence, was + 1) if was else None
    if sentence.low(0) not in ("contributing", "also") or named is None:
        return
    told = clause_with_second(sentence, named)
    if told is None or ", " in told.clause:
        return
    two = sentence.low(was - 1) == "factors"
    to = sentence.words(0, was).index("to") if "to" in sentence.words(0, was) else 0
    what = f"contributed {sentence.between(to, was)}" if to else ""
    what = what or ("were contributing factors" if two else "was a contributing factor")
    bare = told.clause.rstrip(".! ")
    text = f"{capitalised(bare)}, which {what}{told.clause[len(bare) :]}"
    yield Version(text, "SHIFT", told.gone)


def _because(sentence: Sentence) -> Iterator[Version]:
    """Turn "Due to the crew's failure to x, S" into "Because x was not done, S"."""
    for line in lexicon().lines("due_to"):
        if sentence.words(0, len(line)) != line:
            continue
        named = named_at(sentence, len(line))
        comma = _comma(sentence, len(line))
        if named is None or not comma:
            return
        clause = clause_of(sentence.up_to(comma), named)
        if clause is not None and ", " not in clause:
            yield Version(f"Because {clause}{sentence.after(comma)}", "SHIFT", named.gone)


def _caused_by(sentence: Sentence) -> Iterator[Version]:
    """Turn "the stop was caused by our failure to do all of x" into "... because not all of x"."""
    for place in range(2, len(sentence.tokens) - 3):
        pair = sentence.words(place, place + 2)
        how = ends_as_adverb(sentence.low(place - 1)) and place > 2
        was = place - 1 - how
        came = pair in _CAME_FROM
        was += came
        if not came and (sentence.low(was) not in ("was", "were") or pair not in _BE_CAUSED):
            continue
        named = named_at(sentence, place + 2)
        clause = None if named is None else clause_of(sentence, named)
        this = was == 1 and not came and sentence.low(0) in ("this", "that", "it")
        if named is None or clause is None or not (this or _is_event(sentence.up_to(was))):
            continue
        said = sentence.between(0, was + this)
        adverb = f"{sentence.low(place - 1)} " if how else ""
        verb = "" if this else "occurred "
        yield Version(f"{said} {verb}{adverb}because {clause}", "SHIFT", named.gone)


def _was_that(sentence: Sentence) -> Iterator[Version]:
    """Turn "The main cause was the inability of staff to x" into "... was that x could not be"."""
    was = next((n for n in range(2, 9) if sentence.low(n) == "was"), 0)
    named = named_at(sentence, was + 1) if was and sentence.low(0) == "the" else None
    if named is None or not {"cause", "reason", "problem"} & set(sentence.words(1, was)):
        return
    clause = clause_of(sentence, named)
    if clause is not None:
        yield Version(f"{sentence.between(0, was + 1)} that {clause}", "SHIFT", named.gone)


def _is_event(sentence: Sentence) -> bool:
    """Return whether all there is says what happened: "the second outage of the week"."""
    event = phrase_at(sentence, 0)
    if event is None or sentence.low(event.head) not in lexicon().among("events"):
        return False
    return whole(sentence, event.end) == len(sentence.tokens)


def _comma(sentence: Sentence, start: int) -> int:
    return next((n for n in range(start, len(sentence.tokens)) if sentence.low(n) == ","), 0)
