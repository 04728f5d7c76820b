"""Finds what a rewrite tore apart: an object and its tail, a state and its thing, two clauses.

Each entry is a shape that no sentence has by itself, but one whose doer was taken out may. What the
source has too is no tear.
"""

import re

from agent.coach.rewriting.lexicon import lexicon

_BE = r"(?:was|were|been|being)"
_NOT = r"(?:not |never |[a-z]+ly )*"
_STATES = (
    r"(?:healthy|resolved|complete|closed|open|active|stable|safe|ready|fixed|over|dead|clean|running"
    r"|enabled|disabled|online|offline|unlocked|exposed)"
)
_TEARS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # an object from its participle: "the effect on rows had not been considered written by"
        rf"\b{_BE} {_NOT}(?!left|kept|found|declared|marked|seen|heard|caught|said|supposed|thought"
        r"|believed|known|told|meant|asked|made|un)[a-z]+ed (?!un|led\b)(?:[a-z]+ed|written|given|sent"
        r"|made|taken|built|held|kept|printed) (?:by|to|in|on|at|for|from)\b",
        rf"\b{_BE} {_NOT}[a-z]+ to (?:still |already )?(?:using|having|running|holding)\b",
        r"\b[a-z]+ing (?:was|were|had been|has been|have been) (?:not )?(?:left|kept) (?:to|at|on)\b",
        # an amount or a span from its number: "was spent over blaming", "the first was ... ten units"
        r"\bwas spent over\b",
        rf"\bthe (?:first|last|next) {_BE}\b[^.;]*? (?:two|three|four|five|six|seven|eight|nine|ten"
        r"|\d+) [a-z]+s\b",
        rf"\bfrom [\w.`-]+ (?:had been|has been|{_BE}) {_NOT}[a-z]+ to\b",
        rf"\bfor [^,;.]{{1,60}} {_BE} (?:\w+ly )?paid\b",
        # a thing from its state: "the service healthy was declared", "both active were left"
        rf"\b{_STATES} {_BE} {_NOT}(?:declared|considered|deemed|pronounced|reported|marked|called"
        r"|left|kept|clamped|wedged|propped)\b",
        # a clause from what joins it
        rf"\b(?:rather than|instead of) (?:the|an?|our|its)\b[^,;.]{{1,60}}? (?:was|were) ",
        r"(?:^|[,;:–—] )it that\b",
        r"^(?:when|while|as|because|since|after|before|if|although) [^,;]{3,140}, and\b",
        r"^(?:when|while|after|before|until) [^,;]*[.!]*$",
        r"(?<!and )(?<!but )(?<!, )\bthen it was\b",
        r"\b(at|on|for|to|with), not \1\b",
        r"\bas [a-z]+[.!]*$",
        # two doers of whom one went: "both the driver and the pin was not noticed"
        r"^both (?:the|our|their|an?)\b[^,;.]{1,80} was\b",
        # "only" from what it narrows: "and the names were only commented on"
        rf"\b{_BE} only [a-z]+(?:ed|en)(?: on| at| to| with| about| for)?(?=[.,;]|$)",
        r"\b(?:minutes|hours|days|weeks|seconds) (?:was|were) not taken\b",
        r"\bway (?:was|were) [a-z]+ too\b",
        r"\b(?:and|but) (?:i|we|he|she|they) [^;.]*, though that was possible\b",
    )
)
_POINTS_BACK = re.compile(
    r"\b(?:theirs|ours|hers)\b|\b(?:of mine|by (?:me|us|him|them))\b|^(?:i|we) regret\b"
    r"|\b(?:comes?|came|boils?|boiled) (?:all )?down to\b",
    re.IGNORECASE,
)
"""Whoever is gone is still pointed at, whether or not the source does so too."""
_STATE_OF_DOER = re.compile(
    r"\b(?:and|but) (?:then |so |also |still |therefore )?(?P<is>was|were|is|are|had|has|could"
    r"|would|must|can)\b(?! been)",
    re.IGNORECASE,
)
"""After the act of somebody a second verb without a subject: "mis-keyed it and was closed"."""
_SHOULD = re.compile(r"\b(?:should|ought)\b", re.IGNORECASE)
_WHY_IT_SHOULD = re.compile(
    r"\b(?:should|ought to)(?:n['’]t| not)? (?:[a-z]+ )?have\b[^.;]*?,? (?:as|since|because|given"
    r" that)\b (?!soon|well|much|long|far|if|(?:the |our )?[\w-]+(?: \d+)? (?:requires?|says?|asks?"
    r"|demands?|prescribes?|required|said|asked)\b)|^given (?:that|the|how)\b[^.;]*?\b(?:should|ought)\b",
    re.IGNORECASE,
)
"""The reason of a duty: behind "was not done" it would be why it was not."""
_WHEN_IT_SHOULD = re.compile(
    r"\b(?:when|although|though|while) (?:he|she|they|we|it|i) (?:should|ought)\b", re.IGNORECASE
)
_SECOND_BASE = re.compile(
    rf"\b{_BE} not [a-z]+ and (?P<verb>[a-z]+) (?:it|them|the)\b", re.IGNORECASE
)


def is_torn(source: str, rewrite: str, gone: str) -> bool:
    """Return whether a rewrite tears apart what belongs together in its source.

    Args:
        source: The sentence as it was.
        rewrite: The sentence as it is offered.
        gone: The words for people that it leaves out.
    """
    if any(pattern.search(rewrite) and not pattern.search(source) for pattern in _TEARS):
        return True
    if _SHOULD.search(rewrite) is None and (
        _WHY_IT_SHOULD.search(source) or _WHEN_IT_SHOULD.search(source)
    ):
        return True
    if gone.strip() and (_POINTS_BACK.search(rewrite) or _leaves_state(source, rewrite)):
        return True
    second = _SECOND_BASE.search(rewrite)
    return second is not None and second["verb"].lower() in lexicon().base_verbs


def _leaves_state(source: str, rewrite: str) -> bool:
    """Return whether "and was closed" is left of whoever had done what stands before it."""
    before = {match.group().lower() for match in _STATE_OF_DOER.finditer(source)}
    return any(match.group().lower() in before for match in _STATE_OF_DOER.finditer(rewrite))
