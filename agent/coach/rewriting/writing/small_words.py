"""The words of grammar, which tell nothing by themselves."""

from functools import cache

from agent.coach.rewriting.lexicon import lexicon, word_set

_SMALL = ("determiners", "prepositions", "coordinators", "pronouns", "finite", "possessives")
_LIGHT = word_set("to own of been having being not never no oh sorry apologise apologize regret")


@cache
def small() -> frozenset[str]:
    """Return the words of grammar, which tell nothing by themselves."""
    known = lexicon()
    return frozenset[str](_LIGHT).union(*(known.among(name) for name in _SMALL))
