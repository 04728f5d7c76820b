"""Finds what a rewrite tore apart: an object and its tail, a state and its thing, two clauses.

The shapes of `tears.py`, and what only a look at the source can tell. What the source has too is no
tear.
"""

import re

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.moved import breaks_word, moves
from agent.coach.rewriting.tears import BE, TEARS
from rubrics.language import agents_in

_IN_BRACKETS = re.compile(
    r"\((?!(?:i|we|he|she|they)\b)[^()]{0,200}[a-z]{4,}[^()]{0,200}\)", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"\b(?:theirs|ours|hers)\b|\b(?:of mine|by (?:me|us|him|them))\b|^(?:i|we) regret\b"
    r"|\b(?:comes?|came|boils?|boiled) (?:all )?down to\b|, as so often\b"
    r"|\bit (?:mistakenly|accidentally|inadvertently|wrongly|erroneously|carelessly|failed"
    r"|forgot)\b"
    r"|\bmy (?:[a-z]+ ){0,2}(?:day|week|month|year|job|shift|internship|probation)\b"
    r"|\bnone of the (?:[a-z]+ )?(?:members|people|engineers|reviewers|operators|staff|attendees)\b"
    r"|\bshare the blame\b|\battributed to (?:the|an?|our) [a-z]+, who\b"
    r"|, and (?:then )?(?:learnt|learned|found out|heard) (?:of|about|from)\b|\band then had to\b"
    r"|\bthan (?:it|they|he|she) could\b"
    r"|\bneither [\w, ]{2,60} nor \w+ (?:raised|checked|noticed|asked|saw|tested|reported|acted)\b"
    r"|\bthey were the ones\b|\bmy own\b|\bjust as (?:i|we|they|he|she) should\b"
    r"|\b(?:over|out) there\b|\bit was (?:my|his|her|their)\b|\bthis guilt\b"
    r"|\b(?:up)?on (?:finding|seeing|noticing|hearing|learning|discovering)\b"
    r"|\b(?:my|our|his|her|their) (?:[a-z]+ )?(?:oversight|understanding|mistake|error"
    r"|carelessness)\b"
    r"|\b(?:i|we|he|she|they) (?:really )?(?:should|ought to) have\b|^(?:like|unlike) [^,]{2,40}, "
    r"|\b(?:i|we|he|she|they) (?:(?:was|were) so [a-z]+|did it without|(?:was|were) (?:too )?"
    r"(?:reluctant|afraid|unwilling|embarrassed|ashamed|eager|determined|confident))\b"
    r"|\b(?:thinking|believing|assuming|knowing|hoping) (?:that )?(?:i|we|he|she|they)\b"
    r"|\b(?:i|we|he|she|they) did(?= (?:during|so|later|in|at|on)\b|[,.;])",
    re.IGNORECASE,
)
"""Whoever is gone is still pointed at, whether or not the source does so too."""
_CONTRAST = re.compile(
    r"[\w'’-]+ (?:errors?|mistakes?)(?:,|,? and|,? but)? (?:not|rather than|as opposed to)\b",
    re.IGNORECASE,
)
"""Whose error it was is all that is contrasted: "by errors, not by contract bugs"."""
_BY_SOMEONE = re.compile(
    r"\b(?:mistakenly|accidentally|wrongly|erroneously) [a-z]+ by (?:someone|somebody|whoever)\b",
    re.IGNORECASE,
)
"""Somebody is left to whom the slip is put."""
_STATE_OF_DOER = re.compile(
    r"\b(?:and|but) (?:then |so |also |still |therefore )?(?:was|were|is|are|had|has)\b(?! been)",
    re.IGNORECASE,
)
"""After the act of somebody a second verb without a subject: "mis-keyed it and was closed"."""
_SHOULD = re.compile(r"\b(?:should|ought)\b", re.IGNORECASE)
_WHY_IT_SHOULD = re.compile(
    r"\b(?:should|ought(?: not)? to)(?:n['’]t| not)? (?:[a-z]+ )?have\b[^.;]*?(?:, as|,? since"
    r"|,? because|,? given that)\b (?!soon|well|much|long|far|if"
    r"|(?:the |our )?[\w-]+(?: \d+)? (?:requires?|says?|asks?|demands?|prescribes?|required|said"
    r"|asked)\b)|^given (?:that|the|how)\b[^.;]*?\b(?:should|ought)\b",
    re.IGNORECASE,
)
"""The reason of a duty: behind "was not done" it would be why it was not."""
_WHEN_IT_SHOULD = re.compile(
    r"\b(?:when|although|though|while) (?:he|she|they|we|it|i) (?:should|ought)\b", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"\bwould(?: not)? have\b[^.;]*?(?P<rest> rather than [^.;]+)"
    r"|\b(?:could|might)(?: have|['’]ve)\b[^.;]*?(?P<within> within (?:an?|one|two|three|four|five"
    r"|ten|\d+) [a-z]+)",
    re.IGNORECASE,
)
"""What would have been is told as what was not: what it is set against can't follow that."""
_HAVING = re.compile(r"^\W*having\b", re.IGNORECASE)
_JOINED = re.compile(
    r", (?:and|but|then|so|which|yet)\b|;|^\W*(?:having|after)\b| and ", re.IGNORECASE
)
_COMPARED = re.compile(r"\b(?P<as>as [a-z]+)[.!]*$")
"""The first half of "as avoidable as it was costly"."""
_IN_PRESENT = re.compile(
    r"\b(?:is|are) (?:not )?[a-z]+(?:ed|en|t)\b[^.;]*?(?P<act>, (?:and )?[a-z]{3,12}s) (?:that|the"
    r"|an?|to|into|in|on|it|up|off|out|back|down|away)\b"
)
"""In a timeline: "the lag is noticed, assumes that it will catch up"."""
_SOME_WHO = re.compile(
    r"\bby (?:[\w'’-]+ ){1,4}(?:in|of|from|at|on) (?:the |our )?(?P<who>[\w'’-]+ who)\b",
    re.IGNORECASE,
)
"""Somebody of a place, and what is said of them: "by someone in the depot who had no key"."""
_WHOSE = re.compile(r"\bthe (?P<whose>[a-z]{3,20})['’]s\b", re.IGNORECASE)
_SECOND_BASE = re.compile(
    rf"\b{BE} not [a-z]+\b[^,;.:]{{0,60}}? (?P<then>(?:and|or|nor) (?:(?:really|even|also|then"
    r"|properly|fully|actually) ){0,3}(?P<verb>[a-z]+) (?P<object>it|them|the|to|a|an|our|his|her"
    r"|their|that|what|whether|for|any|this))\b",
    re.IGNORECASE,
)
"""A second verb that is left as it was: "was not read or even prepare to"."""

_ONLY_VERBS = word_set("prepare try adhere refer respond listen comply react wait pay apply agree")
"""Verbs that are no nouns, and what they are done to stands behind "to" or "for"."""
_AND_DID_SO = re.compile(
    r"\b(?:should|ought to) have (?:[a-z]+ly )?(?P<act>[a-z]{4,})\b[^.;]{3,120} and (?:[a-z]+ )?"
    r"(?P=act)\b",
    re.IGNORECASE,
)
"""What should have been done and was done later: a denial may not cover both."""
_OR_DID = re.compile(r"\w / [a-z]+ed (?!by\b)", re.IGNORECASE)
"""A second act behind a stroke: "did not lock the door / closed the window"."""
_IF_YOU = re.compile(r"^if you\b", re.IGNORECASE)
_IF = re.compile(r"\bif\b", re.IGNORECASE)
_IF_THEY = re.compile(r"^\W*(?:if|had)\b", re.IGNORECASE)
_SUPPOSING = re.compile(r"\b(?:if|otherwise|had|were|unless|but for)\b", re.IGNORECASE)
_WOULD_HAVE = re.compile(r"\bwould(?: not|n['’]t)? have\b", re.IGNORECASE)


def is_torn(source: str, rewrite: str, gone: str) -> bool:
    """Return whether a rewrite tears apart what belongs together in its source.

    Args:
        source: The sentence as it was.
        rewrite: The sentence as it is offered.
        gone: The words for people that it leaves out.
    """
    unsupposed = _IF_YOU.search(source) is not None and _IF.search(rewrite) is None
    supposed = _IF_THEY.search(source) is not None and _WOULD_HAVE.search(rewrite) is not None
    unsupposed = unsupposed or (supposed and _SUPPOSING.search(rewrite) is None)
    torn = any(pattern.search(rewrite) and not pattern.search(source) for pattern in TEARS)
    if torn or unsupposed or _AND_DID_SO.search(source) or _OR_DID.search(source):
        return True
    if _SHOULD.search(rewrite) is None and (
        _WHY_IT_SHOULD.search(source) or _WHEN_IT_SHOULD.search(source)
    ):
        return True
    someone = _BY_SOMEONE.search(rewrite) is not None or moves(source, rewrite)
    someone = someone or breaks_word(source, rewrite)
    if someone or _goes_on_torn(source, rewrite) or _loses_brackets(source, rewrite):
        return True
    if gone.strip() and (_POINTS_BACK.search(rewrite) or _leaves_state(source, rewrite)):
        return True
    contrast = _CONTRAST.search(rewrite)
    if _loses_whose(source, rewrite) or (contrast and contrast.group() not in source):
        return True
    second = _SECOND_BASE.search(rewrite)
    return second is not None and second["then"] in source and _is_base(second)


def _is_base(second: re.Match[str]) -> bool:
    """Return whether a word is a verb that nobody does here, and no noun: "or prepare to"."""
    low = second["verb"].lower()
    acts = second["object"].lower() not in ("to", "for", "that") or low in _ONLY_VERBS
    return acts and low not in lexicon().past_forms


def _loses_brackets(source: str, rewrite: str) -> bool:
    """Return whether words in brackets are gone that tell of something else than people."""
    return any(
        match.group() not in rewrite and not agents_in(match.group())
        for match in _IN_BRACKETS.finditer(source)
    )


def _loses_whose(source: str, rewrite: str) -> bool:
    """Return whether "the plant's pump" is of a plant that went with its operator."""
    return any(
        len(re.findall(rf"\b{match['whose']}\b", source))
        > len(re.findall(rf"\b{match['whose']}\b", rewrite))
        for match in _WHOSE.finditer(rewrite)
    )


def _goes_on_torn(source: str, rewrite: str) -> bool:
    """Return whether what follows a supposition, a participle or an act hangs in the air."""
    supposed = _SUPPOSED.search(source)
    rest = supposed and (supposed["rest"] or supposed["within"])
    if rest and rest in rewrite and "would have" not in rewrite:
        return True
    if _HAVING.match(source) and _JOINED.search(rewrite) is None:
        return True
    compared = _COMPARED.search(rewrite)
    if compared and re.search(rf"\b{compared['as']} as\b", source):
        return True
    some = _SOME_WHO.search(source)
    if some and some["who"] in rewrite and some.group() not in rewrite:
        return True
    act = _IN_PRESENT.search(rewrite)
    return act is not None and act["act"] in source


def _leaves_state(source: str, rewrite: str) -> bool:
    """Return whether "and was closed" is left of whoever had done what stands before it."""
    before = {match.group().lower() for match in _STATE_OF_DOER.finditer(source)}
    return any(match.group().lower() in before for match in _STATE_OF_DOER.finditer(rewrite))
