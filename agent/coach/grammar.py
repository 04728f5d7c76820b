"""Small checks and repairs of English: words left hanging, capitals, articles."""

import re

PREPOSITION = (
    "on|in|at|to|before|after|during|until|since|within|when|while|of|for|from|into|onto|by|with|over"
    "|under|between|as|against|about"
)

_BE = "is|are|was|were|be|been"
_HANGING = rf"and|or|but|{_BE}|the|an?|{PREPOSITION}"
_BROKEN = re.compile(
    rf"  | [,.;!?](?!\w)"
    rf"|(?<!could have )(?<!easily have )\b(?:{_BE})(?: (?:and|or|but)\b| ?[,.;!?])"
    rf"|\b(?:the|an?|very|too|his|her)(?: (?:{_HANGING})\b(?!-)| ?[,.;!?])"
    rf"|'s (?:{_HANGING})\b(?!-)",
    re.IGNORECASE,
)
"""What a sentence looks like where a word was taken out that held it together."""
_WITH_ARTICLE = re.compile(r"\ban? [\w'’-]+", re.IGNORECASE)
_WRONG_ARTICLE = re.compile(
    r"\b([Aa])(?:(n) (?!hour|honest|hono|heir|[a-z]\b)(?=[bcdfghjklmnpqrstvwxyz])"
    r"| (?=(?:[aeio]|un(?!i|ary)|up|us(?!e|u|a|b\b))[a-z])"
    r"(?!(?:and|or|in|is|on|at|as|one|once)\b|eu))"
)
"""An article before a word that wants the other one."""


def broken(source: str, rewrite: str) -> bool:
    """Return whether a rewrite leaves words hanging that the source did not leave hanging."""
    return any(match.group() not in source for match in _BROKEN.finditer(rewrite))


def capitalised(words: str) -> str:
    """Return the words with a capital at the start, unless they begin with code or a name."""
    return words[:1].upper() + words[1:]


def with_article(words: str, source: str = "") -> str:
    """Set "a" or "an" right before each word where one of them stands wrongly.

    What the source says itself stays: its writer knows how to say "an sdist".
    """
    said = {match.group().lower() for match in _WITH_ARTICLE.finditer(source)}

    def turn(match: re.Match[str]) -> str:
        as_said = _WITH_ARTICLE.match(words, match.start())
        if as_said is not None and as_said.group().lower() in said:
            return match.group()
        return f"{match.group(1)}{'' if match.group(2) else 'n'} "

    return _WRONG_ARTICLE.sub(turn, words)
