"""Finds words in a rewrite that lean on somebody who has gone: "its", "sure that"."""

import re

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.phrases import plural_noun
from agent.coach.rewriting.tokens import Sentence

_SEVERAL = word_set(
    "two three four five six seven eight nine ten many several some most both all few each every"
)
_FIRST = word_set("we us i me")
SELVES = r"\b(?:my|him|her|your)self\b|\b(?:our|them|your)selves\b"
"""Words for the one who did it."""
_MINDED = re.compile(
    r"(?:^|, |– |— )(?:being )?(?:unaware|aware|convinced|certain|sure|confident|afraid|eager|keen"
    r"|anxious|mindful) (?:that|of|to)\b",
    re.IGNORECASE,
)
"""What somebody thought while they did it: it hangs where they are gone."""
_OPENING_STATE = re.compile(
    r"(?:not )?(?:[\w-]+ly )?(?:(?:thinking|believing|assuming|hoping|knowing|expecting|trusting"
    r"|fearing)|(?:(?!(?:following|according|including|excluding|regarding|concerning|depending|owing"
    r"|starting|beginning|during|using|pending|barring|judging|considering|counting|looking"
    r"|morning|evening|nothing|something|anything|everything)\b)[a-z]{2,20}ing|hired|sent|told"
    r"|asked|ordered|warned|tired|exhausted|fed up|bored|annoyed|rushed|pressed|distracted|unable"
    r"|unwilling|reluctant|determined|tempted|proud|given the choice)"
    r"(?![^,;]{0,160}\b(?:was|were|is|are|had|has|have|did|does|will|would|could)\b))"
    r"\b[^,;]{1,160}, ",
    re.IGNORECASE,
)
"""How somebody was who is told of next: "Fed up with the trips, the lads bridged the relay"."""
_OF_THEM = re.compile(
    r"^(?:frustrated|tired|annoyed|confused|desperate|impatient|exhausted|panicking|worried"
    r"|embarrassed|curious|irritated), (?:this|the|it|an?|our)\b"
    r"|(?:^|: )without [a-z]+ing\b[^,;:]*, (?:the|an?|its|our) (?:[\w-]+ ){1,4}(?:was|were)\b"
    r"|\bto use (?:their|his|her|my) ",
    re.IGNORECASE,
)
"""A mood, an omission or a belonging of the doer beside a thing: "frustrated, the gate was"."""
_FOR_SELF = re.compile(
    rf"\bto [a-z]+ (?:{SELVES})|\b(?:put|laid|placed|set|brought) before (?:it|them|him|her)\b",
    re.IGNORECASE,
)
_OWNED_FIRST = re.compile(
    r"(?:(?:only|all|both|one|two|three|four|five|six|some|most|half|many|several|none|any|each"
    r"|part|\d+)(?: of)? ){0,2}(?:its|their|his|her) ",
    re.IGNORECASE,
)
"""An owner who has not been named."""
_ROLE_OWNED = re.compile(r"\b(?:his|her|their|my|our) [\w-]+(?= as (?:an?|the) \w)", re.IGNORECASE)
_NAMED_TWICE = re.compile(r"(?P<who>[A-Z][a-z]{2,30}(?:[eo]rs|ists|ians|men|nts)), they (?=[a-z])")
_ITS_CLAUSE = re.compile(
    r"^(?:(?!\b(?:was|were|had|has|is|are|it|there)\b)[^,;:.]){2,60}? (?:whose [\w-]+|that|which"
    r"|where) (?:it|they|he|she) "
    r"|\bwhat (?:it|they|he|she) (?:sent|gave|delivered|supplied|provided|shipped|charged|billed"
    r"|hired|paid|brought|promised|said)\b"
    r"|\b(?:when|as|like) (?:they|he|she|it) (?:had )?(?:said|promised|agreed)\b",
    re.IGNORECASE,
)
"""A clause of those who are gone: "a nurse whose papers it had not checked"."""


_THEY = re.compile(r"\b(?:they|them|themselves)\b", re.IGNORECASE)


def _they_are_gone(rewrite: str) -> bool:
    """Return whether "they" stands where nothing before it is plural, and nobody is named."""
    match = _THEY.search(rewrite)
    if match is None:
        return False
    before = [token for token in Sentence(rewrite).tokens if token.end <= match.start()]
    many = any(token.agent or token.low == "and" or plural_noun(token.text) for token in before)
    counted = any(token.low in _SEVERAL for token in before)
    return not (many or counted)


def _names_others(source: str) -> bool:
    """Return whether a sentence speaks of people other than its writers."""
    return any(token.agent and token.low not in _FIRST for token in Sentence(source).tokens)


def leans(source: str, rewrite: str) -> bool:
    """Return whether a word stands there whose owner or doer has gone: "its", "sure that"."""
    twice, tokens = _NAMED_TWICE.match(source), Sentence(rewrite).tokens
    moved = twice and rewrite.startswith(f"{twice['who']},") and not _NAMED_TWICE.match(rewrite)
    role = _ROLE_OWNED.search(source)
    left_role = role and role.group().lower() not in rewrite.lower() and " as a" in rewrite
    owned = _OWNED_FIRST.match(rewrite) and not _OWNED_FIRST.match(source)
    if _THEY.search(source) and _they_are_gone(rewrite) and _names_others(source):
        return True
    if moved or left_role or owned or _MINDED.search(rewrite) or _opens_with_state(rewrite):
        return True
    clause = _ITS_CLAUSE.search(rewrite)
    leaning = _FOR_SELF.search(rewrite) or clause
    if leaning is None or (clause and "it" in clause.group().lower().split()):
        return leaning is not None
    return not any(token.agent and token.start < leaning.end() for token in tokens)


def _opens_with_state(rewrite: str) -> bool:
    """Return whether a rewrite tells how somebody was, and goes on with a thing."""
    lead = rewrite.find(": ") + 2 if ": " in rewrite else 0
    match = _OPENING_STATE.match(rewrite) or _OPENING_STATE.match(rewrite, lead)
    if match is None:
        return _OF_THEM.search(rewrite) is not None
    tokens = Sentence(rewrite).tokens
    after = next((n for n, token in enumerate(tokens) if token.start >= match.end()), len(tokens))
    return not any(token.agent for token in tokens[after : after + 4])
