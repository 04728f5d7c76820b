"""Finds words that a rewrite moved away from what they belong to, and clauses without a verb."""

import re

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.pairs import PAIRS

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
_WHICH = re.compile(
    r"(?P<word>[\w`'’)\"-]+), (?P<which>(?:(?:in|of|under|by|from|on|for|with|at|to)"
    r" (?:which|whom)|whose|which)\b)(?P<is> (?:is|was|were|had|has|have|are|can|will)\b)?(?! why)",
    re.IGNORECASE,
)
"""A relative clause behind a comma, and the word that it stands with."""
_ALONE = re.compile(
    r"\b(?:was|were) (?:not |never |[a-z]+ly )*(?P<first>[a-z-]+)\b[^,;.:]*(?P<then>(?:, "
    r"(?:never )?| and so | and thus )(?P<act>[a-z]+) (?:the|an?|it|them|its|our|his|her|their"
    r"|this|that|these|no|who|whether|\d[\w.,]*|at the|at its)(?!\w))",
    re.IGNORECASE,
)
"""A second act that nobody does: "the dial was misread as hours, queued the pump"."""
_GIVING = word_set("given told sent asked shown offered taught paid handed left called made")
_PARTICLES = word_set("not up down off out on back through over in away")
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
    taken = any(before.search(source) and after.search(rewrite) for before, after in PAIRS)
    parted = (
        _parts(source, rewrite)
        or _has_no_verb(source, rewrite)
        or _closes_nothing(source, rewrite)
        or _lets(source, rewrite)
        or _is_of_clause(source, rewrite)
        or _leaves_thing(source, rewrite)
        or _acts_alone(source, rewrite)
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


def _leaves_thing(source: str, rewrite: str) -> bool:
    """Return whether "the scarf, which" became "the scarf was sold, which"."""
    known = lexicon()
    clauses = reversed([*_WHICH.finditer(source)])
    before = {match["which"].lower(): match["word"].lower() for match in clauses}
    for match in _WHICH.finditer(rewrite):
        word, which = match["word"].lower(), match["which"].lower()
        thing = before.get(which, word)
        of_act = which == "which" and match["is"] is None  # "which held us up" is of the whole
        if of_act or word == thing or known.of_past(thing) is not None:
            continue
        if word in _PARTICLES or known.of_past(word) is not None:
            return True
    return False


def _acts_alone(source: str, rewrite: str) -> bool:
    """Return whether a second act is left of whoever did the first, which is told without them."""
    known = lexicon()
    for match in _ALONE.finditer(rewrite):
        act, first = match["act"].lower(), match["first"].lower()
        acts = known.of_past(act) is not None and act not in _GIVING
        passive = re.search(rf"\b(?:was|were|been|being) (?:not )?{first}\b", source, re.IGNORECASE)
        if acts and passive is None and match["then"] in source:
            return True
    return False


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
