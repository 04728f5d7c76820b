"""Tells what people could have done as what was not done, and that it was possible.

"The auditor could have opened the file" is told as "The file was not opened, though it could have
been". Told without its second half it would say that it had to be done.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.should_be import should_have_been
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version
from agent.coach.rewriting.who_did import when_it_was_done

_COULD = re.compile(
    r"\b(?:could(?:, and should,| and should| (?P<easily>(?:so |very |quite )?easily)"
    r"| (?:at least|also|well|just|simply"
    r"|perhaps))?|should and could|might at least|might) have"
    r"(?: (?:at least|just|simply|(?P<easier>easily)))? (?=[a-z])",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:should|ought to|would)\b", re.IGNORECASE)
_DUTY = "should have "
_PARTS = re.compile(r" ?[;:–—](?= |$)| - |, (?=(?:but|and|so|yet) )|(?=, )")
_NOT_DONE = re.compile(
    r"(?:^|[,;:] |\b(?:and|but) )(?P<thing>[^,;:]{2,160}?) (?P<was>was|were) (?:also )?not [a-z-]+",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:it|there|i|we|you|he|she|they|no one|nobody|not one|none|no|nothing|not all) ?\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:if|unless|had (?:we|they|he|she|i|the|any)|instead|rather than|by \w+ing|, not|too"
    r"|(?:as|like) (?:the|our|every|any|all|others|half|most|one)"
    r"|at the latest|at least|(?-i:ONE|ANY)"
    r"|when(?:ever)? (?:we|he|she|they|it) could|which|who|whose|whom|without)\b",
    re.IGNORECASE,
)
"""What speaks of another course, or would part "though it could have been" from its thing."""


_MEANS = re.compile(
    r" with (?:an?|one) (?:single|simple|quick|short) [a-z-]+(?: [a-z-]+)??"
    r"(?= when | before | after | while |[.!]*$)",
    re.IGNORECASE,
)
"""How easy it was is said of what was possible, and not of what was left undone."""
_JOINING = ("and", "but", "so", "yet")
_WITHIN = ("when", "while", "as", "because", "where", "before", "after", "since")
_HARMS = re.compile(
    r"(?:lost|broken|harmed|killed|hurt|injured|damaged|missed|failed|caused|been|crashed|had|meant"
    r"|spent|wasted|avoided|prevented|saved|spared|ended|fallen|run into|triggered|exposed|leaked"
    r"|corrupted|misread|misunderstood|hit|died|suffered|become|done)\b",
    re.IGNORECASE,
)
"""What could have happened to people, and was left undone by nobody."""


_ACTS = ("acts_of_people_only", "done_by_people", "only_people")


def not_done_though_possible(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that say that something was not done, and that it could have been."""
    match = _only_one(sentence.text)
    if match is None or _harms(sentence.text, match.end()):
        return
    if _TURNS.search(sentence.text, match.end()):
        return
    means = _MEANS.search(sentence.text, match.end())
    rest = sentence.text[match.end() :]
    if means is not None:
        rest = f"{sentence.text[match.end() : means.start()]}{sentence.text[means.end() :]}"
    plain = f"{sentence.text[: match.start()]}{_DUTY}{rest}"
    tail = _tail_of(rest)
    easily = bool(match["easily"] or match["easier"])
    inner = Sentence(plain, sentence.people)
    if tail is None:
        return
    steps = (without_doer, when_it_was_done, should_have_been)
    for version in (version for step in steps for version in step(inner)):
        if _MUST.search(version.text):
            continue
        with_it = means.group() if means else ""
        text = _with_possibility(version.text, tail, easily=easily, means=with_it)
        if text is not None:
            yield replace(version, text=text, strategy="ACTUAL")


def _harms(text: str, start: int) -> bool:
    """Return whether what was possible is a harm: not "could have been checked"."""
    be = re.match(r"been (?P<act>[a-z-]{3,20})\b", text[start:], re.IGNORECASE)
    verb = lexicon().of_past(be["act"].lower()) if be else None
    acts = verb is not None and any(verb.among(name) for name in _ACTS)
    place = start + be.start("act") if be and acts else start
    return _HARMS.match(text, place) is not None


def _only_one(text: str) -> re.Match[str] | None:
    """Return the one "could have" of a sentence; None where there are more, or none."""
    found = list(_COULD.finditer(text))
    must = _MUST.search(_COULD.sub("", text))
    return found[0] if len(found) == 1 and must is None else None


def _tail_of(rest: str) -> str | None:
    """Return the text from the first mark on that parts clauses; None where that is no clause."""
    match = _PARTS.search(rest)
    if match and rest[match.start() + 2 :].split(" ", 1)[0] in _WITHIN:
        match = None
    if match and rest[match.start() :].startswith(","):
        joins = rest[match.start() + 2 :].split(" ", 1)[0] in _JOINING
        return rest[match.start() :] if joins else None
    return rest[match.start() :] if match else rest[len(rest.rstrip(".! ")) :]


def _with_possibility(text: str, tail: str, *, easily: bool, means: str) -> str | None:
    """Add ", though it could have been" before the tail; None where the clause is not found."""
    if tail and not text.endswith(tail):
        return None
    clause = text[: len(text) - len(tail)] if tail else text
    found = list(_NOT_DONE.finditer(clause))
    thing = found[-1]["thing"] if found else ""
    people = _is_people(thing)
    single = bool(found) and found[-1]["was"] == "was" and not _OTHERS.match(thing) and not people
    if single or thing.lower() in ("this", "that"):
        return f"{clause}, though it could {'easily ' if easily else ''}have been{means}{tail}"
    return f"{clause}, though that was {'easily ' if easily else ''}possible{means}{tail}"


def _is_people(thing: str) -> bool:
    """Return whether "it" can't be said of whom an act was done to: "the director"."""
    sentence = Sentence(thing)
    phrase = phrase_at(sentence, 0)
    return phrase is not None and is_people(sentence, phrase.head)
