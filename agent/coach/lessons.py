"""The principle in a lesson: the same sentence without what only this service knows."""

import re

from agent.coach.fidelity import facts
from agent.coach.grammar import capitalised
from agent.coach.offers import ask, put, quoted
from agent.dialogue import AskNext, Proposal
from agent.postmortem.learning import Lesson
from agent.postmortem.record import Postmortem
from rubrics.language import names_in, scan

_FEWEST_WORDS = 5
_LEADS = (
    "on|at|in|for|of|from|to|with|above|below|after|before|until|by|since|during|over|under|like|"
    "via"
)
_OPENED = re.compile(
    r"^(?:we (?:learned|learnt|know now|now know|found(?: out)?)(?: that)?|it turned out that) ",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(rf"\b(?:{_LEADS}|the|a|an|and|or|our|is|was|were|that)\W*$", re.I)
_BROKEN = re.compile(rf"\b(?:{_LEADS}) (?:{_LEADS}|and|or)\b|\b(?:the|a|an) (?:{_LEADS})\b", re.I)
_UNIT = (
    r"(?: ?(?:%|percent|ms|s|sec|seconds?|min|minutes?|h|hours?|days?|weeks?|months?|years?|"
    r"[kKMG]B|users?|orders?|requests?|connections?|rows?|nodes?|hosts?|EUR|USD|UTC))?"
)
_MONTH = (
    r"(?:(?: of)? (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December))?"
)


def generalise(lesson_id: str, document: Postmortem) -> tuple[Proposal, ...]:
    """Return the lesson as a principle where it stays a sentence, else the question for it."""
    lesson = next((one for one in document.learning.lessons if one.id == lesson_id), None)
    if lesson is None or lesson.principle.strip() or not lesson.text.strip():
        return ()
    principle = _principle(lesson, document)
    if principle:
        reason = "Your lesson without names, numbers and ids, for readers who never heard of us."
        return (put("principle", principle, reason, f"learning.lessons.{lesson.id}.principle"),)
    question = f"{quoted(lesson.text)}: what would a team that has never heard of us take from it?"
    reason = "A principle names no service, person, date or number."
    return (ask("principle", question, reason, AskNext(question="LE-02", about=lesson.id)),)


def _principle(lesson: Lesson, document: Postmortem) -> str:
    text = " ".join(lesson.text.split())
    general = _OPENED.sub("", text)
    for word in _particulars(general, document):
        general = _without(general, word)
    general = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r" {2,}", " ", general)).strip(" ,;:")
    general = capitalised(general)
    return general if stands(general, document) else ""


def _particulars(text: str, document: Postmortem) -> list[str]:
    """Return what only this incident knows, the longest first."""
    people = [name for one in document.people for name in (one.display, *one.aliases)]
    names = [name for name in (*document.meta.services, *document.meta.teams, *people) if name]
    known = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)]
    found = [fact for fact in facts(text) if not fact.islower() or not fact.isalpha()]
    return sorted(set(known + found), key=lambda word: (-len(word), word))


def _without(text: str, word: str) -> str:
    """Take out a word together with the preposition that leads to it."""
    unit = f"{_UNIT}{_MONTH}" if word[-1].isdigit() else ""
    phrase = rf"(?:,? \b(?:{_LEADS})\b)(?: (?:the|our|a|an))? {re.escape(word)}{unit}(?!\w)"
    return re.sub(phrase, "", text, flags=re.IGNORECASE)


def stands(text: str, document: Postmortem) -> bool:
    """Return whether what is left is still a sentence, and general."""
    people = [name for one in document.people for name in (one.display, *one.aliases) if name]
    left = [word for word in _particulars(text, document) if not _only_opens(text, word)]
    blaming = scan(text, people=people, only=frozenset({"blame"}))
    return (
        len(text.split()) >= _FEWEST_WORDS
        and not left
        and not blaming
        and not names_in(text, people)
        and not _UNFINISHED.search(text)
        and not _BROKEN.search(text)
    )


def _only_opens(text: str, word: str) -> bool:
    return (
        text.startswith(word)
        and text.count(word) == 1
        and word.isalpha()
        and len(word) > 1
        and (word[1:].islower())
    )
