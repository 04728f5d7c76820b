"""Reads notes without a subject: "- Left the debug port open" and "14:31 - @kim drops the index".

A note that begins with a past verb is the writers' own. A line of a timeline tells in the present
what somebody did; its verb is set in the past for the grammar, and back again.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.logged import has_acted
from agent.coach.rewriting.mistakes import act_told
from agent.coach.rewriting.plain_acts import there_was_an_act
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_OUGHT = re.compile(r"^(?:ought to|should|could)(?:n['’]t| not)? have (?=[a-z])", re.IGNORECASE)
_TIME = (
    r"\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?(?:am|pm))?(?: (?:UTC|CET|CEST|GMT|BST|[ECMP][SD]T|local))?"
)
_LINE = re.compile(
    rf"^(?P<time>(?:[\d./-]{{5,10}} )?{_TIME}(?: ?[-–—:|])? )(?P<who>[^:;,.]{{2,60}}?) "
    r"(?P<verb>[a-z]{3,16}s)(?P<rest> (?!\().+)$",
)
_COST = re.compile(
    r"^(?P<not>not )?(?P<act>[a-z]{3,14}ing [^,;]{3,80}?) cost (?:(?:us|me) )?"
    r"(?P<price>(?:\d|about |over |almost |an? |one |two |three |four |five |six |seven |eight "
    r"|nine |ten ).{2,60})$",
    re.IGNORECASE,
)
_OTHER_VERBS = re.compile(
    r"(?:,|\band|\bbut|\bthen) (?:then |also )?[a-z]{2,14}s (?:the|a|an|it|to|that|on|off|up|out|in"
    r"|back|home|away|for)\b|\b(?:who|which|that|because|as|but|and|although) [a-z]+ ?(?:is|are|has"
    r"|have|[a-z]+s)\b|\b(?:is|are|has|have|wants?|does|do)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"^[a-z][a-z-]+(?: [a-z][a-z-]+){0,2}$")
_OBJECTS = word_set(
    "the a an this that these those our all no any both one two three four five six"
)


def notes(sentence: Sentence) -> Iterator[Version]:
    """Yield versions of a note whose doer is not named, or who stands in a line of a timeline."""
    yield from _own_note(sentence)
    yield from _cost(sentence)
    yield from _in_timeline(sentence)


def _own_note(sentence: Sentence) -> Iterator[Version]:
    """Read "Should have paused the sync" and "Left `-v` in the unit" as of the writers."""
    text = sentence.text
    if not (_OUGHT.match(text) or _begins_with_act(sentence)):
        return
    first = text.split(" ", 1)[0]
    capital = "We" if first[:1].isupper() else "we"
    said = f"{capital} {first.lower()}{text[len(first) :]}"
    of_us = Sentence(said, sentence.people)
    for version in (*without_doer(of_us), *there_was_an_act(of_us)):
        if not re.search(r"\bwe\b", version.text, re.IGNORECASE):
            yield version


def _cost(sentence: Sentence) -> Iterator[Version]:
    """Turn "not reading it cost us 7 hours" into "it was not read, which cost 7 hours"."""
    match = _COST.match(sentence.text)
    if match is None:
        return
    said = act_told(match["act"], sentence.people, denied=bool(match["not"]), doing=True)
    if said is not None and not said.startswith("There "):
        yield Version(f"{said}, which cost {match['price']}", "SHIFT")


def _begins_with_act(sentence: Sentence) -> bool:
    """Return whether a past verb with its object begins: "Took the vendor's word"."""
    low = sentence.low(0)
    verb = lexicon().of_past(low)
    if verb is None or verb.among("no_passive") or low.endswith("ing"):
        return False
    after = sentence.low(1)
    code = len(sentence.tokens) > 1 and sentence.tokens[1].kind == "atom"
    is_past = low in (lexicon().past(verb), verb.participle) and low not in verb.bases
    return is_past and (after in _OBJECTS or code)


def _in_timeline(sentence: Sentence) -> Iterator[Version]:
    """Turn "14:31 - @kim drops the index by mistake" into "14:31 - the index is dropped ..."."""
    match = _LINE.match(sentence.text)
    if match is None or has_acted(match["who"]) or _OTHER_VERBS.search(match["rest"]):
        return
    last = re.split(r"[ ,]", match["rest"].rstrip(".! "))[-1].lower()
    if last in lexicon().among("bare") or last.startswith("un"):
        return
    verb = lexicon().of_base(_base(match["verb"]))
    who = match["who"]
    named = f"the {who}" if _BARE.match(who) else who
    past = lexicon().past(verb)
    past = "failed" if match["verb"] == "fails" else past
    told = Sentence(f"{match['time']}{named} {past}{match['rest']}", sentence.people)
    for version in without_doer(told):
        if not version.text.startswith(match["time"]):
            continue
        rest = version.text[len(match["time"]) :]
        now = re.sub(r"\b(was|were)\b", lambda at: "is" if at[0] == "was" else "are", rest, count=1)
        if now != rest and not re.search(r"\b(?:was|were|did|had)\b", now):
            yield replace(version, text=f"{match['time']}{now}")


def _base(verb: str) -> str:
    """Return the base of "drops", "pushes" and "applies"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("shes", "ches", "sses", "xes", "zzes", "oes")):
        return verb[:-2]
    return verb[:-1]
