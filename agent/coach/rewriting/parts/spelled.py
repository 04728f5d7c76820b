"""Spells out what is drawn together or left unsaid: "we had" for "we'd", "that" before "it ran"."""

import re

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon

_DRAWN = re.compile(
    r"\b(?P<who>i|we|you|he|she|they|it|nobody|who|that|there)['’](?P<verb>d|ve|re|ll|m)\b"
    r"(?P<after>(?: [\w'’-]+){0,3})",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?P<known>notice|noticed|realise|realised|realize|realized|know|knew|see|forget|forgot|spot)"
    r"(?P<clause> (?:it|this|there|they) (?P<verb>[a-z]+))\b"
)
"""A clause without "that": "did not notice it ran"."""
_VERBS = {"ve": "have", "re": "are", "ll": "will", "m": "am"}


def spelled_out(text: str) -> str:
    """Return a sentence with "we'd" and its like as two words, and "that" before what was seen."""
    return _UNSAID.sub(_with_that, _DRAWN.sub(_spelled, text))


def _with_that(match: re.Match[str]) -> str:
    known, verb = lexicon(), match["verb"]
    tells = verb in known.past_forms or verb in known.among("finite")
    return f"{match['known']} that{match['clause']}" if tells else match.group()


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
