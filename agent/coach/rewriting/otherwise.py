"""Tells what was not done, and keeps what would or could have come of it behind "otherwise".

"Had we run a load test, we could have seen it in March" is told as "No load test was run; otherwise
it could have been seen in March": that it was possible stays as a possibility.
"""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.conditionals import (
    UNTOLD,
    Part,
    as_it_was,
    uncapitalised,
)
from agent.coach.rewriting.doers import presumed_doer
from agent.coach.rewriting.following import rest_of, settled
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group, adverbs
from agent.coach.rewriting.subjects import is_people, subject_of, thing_before
from agent.coach.rewriting.supposals import MODALS, split_condition
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_THERE = word_set("there nothing this that it")
_CLAUSES = word_set("that how whether why what when where")
_SEEN = word_set("notice see spot know realise realize detect catch discover")
_DONE = re.compile(r"\b(?:was|were) (?P<how>(?:[a-z]+ly )?)(?=[a-z]+(?: |$))")
_BY_DOING = re.compile(
    r"^(?P<could>[^,;:]{1,160}? (?:could|might) (?:easily )?have [^,;:]{3,160}?) (?:simply |just )?"
    r"by (?P<doing>(?:simply |just )?(?P<verb>[a-z]+ing) [^,;:]{3,160}?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)

_OWN = re.compile(r"\b(?:his|her|their) own\b", re.IGNORECASE)
"""Whose own it was would go with them."""


def otherwise_possible(sentence: Sentence) -> Iterator[Version]:
    """Yield versions with what was not done first, and what would have been "otherwise"."""
    parts = split_condition(sentence)
    if parts is not None:
        supposed, outcome, end = parts
        if _OWN.search(supposed):
            return
        first = as_it_was(Sentence(supposed, sentence.people))
        yield from _joined(first, Sentence(outcome, sentence.people), end)
    match = _BY_DOING.match(sentence.text)
    if match is not None:
        first = _not_done(Sentence(f"We did not do {match['doing']}", sentence.people))
        could = Sentence(match["could"], sentence.people)
        if any(subject_of(could, group) or presumed_doer(could, group) for group in groups(could)):
            yield from _joined(first, could, match["end"])


def _joined(first: Part | None, outcome: Sentence, end: str) -> Iterator[Version]:
    if first is None or ";" in first.words or UNTOLD.match(outcome.text):
        return
    second = _kept(outcome)
    if second is not None:
        words = f"{capitalised(first.words.rstrip(' -–—'))}; otherwise {second.words}{end}"
        yield Version(words, "ACTUAL", f"{first.gone} {second.gone}")


def _not_done(sentence: Sentence) -> Part | None:
    """Turn "by opening the list" into "the list was not opened"."""
    place = next(n for n, token in enumerate(sentence.tokens) if n > 3 and token.low)
    place = place if lexicon().of_ing(sentence.low(place)) else place + 1
    verb = lexicon().of_ing(sentence.low(place), acts=True)
    if verb is None:
        return None
    group = Group(place, place + 1, verb, "undone", denied=True, main=place)
    clause = told(sentence, group, denied=True, own=True)
    rest = None if clause is None else rest_of(sentence, clause.end, group)
    return None if clause is None or rest is None else Part(f"{clause.words}{rest}", "")


def _kept(sentence: Sentence) -> Part | None:
    """Return what would have come of it, without the people whom it would have come to."""
    for place in range(1, len(sentence.tokens)):
        if sentence.low(place) not in MODALS:
            continue
        group = _modal_group(sentence, place)
        if group is None:
            return None
        return _of_thing(sentence, place) or _of_people(sentence, group)
    return None


def _modal_group(sentence: Sentence, place: int) -> Group | None:
    """Read "could have seen" and "would easily have seen", and no denial."""
    if sentence.low(place).endswith("n't"):
        return None
    _, after, _ = adverbs(sentence, place + 1)
    if sentence.low(after) != "have":
        return None
    _, main, _ = adverbs(sentence, after + 1)
    verb = lexicon().of_past(sentence.low(main))
    return verb and Group(place, main + 1, verb, "done", denied=False, main=main)


def _of_thing(sentence: Sentence, place: int) -> Part | None:
    """Keep "the fault would have stayed theirs" as it is."""
    there = place == 1 and sentence.low(0) in _THERE
    thing = thing_before(sentence, place)
    people = thing is not None and is_people(sentence, thing.head)
    if not there and (thing is None or thing.start != 0 or people or _is_pronoun(sentence, place)):
        return None
    before = uncapitalised(sentence, place)
    before = f"{before[:1].lower()}{before[1:]}" if there else before
    return Part(f"{before}{sentence.text[sentence.tokens[place].start :]}", "")


def _is_pronoun(sentence: Sentence, place: int) -> bool:
    return place == 1 and sentence.low(0) in ("we", "i", "they", "he", "she", "you", "nobody")


def _of_people(sentence: Sentence, group: Group) -> Part | None:
    """Turn "we could have seen it" into "it could have been seen"."""
    subject = subject_of(sentence, group) or presumed_doer(sentence, group)
    if subject is None or subject.denied or subject.gap or subject.start != 0:
        return None
    modal = sentence.low(group.start)
    easily = " easily" if "easily" in sentence.words(group.start, group.end) else ""
    words = _told_plainly(sentence, group, f"{modal}{easily} have been")
    if words is None:
        words = _told_of_thing(
            sentence, group, f"{modal}{easily} have been", own=not subject.first_person
        )
    return Part(words, sentence.between(0, subject.end)) if words else None


def _told_plainly(sentence: Sentence, group: Group, could: str) -> str | None:
    """Tell what needs no thing before its verb: "there would have been", "it could have been"."""
    rest, following = sentence.after(group.end), sentence.low(group.end)
    if "have" in group.verb.bases:
        return f"there {could}{rest}" if phrase_at(sentence, group.end) else None
    bare = sentence.stops(group.end) or following in lexicon().among("prepositions")
    if bare and not group.verb.bases.isdisjoint(_SEEN):
        return f"this {could} {group.verb.participle}{rest}"
    if following in _CLAUSES and group.verb.among("clausal"):
        return f"it {could} {group.verb.participle}{rest}"
    return None


def _told_of_thing(sentence: Sentence, group: Group, could: str, *, own: bool) -> str | None:
    """Put the thing before its verb; None where that can't be done for certain."""
    clause = told(sentence, group, denied=False, own=own)
    tail = None if clause is None else settled(sentence.after(clause.end))
    if clause is None or tail is None or _goes_on(sentence, clause.end):
        return None
    if clause.words.startswith("it ") and not clause.words.endswith(("that", "how", "whether")):
        return None
    words = _DONE.sub(rf"{could} \g<how>", clause.words, count=1)
    return None if words == clause.words else f"{words}{tail}"


def _goes_on(sentence: Sentence, start: int) -> bool:
    """Return whether one more act of the same people follows."""
    return bool({"and", "but", "or"} & set(sentence.words(start, len(sentence.tokens))))
