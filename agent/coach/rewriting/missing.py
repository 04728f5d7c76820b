"""Tells what people should have had as what there was not, and all they had to do as not done."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.following import settled
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_WHO = r"(?P<who>[\w@.'’ -]{1,50}?)"
_ALL = re.compile(
    rf"^(?:all (?:that )?{_WHO} (?:had|needed) to do was (?:to )?"
    rf"|{_WHO.replace('who', 'them')} (?:had only|only had|needed only|only needed|just had"
    r"|merely had|just needed) to )(?P<act>[a-z].{2,160}?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_SHOULD_HAVE_HAD = re.compile(
    rf"^(?:(?:in|with) (?:hindsight|retrospect),? )?{_WHO} (?:really |also |clearly )?"
    r"(?:should|ought to)(?P<not>n['’]t| not| never)?(?: really| also)? have had "
    r"(?P<thing>.{3,200})$",
    re.IGNORECASE,
)
_RIGHTS = word_set("access rights permission permissions privileges credentials")
_DONE = re.compile(r"^(?P<thing>.{2,120}?) (?P<was>was|were) (?P<how>.+)$")
_PRONOUNS = word_set("it this that they there")


def was_missing(sentence: Sentence) -> Iterator[Version]:
    """Yield versions of what there was not, and of the one thing that was not done."""
    for version in (_had_none(sentence), _only_that(sentence)):
        if version is not None:
            yield version


def _had_none(sentence: Sentence) -> Version | None:
    """Turn "we should have had a runbook for it" into "there was no runbook for it"."""
    match = _SHOULD_HAVE_HAD.match(sentence.text)
    if match is None:
        return None
    inner = Sentence(match["thing"], sentence.people)
    if match["not"]:
        if not _RIGHTS & set(inner.words(0, 3)):
            return None
        return Version(f"{match['who']} had {match['thing']}", "ACTUAL")
    phrase = phrase_at(inner, 0)
    full = phrase and with_complements(inner, phrase, frozenset())
    article = inner.low(0) in ("a", "an")
    bare = full is not None and full.plural and inner.low(0) not in lexicon().among("determiners")
    late = {"ago", "now", "already", "long", "sooner"} & set(inner.words(0, len(inner.tokens)))
    ends = (
        not late
        and full is not None
        and (
            inner.stops(full.end)
            or inner.low(full.end) in lexicon().among("prepositions") | {"before"}
        )
    )
    thing = inner.text.split(" ", 1)[1] if article else inner.text
    rest = settled(f" {thing}") if article or bare else None
    if not ends or rest is None:
        return None
    there = "There were" if bare else "There was"
    return Version(f"{there} no {rest.strip()}", "ACTUAL", match["who"])


def _only_that(sentence: Sentence) -> Version | None:
    """Turn "all he had to do was open it" into "only it had to be opened, which was not done"."""
    match = _ALL.match(sentence.text)
    if match is None:
        return None
    inner = Sentence(f"We {match['act']}", sentence.people)
    verb = lexicon().of_base(inner.low(1))
    group = Group(1, 2, verb, "done", denied=False, main=1)
    clause = told(inner, group, denied=False, own=True)
    done = None if clause is None else _DONE.match(clause.words)
    if clause is None or done is None or done["thing"].split()[0].lower() in _PRONOUNS:
        return None
    rest = settled(inner.after(clause.end))
    if rest is None or {",", ";", "and", "or"} & set(inner.words(clause.end, len(inner.tokens))):
        return None
    words = f"Only {done['thing']} had to be {done['how']}{rest}, which was not done{match['end']}"
    return Version(capitalised(words), "ACTUAL", match["who"] or match["them"])
