"""Rewrites "the team's failure to notice it": by a clause that tells what was not done."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of, settled, verb_after
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.owners import possessor
from agent.coach.rewriting.passive import Told, told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_BECAUSE = (("due", "to"), ("because", "of"), ("owing", "to"))
_WAS_NOT = re.compile(r"(?P<thing>(?!it |there ).+?) (?:was|were) not (?P<act>.+)$")
_EFFECTS = word_set(
    "meant means delayed allowed prolonged cost left kept exposed forced doubled stopped blocked"
)


def failures(sentence: Sentence) -> Iterator[Version]:
    """Turn "the team's failure to notice it" into "it was not noticed"."""
    for place, token in enumerate(sentence.tokens):
        if token.low != "failure" or not _has_infinitive(sentence, place):
            continue
        owner = _owner(sentence, place)
        if owner is None:
            continue
        start, to = owner
        gone = sentence.between(start, place) or sentence.between(place + 1, to)
        for text in _clauses(sentence, start, to):
            yield Version(text, "SHIFT", f"{gone} {sentence.between(place + 1, to)}")


def _has_infinitive(sentence: Sentence, place: int) -> bool:
    return "to" in sentence.words(place + 1, place + 10)


def _owner(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Return where the words for whose failure it was begin, and the "to" after them."""
    if sentence.low(place + 1) == "to":
        start = possessor(sentence, place)
        return None if start is None else (start, place + 1)
    if sentence.low(place + 1) not in ("of", "by"):
        return None
    phrase = phrase_at(sentence, place + 2)
    if phrase is None or sentence.low(phrase.end) != "to":
        return None
    if not is_people(sentence, phrase.head):
        return None
    start = place - 1 if sentence.low(place - 1) in ("the", "a") else place
    return start, phrase.end


def _clauses(sentence: Sentence, start: int, to: int) -> Iterator[str]:
    """Yield the sentence with "the failure to notice it" told as a clause, where one fits."""
    if start == 0:
        fragment = _undone(sentence, to + 1)
        caused = _caused(sentence, to + 1)
        yield from (text for text in (fragment, caused) if text is not None)
        return
    if sentence.low(start - 1) == "by":
        text = _by_not_being(sentence, start, to + 1)
        yield from () if text is None else (text,)
    opener = _opener(sentence, start)
    cleft = sentence.low(0) == "it" and "that" in sentence.words(to, len(sentence.tokens))
    if opener is None or cleft:
        return
    cut, words = opener
    clause = _not_done(sentence, to + 1)
    rest = None if clause is None else _rest(sentence, clause)
    if clause is not None and rest is not None:
        yield f"{sentence.before(cut).rstrip()} {words} {clause.words}{rest}"


def _by_not_being(sentence: Sentence, start: int, place: int) -> str | None:
    """Turn "caused by his failure to shut the gate" into "by the gate not being shut"."""
    clause = _not_done(sentence, place)
    rest = None if clause is None else _rest(sentence, clause)
    match = None if clause is None else _WAS_NOT.match(clause.words)
    if match is None or rest is None:
        return None
    return f"{sentence.before(start)}{match['thing']} not being {match['act']}{rest}"


def _opener(sentence: Sentence, start: int) -> tuple[int, str] | None:
    """Return from where "that" or "because" stands in place of "was due to"."""
    if sentence.low(start - 1) in ("was", "is"):
        return start, "that"
    pair = sentence.words(start - 2, start)
    if pair not in _BECAUSE:
        return None
    return start - 2, "because"


def _not_done(sentence: Sentence, place: int) -> Told | None:
    main = place + ends_as_adverb(sentence.low(place))
    beside = tuple(token.text for token in sentence.tokens[place:main])
    verb = lexicon().of_base(sentence.low(main))
    group = Group(place, main + 1, verb, "undone", denied=True, beside=beside, main=main)
    return told(sentence, group, denied=True, own=True)


def _rest(sentence: Sentence, clause: Told) -> str | None:
    """Return what stands behind the clause, unless a verb of the whole sentence is in it."""
    if verb_after(sentence, clause.end):
        return None
    return settled(sentence.after(clause.end))


def _caused(sentence: Sentence, place: int) -> str | None:
    """Turn "failure to test x led to y" into "x was not tested, which led to y"."""
    verb = _effect(sentence, place)
    clause = None if verb is None else _not_done(sentence.up_to(verb), place)
    if verb is None or clause is None:
        return None
    aside = sentence.low(verb - 1) == ","
    last = verb - aside
    said = sentence.text[sentence.tokens[clause.end - 1].end : sentence.tokens[last - 1].end]
    rest = settled(said)
    if rest is None or verb_after(sentence.up_to(last), clause.end):
        return None
    return f"{capitalised(clause.words)}{rest.rstrip()}, which{sentence.after(verb)}"


def _effect(sentence: Sentence, start: int) -> int | None:
    """Return where "resulted in", "meant that" and the like begin."""
    lines = lexicon().lines("led_to")
    for place in range(start + 2, len(sentence.tokens) - 1):
        if sentence.low(place) in _EFFECTS:
            return place
        if any(sentence.words(place, place + len(line)) == line for line in lines):
            return place
    return None


def _undone(sentence: Sentence, place: int) -> str | None:
    """Tell what was not done as a clause: the note consists of nothing else."""
    main = place + ends_as_adverb(sentence.low(place))
    beside = tuple(token.text for token in sentence.tokens[place:main])
    verb = lexicon().of_base(sentence.low(main))
    group = Group(place, main + 1, verb, "undone", denied=True, beside=beside, main=main)
    clause = told(sentence, group, denied=True, own=True)
    if clause is None or verb_after(sentence, group.end):
        return None
    rest = rest_of(sentence, clause.end, group)
    return None if rest is None else f"{capitalised(clause.words)}{rest}"
