"""Tells what the writers had of the thing itself: "there was a spare pump, which was not used"."""

import re
from collections.abc import Iterator

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_HAD = re.compile(
    r"^(?P<lead>(?:(?:by|at|since|until|on) [^,;]{2,24},? )?)(?P<who>we|i) had "
    r"(?=(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|\d+) )",
    re.IGNORECASE,
)
_AT_HAND = re.compile(
    r"^(?P<who>we|i|the [a-z -]{2,30}?) (?:should|ought to) have had (?P<thing>[a-z][\w -]{2,60}?) "
    r"(?P<where>at hand|to hand|in place|in stock|ready|available|on site|on call|on standby|set up"
    r"|prepared)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_OF_MIND = word_set(
    "idea doubt doubts feeling hunch chance choice hand role meeting discussion call talk problem "
    "problems reason warning minutes hours days weeks months years"
)
_DONE = re.compile(r"\b(?:was|were|been|nothing|nobody)\b", re.IGNORECASE)


def there_was_one(sentence: Sentence) -> Iterator[Version]:
    """Turn "we had a spare pump and it was not used" into "there was a spare pump and it ..."."""
    match = _HAD.match(sentence.text)
    if match is not None:
        start = next(
            place
            for place, token in enumerate(sentence.tokens)
            if token.start >= match.end("who") + len(" had ")
        )
        thing = phrase_at(sentence, start)
        if thing is not None and _is_thing(sentence, thing, match.end()):
            was = "were" if thing.plural else "was"
            there = f"there {was} " if match["lead"] else f"There {was} "
            text = f"{match['lead']}{there}{sentence.text[match.end() :]}"
            yield Version(text, "SHIFT", match["who"])
    lacked = _AT_HAND.match(sentence.text)
    if lacked is not None:
        thing = phrase_at(Sentence(lacked["thing"]), 0)
        if thing is None:
            return
        plural = thing.plural or " and " in lacked["thing"]
        bare = lacked["thing"].split(" ", 1)
        said = f"no {bare[1]}" if bare[0] in ("a", "an") else lacked["thing"]
        denied = "" if said != lacked["thing"] else "not "
        words = f"{said} {'were' if plural else 'was'} {denied}{lacked['where']}{lacked['end']}"
        yield Version(f"{words[0].upper()}{words[1:]}", "ACTUAL", lacked["who"])


def _is_thing(sentence: Sentence, thing: Phrase, start: int) -> bool:
    """Return whether a thing was there, of which something is told behind it without a doer."""
    rest = sentence.text[start:]
    of_mind = sentence.low(thing.head) in _OF_MIND or sentence.low(thing.end) == "to"
    return not of_mind and _DONE.search(rest) is not None
