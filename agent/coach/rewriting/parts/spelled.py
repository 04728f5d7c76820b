"""Spells out what pronouns and verbs are drawn together to: "we had" for "we'd"."""

import re

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon

_DRAWN = re.compile(
    r"\b(?P<who>i|we|you|he|she|they|it|nobody|who|that|there)['’](?P<verb>d|ve|re|ll|m)\b"
    r"(?P<after>(?: [\w'’-]+){0,3})",
    re.IGNORECASE,
)
_VERBS = {"ve": "have", "re": "are", "ll": "will", "m": "am"}


def spelled_out(text: str) -> str:
    """Return a sentence with "we'd", "they've" and their like as two words each."""
    return _DRAWN.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    verb = _VERBS.get(match["verb"].lower()) or _had_or_would(match["after"].lower().split())
    return f"{match['who']} {verb}{match['after']}"


def _had_or_would(after: list[str]) -> str:
    for word in after:
        if word in ("not", "never", "been", "better") or lexicon().of_past(word) is not None:
            return "would" if word in ("not", "never") and "have" in after else "had"
        if word == "have" or not (word in lexicon().among("adverbs") or ends_as_adverb(word)):
            return "would"
    return "would"
