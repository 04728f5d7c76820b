"""Tells names of people that no list knows: by their title, or by what only people do."""

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence, Token

TITLES = word_set(
    "sergeant captain officer inspector constable lieutenant major colonel professor doctor nurse "
    "sister father engineer manager lead technician analyst developer administrator supervisor "
    "director contractor consultant auditor clerk operator dispatcher"
)
"""What may stand before the name of a person."""
SYSTEMS = word_set(
    "service services server cluster cloud data engine gateway manager monitor proxy run functions "
    "storage update studio"
)
"""Second words of names that are of systems."""


def does_as_people(sentence: Sentence, head: int, group: Group) -> bool:
    """Return whether a name stands before what only people do: "Mbali skimmed the diff"."""
    if not is_given(sentence.tokens[head]):
        return False
    if group.verb.among("only_people"):
        return True
    double = head > 0 and is_given(sentence.tokens[head - 1]) and sentence.low(head) not in SYSTEMS
    first = head - 1 == 0 or not is_given(sentence.tokens[head - 2])
    return double and first and group.verb.among("done_by_people")


def is_given(token: Token) -> bool:
    """Return whether a word is written as a name is: one capital, then small letters."""
    return (
        token.is_name and token.low.isalpha() and token.text[1:].islower() and len(token.text) > 2
    )
