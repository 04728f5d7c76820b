"""Tells what should have been done as what was not done, where more is told beside the duty.

What is told beside it stays: what it would have avoided, what was done in its place, that it would
not have helped.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.following import rest_of
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.possible import not_done_though_possible
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.should_be import should_have_been
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_MUST = r"\b(?:should|ought to)"
_HEDGED = re.compile(
    r"\bprobably,? (?=(?:[\w'’@-]{1,30} ){0,4}(?:should|ought to) have\b)"
    r"|(?<=should )probably (?=have\b)",
    re.IGNORECASE,
)
"""A duty that is doubted more than this is none: "maybe we should have"."""
_CAME = re.compile(
    r"(?P<joint>, which|, and (?:that|this|it)|; (?:that|this|it)|,? (?:but|although|though) "
    r"(?:that|this|it|doing so)) "
    r"(?P<told>(?:(?:is|was) (?:an? |the )?[\w -]{3,40} and )?)"
    r"(?P<would>(?:(?:would|could|might)(?: not| never| also| probably| likely)* have"
    r"|wouldn['’]t have)\b[^;:]{3,160}?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    r",? (?:and|but) (?:(?:he|she|they|we|i|it) )?(?:did not|didn['’]t|never did)(?: do so)?"
    r"(?=[.!]*$)",
    re.IGNORECASE,
)
_AS_IT_SHOULD = re.compile(
    r",? (?:as|and|which|though|but|something|something that) "
    r"(?:(?:he|she|they|we|i|it|who|clearly|really|certainly|obviously|by rights) ){0,3}"
    r"(?:should|ought to) have(?: done| been)?(?: so)?(?=[.!]*$)"
    r"|,? (?:and|but|which) (?:was|were) wrong of (?:us|me|them|him|her)(?=[.!]*$)",
    re.IGNORECASE,
)
_IN_ITS_PLACE = re.compile(
    r",? (?:and (?:not )?)?(?:instead of|rather than|not) (?:only |just |merely |simply )?"
    r"(?P<act>[a-z-]{3,20}ing\b.{2,160}?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(
    r",? (?:and )?not (?P<only>only|just|merely) (?P<act>[a-z-]{2,20} .{2,160}?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(
    r"^(?P<who>[^,;:]{1,80}?) (?:should|ought to)(?: at least)? have (?P<asked>asked|called|rung"
    r"|phoned)(?: first)? before (?P<act>[a-z-]{3,20}ing\b.*)$",
    re.IGNORECASE,
)
_THOUGH = re.compile(
    r"(?P<thing>.{2,160}?) was not (?P<rest>.{2,160}), though it could (?P<how>easily )?have been"
)
_MUST_HAVE = re.compile(rf"{_MUST}(?: [a-z]+)? have\b|\bcould(?: easily)? have\b", re.IGNORECASE)


def not_as_it_should(sentence: Sentence) -> Iterator[Version]:
    """Yield versions of a duty with what is told beside it."""
    text = sentence.text
    shorter = _AS_IT_SHOULD.sub("", text)
    if shorter != text and len(shorter.split()) > 3 and " by any" not in shorter:
        yield Version(shorter, "DESCRIBE", text[len(shorter.rstrip(".!")) :])
    if not _MUST_HAVE.search(text):
        return
    for pattern in (_HEDGED, _DID_NOT):
        plain = pattern.sub("", text)
        if plain != text:
            yield from _undone(capitalised(plain) if text[:1].isupper() else plain, sentence)
    for read in (_with_outcome, _with_other_act, _not_only, _without_asking):
        yield from read(Sentence(_HEDGED.sub("", text), sentence.people))


def _undone(text: str, sentence: Sentence) -> Iterator[Version]:
    """Yield what was not done of a sentence with one duty."""
    plain = Sentence(text, sentence.people)
    for step in (without_doer, should_have_been, not_done_though_possible):
        yield from step(plain)


def _with_outcome(sentence: Sentence) -> Iterator[Version]:
    """Turn ", which would have avoided it" into ", though that would have avoided it"."""
    match = _CAME.search(sentence.text)
    if match is None or _is_not(sentence.text[: match.start()]):
        return
    joint = match["joint"].lower()
    but = next((word for word in ("but", "although", "though") if word in joint.split()), "")
    before = f", {but or 'though'}"
    tail = f"{before} that {match['told']}{match['would']}{match['end']}"
    for version in _undone(f"{sentence.text[: match.start()]}{match['end']}", sentence):
        if ", though " not in version.text:
            yield replace(version, text=f"{_bare(version.text, match['end'])}{tail}")


def _is_not(text: str) -> bool:
    """Return whether a duty was to leave something undone."""
    return re.search(rf"{_MUST}(?:n['’]t| not| never)", text, re.IGNORECASE) is not None


def _bare(text: str, end: str) -> str:
    return text.removesuffix(end) if end else text


def _with_other_act(sentence: Sentence) -> Iterator[Version]:
    """Turn "should have asked rather than sending it" into "... ; instead, it was sent"."""
    match = _IN_ITS_PLACE.search(sentence.text)
    if match is None or _is_not(sentence.text[: match.start()]):
        return
    shared = re.fullmatch(r"([a-z-]+)ing (it|them)\b(.*)", match["act"], re.IGNORECASE)
    for version in _undone(f"{sentence.text[: match.start()]}{match['end']}", sentence):
        head = _bare(version.text, match["end"])
        possible = _THOUGH.match(head)
        if possible is not None and shared is not None:
            yield from _done_to_it(version, possible, shared, match["end"])
            continue
        if shared is not None and not version.text.lower().startswith(("it ", "there ")):
            verb = lexicon().of_ing(f"{shared[1]}ing".lower(), acts=True)
            if verb is not None and not shared[3].strip().startswith(("and ", "to ")):
                words = f"{head}, but {verb.participle}{shared[3]}{match['end']}"
                yield replace(version, text=words)
        other = _done(match["act"], sentence)
        if other is not None:
            yield replace(version, text=f"{head}; instead, {other}{match['end']}")


def _done_to_it(
    version: Version, head: re.Match[str], act: re.Match[str], end: str
) -> Iterator[Version]:
    """Tell "could have paused the job instead of killing it" as "the job was killed, though"."""
    verb = lexicon().of_ing(f"{act[1]}ing".lower(), acts=True)
    if verb is not None:
        could = f"though it could {head['how'] or ''}have been {head['rest']}"
        words = f"{head['thing']} was {verb.participle}{act[3]}, {could}{end}"
        yield replace(version, text=words)


def _done(act: str, sentence: Sentence) -> str | None:
    """Turn "patching the host" into "the host was patched"."""
    inner = Sentence(f"We {act}", sentence.people)
    verb = lexicon().of_ing(inner.low(1), acts=True)
    if verb is None or inner.low(2) in ("it", "them", "this", "that"):
        return None
    return _passive(inner, Group(1, 2, verb, "done", denied=False, main=1))


def _passive(inner: Sentence, group: Group) -> str | None:
    clause = told(inner, group, denied=False, own=True)
    rest = None if clause is None else rest_of(inner, clause.end, group)
    return None if clause is None or rest is None else f"{clause.words}{rest}"


def _not_only(sentence: Sentence) -> Iterator[Version]:
    """Turn ", and not only looked at a copy" into "; only a copy was looked at"."""
    match = _NOT_ONLY.search(sentence.text)
    if match is None or _is_not(sentence.text[: match.start()]):
        return
    inner = Sentence(f"We {match['act']}", sentence.people)
    verb = lexicon().of_past(inner.low(1))
    other = verb and _passive(inner, Group(1, 2, verb, "done", denied=False, main=1))
    if not other or phrase_at(Sentence(other), 0) is None:
        return
    for version in _undone(f"{sentence.text[: match.start()]}{match['end']}", sentence):
        head = _bare(version.text, match["end"])
        yield replace(version, text=f"{head}; {match['only'].lower()} {other}{match['end']}")


def _without_asking(sentence: Sentence) -> Iterator[Version]:
    """Turn "should have asked before moving it" into "it was moved; no question was asked"."""
    match = _ASKED_FIRST.match(sentence.text)
    if match is None:
        return
    bare = match["act"].rstrip(".!")
    done = _done(bare, sentence)
    if done is None or {"and", "or", ","} & set(bare.replace(",", " , ").split()):
        return
    act = "no question was asked" if match["asked"].lower() == "asked" else "no call was made"
    end = match["act"][len(bare) :]
    yield Version(f"{capitalised(done)}; {act} beforehand{end}", "ACTUAL", match["who"])
