"""Whether a draft may come before what the grammar makes: it leaves out nothing but people."""

import re

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.parts.marks import DOER, Part, parts_of
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.refusals import POSSIBLE, words_lost
from agent.coach.rewriting.writing.small_words import small
from agent.coach.rewriting.writing.told import Told
from agent.coach.rewriting.writing.ungrammatical import splits_pair

_NOT_ONE = re.compile(r"\ban? (?:[\w-]+ ){1,4}(?:was|were) not\b", re.IGNORECASE)
_ACTING = word_set("we i he she they")


def is_whole(told: Told) -> bool:
    """Return whether no word with content went but those for the people who acted.

    An act that is a noun ("Ana's late answer") had better be told as a clause, and "was ignored"
    as "there was no response", "a dump was not taken" as "no dump was taken", and what would have
    been as what was; whoever stands behind "by" beside another doer may be innocent.
    """
    gone = _doers_gone(told)
    by = [part for part in gone if "by" in told.sentence.words(part.start - 1, part.start + 1)]
    whose = any(told.sentence.low(part.end - 1).endswith(("'s", "s'")) for part in gone)
    people = all(_names_people(told.sentence, part) for part in gone)
    said = {token.low for token in Sentence(told.text).tokens}
    acting = {low for part in gone for low in told.sentence.words(part.start, part.end)}
    left = said & (lexicon().table("passed_over").keys() | (_ACTING & acting))
    odd = _NOT_ONE.search(told.text) or POSSIBLE.search(told.text)
    plain = people and not whose and not left and not odd and not splits_pair(told)
    return plain and not words_lost(told) and (not by or len(gone) == 1)


def _doers_gone(told: Told) -> list[Part]:
    copied, parts = set(told.copied), parts_of((*told.marks,))
    doers = (part for part in parts if part.mark == DOER)
    return [part for part in doers if not copied.issuperset(range(part.start, part.end))]


def _names_people(sentence: Sentence, part: Part) -> bool:
    """Return whether people are named, and no program: "the Redis operator"."""
    last = part.end - 1
    if sentence.tokens[last].agent and not is_people(sentence, last):
        return False
    known = lexicon().among("people") | lexicon().among("pronouns")
    return any(
        token.agent or token.low in known or (token.is_name and token.low not in small())
        for token in sentence.tokens[part.start : part.end]
    )
