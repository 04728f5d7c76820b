"""Tells delays and weak steps of the thing: "the rise was noticed late"."""

from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import lead_of
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_CLOSE = {"closely": "close", "carefully": "careful"}


def done_late(sentence: Sentence) -> Iterator[Version]:
    """Turn "it took us too long to notice the rise" into "the rise was noticed late"."""
    if sentence.words(0, 2) != ("it", "took"):
        return
    ahead = sentence.words(2, 12)
    to = 2 + ahead.index("to") if "to" in ahead else 0
    if sentence.words(to - 2, to) != ("too", "long"):
        return
    verb = lexicon().of_base(sentence.low(to + 1))
    group = Group(to, to + 2, verb, "done", denied=False, main=to + 1)
    clause = told(sentence, group, denied=False, own=False)
    last = len(sentence.tokens)
    if clause is None or clause.words.startswith("it ") or clause.end < last - 1:
        return
    if clause.end < last and sentence.low(last - 1) not in (".", "!"):
        return
    end = sentence.text[sentence.tokens[clause.end - 1].end :]
    yield Version(f"{capitalised(clause.words)} late{end}", "MEASURE", sentence.between(1, to))


def not_enough(sentence: Sentence) -> Iterator[Version]:
    """Turn "we were not testing widely enough to see it" into "the testing was not ..."."""
    steps = lexicon().table("steps")
    for group in groups(sentence):
        how = sentence.low(group.end)
        quality = _CLOSE.get(how) or next(iter(lexicon().table("manner").get(how, ())), "")
        noun = next((steps[base][0] for base in sorted(group.verb.bases) if base in steps), "")
        enough = sentence.low(group.end + 1) == "enough"
        subject = subject_of(sentence, group)
        if not (group.denied and group.sort == "undone" and enough and quality and noun):
            continue
        if subject is None or subject.denied or subject.gap or group.before or group.beside:
            continue
        lead = lead_of(sentence, subject.start)
        if lead is None or group.time not in ("past", "past progressive"):
            continue
        words = f"the {noun} was not {quality}"
        words = words if lead.strip() else capitalised(words)
        gone = sentence.between(subject.start, subject.end)
        yield Version(f"{lead}{words}{sentence.after(group.end + 1)}", "SHIFT", gone)
