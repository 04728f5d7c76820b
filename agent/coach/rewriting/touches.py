"""Last touches to a version: what belongs to a thing stands with it, commas in pairs, no owner."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.moved import tells
from agent.coach.rewriting.versions import Version

_NAMED_AGAIN = r"(?:the|an?|our|its) [^,;:.]{2,80}"
_APPOSED = re.compile(
    rf"(?P<thing>[^,;:.]{{3,80}}), (?P<again>{_NAMED_AGAIN}?)"
    r" (?=(?:was|were|had|has|have) (?:not |never |been )*[a-z]+)",
    re.IGNORECASE,
)
"""A thing that is named twice: "two parts, the lid and the seal were not tested"."""
_BEHIND_VERB = re.compile(
    r"(?P<last>[\w`'’-]+)(?P<verb> (?:was|were|had been) (?:not |never )?(?:[a-z]+ly )?[a-z]+)"
    rf"(?P<again>, (?:{_NAMED_AGAIN}|(?!(?:however|though|therefore|again|too|twice|once|instead"
    r"|also|then|perhaps|like|and|but|or|it|\w+ly)\b)[\w`'’-]{2,40}))"
    r"(?:,(?= )|(?=[.!]*$))",
    re.IGNORECASE,
)
"""A thing named again behind its verb: "the key was lost, the only one, at noon"."""
_AS_IT_WAS = re.compile(
    r"(?P<thing>\b(?:the|an?|our|my|its) (?:[\w-]+ )?[\w-]+)(?P<how> (?:in(?:complete|tact|correct)"
    r"|un(?:finished|tested|checked|attended|locked|protected|guarded|touched|opened|signed|read"
    r"|done)|open|empty|blank|alone|untidy|half-done))(?P<verb> (?:was|were|had been) "
    r"(?:not |never )?(?:[a-z]+ly )?(?!not\b)[a-z]+(?:ed|en|t|ft|nt))\b",
    re.IGNORECASE,
)
"""How a thing was when something was done to it: "the game incomplete was submitted"."""
_COUNTED = re.compile(r"\b(?:two|three|four|both|\d+)\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\b")
_OWNED = re.compile(r"\b(?:my|our) (?P<thing>[a-z-]+(?: [a-z-]+)?)", re.IGNORECASE)
_OUR_TRY = re.compile(r"\b(?P<our>our)(?= (?:[a-z]+ ){0,2}(?:attempt|effort)\b)", re.IGNORECASE)
_OUR_TRIES = re.compile(r"\bour (?P<tries>(?:[a-z]+ ){0,2}(?:attempts|efforts)\b)", re.IGNORECASE)
_HURRY = re.compile(r"\bin (?:our|my|his|her|their) (?=(?:hurry|haste|rush|eagerness) to\b)")
_AS_IT_HAD = re.compile(
    r"\bas it (?P<been>had been|was) (?=(?:decided|agreed|planned|intended|promised|arranged"
    r"|undertaken|announced)\b)"
)
_ONLY_THEN = re.compile(
    r"\b(?P<then>only then) (?P<thing>(?:the|an?|our|its) (?:[\w-]+ )?[\w-]+) (?P<was>was|were)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"(?P<first>\b(?:was|were) [a-z]+(?:ed|en|t)(?: [a-z]+)?), (?P<second>(?!but\b|so\b|when\b|as\b"
    r"|then\b|not\b)[a-z]+(?:ed|en)(?: (?:back )?(?:on|off|up|down|out))?)(?=, and (?:the|no|an?"
    r"|our|it|its|\d+) [^,;.]*\b(?:was|were)\b)"
)
"""Two acts and a third clause: "was seen, signed, and no copy was kept"."""
_WHEN_HAD = re.compile(
    r"^(?P<when>when [^,;.]+ (?:was|were) [^,;.]+, it) had not been\b", re.IGNORECASE
)
_AFTER_DASH = re.compile(r"(?<= [-–—] )It(?= was\b)")
_BRACKET_COMMA = re.compile(r"\),(?= (?:was|were)\b)")
_SO = re.compile(r"(?<![,;]) so (?:the|it|we|all|no|there|our|that) [\w-]+")
_SECTION = re.compile(r"(?P<number>\d+(?:\.\d+)+) (?P<first>[a-z])")
_US = re.compile(r"\b(?:we|us|I)\b", re.IGNORECASE)


def touched_up(source: str, version: Version) -> Version:
    """Return a version with its words in place, and without an owner of what was tried.

    Args:
        source: The sentence as it was.
        version: How it is told without whoever did it.
    """
    text = _still_that_one(source, put_in_place(source, version).text)
    for at in reversed([*_ends_of_appositions(source, text)]):
        text = f"{text[:at]},{text[at:]}"
    text = _HURRY.sub("in the ", _as_a_writer_would(source, text))
    if _US.search(text) is None:
        text = _OUR_TRY.sub(lambda our: "The" if our["our"][0] == "O" else "the", text)
        text = _OUR_TRIES.sub(_unowned, text)
    return replace(version, text=text)


def _as_a_writer_would(source: str, text: str) -> str:
    """Return a text without "as it was agreed", "only then it was" and "seen, signed, and no"."""
    text = _SERIES.sub(r"\g<first> and \g<second>", _AS_IT_HAD.sub(r"as \g<been> ", text))
    text = _WHEN_HAD.sub(r"\g<when> was not", text)
    text = _AFTER_DASH.sub("it", _ONLY_THEN.sub(r"\g<then> \g<was> \g<thing>", text))
    if "), " not in source:
        text = _BRACKET_COMMA.sub(")", text)
    text = _SO.sub(lambda so: f",{so.group()}" if f",{so.group()}" in source else so.group(), text)
    section = _SECTION.match(text)
    if section is not None and re.match(rf"{re.escape(section['number'])} [A-Z]", source):
        return f"{section['number']} {capitalised(text[section.start('first') :])}"
    return text


def put_in_place(source: str, version: Version) -> Version:
    """Return a version with what belongs to a thing, or to its verb, where it belongs.

    Args:
        source: The sentence as it was: "lost the key, the only one, at noon".
        version: How it is told: "the key was lost, the only one, at noon".
    """
    text = version.text
    if not _AS_IT_WAS.search(source):
        text = _AS_IT_WAS.sub(r"\g<thing>\g<verb>\g<how>", text)
    match = _BEHIND_VERB.search(text)
    if match is not None and not _AND.search(match["again"]) and not tells(match["again"]):
        named = f"{match['last']}{match['again']}"
        if named.lower() in source.lower():
            text = f"{text[: match.start()]}{named},{match['verb']}{text[match.end() :]}"
    return replace(version, text=text)


def _still_that_one(source: str, text: str) -> str:
    """Return a text in which "my main copy" became "the main copy" and not "a main copy"."""
    for match in _OWNED.finditer(source):
        one = re.compile(rf"\ban? (?={re.escape(match['thing'])}\b)")
        if not one.search(source):
            text = one.sub("the ", text)
    return text


def _unowned(match: re.Match[str]) -> str:
    """Return what was tried without "our", with a capital letter where that had one."""
    return capitalised(match["tries"]) if match.group()[0] == "O" else match["tries"]


def _ends_of_appositions(source: str, text: str) -> Iterator[int]:
    """Yield where an apposition ends that had its second comma in the source."""
    for match in _APPOSED.finditer(text):
        many = _COUNTED.search(match["thing"]) is not None
        listed = _AND.search(match["again"]) is not None and not many
        paired = re.search(rf", {re.escape(match['again'])}(?:[,;.]|$)", source) is not None
        if paired and not listed:
            yield match.end("again")
