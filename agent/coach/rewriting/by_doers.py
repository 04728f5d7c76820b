"""Reads who is named behind a passive: "by the wagon inspector", "by whoever made it".

Where it is told what was not done, the role behind "by" still points at whoever held it. It goes;
what can't be told from a thing stays, and what can't go stands in the way of a rewrite.
"""

import re
from dataclasses import dataclass
from typing import Literal

from agent.coach.privacy.lexicon import fold, systems
from agent.coach.rewriting.agents import JUDGED
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.outsiders import told_of_it
from agent.coach.rewriting.owners import is_a_body
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence

_THEM = word_set("us me him them someone somebody anyone anybody whoever")
_DETERMINED = word_set("the a an our its their some")
_NO_PEOPLE = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "sis", "ing", "age", "ware")
"""Endings of words for things and acts."""
_OF_THEM = word_set("of from in at on for with")
_GOES_ON = word_set(
    "at on in from to before after when while during within until till since for straight right "
    "instead for under against once as if because"
)
_WHEN = re.compile(
    r"(?:the )?(?:same |next |first |following |previous )?(?:\d[\d.:]*(?:st|nd|rd|th)?|day|morning"
    r"|afternoon|evening|night|week|weekend|month|year|noon|midnight|start|outset|beginning|arrival"
    r"|receipt|submission|delivery|departure|handover|time|once|least|[A-Z][a-z]+day|January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_HURRIED = (("in", "a", "rush"), ("in", "a", "hurry"))
_ENGAGED = word_set("paid hired employed engaged appointed")
_TIMED = word_set("after before until till since")
"""Before a plain time these join no clause: "after lunch by the clerk"."""
_SHORT = 6
_LEANING = word_set("he she they him her them his their it they'd he'd she'd")


@dataclass(frozen=True, slots=True)
class Doer:
    """The stretch from "by" up to the token `end` that names who did it."""

    start: int
    end: int


def doer_behind(sentence: Sentence, start: int) -> Doer | Literal["in the way"] | None:
    """Return who is named behind a passive whose participle ends at a token.

    Args:
        sentence: The sentence.
        start: The token after the participle.

    Returns:
        The stretch that may go; "in the way" for people who can't go, and for what may be
        people or a thing; None where nobody is named.
    """
    for place in range(start, len(sentence.tokens)):
        low = sentence.low(place)
        if low in lexicon().among("subordinators") - _TIMED | {";", ":"}:
            return None
        if low != "by":
            continue
        phrase = _doer(sentence, place + 1)
        if phrase is None:
            if _unknown(sentence, place + 1):
                return "in the way"
            continue
        others = {"other", "another"} & set(sentence.words(phrase.start, phrase.head))
        if others or is_a_body(sentence, phrase) or told_of_it(sentence, phrase):
            return "in the way"
        end = _end(sentence, phrase)
        comma = place - (sentence.low(place - 1) == "," and sentence.stops(end or place))
        return "in the way" if end is None else Doer(comma, end)
    return None


def names_doer(sentence: Sentence, place: int) -> bool:
    """Return whether people who did it are named at a token, right behind "by"."""
    phrase = _doer(sentence, place)
    return phrase is not None and not told_of_it(sentence, phrase)


def _doer(sentence: Sentence, place: int) -> Phrase | None:
    """Read "the inspector", "someone" or "whoever": people for certain."""
    if sentence.low(place) in _THEM:
        return Phrase(place, place, place + 1, plural=False)
    phrase = phrase_at(sentence, place)
    if phrase is None:
        return None
    named = is_people(sentence, phrase.head) or sentence.low(phrase.head) in lexicon().among(
        "doers"
    )
    return phrase if named else None


def _unknown(sentence: Sentence, place: int) -> bool:
    """Return whether "by the core facility" may be people as well as a thing."""
    if sentence.low(place + 1) == "of":
        return True  # "any of the nurses"
    phrase = phrase_at(sentence, place)
    if phrase is None or sentence.low(place) not in _DETERMINED:
        return False
    low = sentence.low(phrase.head)
    single = low.removesuffix("s")
    thing = {low, single} & lexicon().among("never_people") or fold(low) in systems()
    return low.isalpha() and not thing and not single.endswith(_NO_PEOPLE)


def _end(sentence: Sentence, phrase: Phrase) -> int | None:
    """Return where the words for the doer end; None where more is told of them."""
    if sentence.low(phrase.start) == "whoever":
        return _end_of_clause(sentence, phrase.end)
    end = _after_posts(sentence, phrase.end)
    if sentence.low(end) == "who" and JUDGED.match(sentence.after(end + 1).lstrip()):
        return next(n for n in range(end, len(sentence.tokens) + 1) if sentence.stops(n))
    if sentence.low(end) in _ENGAGED and sentence.low(end + 1) in ("to", "for"):
        return _end_of_clause(sentence, end)
    end += 3 * (sentence.words(end, end + 3) in _HURRIED)
    return end if _may_end(sentence, end) else None


def _after_posts(sentence: Sentence, end: int) -> int:
    """Return the token after "on duty" and "of the depot", which only say who it was."""
    while sentence.low(end) in _OF_THEM and not _tells_when(sentence, end):
        more = phrase_at(sentence, end + 1)
        his = sentence.low(end + 1) in _LEANING
        if more is None or his or not _is_post(sentence, more):
            break
        end = more.end
    return end


def _may_end(sentence: Sentence, end: int) -> bool:
    """Return whether what follows the doer can stand without them."""
    low, after = sentence.low(end), sentence.low(end + 1)
    if low == ",":
        return after in ("when", "before", "after", "as", "but")
    if sentence.stops(end):
        return True
    if low in ("in", "at", "on", "from", "for") and not _tells_when(sentence, end):
        return False
    leans = (_LEANING - {"it"}) & set(sentence.words(end, end + 4))
    return low in _GOES_ON and not leans


def _end_of_clause(sentence: Sentence, start: int) -> int | None:
    """Return the end of a short "whoever made it", where it ends the sentence."""
    end = start
    while not sentence.stops(end):
        end += 1
    over = all(sentence.low(place) in (".", "!") for place in range(end, len(sentence.tokens)))
    return end if over and end - start <= _SHORT else None


def _tells_when(sentence: Sentence, place: int) -> bool:
    """Return whether "at 13:30", "on arrival" or "from day one" begins at a place."""
    rest = sentence.text[sentence.tokens[place].end :].lstrip()
    return _WHEN.match(rest) is not None


def _is_post(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a phrase only says where people are, or whose they are."""
    low = sentence.low(phrase.head)
    known = lexicon().among("posts") | lexicon().among("people") | lexicon().among("doers")
    digits = any(letter.isdigit() for letter in sentence.between(phrase.start, phrase.end))
    return low in known and not digits
