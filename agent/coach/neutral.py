"""Neutral versions of blaming sentences, only where every fact stays and the grammar is simple.

No rewrite is made of what somebody should have done or of why: that takes facts which only people
have, so the facilitator asks for them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.coach.fidelity import preserved
from agent.coach.grammar import broken, capitalised, noun_phrase, participle, was
from agent.coach.judgement import without_judgement
from rubrics.findings import Finding
from rubrics.language import agents_in, blame_rule, scan

_BLAME = frozenset({"blame"})
_ROUNDS = 3
_LONGEST = 5_000
"""Longer texts are pasted records; nobody wants those rewritten."""
_SENTENCES = re.compile(r"[^\n.!?]*(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*\s*", re.MULTILINE)

_LIST_MARK = re.compile(r"\s*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+)?")

_UNDONE = re.compile(
    r"^(?P<lead>(?:(?:At|On|By|Around) [^,]{1,40}, )?)(?P<who>[^,;:]{1,60}?) "
    r"(?:(?:had|then|also|simply|just) )?"
    r"(?:failed to|forgot to|neglected to|omitted to|didn't|did not|never bothered to)"
    r" (?P<verb>[a-z-]+) (?P<object>[^.!?]{1,200}?)(?P<end>[.!?]*)$",
    re.IGNORECASE,
)
_STEPPED_OVER = re.compile(
    r"^(?P<lead>)(?P<who>[^,;:]{1,60}?) (?P<verb>skipped|bypassed) "
    r"(?P<object>[^.!?]{1,200}?)(?P<end>[.!?]*)$",
    re.IGNORECASE,
)
_BROKE = re.compile(
    r"^(?P<lead>)(?P<who>[^,;:]{1,60}?) (?P<verb>broke|crashed) "
    r"(?P<object>[^.!?]{1,120}?)(?P<end>[.!?]*)$",
    re.IGNORECASE,
)
_POSSESSOR = r"(?:his|her|@[\w-]+'s?|[A-Z][\w-]+(?: [A-Z][\w-]+)?'s?)"
_AUTHORED = re.compile(
    rf"(?<!'s and )(?<!\bhis and )(?<!\bher and )(?<!\w)(?:the |our )?{_POSSESSOR} (?:own )?"
    r"(?=(?:[\w-]+ )?(?:change|code|commit|deploy|deployment|config|configuration|query|migration|"
    r"push|edit|script)s?\b)"
)


@dataclass(frozen=True, slots=True)
class Neutral:
    """A neutral version, or the finding that needs a question instead."""

    text: str = ""
    """The rewrite; empty when there is none."""
    finding: Finding | None = None
    """What a question has to be asked about."""


def neutralise(text: str, people: Sequence[str] = ()) -> Neutral:
    """Return the text without its blame, or what stands in the way of that."""
    findings = _counting(text, people)
    if not findings:
        return Neutral()
    if len(text) > _LONGEST:
        return Neutral(finding=findings[0])
    rewritten = "".join(
        _sentence(match.group(), people) for match in _SENTENCES.finditer(text) if match.group()
    )
    left = _counting(rewritten, people)
    lost = preserved(text, rewritten, people=(*people, *agents_in(text, people)))
    if left or lost or broken(text, rewritten) or rewritten == text or not rewritten.strip():
        return Neutral(finding=_first_unsaid(text, rewritten, findings, people))
    return Neutral(text=rewritten)


def _first_unsaid(
    text: str, rewritten: str, findings: Sequence[Finding], people: Sequence[str]
) -> Finding:
    """Return the finding that no rewrite took away, else the first one."""
    left = {finding.rule for finding in _counting(rewritten, people)}
    unsaid = [finding for finding in findings if finding.rule in left]
    return (unsaid or list(findings))[0]


def _sentence(sentence: str, people: Sequence[str]) -> str:
    """Rewrite one sentence step by step, as far as its grammar is understood."""
    if not _counting(sentence, people):
        return sentence
    mark = _LIST_MARK.match(sentence)
    start = mark.end() if mark else 0
    bare = sentence[start:].rstrip()
    tail = sentence[start + len(bare) :]
    for _ in range(_ROUNDS):
        found = _counting(bare, people)
        if not found:
            break
        better = next(
            (new for step in _STEPS if (new := step(bare, found[0])) and new != bare), None
        )
        if better is None:
            return sentence
        bare = better
    return sentence[:start] + bare + tail


def _counting(text: str, people: Sequence[str]) -> tuple[Finding, ...]:
    return scan(text, people=people, only=_BLAME)


def _without_judgement(sentence: str, _: Finding) -> str | None:
    """Leave out the adverbs and adjectives that judge; what was done stays."""
    return without_judgement(sentence)


def _by_number(sentence: str, finding: Finding) -> str | None:
    """Speak of the change, not of whose it was."""
    if blame_rule(finding.rule).strategy != "ROLE":
        return None
    changed = _AUTHORED.sub("the ", sentence)
    return capitalised(changed) if sentence[:1].isupper() else changed


def _left_undone(sentence: str, finding: Finding) -> str | None:
    """Turn "they failed to take the backup" into "the backup was not taken"."""
    match = _UNDONE.match(sentence.replace("’", "'"))
    if match is None or not _starts_with_subject(match, finding):
        return None
    done, phrase = participle(match.group("verb")), noun_phrase(match.group("object"))
    if done is None or phrase is None:
        return None
    verb = was(phrase.noun)
    if phrase.det.lower() in ("a", "an"):
        return _told(match, f"no {phrase.thing} {verb} {done}{phrase.rest}")
    return _told(match, f"{phrase.det} {phrase.thing} {verb} not {done}{phrase.rest}")


def _stepped_over(sentence: str, finding: Finding) -> str | None:
    """Turn "they skipped the check" into "the check was skipped"."""
    match = _STEPPED_OVER.match(sentence)
    phrase = noun_phrase(match.group("object")) if match else None
    if match is None or phrase is None or not _starts_with_subject(match, finding):
        return None
    done = f"{was(phrase.noun)} {match.group('verb').lower()}"
    return _told(match, f"{phrase.det} {phrase.thing} {done}{phrase.rest}")


def _thing_first(sentence: str, finding: Finding) -> str | None:
    """Turn "they crashed the server at 14:05" into "the server crashed at 14:05"."""
    match = _BROKE.match(sentence)
    phrase = noun_phrase(match.group("object")) if match else None
    if match is None or phrase is None or not _starts_with_subject(match, finding):
        return None
    if phrase.rest.startswith(" to "):
        return None
    did = match.group("verb").lower()
    return _told(match, f"{phrase.det} {phrase.thing} {did}{phrase.rest}")


def _starts_with_subject(match: re.Match[str], finding: Finding) -> bool:
    """Return whether the words before the verb are the person or group that was found."""
    start, end = match.span("who")
    return start <= finding.start < end and finding.start - start <= 1


def _told(match: re.Match[str], words: str) -> str:
    lead = match.group("lead")
    return f"{lead}{words if lead else capitalised(words)}{match.group('end')}"


_STEPS: tuple[Callable[[str, Finding], str | None], ...] = (
    _without_judgement,
    _by_number,
    _left_undone,
    _stepped_over,
    _thing_first,
)
