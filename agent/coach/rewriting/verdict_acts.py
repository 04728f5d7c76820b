"""Tells the act where a verdict on it is given: "closing it was careless of the crew"."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of, settled
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.label_reading import after_people, label_at
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.mistakes import act_told
from agent.coach.rewriting.owners import is_told_of
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_DEGREES = word_set("very quite just simply plainly clearly rather pretty so really downright")
_ENDS = word_set(". !")
_LIES = re.compile(
    r"^(?:the )?(?:fault|blame|responsibility)(?: for (?P<event>(?:the|this|that) [\w-]{2,30}))? "
    r"(?:lies|lay|rests|rested|is|was) (?:(?:squarely|entirely|solely|clearly|wholly) )?with "
    r"(?P<who>[^,;:]{2,60}), (?:who|which) (?=\w)",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"^(?:i|we) (?:take|accept|took) (?:the |full |all (?:the )?)?blame(?: for (?:this|that|it))?"
    r"(?:[:;] | ?[—–-] )(?=\w)",
    re.IGNORECASE,
)
_FAULT_OF = re.compile(
    r"^(?P<event>(?:the|this|that) (?:[\w-]{1,30} ){0,5}?[\w-]{2,30}) (?:was|is) "
    r"(?:(?:entirely|solely|clearly|all) )?the fault of "
    r"(?P<who>[^,;:]{2,60}), (?:who|which) (?=\w)",
    re.IGNORECASE,
)
_CLEFT = re.compile(
    r"^it (?:was|is) (?P<who>[^,;:]{2,60}?['’]s?|our|my|their) failure to "
    r"(?P<act>(?:[^,;:()]|\([^()]{1,80}\)){3,120}?) that (?P<led>[a-z]+ \S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_WAS_A_FAILURE = re.compile(
    r"^there was (?:also )?a (?:clear |serious |repeated )?failure (?P<who>(?:by|of|on the part of)"
    r" [^,;:]{2,50}? )?to (?=\w)",
    re.IGNORECASE,
)
_LABELLED = word_set("planning communication coordination preparation thinking timing miss")
_OURS = word_set("our my their his her")
_COMES_OF_IT = word_set("that which")


def told_of_verdict(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell an act in place of the verdict on it."""
    yield from _doing_was(sentence)
    yield from _lies_with(sentence)
    yield from _fault_of(sentence)
    yield from _taken(sentence)
    yield from _it_was_failure(sentence)
    yield from _there_was_failure(sentence)
    yield from _set_beside(sentence)
    yield from _on_part_of(sentence)


def _doing_was(sentence: Sentence) -> Iterator[Version]:
    """Turn "Closing all valves was reckless of the crew" into "All valves were closed"."""
    denied = sentence.low(0) == "not"
    if lexicon().of_ing(sentence.low(denied)) is None:
        return
    for place in range(2, len(sentence.tokens) - 1):
        if sentence.low(place) not in ("was", "is"):
            continue
        verdict = _verdict(sentence, place + 1)
        if verdict is None:
            continue
        gone, end = verdict
        text = sentence.between(int(denied), place).rstrip(",")
        act = act_told(text, sentence.people, denied=denied, doing=True)
        if act is not None:
            yield Version(f"{act}{sentence.text[sentence.tokens[end - 1].end :]}", "BEHIND", gone)


def _verdict(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Return the words for people in a verdict that ends the sentence, and its end."""
    start = place
    while sentence.low(place) in _DEGREES:
        place += 1
    label = label_at(sentence, place)
    end = label.end if label else 0
    if label is None and sentence.low(place) in lexicon().among("traits") | {"negligent"}:
        end = _whose(sentence, place + 1)
    if not end or not all(sentence.low(n) in _ENDS for n in range(end, len(sentence.tokens))):
        return None
    return sentence.between(start, end), end


def _whose(sentence: Sentence, place: int) -> int:
    """Return the token after "of the crew" or "on the part of the crew"."""
    if sentence.words(place, place + 4) == ("on", "the", "part", "of"):
        return after_people(sentence, place + 4, named=True) or place
    if sentence.low(place) == "on" and sentence.low(place + 2) in ("part", "side"):
        return place + 3
    if sentence.low(place) == "of":
        return after_people(sentence, place + 1, named=True) or place
    return place


def _lies_with(sentence: Sentence) -> Iterator[Version]:
    """Turn "the fault lies with Kim, who left it open" into "it was left open"."""
    match = _LIES.match(sentence.text)
    clause = match and _act_of(sentence, match.end())
    if match is None or clause is None:
        return
    bare = clause.rstrip(".! ")
    caused = f", which caused {match['event']}" if match["event"] else ""
    text = f"{capitalised(bare)}{caused}{clause[len(bare) :]}"
    yield Version(text, "SHIFT", match["who"])


def _taken(sentence: Sentence) -> Iterator[Version]:
    """Turn "I take the blame: the fix was not merged" into what is told behind it."""
    match = _TAKEN.match(sentence.text)
    if match is not None:
        yield Version(capitalised(sentence.text[match.end() :]), "BEHIND", match.group())


def _fault_of(sentence: Sentence) -> Iterator[Version]:
    """Turn "the loss was the fault of Kim, who ran it twice" into "it occurred because"."""
    match = _FAULT_OF.match(sentence.text)
    clause = match and _act_of(sentence, match.end())
    if match is not None and clause is not None:
        yield Version(f"{match['event']} happened because {clause}", "SHIFT", match["who"])


def _act_of(sentence: Sentence, start: int) -> str | None:
    """Tell "left the port open", which begins at a letter, without its doer."""
    inner = Sentence(sentence.text[start:], sentence.people)
    group = group_at(inner, 0)
    clause = None if group is None else told(inner, group, denied=group.denied, own=True)
    rest = None if clause is None or group is None else rest_of(inner, clause.end, group)
    return None if clause is None or rest is None else f"{clause.words}{rest}"


def _it_was_failure(sentence: Sentence) -> Iterator[Version]:
    """Turn "it was ops' failure to pin it that broke x" into "it was not pinned, which broke x"."""
    match = _CLEFT.match(sentence.text)
    if match is None or lexicon().of_past(match["led"].split(" ", 1)[0].lower()) is None:
        return
    act = act_told(match["act"], sentence.people, denied=True, doing=False)
    rest = settled(f" {match['led']}")
    if act is not None and rest is not None:
        yield Version(f"{act}, which{rest}", "SHIFT", match["who"])


def _there_was_failure(sentence: Sentence) -> Iterator[Version]:
    """Turn "There was a failure to call the desk" into "The desk was not called"."""
    match = _WAS_A_FAILURE.match(sentence.text)
    if match is None:
        return
    act = act_told(sentence.text[match.end() :], sentence.people, denied=True, doing=False)
    if act is not None:
        yield Version(act, "SHIFT", match["who"] or "")


def _set_beside(sentence: Sentence) -> Iterator[Version]:
    """Turn ", a blunder that cost us a day" into ", which cost us a day"; alone, it goes."""
    for place in range(3, len(sentence.tokens) - 1):
        if sentence.low(place) != "," or sentence.low(place + 1) not in ("a", "an"):
            continue
        label = label_at(sentence, place + 1)
        if label is None or not _judges(label.noun):
            continue
        before = sentence.text[: sentence.tokens[place - 1].end]
        tail = label.end
        if sentence.low(tail) in _COMES_OF_IT and _came(sentence, tail + 1):
            yield Version(f"{before}, which{sentence.after(tail + 1)}", "BEHIND", label.gone)
        elif all(sentence.low(n) in _ENDS for n in range(tail, len(sentence.tokens))):
            yield Version(f"{before}{sentence.after(tail)}", "BEHIND", label.gone)


def _judges(noun: str) -> bool:
    return noun in lexicon().among("label_errors") | lexicon().among("label_judges")


def _came(sentence: Sentence, place: int) -> bool:
    """Return whether it is told what came of an act: "cost us", "has cost us", "led to"."""
    place += sentence.low(place) in ("has", "had", "then", "also")
    low = sentence.low(place)
    line = sentence.words(place, place + 2) in lexicon().lines("led_to")
    return line or low in lexicon().among("outcome_verbs")


def _on_part_of(sentence: Sentence) -> Iterator[Version]:
    """Leave "on the part of the clerk" and "on our part" out."""
    for place in range(2, len(sentence.tokens) - 2):
        words = sentence.words(place, place + 4)
        if words[:1] != ("on",):
            continue
        ours = words[1] in _OURS and _is_part(sentence, place, words[2])
        end = place + 3 if ours else 0
        if words[1:] in (("the", "part", "of"), ("the", "side", "of")):
            phrase = phrase_at(sentence, place + 4)
            people = phrase is not None and is_people(sentence, phrase.head)
            joined = phrase is not None and "and" in sentence.words(phrase.start, phrase.end)
            end = phrase.end if phrase is not None and people and not joined else 0
        bare = label_at(sentence, place - 2) or label_at(sentence, place - 1)
        only_label = bare is not None and sentence.low(bare.start - 1) in ("was", "is")
        if end and not only_label and not is_told_of(sentence, end):
            text = f"{sentence.text[: sentence.tokens[place - 1].end]}{sentence.after(end)}"
            yield Version(text, "BEHIND", sentence.between(place, end))


def _is_part(sentence: Sentence, place: int, word: str) -> bool:
    """Return whether "on our part" stands there; "on our side" may be a place but after labels."""
    labels = lexicon().among("label_errors") | _LABELLED
    return word == "part" or (word == "side" and sentence.low(place - 1) in labels)
