"""Parts a clause that only a comma joins to the one before: "..., it was hidden"."""

import re

from agent.coach.rewriting.lexicon import lexicon, word_set

_SPLICED = re.compile(
    r", (?P<who>it|they|this|these|that|those) (?:would|will|is|are|was|were|has|have|had|can|could"
    r"|did|does|do|should|may|might|must|\w+ed)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_CAME_OF = re.compile(r"\b(\w+ed) which (?=(?:resulted|led|caused|meant|contributed)\b)")
"""What came of an act that stands right before: "was not weighed which led to"."""
_INVERTED = word_set("had were should")
"""What opens a condition as a first word: "Had it rained, it was to be moved"."""


def unspliced(rest: str, *, inside: bool, of_us: bool) -> str | None:
    """Return the end of a sentence with a semicolon before ", it was": the verb parts it off.

    None where "they" may be the people who are gone, or where the comma closes another clause.

    Args:
        rest: What stands behind the clause that lost its doer.
        inside: Whether that clause stands within another one.
        of_us: Whether the doer was "we", so that "they" are others.
    """
    match = None if inside else _SPLICED.search(rest)
    if match is None:
        return rest
    before = {word.lower() for word in _WORD.findall(rest[: match.start()])}
    opened = before & lexicon().among("subordinators")
    if opened or _may_be_gone(match, of_us=of_us):
        return None
    return f"{rest[: match.start()]};{rest[match.start() + 1 :]}"


def parted(text: str, *, of_us: bool) -> str | None:
    """Return a whole sentence so: behind "However" or "When it rained" the comma is right.

    None where "they" may be the people who are gone, or where it is not clear what the comma ends.

    Args:
        text: The sentence.
        of_us: Whether the doer was "we", so that "they" are others.
    """
    text = _CAME_OF.sub(r"\1, which ", text)
    match = _SPLICED.search(text)
    if match is None:
        return text
    if _may_be_gone(match, of_us=of_us):
        return None
    before, known = _WORD.findall(text[: match.start()]), lexicon()
    words = [word.lower() for word in before if word != "May"]
    leans = words[:1] != [] and words[0] in known.among("subordinators") | _INVERTED
    tells = any(word in known.among("finite") or word in known.past_forms for word in words)
    return text if leans or not tells else unspliced(text, inside=False, of_us=of_us)


def _may_be_gone(match: re.Match[str], *, of_us: bool) -> bool:
    """Return whether "they" may be the people who are gone."""
    return match["who"].lower() == "they" and not of_us
