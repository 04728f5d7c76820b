"""What every rewrite has to pass, whoever made it: grammar, content, balance."""

import re
from collections.abc import Sequence
from itertools import pairwise

from agent.coach.fidelity import COUNTED, WHEN, preserved
from agent.coach.rewriting.faults import has_fault
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.losses import loses
from agent.coach.rewriting.torn import is_torn
from agent.coach.rewriting.versions import Version

_WORD = re.compile(r"[A-Za-z][\w'-]*")
_NAME = re.compile(r"@?[^\W\d_][^\W\d_'-]*(?:['-][^\W\d_]+)*")
_NUMBERED = re.compile(
    r"\b(?:tier|level|shift|squad|line|team) (one|two|three|[1-9])\b|\b(one) of\b"
    r"|\b(first|second|third)(?:-| )(?:level|line|shift|approver|reviewer|reader|checker|mate"
    r"|officer|responder|engineer|crew|operator|driver|nurse|pilot|controller|team|contractor"
    r"|developer|maintainer)s?\b|\b(some) (?:of (?:our|the|us)\b|[\w-]+$|[\w-]+ )",
    re.IGNORECASE,
)
"""Numbers that name a group of people and count nothing: "the second officer", "some of us"."""
_OWN_GROUPS = frozenset({"IT", "HR", "QA", "PR", "NOC", "SOC", "ATC"})
_SUPPLIERS = word_set("provider vendor supplier host registrar carrier operator partner")
"""Before these, capitals say what is supplied: "our DNS provider" tells of a system."""
_OWNED = re.compile(r"['’]s$")
_FUNCTION = word_set(
    "the a an and or but of in on at to for from with by about into was were is are be been "
    "being has "
    "have had did do does not no never it its this that these those there we i he she they you "
    "our my "
    "his her their us me him them who which as so also then should could would ought if only even "
    "just simply because due when without anyone anybody anything"
)
_SPENT = word_set(
    "failed forgot neglected omitted forget fail failure bother bothered made mistake mistakes "
    "error "
    "errors human operator user mistakenly carelessly erroneously wrongly incorrectly accidentally "
    "careless human oversight nobody one think thought manage managed overlooked missed respond "
    "unfortunately obviously fault blame own sorry might least perhaps maybe probably"
)
_GENERIC = word_set(
    "problem problems issue issues incident incidents outage outages event thing things cause "
    "caused "
    "causes introduced happened occurred created root done flaw flaws bug bugs fault faults defect "
    "defects slip slips lapse mistake mistakes error errors turned made minor major "
    "hiccup disaster mess"
)
"""Words that alone say nothing of what happened."""
_STATES = word_set(
    "tired exhausted fatigued sleepy sleep-deprived overworked overloaded stressed sick ill unwell "
    "understaffed short-staffed untrained"
)
"""The conditions that people worked in are facts, and often causes."""
_LEAST = 0.6
"""The share of the words with content that has to be left."""


def sound(source: str, version: Version, people: Sequence[str]) -> bool:
    """Return whether a rewrite reads as a sentence, keeps its content and every fact.

    Args:
        source: The sentence as it was.
        version: The sentence as it is offered, with the words for people that were left out.
        people: Names that may go.
    """
    rewrite, gone = version.text, version.gone
    return (
        rewrite.strip(" .") != ""
        and _content(gone) & _STATES <= _content(rewrite)
        and not has_fault(source, rewrite, gone=gone, strategy=version.strategy)
        and not loses(source, rewrite, gone)
        and not is_torn(source, rewrite, gone)
        and _keeps_content(source, rewrite, gone, people)
        and not preserved(source, rewrite, people=(*people, *names_of(gone)))
    )


def names_of(gone: str) -> tuple[str, ...]:
    """Return the words for people that may go: names and titles, never a number or a code."""
    words = [_OWNED.sub("", word.strip("*_~.,:;'’()")) for word in gone.split()]
    capitals = ((word, after) for word, after in pairwise(words) if word.isupper())
    supplied = {word for word, after in capitals if after in _SUPPLIERS} - _OWN_GROUPS
    named = [
        word
        for word in words
        if _NAME.fullmatch(word) and not _is_fact(word) and word not in supplied
    ]
    counted = [part for match in _NUMBERED.finditer(gone) for part in match.groups() if part]
    parts = [part for word in named for part in word.split("-") if "-" in word and part.istitle()]
    return (*named, *parts, *(part.lower() for part in counted))


def _is_fact(word: str) -> bool:
    """Return whether a word counts or tells when: "January Mail" is a date and a team."""
    when = WHEN.fullmatch(word) is not None or word in ("March", "May")
    return when or COUNTED.fullmatch(word) is not None


def _keeps_content(source: str, rewrite: str, gone: str, people: Sequence[str]) -> bool:
    """Return whether enough words with content are left, and not a label alone."""
    told = _content(rewrite)
    left_out = _content(gone).union(*(_content(name) for name in people))
    wanted = {
        word
        for word in _content(source) - left_out - _SPENT
        if word not in lexicon().among("judging")
    }
    kept = {word for word in wanted if _told(word, told)}
    if not kept - _GENERIC:
        return False
    enough = len(kept) >= _LEAST * len(wanted)
    return enough and (
        len(kept) >= 2
        or any(letter.isdigit() for letter in rewrite)
        or (len(kept) == 1 and len(wanted) <= 2 and _thing_is_named(rewrite))
    )


def _thing_is_named(rewrite: str) -> bool:
    """Return whether a short sentence speaks of a thing and not of "it" alone."""
    return rewrite.split(" ", 1)[0].lower() not in ("it", "this", "that", "there", "nothing")


def _content(text: str) -> set[str]:
    words = {word.lower() for word in _WORD.findall(text.replace("’", "'"))}
    return {word for word in words if not word.endswith("n't")} - _FUNCTION


def _told(word: str, told: set[str]) -> bool:
    if word in told:
        return True
    verb = lexicon().of_past(word) or lexicon().of_ing(word) or lexicon().of_base(word)
    if verb.participle in told:
        return True
    if word.startswith("mis") and any(word[3:7] == other[:4] for other in told):
        return True  # "misjudged" is told by "not judged correctly"
    return any(word[:4] == other[:4] for other in told)
