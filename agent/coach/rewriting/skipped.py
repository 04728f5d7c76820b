"""Tells what was skipped before an act: "signed off without reading it"."""

from collections.abc import Iterator
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import lead_of, stands_alone
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import Told, told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject, subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_ENSURING = {
    ("making", "sure"): "ensured",
    ("ensuring",): "ensured",
    ("checking",): "checked",
    ("verifying",): "verified",
    ("confirming",): "confirmed",
    ("validating",): "validated",
}
_PLACES = word_set("on to into onto of")
_DOERS = word_set("he she they we i his her their our")
_PARTS = word_set(", ; : and but thought")


def before_step(sentence: Sentence, undone: Group) -> Iterator[Version]:
    """Turn "x signed off without reading it" into "it was not read before the sign-off"."""
    for group in groups(sentence.up_to(undone.start)):
        noun = _noun(sentence, group, undone.start)
        subject = subject_of(sentence, group)
        if not noun or subject is None or subject.denied or subject.gap or group.denied:
            continue
        if group.sort != "done" or group.time != "past":
            continue
        beside = tuple(word for word in group.beside if word.lower() not in ("then", "just"))
        lead = lead_of(sentence, subject.start)
        clause = told(sentence, undone, denied=True, own=True)
        if beside or lead is None or clause is None or not _ends(sentence, clause.end):
            continue
        if clause.words.startswith(("it ", "there ")) or not _alone(sentence, subject, clause):
            continue
        words = clause.words if lead.strip() else capitalised(clause.words)
        gone = sentence.between(subject.start, subject.end)
        yield Version(f"{lead}{words} before the {noun}{sentence.after(clause.end)}", "SHIFT", gone)


def _alone(sentence: Sentence, subject: Subject, clause: Told) -> bool:
    of_doer = not subject.first_person and {"it", "them"} & set(clause.words.split()[:1])
    return not of_doer and stands_alone(sentence, subject, clause)


def _noun(sentence: Sentence, group: Group, end: int) -> str:
    """Return the noun of an act that has no object: "signed off" is "the sign-off"."""
    nouns = lexicon().table("nouns_of_acts")
    low = sentence.low(group.end)
    particle = f"-{low}" if low in lexicon().among("particles") else ""
    after = group.end + bool(particle)
    if after != end and not _is_place(sentence, after, end):
        return ""
    for base in sorted(group.verb.bases):
        if f"{base}{particle}" in nouns:
            return f"{' '.join(nouns[f'{base}{particle}'])}{_blank(sentence.between(after, end))}"
    return ""


def _blank(words: str) -> str:
    return f" {words}" if words else ""


def _is_place(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether "on the integration" or "to production" fills the tokens."""
    thing = phrase_at(sentence.up_to(end), start + 1)
    return sentence.low(start) in _PLACES and thing is not None and thing.end == end


def _ends(sentence: Sentence, place: int) -> bool:
    return all(low in (".", "!") for low in sentence.words(place, len(sentence.tokens)))


def never_ensured(sentence: Sentence, group: Group) -> str | None:
    """Tell "without making sure that it was up" as "it had not been ensured that it was up"."""
    last = len(sentence.tokens)
    while last > 0 and sentence.low(last - 1) in (".", "!"):
        last -= 1
    for words, done in _ENSURING.items():
        end = group.main + len(words)
        if sentence.words(group.main, end) != words:
            continue
        that = sentence.low(end) == "that"
        inside = set(sentence.words(end, last))
        if inside & (_DOERS | _PARTS) or not (that or _is_clause(sentence, end)):
            return None
        return f"it had not been {done} that{sentence.after(end + that)}"
    return _looked_at(sentence, group, last)


def _is_clause(sentence: Sentence, place: int) -> bool:
    """Return whether a thing and its verb follow: "making sure the link was up"."""
    thing = phrase_at(sentence, place)
    return thing is not None and sentence.low(thing.end) in lexicon().among("finite")


def _looked_at(sentence: Sentence, group: Group, last: int) -> str | None:
    """Tell "without looking at the diff" as "the diff had not been looked at"."""
    past = replace(group, time="past perfect")
    pairs = {(base, sentence.low(group.end)) for base in group.verb.bases}
    if pairs.isdisjoint(lexicon().prepositional):
        return None
    clause = told(sentence, past, denied=True, own=True)
    if clause is None or clause.end != last or clause.words.startswith(("it ", "there ")):
        return None
    return f"{clause.words}{sentence.after(clause.end)}"
