"""Tells a label as the cause that it is: "due to the clerk's carelessness" as "due to an error".

That there was an error is a fact and often the cause; whose it was, and how it is judged, goes.
"""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import settled, verb_after
from agent.coach.rewriting.label_reading import Label, after_owner, label_at
from agent.coach.rewriting.label_words import pattern, tells_an_act
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.mistakes import act_told
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_NOT_A_CLAUSE = word_set("which and but who that or so")
_TIMES = word_set("during while whilst when after before")
_WITH_VERB = word_set("when while whilst")
_PLACES = word_set("in on at with over within")
_HANGING = word_set(
    "been being be entirely mainly largely partly simply purely attributed attributable down owed"
)
_MEANT = frozenset({"meant", "means"})
_SHORTEST_CLAUSE = 4
_ENOUGH = 12
"""Tokens of a clause that tells enough of what came of an error."""
_TRAITS = word_set(
    "laziness incompetence thoughtlessness ignorance interest leadership discipline supervision"
)
"""What people are like is no error; what came of it is told without it."""
_TAG = re.compile(r"[*_]{0,3}[A-Za-z]{2,20}:[*_]{0,3} (?=\w)")
_ERRORS = word_set("error mistake slip typo")
_FACTOR = word_set("involved factor play")
_REASONS = word_set("since because as when")
_CLOSED = word_set(", ; :")
_WHOSE_ACT = word_set("i we he she they")
_BEFORE_LABEL = word_set("was is were be been by of from to")
_MISTAKEN = (
    r"^(?P<who>(?:the |our |an? )?(?:[\w-]{1,30} ){0,2}[\w-]{1,30}['’]s?|our|my|his|her|their) "
    r"(?P<what>(?:(?:mistaken|wrong|false|incorrect|erroneous) (?:belief|idea|assumption|impression"
    r"|expectation|view|reading|estimate|calculation|diagnosis|prediction)|{MISTAKEN}|"
    r"lack(?= of))) "
    r"(?=(?:of|that|about) )"
)


def error_as_cause(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell of an error in place of the label for what people did."""
    yield from _opening(sentence)
    yield from _behind(sentence)
    yield from _subject(sentence)
    yield from _tagged(sentence)
    yield from _mistaken(sentence)
    yield from _involved(sentence)
    yield from _owned(sentence)
    yield from _beside_act(sentence)


def _beside_act(sentence: Sentence) -> Iterator[Version]:
    """Turn "down to a slip of mine (I left it open)" into "down to an error: I left it open"."""
    for place in range(2, len(sentence.tokens) - 4):
        if sentence.low(place - 1) not in _BEFORE_LABEL:
            continue
        label = label_at(sentence, place)
        act = None if label is None or label.noun in _TRAITS else _act_behind(sentence, label)
        if label is not None and act:
            yield Version(f"{sentence.before(place)}an error: {act}", "BEHIND", label.gone)


def _act_behind(sentence: Sentence, label: Label) -> str:
    """Return the clause that tells what the error was; empty when none stands behind a label."""
    low, place = sentence.low(label.end), label.end + 1
    if low == "<paren>":
        act = Sentence(sentence.between(label.end, place)[1:-1], sentence.people)
        told = _is_own_act(act, 0) and sentence.stops(place)
        return f"{act.text}{sentence.after(place)}" if told else ""
    where = low == "," and sentence.low(place) == "where"
    told = (where or low in (":", "—", "–")) and _is_own_act(sentence, place + where)
    return sentence.text[sentence.tokens[place + where].start :] if told else ""


def _is_own_act(sentence: Sentence, place: int) -> bool:
    """Return whether a clause begins at a token that tells what one of them did."""
    return sentence.low(place) in _WHOSE_ACT and verb_after(sentence, place + 1)


def _cause_at(sentence: Sentence, place: int) -> int:
    """Return the token after "due to" or "because of" at a place; 0 when neither stands there."""
    for line in lexicon().lines("due_to"):
        if sentence.words(place, place + len(line)) == line:
            return place + len(line)
    return 0


def _opening(sentence: Sentence) -> Iterator[Version]:
    """Turn "Owing to Mira's carelessness, S" into "Owing to an error, S"."""
    start = 2 * (sentence.low(1) == ",")
    after = _cause_at(sentence, start)
    label = label_at(sentence, after) if after else None
    if label is None or not label.of_people or label.noun in _TRAITS:
        return
    comma = next(
        (n for n in range(label.end, len(sentence.tokens)) if sentence.low(n) in _CLOSED), 0
    )
    if not comma or sentence.low(comma) != "," or sentence.low(comma + 1) in _NOT_A_CLAUSE:
        return
    when = _when(sentence, label.end, comma)
    if when is None or len(sentence.tokens) - comma < _SHORTEST_CLAUSE:
        return
    short = len(sentence.tokens) - comma < _ENOUGH
    if not when and short and not tells_an_act(sentence.after(comma)):
        return
    due = sentence.between(start, after)
    due = "due to" if due.lower() == "thanks to" else due
    lead = sentence.before(start)
    words = f"{due if lead.strip() else capitalised(due)} an error{when}"
    yield Version(f"{lead}{words}{sentence.after(comma)}", "BEHIND", label.gone)


def _when(sentence: Sentence, start: int, end: int) -> str | None:
    """Return what stands behind a label, told without a doer; None where it can't be."""
    if start == end:
        return ""
    if sentence.low(start) not in _TIMES | _PLACES:
        return None
    told = settled(f" {sentence.between(start, end)}.")
    return None if told is None else f" {told.strip(' .')}"


def _behind(sentence: Sentence) -> Iterator[Version]:
    """Turn "the keys were exposed by a clerk's carelessness" into "... due to an error"."""
    for place in range(3, len(sentence.tokens) - 1):
        after = _cause_at(sentence, place)
        by = 0 if after else _by_at(sentence, place)
        label = label_at(sentence, after or by) if after or by else None
        if label is None or not label.of_people or not _stands(sentence, place):
            continue
        rest = _rest(sentence, label)
        if rest is None:
            continue
        start = place - (sentence.low(place - 1) == ",")
        due = sentence.between(place, after) if after and sentence.low(place) != "thanks" else ""
        said = sentence.text[: sentence.tokens[start - 1].end]
        yield Version(f"{said} {due or 'due to'} an error{_of(label)}{rest}", "BEHIND", label.gone)


def _by_at(sentence: Sentence, place: int) -> int:
    """Return the token after "by" or "through" behind "was exposed"; 0 when it is not there."""
    if sentence.low(place) not in ("by", "through"):
        return 0
    done = lexicon().of_past(sentence.low(place - 1)) is not None
    known = {"was", "were", "been", "be"} & set(sentence.words(place - 4, place - 1))
    return place + 1 if done and known else 0


def _stands(sentence: Sentence, place: int) -> bool:
    """Return whether a clause of its own stands before a cause."""
    before = sentence.low(place - 1)
    if before == ",":
        before = sentence.low(place - 2)
    if before in lexicon().among("finite") | _HANGING or before in ("caused", "triggered"):
        return False
    return verb_after(sentence.up_to(place), 1)


def _rest(sentence: Sentence, label: Label) -> str | None:
    """Return what stands behind a label at the end, where it tells when or what came of it."""
    low, after = sentence.low(label.end), sentence.low(label.end + 1)
    ends = sentence.stops(label.end) and (low != "," or after in ("which", "leading", "resulting"))
    if not ends and low not in _TIMES | _PLACES | {"and"}:
        return None
    if low == "and" and not verb_after(sentence, label.end + 1):
        return None
    return settled(sentence.after(label.end))


def _subject(sentence: Sentence) -> Iterator[Version]:
    """Turn "The clerk's negligence led to a stop" into "An error led to a stop"."""
    label = label_at(sentence, 0)
    if label is None or not label.of_people or label.noun in _TRAITS:
        return
    verb = _verb(sentence, label)
    doing = sentence.words(label.end, label.end + 3)
    if doing[:1] == ("in",) and any(low.endswith("ing") for low in doing[1 : 2 + ("not" in doing)]):
        yield from _of_act(sentence, label, verb)
        return
    if verb is None:
        return
    when = _when(sentence, label.end, verb)
    if when is None:
        return
    meant = sentence.low(verb) in _MEANT and not when
    if meant:
        start = verb + 1 + (sentence.low(verb + 1) == "that")
        said = sentence.text[sentence.tokens[start].start :]
        yield Version(capitalised(said), "BEHIND", label.gone)
    yield Version(f"An error{_of(label)}{when}{sentence.after(verb)}", "BEHIND", label.gone)


def _of(label: Label) -> str:
    """Return in what the error was, where a label says so."""
    return " in planning" if label.noun == "planning" else ""


def _verb(sentence: Sentence, label: Label) -> int | None:
    """Return where the verb of a label begins: "led to", "meant", "removed"."""
    lines = lexicon().lines("led_to")
    clause = sentence.low(label.end) in _WITH_VERB and not sentence.low(label.end + 1).endswith(
        "ing"
    )
    for place in range(label.end, min(label.end + 16, len(sentence.tokens) - 1)):
        low = sentence.low(place)
        if low in _CLOSED:
            return None
        led = any(sentence.words(place, place + len(line)) == line for line in lines)
        if led or low in _MEANT:
            return place
        acts = lexicon().of_past(low) is not None and low not in lexicon().among("finite")
        if acts and not clause:
            return place
        if low in lexicon().among("finite") and not clause:
            return None
    return None


def _of_act(sentence: Sentence, label: Label, verb: int | None) -> Iterator[Version]:
    """Turn "negligence in leaving it open led to a leak" into "it was left open, which led to".

    Where nothing came of it, the act tells the error by itself.
    """
    denied = sentence.low(label.end + 1) == "not"
    start, end = label.end + 1 + denied, len(sentence.tokens)
    for cut in (verb, end):
        if cut is None:
            continue
        text = sentence.between(start, cut)
        act = act_told(text, sentence.people, denied=denied, doing=True)
        if act is not None and cut == verb and "," not in act:
            yield Version(f"{act}, which{sentence.after(cut)}", "BEHIND", label.gone)
        elif act is not None and cut == end and denied:
            yield Version(act, "BEHIND", label.gone)


def _tagged(sentence: Sentence) -> Iterator[Version]:
    """Turn "Root cause: human error during the move" into "The root cause was an error during"."""
    colon = next((n for n in range(1, 4) if sentence.low(n) == ":"), 0)
    label = label_at(sentence, colon + 1) if colon else None
    if label is None or not label.of_people or sentence.low(colon - 1) != "cause":
        return
    end = len(sentence.tokens)
    while end > label.end and sentence.low(end - 1) in (".", "!"):
        end -= 1
    when = _when(sentence, label.end, end) if sentence.low(label.end) in _TIMES else None
    if when:
        cause = sentence.between(0, colon)
        cause = f"{cause[:1].lower()}{cause[1:]}"
        yield Version(f"The {cause} was an error{when}{sentence.after(end)}", "BEHIND", label.gone)


def _mistaken(sentence: Sentence) -> Iterator[Version]:
    """Turn "Kim's misunderstanding of the lock led to x" into "A misunderstanding of the lock"."""
    match = pattern(_MISTAKEN).match(sentence.text)
    if match is None or not verb_after(sentence, 3):
        return
    article = "An" if match["what"][0].lower() in "aeio" else "A"
    text = f"{article} {match['what']} {sentence.text[match.end() :]}"
    yield Version(text, "BEHIND", match["who"])


def _involved(sentence: Sentence) -> Iterator[Version]:
    """Turn "Note: user error was involved, since the key was old" into "Note: an error was"."""
    tag = _TAG.match(sentence.text)
    after = tag.end() if tag else 0
    start = sum(token.start < after for token in sentence.tokens)
    label = label_at(sentence, start)
    if label is None or not label.of_people or sentence.low(label.end) != "was":
        return
    factor = _FACTOR & set(sentence.words(label.end + 1, label.end + 5))
    if factor and _REASONS & set(sentence.words(label.end, len(sentence.tokens))):
        lead = sentence.before(start)
        words = "an error" if lead.strip() else "An error"
        yield Version(f"{lead}{words}{sentence.after(label.end)}", "BEHIND", label.gone)


def _owned(sentence: Sentence) -> Iterator[Version]:
    """Turn "caused by a clerk's mistake in the list" into "caused by a mistake in the list"."""
    for place in range(2, len(sentence.tokens) - 2):
        if sentence.low(place - 1) not in ("by", "to", "of", "from", "was"):
            continue
        noun = after_owner(sentence, place)
        known = sentence.low(noun) in _ERRORS or sentence.low(noun) in lexicon().among("mistaken")
        if noun and known and sentence.low(noun + 1) in _TIMES | _PLACES | {"of"}:
            words = f"{'an' if sentence.low(noun)[0] in 'aeio' else 'a'} "
            text = sentence.text[sentence.tokens[noun].start :]
            gone = sentence.between(place, noun)
            yield Version(f"{sentence.before(place)}{words}{text}", "BEHIND", gone)
