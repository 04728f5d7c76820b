"""Gives a doer back to "it never occurred to us to look": "we never looked".

The grammar of rewriting can then tell the act of the thing.
"""

import re

from agent.coach.grammar import capitalised
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set

_WHO = r"(?P<who>[\w@'’.-]+(?: (?!to\b)[\w@'’.-]+){0,5}?)"
_OCCURRED = re.compile(
    r"(?P<start>^|[,;:.] |\b(?:and|but|because|since|as|yet|so) )it "
    r"(?:(?:had )?(?P<never>never(?: once)?)"
    r" (?:occurred|dawned|crossed)|(?:did not|didn['’]t|had not|hadn['’]t)(?: even| ever)? "
    r"(?:occur(?:red)?|dawn(?:ed)?|cross(?:ed)?)|(?P<none>occurred|dawned))"
    rf"(?: the minds? of)? (?:to|on) {_WHO} (?:to (?P<act>[a-z][\w-]*)|(?P<that>that))\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?P<start>^|[,;:.] |\b(?:and|but|because|since) )(?P<less>no|little|not much|hardly any|scant"
    r"|too little) (?P<what>thought|consideration|attention|heed|notice)(?: whatsoever| at all)? "
    r"(?P<time>was|is|had been|has been) (?:ever )?(?:given|paid|taken)"
    rf"(?: by {_WHO})? (?:to|of) (?=(?:\w|`))",
    re.IGNORECASE,
)
_NOBODY = word_set(
    "anyone anybody nobody no-one a-soul a-single-person anyone-at-all no-one-at-all"
)
_OBJECT = {"us": "we", "me": "I", "him": "he", "her": "she", "them": "they"}
_NONE_OF = re.compile(
    r"(?:any|none|one|either|neither) of (?P<whom>us|them|you|the [\w-]+)$", re.IGNORECASE
)


def with_doer(text: str) -> str:
    """Return a text in which somebody does what was said without a doer."""
    return _GIVEN.sub(_considered, _OCCURRED.sub(_did_not, text))


def _did_not(match: re.Match[str]) -> str:
    """Turn "it did not occur to the crew to look" into "the crew did not look"."""
    who = match["who"].replace("’", "'")
    nobody = who.lower().replace(" ", "-") in _NOBODY or _NONE_OF.match(who) is not None
    if match["none"] and not nobody:
        return match.group()
    start = match["start"]
    act = match["act"] or ""
    if ends_as_adverb(act):
        return match.group()
    if match["that"]:
        verb, act = "considered", "consider"
    else:
        verb = lexicon().past(lexicon().of_base(act))
    that = " that" if match["that"] else ""
    if nobody:
        doer, words = "nobody", f"{verb}{that}"
    else:
        doer = _OBJECT.get(who.lower(), who)
        words = f"never {verb}{that}" if match["never"] else f"did not {act}{that}"
    said = f"{doer} {words}"
    return f"{start}{capitalised(said) if _begins(start) else said}"


def _considered(match: re.Match[str]) -> str:
    """Turn "no thought was given by the crew to it" into "the crew did not consider it"."""
    if match["less"].lower() != "no":
        return match.group()
    who, had = match["who"], "had " if match["time"].startswith("ha") else ""
    doer = "nobody" if who is None else who
    seen = match["what"].lower() in ("attention", "heed", "notice")
    verb = "taken into account" if had and seen else "took into account" if seen else "considered"
    if who is not None:
        base = "take into account" if seen else "consider"
        said = f"{doer} {'had not ' + verb if had else 'did not ' + base} "
    else:
        said = f"{doer} {had}{verb} "
    return f"{match['start']}{capitalised(said) if _begins(match['start']) else said}"


def _begins(start: str) -> bool:
    return start in ("", ". ")
