"""Finds the one clause of a sentence that lays blame, where the others tell plainly and may stay.

"The alerts fired at 21:30, yet the team didn't look into it until 11:00": only the second clause is
said anew. A clause stands by itself where a joining word and somebody or something that acts open
it, so "and silenced the alert", whose doer stands before, is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.coach.grammar import capitalised
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.subjects import Subject, subject_of
from agent.coach.rewriting.tokens import Sentence

_JOINS = word_set("but yet so because since as although though while whilst whereas until when and")
"""What opens a clause with a subject of its own. "After" and "before" also open nouns."""
_WITH_COMMA = word_set("and so as when since until")
"""These open one only behind a comma, or before a pronoun."""
_MARKS = frozenset(";:—–")
_PRONOUNS = word_set("we i he she they it nobody no-one everyone everybody someone somebody you")
_OPENING = _PRONOUNS | word_set(
    "the a an this that these those our their his her its my each every all both some one neither "
    "none no there"
)
_GONE = word_set("he she they it his her their its him them himself herself themselves")
"""A clause that opens with one of these leans on the other."""
_THIRD = word_set("he she they")
"""Whoever these are acts in the other clause, or was spoken of before."""
_SUPPOSING = word_set("if had were should unless whether could would")
_FIRST = word_set("we i")
_NOBODY = ("nobody ", "no one ", "no-one ", "none ", "not one ", "everyone ", "everybody ")
"""Where these are gone, whoever acts in the rest is among them."""
_FEWEST = 3
_MOST = 5
"""So many borders are looked at: each costs a search of its own."""


@dataclass(frozen=True, slots=True)
class Split:
    """A sentence in two at a border between clauses."""

    text: str
    before: str
    clause: str
    """The part that may be said anew, written as a sentence of its own."""
    after: str
    rest: str
    """What stays, without the words that join it."""

    def with_clause(self, words: str) -> str:
        """Return the sentence with other words for the clause."""
        if self.before:
            first = words.split(maxsplit=1)[0]
            is_name = f" {first}" in self.text or first[1:].lower() != first[1:]
            return self.before + (words if is_name else words[:1].lower() + words[1:]) + self.after
        return words.rstrip(".") + self.after


def splits(sentence: Sentence) -> Iterator[Split]:
    """Yield each way to part a sentence in a clause and a rest that stays as it is."""
    text, borders = sentence.text, 0
    for place in range(_FEWEST, len(sentence.tokens) - _FEWEST + 1):
        end = _border(sentence, place)
        if end is None or not _opens(sentence, place):
            continue
        borders += 1
        if borders > _MOST:
            return
        left, right = sentence.between(0, end), sentence.text[sentence.tokens[place].start :]
        if sentence.low(place) not in _THIRD:
            yield Split(text, text[: len(text) - len(right)], capitalised(right), "", left)
        if sentence.low(place) not in _GONE:
            yield Split(text, "", left + ".", text[len(left) :], right)


def stays_blameless(split: Split, gone: str, people: Sequence[str]) -> bool:
    """Return whether the rest may stay beside a clause from which somebody is gone.

    Nobody acts in it who may be the one that is gone, and it supposes nothing.

    Args:
        split: The sentence in two.
        gone: The words for people that the clause leaves out.
        people: Names of the document's people.
    """
    rest = Sentence(split.rest, people)
    if (
        _is_owned(rest)
        or rest.low(0) in _SUPPOSING
        or (_opens_with_nobody(split.clause) and _speaks_of_people(rest))
    ):
        return False
    left_out = {*gone.lower().split()}
    named = left_out - _GONE
    for subject in _people_of(rest):
        words = {*rest.words(subject.start, subject.end)}
        if words <= _FIRST:
            if left_out & _FIRST:
                return False
        elif not named or words & named or not named & _FIRST:
            return False
    return True


def _is_owned(sentence: Sentence) -> bool:
    """Return whether a thing of people opens a clause: "the pilot's flight into the storm"."""
    first = sentence.tokens[:5]
    return any(
        token.low.endswith("s'") or (token.agent and token.low.endswith("'s")) for token in first
    )


def _opens_with_nobody(clause: str) -> bool:
    return clause.lower().startswith(_NOBODY)


def _speaks_of_people(sentence: Sentence) -> bool:
    people = lexicon().among("people") | _PRONOUNS - _GONE
    return any(token.agent or token.low in people for token in sentence.tokens)


def _people_of(sentence: Sentence) -> Iterator[Subject]:
    for group in groups(sentence):
        subject = subject_of(sentence, group)
        if subject is not None:
            yield subject


def _border(sentence: Sentence, place: int) -> int | None:
    """Return where the clause ends behind which another opens at a token; None where none does."""
    before = sentence.low(place - 1)
    if before in _MARKS:
        return place - 1
    if before in ("that", "means", "meant"):
        which = place - (3 if before == "that" else 2)
        if sentence.words(which, which + 2) in (("which", "means"), ("which", "meant")):
            return _without_comma(sentence, which)
        return None
    if before not in _JOINS or sentence.low(place - 2) in lexicon().among("coordinators"):
        return None
    comma = sentence.low(place - 2) == ","
    if before in _WITH_COMMA and not comma and sentence.low(place) not in _PRONOUNS:
        return None
    return _without_comma(sentence, place - 1)


def _without_comma(sentence: Sentence, place: int) -> int:
    return place - 1 if sentence.low(place - 1) == "," else place


def _opens(sentence: Sentence, place: int) -> bool:
    """Return whether a clause with a subject of its own opens at a token."""
    token = sentence.tokens[place]
    subject = token.agent or token.low in _OPENING or token.is_name or token.text.startswith("@")
    return subject and lexicon().of_past(token.low) is None
