"""Finds words that a rewrite moved away from what they belong to, and clauses without a verb."""

import re

from agent.coach.rewriting.lexicon import lexicon

_IN_PLACE = re.compile(
    r"^(?:[a-z]+, )?(?:instead of|rather than|in addition to|besides) [a-z]+ing\b", re.IGNORECASE
)
"""What hangs on whoever acts next, in a rewrite as in its source."""
_TAKEN = (
    (
        re.compile(r"\binto account (?:the|an?|our|its)\b", re.IGNORECASE),
        re.compile(r"\btaken into account (?:on|in|at|from|with)\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:should|ought to|could) have (?:[a-z]+ly )?[a-z]+ (?:a single|two|three|four|five"
            r"|six|more|\d+)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:no|not a) single\b|\b(?:two|three|four|five|six|more|\d+) [^,;.]{1,40} (?:was"
            r"|were) not\b",
            re.IGNORECASE,
        ),
    ),
    (_IN_PLACE, _IN_PLACE),
    (
        re.compile(r"\bshould(?: not|n['’]t) have\b.*\bat all\b", re.IGNORECASE),
        re.compile(r"^(?!.*\b(?:not|no|never|none)\b).*\bat all\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bfailure to [^.;]*(?<!which) cost (?:us|the|our|them)\b", re.IGNORECASE),
        re.compile(r"(?<!which) cost\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bfailure to [^.;]* and (?:(?:the|an?) )?[\w -]{2,30}['’]s ", re.IGNORECASE),
        re.compile(r"\bbecause [^.;]* not [^.;]* and (?:(?:the|an?) )?[\w -]{2,30}['’]s ", re.I),
    ),
    (
        re.compile(r"\bdespite [a-z]+ing\b", re.IGNORECASE),
        re.compile(
            r"\bdespite (?!the fact|[a-z]+ing\b)(?:(?! that | which | who )[^,;.]){1,60}? (?:was"
            r"|were)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\b(?:typically|usually|normally|generally) do(?: not|n['’]t)\b", re.IGNORECASE
        ),
        re.compile(r"\b(?:is|are) (?:typically|usually|normally|generally) not\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:went|gone) ahead with [\w-]+ing\b", re.IGNORECASE),
        re.compile(r"\b(?:went|gone) ahead\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bgrant(?:ed|s|ing)? (?:the|an?|our) [\w -]{2,40} `", re.IGNORECASE),
        re.compile(r"` was (?:not )?granted\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bnam(?:e|ed|ing) (?:the|our|an?|this|it)\b", re.IGNORECASE),
        re.compile(r"\b(?:was|were|been) (?:not )?named(?=[,.;]|$)", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:sent|took|drove|walked|brought|let|saw|got) (?:her|him|them|us|me) home\b", re.I
        ),
        re.compile(r"\bhome (?:was|were)\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bclicked [a-z]+ on\b", re.IGNORECASE),
        re.compile(r"\b(?:was|were) clicked on\b", re.IGNORECASE),
    ),
    (
        re.compile(r"^it(?:['’]s| is| was) (?:down|due|thanks|because|owing)\b[^.;]* that\b", re.I),
        re.compile(r"^(?!it\b).*, that\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bbecause [^;.]*\binsist(?:ed)? on\b", re.IGNORECASE),
        re.compile(r"\bbecause\b(?![^;.]*\binsist)", re.IGNORECASE),
    ),
    (
        re.compile(r"\bput(?:ting)? off [a-z]+ing\b", re.IGNORECASE),
        re.compile(r"\bput off\b(?! [a-z]+ing)", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:we|they|he|she|i) knew to be\b", re.IGNORECASE),
        re.compile(r"^(?!.*\bkn[oe]w)", re.IGNORECASE),
    ),
    (
        re.compile(r"\bcheck on the [\w-]+ that\b", re.IGNORECASE),
        re.compile(r"\bchecked on\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:lose|lost|losing) sight of\b", re.IGNORECASE),
        re.compile(r"(?<!sight )\b(?:was|were) lost\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r", an? (?:mistake|error|slip|lapse) (?:that |which )?(?:he|she|they|we) (?:[a-z]+ )?"
            r"(?:attributed|blamed|put)\b",
            re.IGNORECASE,
        ),
        re.compile(r"^(?!.*\b(?:attributed|blamed|put)\b)", re.IGNORECASE),
    ),
    (
        re.compile(r"^(?:i|we) said that (?:i|we)\b", re.IGNORECASE),
        re.compile(r"^it was said that\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bdated (?:the|an?|our|my) [\w-]+ \d", re.IGNORECASE),
        re.compile(r"\b(?:was|were|been) (?:not )?dated (?!\d)", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:rated|graded|called|labelled|marked|classed|ranked) ", re.IGNORECASE),
        re.compile(
            r"[\"”] (?:was|were|had been|has been) (?:not )?(?:rated|graded|called|labelled|marked"
            r"|classed|ranked)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\band should have (?!been\b)", re.IGNORECASE),
        re.compile(r"\b(?:was|were) [^;]*\band should have (?!been\b)", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:before|after|when|while) (?:clos|leav|start|land|board|serv|open|mov|sail|driv"
            r"|park|depart)ing(?=[,.;]| (?:but|and|or)\b)",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:before|after|when|while) (?:they|it) (?:was|were) [a-z]+ed\b", re.I),
    ),
    (
        re.compile(r"\bshould have [^;.]*(?<!even) if\b", re.IGNORECASE),
        re.compile(r"\bnot [^;.]*(?<!even) if\b", re.IGNORECASE),
    ),
    (re.compile(r"\bforg[eo]t", re.IGNORECASE), re.compile(r"\bnot noticed how\b", re.IGNORECASE)),
    (re.compile(r"\b[b-hj-z]\b"), re.compile(r"^[B-HJ-Z]\b(?![.-])")),
    (re.compile(r"\b(?:is|was) (?:I|we)\b", re.IGNORECASE), re.compile(r"\b(?:was|were)\b")),
    (re.compile(r"^having\b", re.IGNORECASE), re.compile(r"^(?!having\b|after\b)", re.IGNORECASE)),
)
"""What follows in a rewrite where the source said otherwise: "into account the wheels on the"."""
_TO_DO = re.compile(r"(?P<doing>\b[a-z]+ing (?:[\w-]+ ){1,3})to (?P<act>[a-z]+)\b")
_DESCRIBED = re.compile(r"\bof (?P<first>[a-z]+), (?P<rest>[a-z]+ [a-z]+)\b")
_OF_TWO_WORDS = re.compile(r"\bof (?P<noun>[a-z]+) (?P<particle>through|up|out|off|down|over|in)\b")
"""A noun of two words: "the risk of burn through"."""
_OF_HOW = re.compile(
    r"\b(?:was|were|(?:had|has) been) (?:not )?(?:[a-z]+ly )?(?P<verb>[a-z]+)"
    r" (?:what|how|whether|why)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|been) (?:not |never )?(?:[a-z]+ly )?[a-z]+(?P<named>, (?:the|an?|our|its)"
    r" [^,;:.]{2,80})(?=[,;.]|$)",
    re.IGNORECASE,
)
"""What is named behind the verb: "was not sold, the scarf and the cap"."""
_LET = re.compile(r"\blet (?:the|an?|our|its|this|that)(?: [\w-]+){2,5}", re.IGNORECASE)
_ONE_COMMA = re.compile(
    r"^(?:the|an?|our|my|its|this|that) [^,;:–—-]{8,}(?P<verb>, (?:was|were|had|has|led|left|meant"
    r"|let|made|took|[a-z]+ed) )",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"^(?P<one>(?:the|our|an?) [\w-]+(?: [\w-]+){0,4}) and (?:this|the|it|an?) [\w-]+"
    r"(?: [\w-]+){0,3} was\b",
    re.IGNORECASE,
)
_INNER = re.compile(r"://|^\.\w|\w[^\w\s'’,;:*()\[\]–—-]+\w|->")
_PARTS = re.compile(r"[^\w]+")
_BARE = re.compile(r"^(?P<thing>[^,;:.]+?) and (?:was|were) (?:not )?[a-z]+ed\b", re.IGNORECASE)
_NOTED = re.compile(
    r"\bit was (?:not )?(?:noticed|seen|spotted|known|caught|found) that (?P<rest>[^,;.]+)[.!]*$",
    re.IGNORECASE,
)


def breaks_word(source: str, rewrite: str) -> bool:
    """Return whether what is written without a space is apart, or its half: "a->b", ".env"."""
    for chunk in {*source.split()} - {*rewrite.split()}:
        word = chunk.lstrip("([{<\"'“‘*_~").rstrip(")]}>\"'”’*_~.,;:!?…")
        if _INNER.search(word) and not re.search(rf"(?<!\w){re.escape(word)}", rewrite):
            parts = [part for part in _PARTS.split(word) if len(part) > 1]
            if any(re.search(rf"\b{re.escape(part)}\b", rewrite) for part in parts):
                return True
    return False


def moves(source: str, rewrite: str) -> bool:
    """Return whether words that belonged to a thing stand behind the verb now, or two were one."""
    taken = any(before.search(source) and after.search(rewrite) for before, after in _TAKEN)
    parted = (
        _parts(source, rewrite)
        or _has_no_verb(source, rewrite)
        or _closes_nothing(source, rewrite)
        or _lets(source, rewrite)
        or _is_of_clause(source, rewrite)
    )
    hangs = any(
        not tells(match["named"]) and match["named"] in source and match.group() not in source
        for match in _BEHIND.finditer(rewrite)
    )
    return taken or parted or hangs


def _lets(source: str, rewrite: str) -> bool:
    """Return whether "let the cook keep it" is told as "the cook keep it"."""
    for match in _LET.finditer(source):
        words = match.group().split()[1:]
        for end in range(2, len(words)):
            left = " ".join(words[: end + 1])
            acts = words[end].lower() in lexicon().base_verbs
            lets = re.search(rf"\blet(?:ting)? {re.escape(left)}", rewrite, re.IGNORECASE)
            if acts and left.lower() in rewrite.lower() and lets is None:
                return True
    return False


def _closes_nothing(source: str, rewrite: str) -> bool:
    """Return whether a comma before a verb closed an aside that no comma opens any more."""
    match = _ONE_COMMA.match(rewrite)
    if match is None:
        return False
    before = source.partition(match["verb"])[0]
    return match["verb"] in source and before.count(",") > 0


def _is_of_clause(source: str, rewrite: str) -> bool:
    """Return whether a clause is told to be what was done: "it was repaired what it did"."""
    known = lexicon()
    verbs = (known.of_past(match["verb"].lower()) for match in _OF_HOW.finditer(rewrite))
    asks = known.among("clausal") | known.among("saying") | known.among("object_control")
    return not _OF_HOW.search(source) and any(verb and not verb.bases & asks for verb in verbs)


def _parts(source: str, rewrite: str) -> bool:
    """Return whether the verb stands within what was one thing: "asking guests" "to wait"."""
    for match in _TO_DO.finditer(source):
        acts = match["act"] not in lexicon().among("determiners")
        if acts and re.search(rf"{match['doing']}(?:was|were) [a-z]+ to {match['act']}\b", rewrite):
            return True
    if any(
        re.search(rf"\bof {match['first']} (?:was|were)\b", rewrite)
        for match in _DESCRIBED.finditer(source)
    ):
        return True
    return any(
        match["noun"] in lexicon().base_verbs
        and re.search(rf"\bof {match['noun']} (?:was|were)\b", rewrite)
        for match in _OF_TWO_WORDS.finditer(source)
    )


def _has_no_verb(source: str, rewrite: str) -> bool:
    """Return whether a clause has lost its verb: "12 drums and were accepted"."""
    noted, bare, two = _NOTED.search(rewrite), _BARE.match(rewrite), _TWO.match(rewrite)
    return bool(
        (noted and not tells(noted["rest"], nouns=True))
        or (bare and not tells(bare["thing"]))
        or (two and not _TWO.match(source) and not tells(two["one"]))
    )


def tells(words: str, *, nouns: bool = False) -> bool:
    """Return whether a verb is among words; with `nouns`, whether "works" may be one."""
    known = lexicon()
    return any(
        known.of_past(word) or word in known.among("finite") or (nouns and word[-1:] == "s")
        for word in words.lower().split()
    )
