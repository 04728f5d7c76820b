"""Tells duties that other steps do not read: of a thing that acts, of a note's writer.

"Work should have stopped after the rain" is "work did not stop after the rain".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.duties import not_as_it_should
from agent.coach.rewriting.following import turns
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import PRONOUNS
from agent.coach.rewriting.subjects import is_people, thing_before
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_HAPPENING = word_set(
    "begin start stop end happen come run go arrive close open ring sound fire cease finish "
    "take land resume last"
)
"""What things do by themselves, or acts are said to do."""
_BARE_DUTY = re.compile(r"^(?P<duty>(?:should|ought to)(?:['’]ve| (?:also )?have)) ", re.IGNORECASE)
_INSTEAD = re.compile(
    r"^(?:if (?P<who>[\w@.'’ -]{1,50}?) had|had (?P<them>(?:the |our |a )?[\w@.'’-]{1,30}"
    r"(?: [\w'’-]{1,20})?)) (?P<act>[a-z][^,;:]{3,160}? (?:instead of|rather than) "
    r"[a-z]+ing [^,;:]{2,120}), (?P<outcome>[^,;:]{4,90}?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_NO_FACT = re.compile(
    r"(?:we|i|you|nobody|no one) (?:would(?: not|n['’]t)|['’]d not) (?:(?:now )?be|have (?:been"
    r"|to))"
    r" (?:sitting|standing|writing|here|having|talking|discussing|in this|reading)\b[^\d]*",
    re.IGNORECASE,
)


_AFTER_IT = word_set("at on in after before when until for from with as while during within once")


def plain_duty(sentence: Sentence) -> Iterator[Version]:
    """Yield versions of duties of things and of the writer of a note."""
    yield from _did_not_happen(sentence)
    for plain, gone in _said_of_us(sentence.text):
        inner = Sentence(plain, sentence.people)
        for step in (without_doer, not_as_it_should):
            for version in step(inner):
                yield replace(version, strategy="ACTUAL", gone=f"{version.gone} {gone}")


def _said_of_us(text: str) -> Iterator[tuple[str, str]]:
    """Yield a sentence as a plain duty with its doer, and the words that it leaves out."""
    bare = _BARE_DUTY.match(text)
    if bare is not None:
        duty = bare["duty"]
        yield f"We {duty[:1].lower()}{duty[1:]} {text[bare.end() :]}", "We"
    other = _INSTEAD.match(text)
    if other is not None and _NO_FACT.fullmatch(other["outcome"]):
        who = other["who"] or other["them"]
        words = f"{capitalised(who)} should have {other['act']}{other['end']}"
        yield words, f"{who} {other['outcome']}"


def _did_not_happen(sentence: Sentence) -> Iterator[Version]:
    """Turn "the work should have begun at 05:40" into "the work did not begin at 05:40"."""
    for place in range(1, len(sentence.tokens) - 1):
        end = _after_have(sentence, place)
        verb = lexicon().of_past(sentence.low(end)) if end else None
        if verb is None or verb.bases.isdisjoint(_HAPPENING) or turns(sentence, end + 1):
            continue
        thing = thing_before(sentence, place)
        if thing is None or is_people(sentence, thing.head) or thing.start > 0:
            continue
        if sentence.low(thing.head) in PRONOUNS or sentence.low(thing.start) in ("nothing", "no"):
            continue
        after = sentence.low(end + 1)
        if not sentence.stops(end + 1) and after not in _AFTER_IT:
            continue
        if sentence.tokens[thing.head].is_name or "by" in sentence.words(end, end + 8):
            continue
        base = next(base for base in sorted(verb.bases) if base in _HAPPENING)
        yield Version(f"{sentence.before(place)}did not {base}{sentence.after(end + 1)}", "ACTUAL")


def _after_have(sentence: Sentence, place: int) -> int:
    """Return the token after "should have" or "ought to have"; 0 when neither stands here."""
    for words in (("should", "have"), ("ought", "to", "have")):
        if sentence.words(place, place + len(words)) == words:
            return place + len(words)
    return 0
