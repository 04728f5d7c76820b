"""Tells what was not done as a noun: "there was no test of the index", and by a clause of its own.

A denied passive may still sound like blame without a name. The noun speaks of the step.
"""

from collections.abc import Iterator
from itertools import pairwise

from agent.coach.grammar import capitalised
from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.doers import may_be_people
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import done_to
from agent.coach.rewriting.personal_names import is_given
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.skipped import before_step, never_ensured
from agent.coach.rewriting.subjects import is_people, thing_before
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_NOT_AGAIN = word_set("no not none nothing nobody it this that there")
_ASKED = word_set("how whether what which why")
_NOT_PAST = word_set(
    "will would should must can could may might is are has have if hesitant reluctant unwilling "
    "afraid keen willing ready eager happy loath wary"
)
"""What comes before an act that need not have happened."""
_PASSIVE = word_set("was were been went came got")
"""Without one of these a doer stands before the verb, who would stay there."""
_LONGEST_ROLE = 5
_ANY = {
    "anything": "nothing",
    "any": "no",
    "anyone": "no one",
    "anybody": "nobody",
    "a": "no",
    "an": "no",
}


def no_such_step(sentence: Sentence) -> Iterator[Version]:
    """Turn "the index was not fully tested" into "there was no full test of the index"."""
    for place in range(1, len(sentence.tokens) - 2):
        step = _step(sentence, place)
        if step is None:
            continue
        words, end = step
        if sentence.low(place - 1) == "it":
            text = _of_clause(sentence, place - 1, words, end)
        else:
            text = _of_thing(sentence, place, words, end)
        if text is not None:
            yield Version(text, "SHIFT")


def _step(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Read "was also not fully tested" as "also no full test", and the token after it."""
    if sentence.low(place) not in ("was", "were"):
        return None
    also = sentence.low(place + 1) == "also"
    after = place + 1 + also
    if sentence.low(after) != "not":
        return None
    after += 1
    how = lexicon().table("manner").get(sentence.low(after), ())
    after += bool(how)
    noun = _noun(sentence, after)
    if noun is None:
        return None
    words = ["also"] * also + ["no", *how, noun[0]]
    return " ".join(words), noun[1]


def _noun(sentence: Sentence, place: int) -> tuple[str, int] | None:
    if sentence.words(place, place + 3) == ("taken", "into", "account"):
        return "consideration", place + 3
    verb = lexicon().of_past(sentence.low(place))
    steps = lexicon().table("steps")
    for base in sorted(verb.bases if verb else ()):
        if base in steps:
            return steps[base][0], place + 1
    return None


def _of_clause(sentence: Sentence, start: int, words: str, end: int) -> str | None:
    """Tell "it was not verified that" as "there was no verification that"."""
    follows = sentence.low(end)
    if follows not in _ASKED | {"that"} or (follows == "that" and "consideration" in words):
        return None
    joint = "" if follows == "that" else " of"
    return _there(sentence, start, f"{words}{joint}", sentence.after(end))


def _of_thing(sentence: Sentence, place: int, words: str, end: int) -> str | None:
    thing = thing_before(sentence, place)
    if sentence.low(end) == "by" or (",", "as") in pairwise(sentence.words(end, 99)):
        return None
    if thing is None or sentence.low(thing.start) in _NOT_AGAIN:
        return None
    if sentence.low(0) in _ASKED:
        return None
    first = sentence.tokens[thing.start]
    if sentence.low(end) not in {""} | lexicon().among("prepositions") | lexicon().among(
        "after_object"
    ) | lexicon().among("subordinators") and not sentence.stops(end):
        return None
    if thing.start == 0 and first.low not in lexicon().among("determiners"):
        return None
    named = sentence.between(thing.start, thing.end)
    named = f"{named[:1].lower()}{named[1:]}" if thing.start == 0 else named
    return _there(sentence, thing.start, f"{words} of {named}", sentence.after(end))


def _there(sentence: Sentence, start: int, words: str, rest: str) -> str:
    said = f"there was {words}"
    begins = sentence.tokens[start].text[:1].isupper()
    return f"{sentence.before(start)}{capitalised(said) if begins else said}{rest}"


def without_doing(sentence: Sentence) -> Iterator[Version]:
    """Turn "signed it without reading page 2" into "signed it; page 2 had not been read"."""
    for place in range(2, len(sentence.tokens) - 1):
        first = place + 1 + (sentence.low(place + 1) in ("anyone", "anybody"))
        main = first + (sentence.low(first) == "having")
        read = lexicon().of_ing if main == first else lexicon().of_past
        verb = read(sentence.low(main))
        if sentence.low(place) != "without" or verb is None or verb.among("no_passive"):
            continue
        if _NOT_PAST & set(sentence.words(0, place)):
            continue
        group = Group(place, main + 1, verb, "undone", denied=True, main=main)
        yield from before_step(sentence, group)
        words = never_ensured(sentence, group) or _not_done(sentence, group)
        if words is not None:
            yield from _joined(sentence, place, words)


def _joined(sentence: Sentence, place: int, words: str) -> Iterator[Version]:
    """Put what had not been done behind what was done, which needs no doer where it can."""
    kept = sentence.between(0, place).rstrip(" ,—–-")
    for version in without_doer(Sentence(f"{kept}.", sentence.people)):
        text = f"{version.text.removesuffix('.')}; {words}"
        yield Version(text, version.strategy, version.gone)
    if _PASSIVE & set(sentence.words(0, place)):
        yield Version(f"{kept}; {words}", "SHIFT")
        return
    yield from _without_role(sentence, kept, words)


def _without_role(sentence: Sentence, kept: str, words: str) -> Iterator[Version]:
    """Tell "the head of unit signed 240 refusals" without the one who did not read them.

    Only people read, open or tell: whoever stands before the first verb is people.
    """
    inner = Sentence(f"{kept}.", sentence.people)
    group = next((one for one in groups(inner) if one.time == "past"), None)
    phrase = phrase_at(inner, 0)
    if group is None or phrase is None or group.start > _LONGEST_ROLE or group.denied:
        return
    who = inner.between(0, group.start)
    if "," in who or ":" in who or not may_be_people(inner, group.start - 1):
        return
    bare = inner.stops(group.end) or group.verb.among("no_passive")
    if bare and is_people(inner, phrase.head) and not is_given(inner.tokens[phrase.head]):
        yield Version(f"{kept}; {words}", "SHIFT")
        return
    of_us = Sentence(f"We {inner.text[inner.tokens[group.start].start :]}", sentence.people)
    for version in without_doer(of_us):
        if version.text.startswith("We "):  # who acted there would be another
            continue
        text = f"{version.text.removesuffix('.')}; {words}"
        yield Version(text, version.strategy, f"{version.gone} {who}")


def _not_done(sentence: Sentence, group: Group) -> str | None:
    """Tell what had not been done, where one plain thing ends the sentence."""
    last = len(sentence.tokens)
    while last > 0 and sentence.low(last - 1) in (".", "!"):
        last -= 1
    asked = sentence.low(group.end) in _ASKED and group.verb.among("clausal")
    if asked and not {",", ";"} & set(sentence.words(group.end, last)):
        return f"it had not been {group.verb.participle}{sentence.after(group.end)}"
    phrase = phrase_at(sentence, group.end)
    thing = done_to(sentence, group)
    if phrase is None or thing is None:
        return None
    if thing.end != last and not _goes_on_plainly(sentence, thing.end, last):
        return None
    first = sentence.low(phrase.start)
    minds = group.verb.among("noticing") or group.verb.among("aware")
    partly = sentence.words(group.end, group.end + 2) == ("any", "of")
    if partly or first in _NOT_AGAIN - {"it"} or first in ("them", "him", "her", "us", "me"):
        return None
    said, words = "had not been", "this" if first == "it" and minds else thing.words
    if first in _ANY:
        single = sentence.low(phrase.start + 1) == "single"
        words = f"not {words}" if single else f"{_ANY[first]}{words[len(first) :]}"
        said = "had been"
    rest = sentence.after(thing.end)
    return f"{words} {said} {group.verb.participle}{rest}"


def _goes_on_plainly(sentence: Sentence, place: int, last: int) -> bool:
    """Return whether nothing but "with the contract" follows: no other clause, no other verb."""
    words = sentence.words(place, last)
    joins = lexicon().among("subordinators") | lexicon().among("coordinators") | {",", ";", ":"}
    return words[0] in lexicon().among("prepositions") - joins and not joins & set(words)
