"""Keeps where it happened: "a fitter at the Lyon site cut it" as "at the Lyon site, it was cut"."""

import re
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.versions import Version

_PLACE = (
    r"(?:site|station|plant|depot|office|hospital|airport|terminal|port|harbour|harbor|yard|branch"
    r"|store|clinic|mill|mine|refinery|substation|data ?cent(?:re|er)|warehouse|campus|factory|lab"
    r"|laboratory|school|bridge|tunnel|dam|works|facility|waterworks|powerhouse|junction)"
)
_NAME = r"(?:[A-Z][\w'’&-]{0,30} ){0,4}[A-Z][\w'’&-]{0,30}"
_KIND = r"(?: (?!(?:by|the|of|and|to|on|in|at|for|with|from|a|an|who|that)\b)[a-z]{2,20}){0,2}?"
_AT_PLACE = re.compile(rf"\b(?:at|in|on) (?:the |our )?{_NAME}{_KIND} {_PLACE}\b")
_AT_NAME = re.compile(
    rf"\b(?:at|in) {_NAME} (?:Station|Plant|Hospital|Airport|Terminal|Harbour|Court|House|Hub|Ward"
    r"|Depot|Works|Bridge|Dock|Yard|Mill|Campus|Junction)\b"
)
_AT_POST = re.compile(
    r"\b(?:at the (?:[a-z]+ ){0,2}(?:branch|depot|colo|clinic|gate|counter|office|site|plant"
    r"|warehouse|station|entrance|desk|bar|ward|pharmacy|lab|printer['’]s)"
    r"|on the (?:[a-z]+ )?(?:night|day|late|early|evening|morning) (?:shift|desk)"
    r"|(?:at|on) (?:gate|pier|ward|platform|line|berth) (?:[A-Z]|\d{1,3}))\b",
)
"""Where those who are not named were: "nobody at the branch", "the stewards at gate F"."""
_CLAUSES = frozenset({"what", "how", "whether", "why", "there", "it"})
_DOER = re.compile(r"(?:[\w@'’.-]{1,30} ){0,6}[\w@'’.-]{1,30}")


def with_place(source: str, version: Version) -> Version | None:
    """Return a version that also tells the named place where whoever is gone was; None without one.

    Args:
        source: The sentence as it was.
        version: How it is told without whoever did it.
    """
    match = _AT_PLACE.search(source) or _AT_NAME.search(source) or _AT_POST.search(source)
    if match is None or match.group() in version.text:
        return None
    place, start = match.group(), _where_they_part(source, version.text)
    if _DOER.fullmatch(source[start : match.start()].strip()) is None:
        return None
    lead, rest = version.text[:start], version.text[start:]
    if lead.strip(" *_>-"):
        return replace(version, text=f"{lead}{place} {rest}")
    return replace(version, text=f"{lead}{capitalised(place)}, {_inside(rest, source)}")


def _where_they_part(source: str, told: str) -> int:
    """Return where the first word begins in which two texts differ."""
    same = 0
    while same < min(len(source), len(told)) and source[same] == told[same]:
        same += 1
    start = source[:same].rfind(" ") + 1
    last = source[:start].split()[-1:]
    articles = lexicon().among("determiners")
    return start - len(last[0]) - 1 if last and last[0].lower() in articles else start


def _inside(words: str, source: str) -> str:
    """Return a sentence's words as they stand inside of another; the source may have them so."""
    first = words.split(" ", 1)[0].lower()
    known = lexicon()
    opening = known.among("determiners") | known.among("pronouns") | _CLAUSES
    opens = first in opening or first in source.split()
    return f"{words[:1].lower()}{words[1:]}" if opens else words
