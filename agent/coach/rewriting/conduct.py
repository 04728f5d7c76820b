"""Leaves out clauses that only tell how people carried themselves, and frank openings of notes.

"And called it a day" tells nothing of the incident. A clause that tells a fact of it stays.
"""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.doerless import doerless
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_WHO = r"(?:(?:we|i|he|she|they) )?"
_TAILS = re.compile(
    rf",? (?:and|then|and then|before) {_WHO}(?:just |simply |promptly |then )?"
    r"(?:called it a day|called it done|left it at that|moved on"
    r"|(?:carried|went|moved) on as (?:if|though) nothing had happened|hoped for the best"
    r"|got caught|thought no more (?:of|about) it)(?=[.!]*$)"
    r"|,? as (?:if|though) nothing had happened(?=[.!]*$)"
    r"|,? (?:and|but) it was (?:entirely |all )?(?:our|my) own (?:choice|fault|doing)(?=[.!]*$)"
    r"|, (?:my bad|my fault|our bad|our fault|yes,? again|to put it bluntly|did we|did i"
    r"|i admit(?: it)?|we admit(?: it)?"
    r"|i(?:'ll| will) own that|we own that|mea culpa|shame on (?:us|me))(?=[.!?]*$)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"^(?:hands up|my bad|yeah|yep|yes|well|ok|okay|ugh|oops|in all honesty|honestly|frankly"
    r"|to be frank|to our shame|to my shame|i admit|we admit|mea culpa|looking back|worse|in short"
    r"|embarrassingly|shamefully|if (?:i'm|i am|we're|we are) honest|let(?:'s| us) be honest)"
    r"(?:, (?=\S)|: (?=\S)| (?=(?:we|i|the|a|an|it) ))(?!again\b)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r",? and (?:we|i) (?:duly |dearly )?paid (?:for (?:that|this|it) with|the price with|with) "
    r"(?=(?:an? |\d|one|two|three|four|five|six|seven|eight|nine|ten|about |almost |nearly "
    r"|over ))",
    re.IGNORECASE,
)
_REPROACH = (
    r"(?:fell (?:[a-z]+ )?short of (?:[\w-]+ ){0,3}?(?:own|standards?|duty|care|expectations?"
    r"|promises?|values)(?: [\w-]+)?"
    r"|(?<=\bwe )fell (?:[a-z]+ )?short(?: of [^,;.]{3,40}?)?"
    r"|let (?:(?:our|them)selves|(?:my|him|her|it)self|us|you|them|everyone|everybody"
    r"|(?:our|your|its|their|his|her) [\w-]+(?: [\w-]+)?) (?:all )?(?:badly )?down(?: badly)?"
    r"|(?:did not|didn['’]t|failed to|never) (?:live|lived|measure|measured) up to [^,;.]{3,40}?"
    r"|(?:was|were) not at (?:our|their|its|his|her) best"
    r"|(?:really |badly )?dropped the ball)"
)
"""Words with which people accuse themselves or others, and tell nothing."""
_REPROACHED = re.compile(rf"\b(?:{_REPROACH}|not (?:lived|measured) up to)\b", re.IGNORECASE)
_BESIDE_ACT = re.compile(
    rf"(?<=\w ){_REPROACH}(?: (?:here|there|on this(?: one)?|that day))?"
    r",? (?:and|when|because|as|since|in that) (?:(?:we|i|they|he|she) )?"
    r"(?=(?:then |also |simply |even )?(?:did not|didn['’]t|failed to|forgot|neglected to|never"
    r"|should have|had not|hadn['’]t) )",
    re.IGNORECASE,
)
"""A reproach before what was left undone, which alone is a fact."""
_WAS_ME = re.compile(r"\b(?:was|is|were) (?:me|us)\b", re.IGNORECASE)


def without_conduct(sentence: Sentence) -> Iterator[Version]:
    """Yield versions without what only tells of people's manners, or with its cost as a fact."""
    text = sentence.text
    if _WAS_ME.search(text):
        return
    for pattern in (_HEADS, _TAILS):
        match = pattern.search(text)
        if match is not None and match.end() - match.start() < len(text):
            shorter = f"{text[: match.start()]}{text[match.end() :]}"
            said = capitalised(shorter) if text[:1].isupper() else shorter
            yield from doerless(Version(said, "DESCRIBE", match.group()), sentence.people)
    beside = _BESIDE_ACT.search(text)
    reproach = beside.group() if beside else ""
    bare = text.replace(reproach, "", 1)
    if bare != text:
        yield from doerless(Version(bare, "DESCRIBE", reproach), sentence.people)
    paid = _PAID.sub(", which cost ", text)
    if paid != text:
        yield from doerless(Version(paid, "DESCRIBE"), sentence.people)


def reproaches(text: str) -> bool:
    """Return whether somebody is accused in words that tell nothing: "fell short of our own"."""
    return _REPROACHED.search(text) is not None
