"""Tells a log's present as past: "14:31 - x drops the slot" as "14:31 - x dropped the slot"."""

import re
from itertools import pairwise

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon

_LINE = re.compile(
    r"^(?P<lead>[-*•]? ?\d{1,2}:\d\d(?: ?(?:UTC|CET|CEST|GMT|BST))?:?(?: [-–—|])? )"
    r"(?P<who>(?:(?:the|an?) )?[\w@.`'’-]+(?: [\w@.`'’-]+){0,3}?(?: \([^()]{1,40}\))?) "
    r"(?P<verb>[a-z]{2,14}s) (?P<rest>(?!(?:and|or|of|in|on|at|is|was|were|are)\b|\().+)$"
)
_WAS = re.compile(r"\b(?:was|were)\b")
_IS = {"was": "is", "were": "are"}
_OTHER = re.compile(r"\b(?:was|were|did|had)\b")


def in_past(text: str) -> str | None:
    """Return a line of a log in the past; None for any other text."""
    match = _LINE.match(text)
    if match is None or _OTHER.search(match["rest"]) or has_acted(match["who"]):
        return None
    base = _base(match["verb"])
    if base is None:
        return None
    past = lexicon().past(lexicon().of_base(base))
    return f"{match['lead']}{match['who']} {past} {match['rest']}"


def in_present(text: str) -> str | None:
    """Return a passive in the present; None where more than one verb would have to change."""
    if len(_WAS.findall(text)) != 1:
        return None
    return _WAS.sub(lambda found: _IS[found.group()], text)


def has_acted(who: str) -> bool:
    """Return whether a verb stands there already: "we blocked the IP" before "addresses"."""
    words, known = who.lower().split(), lexicon()
    determiners, pronouns = known.among("determiners"), known.among("pronouns")
    if words[0] in pronouns - determiners:
        return len(words) > 1
    first = 1 + (words[0] in determiners)
    return any(
        word in determiners | pronouns or (known.of_past(word) and not ends_as_adverb(before))
        for before, word in pairwise(words[first - 1 :])
    )


def _base(verb: str) -> str | None:
    """Return the base of "drops", "passes" and "applies", where the lists know it."""
    words, known = lexicon(), lexicon().base_verbs
    acts = known | words.among("only_people") | words.among("done_by_people")
    acts |= words.among("acts_of_people_only") | words.among("acts_of_trades")
    shorter = (verb.removesuffix("s"), verb.removesuffix("es"), f"{verb.removesuffix('ies')}y")
    return next((base for base in shorter if base in acts), None)
