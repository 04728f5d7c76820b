"""The little grammar that rewriting needs: participles, articles, simple noun phrases."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A thing with what belongs to it, and the circumstances that follow."""

    det: str
    noun: str
    of: str
    rest: str

    @property
    def thing(self) -> str:
        """Return the thing without its determiner."""
        return f"{self.noun}{self.of}"


_IRREGULAR = {
    "catch": "caught",
    "close": "closed",
    "do": "done",
    "find": "found",
    "give": "given",
    "hold": "held",
    "keep": "kept",
    "make": "made",
    "put": "put",
    "read": "read",
    "reset": "reset",
    "run": "run",
    "see": "seen",
    "send": "sent",
    "set": "set",
    "shut": "shut",
    "take": "taken",
    "tell": "told",
    "write": "written",
}
_VERBS = """
    add announce apply archive assign attach book cancel check clean clear complete confirm consult
    copy count create deactivate delete deploy disable document enable encrypt escalate file fill
    follow import include inform inspect install label load lock log mark measure merge monitor
    notify open order pack pause pin plan post print publish raise record refill refresh release
    remove renew repeat replace report request restart restore revert review revoke rotate save scan
    schedule secure sign start stop store submit switch sync tag test track transfer unlock update
    upload validate verify wash weigh
"""
_REGULAR = frozenset(_VERBS.split())
_DOUBLED = frozenset({"pin", "plan", "log", "stop", "tag", "scan", "transfer"})

_DETERMINER = r"(?:the|a|an|its|this|that|these|those)"
# After these the rest tells when, where or to whom, and may stand behind the verb.
_CIRCUMSTANCE = "on|in|at|to|before|after|during|until|since|within|when|while"
PREPOSITION = f"{_CIRCUMSTANCE}|of|for|from|into|onto|by|with|over|under|between|as|against|about"
_PLAIN_WORD = r"[\w'`/.%-]+"
_NOUN_PHRASE = re.compile(
    rf"(?P<det>{_DETERMINER}) "
    rf"(?P<noun>(?:(?!(?:{PREPOSITION})\b){_PLAIN_WORD} ){{0,3}}?"
    rf"(?!(?:{PREPOSITION})\b){_PLAIN_WORD})"
    rf"(?P<of>(?: of(?: (?!(?:{PREPOSITION})\b){_PLAIN_WORD}){{1,4}})?)"
    rf"(?P<rest>(?: (?:{_CIRCUMSTANCE}) (?:[^,;:]|(?<=\d):(?=\d)){{1,160}})?)$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:and|or|but|because|so|which|who|that|whether|if|then|also)\b|[,;()—]|:(?!\d)"
)
_COUNTED = re.compile(r"\b(?:not|all|any|every)\b", re.IGNORECASE)
_TO_DO = re.compile(r" to (?!(?:the|an?|our|its|this|that|these|those|all)\b|[A-Z\d])")
_VERBISH = re.compile(r"\b(?:is|was|were|are|be|been|had|has|did|does|could|would|should)\b")

_BE = "is|are|was|were|be|been"
_HANGING = rf"and|or|but|{_BE}|the|an?|{PREPOSITION}"
_BROKEN = re.compile(
    rf"  | [,.;!?](?!\w)"
    rf"|\b(?:{_BE})(?: (?:and|or|but)\b| ?[,.;!?])"
    rf"|\b(?:the|an?|very|too|his|her)(?: (?:{_HANGING})\b(?!-)| ?[,.;!?])"
    rf"|'s (?:{_HANGING})\b(?!-)",
    re.IGNORECASE,
)
"""What a sentence looks like where a word was taken out that held it together."""


def broken(source: str, rewrite: str) -> bool:
    """Return whether a rewrite leaves words hanging that the source did not leave hanging."""
    return any(match.group() not in source for match in _BROKEN.finditer(rewrite))


def participle(verb: str) -> str | None:
    """Return the past participle of a verb that this grammar knows, else None."""
    verb = verb.lower()
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb not in _REGULAR:
        return None
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ed"
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def noun_phrase(words: str) -> NounPhrase | None:
    """Read "the copy of the index before the upgrade"; None when it is not that simple.

    A purpose ("to save time") belongs to whoever had it, and can't stay when they are left out.
    """
    match = _NOUN_PHRASE.match(words.strip())
    if match is None:
        return None
    phrase = NounPhrase(**match.groupdict())
    text = f"{phrase.noun}{phrase.of}{phrase.rest}"
    hanging = _JOINED.search(text) or _VERBISH.search(text) or _TO_DO.match(phrase.rest)
    return None if hanging or _COUNTED.search(phrase.noun) else phrase


def plural(noun: str) -> bool:
    """Return whether a noun phrase is plural by its last word."""
    last = noun.rsplit(maxsplit=1)[-1].lower()
    return last in ("people", "data") or (
        last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "dns", "news", "https"))
    )


def was(noun: str) -> str:
    """Return "was" or "were"."""
    return "were" if plural(noun) else "was"


def capitalised(words: str) -> str:
    """Return the words with a capital at the start, unless they begin with code or a name."""
    return words[:1].upper() + words[1:]


def with_article(words: str) -> str:
    """Set "a" or "an" right before each word where one of them stands wrongly."""
    fixed = re.sub(
        r"\b([Aa])n (?!hour|honest|hono|heir|[a-z]\b)(?=[bcdfghjklmnpqrstvwxyz])", r"\1 ", words
    )
    return re.sub(
        r"\b([Aa]) (?=(?:[aeio]|un(?!i|ary)|up|us(?!e|u))[a-z])(?!one\b|once\b|eu)", r"\1n ", fixed
    )
