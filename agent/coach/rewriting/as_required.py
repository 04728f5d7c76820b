"""Mends what is told behind a duty: "should have been signed, as step 6 requires".

After the denial it would say that step 6 requires it not to be signed.
"""

import re

_DUTY = re.compile(r"\b(?:should|ought to|could|might)\b[^.;]{0,30}? have\b", re.IGNORECASE)
_SOURCE_OF_DUTY = re.compile(
    r",? (?:as|like) (?P<what>(?:the |our |its |their |step |section |rule |chapter |item "
    r"|line |point |paragraph |article )[^,;:]{0,70}?)(?P<says> (?P<verb>requires?|demands?"
    r"|prescribes?|stipulates?|recommends?|says?|states?|suggests?|asks?|specif(?:y|ies)|advises?"
    r"|calls? for|required|demanded|prescribed|said|recommended))(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_SAYS_SO = frozenset({"say", "says", "said", "state", "states", "suggest", "suggests"})
_AS_OTHERS = re.compile(
    r",? (?:as|like) (?:every|any|each|all|others?|colleagues|most|one|he|she|they|we|you|i|who|it"
    r"|she['’]d|he['’]d|they['’]d|no|nobody|is|was)\b",
    re.IGNORECASE,
)
_NO_SOONER = re.compile(
    r"\b(?P<no>there was no) (?P<act>[a-z-]+)"
    r"(?P<of>(?: (?:to|of|with|by|from|for|about|between|on|in) [^,;:.]{2,60}?)?)"
    r"(?: (?:much|far|even|a lot|a bit))? (?P<sooner>sooner|earlier|faster|quicker)"
    r"(?= than\b|[.,;!]|$)",
    re.IGNORECASE,
)
_BEFORE_NOUN = {"sooner": "earlier"}
_NOT = re.compile(r"\b(?:not|no|never|none|nothing)\b", re.IGNORECASE)


def as_required(source: str, rewrite: str) -> str | None:
    """Return a rewrite that tells what required the act; None where its end turns round."""
    if not (_DUTY.search(source) and _NOT.search(rewrite)):
        return rewrite
    rewrite = _NO_SOONER.sub(_no_earlier, rewrite)
    match = _SOURCE_OF_DUTY.search(rewrite)
    if match is not None:
        verb = match["verb"].lower()
        what = f"{match['what']}{match['says']} {'to do so' if verb in _SAYS_SO else 'it'}"
        return f"{rewrite[: match.start()]}; {what}{match['end']}"
    others = _AS_OTHERS.search(rewrite)
    return None if others and _AS_OTHERS.search(source) else rewrite


def _no_earlier(match: re.Match[str]) -> str:
    """Say "there was no earlier escalation to us" for "there was no escalation to us sooner"."""
    sooner = match["sooner"].lower()
    return f"{match['no']} {_BEFORE_NOUN.get(sooner, sooner)} {match['act']}{match['of']}"
