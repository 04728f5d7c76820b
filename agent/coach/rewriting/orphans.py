"""Finds words that point to somebody who has gone: "its customers", "it fined", "they were told".

A thing has no customers, fines nobody and is told nothing, so such words can't mean the thing that
is told of instead.
"""

import re

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.objects import PERIODS
from agent.coach.rewriting.tokens import Sentence

_POINTING = re.compile(r"\b(?:its?|they)\b", re.IGNORECASE)
_BODIES = word_set(
    "authority company firm office council committee board department agency vendor supplier"
    " provider carrier registrar reseller school airline hospital bank operator team crew ministry"
    " executive city contractor club college university regulator bureau federation union unit"
    " squad yard publisher manufacturer host hoster partner brewery charity landlord agency desk"
)
"""Groups that are "it"."""
_ITS = re.compile(
    r"\bits (?:(?:own|only|most|few|best|[\d.,]+|[a-z]+ly) )*(?:[a-z-]+ )?(?:bills?|invoices?"
    r"|customers?|clients?|users|staff|employees|engineers?|technicians?|fitters?|experts?|agents?"
    r"|pilots?|passengers|members|domain|website|newsletter|promises?|apology|drivers?|nurses?"
    r"|teachers?|pupils|tenants|contractors?|suppliers?|shareholders|directors?|officers?"
    r"|accountants?|auditors?|planners?|lawyers?|letters?|advice|duty|duties|obligations?"
    r"|budget|headquarters|subsidiary|parent)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r"\bits own\b", re.IGNORECASE)
_IT_ACTS = re.compile(
    r"(?<!was )(?<!is )\bit (?:(?:would have|had|has|then|also|only|never|just|simply) )*"
    r"(?P<act>[a-z]+)\b",
    re.IGNORECASE,
)
_OF_BODIES = word_set(
    "texted fined instructed promised announced hired paid charged billed decided wrote signed"
    " told asked bought sold undertook pledged warned claimed admitted refused approved rejected"
    " learned known"
)
_THEY = re.compile(
    r"\bthey (?:(?:had|have)(?:n['’]t)?(?: not| never)? been|were(?:n['’]t)?(?: not| never)?)"
    r" (?P<done>[a-z]+)\b"
    r"|\bthey (?P<act>[a-z]+)\b",
    re.IGNORECASE,
)
_THEIR_CLAUSE = re.compile(
    r"(?P<thing>, which|\b[a-z]+) they (?:had |were |have |are )?(?P<act>[a-z]+)\b", re.IGNORECASE
)
"""What they did to a thing: "the hold, which they placed", "the risk they were taking"."""
_JOINS = word_set(
    "and but because since when while if as so although though until before after where that what"
    " how whether than like or once then unless for nor yet"
)
_TOLD_THEM = re.compile(
    r"\b(?:told|asked|warned|praised|informed|advised|briefed|called|emailed|reminded) them\b",
    re.IGNORECASE,
)
_TOLD = word_set(
    "told asked warned praised paid trained informed advised taught instructed briefed thanked"
    " emailed called rung phoned reminded"
)
_MANY = word_set("team crew staff police group people squad shift department management support")


def orphaned(source: str, rewrite: str, gone: str) -> bool:
    """Return whether "it" or "they" is left of a body or a group that has gone.

    Args:
        source: The sentence as it was.
        rewrite: The sentence as it is offered.
        gone: The words for people that it leaves out.
    """
    if _POINTING.search(rewrite) is None:
        return False
    left_out = {token.low.removesuffix("'s").removesuffix("’s") for token in Sentence(gone).tokens}
    told = {token.low for token in Sentence(rewrite).tokens}
    body = left_out & _BODIES and told.isdisjoint(_BODIES)
    if body and _is_of_body(source, rewrite):
        return True
    many = any(word in _MANY or word.endswith("s") for word in left_out)
    return many and _are_of_group(source, rewrite)


def _is_of_body(source: str, rewrite: str) -> bool:
    owned = any(match.group() in source for match in _ITS.finditer(rewrite))
    owned = owned or _ITS_OWN.search(rewrite) is not None
    return owned or any(
        match.group() in source and _is_of_people(match["act"].lower())
        for match in _IT_ACTS.finditer(rewrite)
    )


def _are_of_group(source: str, rewrite: str) -> bool:
    """Return whether "they" told or were told something, or did it to a thing, and are gone."""
    clause = _THEIR_CLAUSE.search(rewrite)
    if clause is not None and clause.group() in source and _is_their_act(clause):
        return not _people_before(rewrite, clause.start())
    for match in _THEY.finditer(rewrite):
        told = match["done"] in _TOLD
        said = match.group() in source or (told and _TOLD_THEM.search(source) is not None)
        act = match["act"]
        human = told or bool(act and _is_of_people(act.lower()))
        if said and human and not _people_before(rewrite, match.start()):
            return True
    return False


def _is_their_act(clause: re.Match[str]) -> bool:
    known, act = lexicon(), clause["act"].lower()
    joined = clause["thing"].lower() in _JOINS | PERIODS | {
        "day",
        "week",
        "month",
        "time",
        "moment",
    }
    return not joined and (known.of_past(act) is not None or known.of_ing(act) is not None)


def _people_before(text: str, end: int) -> bool:
    tokens = Sentence(text[:end]).tokens
    return any(token.agent or token.low in lexicon().among("people") for token in tokens)


def _is_of_people(act: str) -> bool:
    """Return whether only people or their bodies do it."""
    known = lexicon()
    verb = known.of_past(act)
    human = known.among("human_verbs") | known.among("only_people")
    return verb is not None and (act in _OF_BODIES or not verb.bases.isdisjoint(human))
