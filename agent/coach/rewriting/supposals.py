"""Splits what is supposed from what would have come of it, without the words that reproach.

"Had the clerk just bothered to ask, we would have known" is "the clerk had asked" and "we would
have known".
"""

import re

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence

MODALS = word_set("would could might wouldn't couldn't")
_LEAD = re.compile(r"^(?:and|but|so|well|honestly|frankly),? (?=(?:if|had)\b)", re.IGNORECASE)
_WE_HAD = re.compile(
    r"^(?P<who>we|they|he|she|i|you|anyone|someone)['’]d (?!have\b|be\b)", re.IGNORECASE
)
_LIMITED = re.compile(
    r"\bhad (?:(?:just|simply|only|actually|really|at least|merely|even|so much as) )+(?=\w)",
    re.IGNORECASE,
)
_EVEN_ONE = re.compile(r"\b(?:even|so much as|just) (?=(?:one|a single) )", re.IGNORECASE)
_TROUBLED = re.compile(
    r"\bhad (?:bothered|troubled|thought|remembered|cared|managed|taken (?:the )?(?:time|trouble"
    r"|care)|made (?:the|an) effort|gone to the trouble|been careful enough) to (?P<base>[a-z]+)\b",
    re.IGNORECASE,
)
"""What people would have taken on themselves before the act that counts."""
_ANYONE = re.compile(
    r"^any(?:one|body)(?: (?:else|at all|there)| (?:on|in|from|at|of|with) [\w ,'’-]{2,40}?)?"
    r"(?= had\b)",
    re.IGNORECASE,
)
_INVOLVED = re.compile(r" (?:involved|concerned|responsible|in charge|on duty)(?= had\b)")
_OWN_SUBJECTS = word_set("we they he she i it there this nothing")
_LONGEST_SUBJECT = 10


def split_condition(sentence: Sentence) -> tuple[str, str, str] | None:
    """Return what is supposed, what would have come of it, and the marks at the end."""
    lead = _LEAD.match(sentence.text)
    if lead is not None:
        return split_condition(Sentence(sentence.text[lead.end() :], sentence.people))
    last = len(sentence.tokens)
    while last > 0 and sentence.low(last - 1) in (".", "!"):
        last -= 1
    end = sentence.after(last)
    split = _first if sentence.low(0) in ("if", "had") else _last
    found = split(sentence, last)
    return None if found is None else (*found, end)


def _first(sentence: Sentence, last: int) -> tuple[str, str] | None:
    """Split a sentence that begins with what is supposed."""
    comma = _comma(sentence, last)
    end, after = (comma, comma + 1) if comma else (_own_subject(sentence, last),) * 2
    if end is None or after is None:
        return None
    after += sentence.low(after) == "then"
    supposed = _supposed(sentence.up_to(end), 0)
    return None if supposed is None else (supposed, sentence.between(after, last))


def _last(sentence: Sentence, last: int) -> tuple[str, str] | None:
    """Split a sentence with what is supposed behind, or between two commas."""
    for place in range(2, last):
        inverted = sentence.low(place) == "had" and _begins_people(sentence, place + 1)
        if sentence.low(place) != "if" and not inverted:
            continue
        comma = sentence.low(place - 1) == ","
        before = sentence.between(0, place - comma)
        close = _comma(sentence, last, place) if comma else None
        if close is not None and MODALS & {sentence.low(close + 1)}:
            supposed = _supposed(sentence.up_to(close), place)
            who, _, rest = (supposed or "").partition(" ")
            named = who.lower() in ("they", "it", "he", "she") and inverted
            supposed = f"{before} {rest}" if named else supposed
            outcome = f"{who if named else before} {sentence.between(close + 1, last)}"
        else:
            supposed, outcome = _supposed(sentence.up_to(last), place), before
        return None if supposed is None else (supposed, outcome)
    return None


def _begins_people(sentence: Sentence, place: int) -> bool:
    low = sentence.low(place)
    agent = any(token.agent for token in sentence.tokens[place : place + 3])
    return low in ("we", "they", "he", "she", "i", "anyone", "anybody") or agent


def _comma(sentence: Sentence, last: int, start: int = 0) -> int | None:
    """Return the comma that the clause with "would have" follows."""
    for place in range(start + 3, last):
        if sentence.low(place) != ",":
            continue
        ahead = sentence.words(place + 1, min(place + 12, last))
        if MODALS & set(ahead) and {"have", "be"} & set(ahead):
            return place
    return None


def _own_subject(sentence: Sentence, last: int) -> int | None:
    """Return where "we would have" begins without a comma before it."""
    for place in range(4, last - 1):
        if sentence.low(place) in _OWN_SUBJECTS and sentence.low(place + 1) in MODALS:
            return place
    return None


def _supposed(sentence: Sentence, place: int) -> str | None:
    """Return "the team had read the note" of "if the team had" and of "had the team"."""
    if sentence.low(place) == "if":
        place += 1 + (sentence.low(place + 1) == "only")
        return plainly(sentence.between(place, len(sentence.tokens)))
    phrase = phrase_at(sentence, place + 1)
    if phrase is None:
        return None
    end = _verb_after(sentence, place + 1) or phrase.end
    who = sentence.between(place + 1, end)
    return plainly(f"{who} had {sentence.between(end, len(sentence.tokens))}")


def _verb_after(sentence: Sentence, start: int) -> int | None:
    """Return where the verb begins after the people: "had the clerk on duty not read it"."""
    for place in range(start + 1, min(start + _LONGEST_SUBJECT, len(sentence.tokens))):
        if sentence.stops(place):
            return None
        if lexicon().of_past(sentence.low(place)) is None:
            continue
        first = place
        while first > start + 1 and _is_beside(sentence.low(first - 1)):
            first -= 1
        if sentence.low(first - 1) not in lexicon().among("determiners"):
            return first
    return None


def _is_beside(low: str) -> bool:
    return low in lexicon().among("adverbs") | {"not", "never"} or ends_as_adverb(low)


def plainly(supposed: str) -> str:
    """Return "the clerk had asked" for "the clerk had just bothered to ask"."""
    whole = _INVOLVED.sub("", _WE_HAD.sub(r"\g<who> had ", supposed))
    whole = _EVEN_ONE.sub("", _LIMITED.sub("had ", whole, count=1))
    whole = whole.replace(" picked up on ", " noticed ", 1)
    return _TROUBLED.sub(_act, _ANYONE.sub("we", whole), count=1)


def _act(match: re.Match[str]) -> str:
    return f"had {lexicon().of_base(match['base'].lower()).participle}"
