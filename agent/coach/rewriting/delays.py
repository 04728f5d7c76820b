"""Tells delays and weak steps of the thing: "the rise was noticed late"."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from agent.coach.grammar import capitalised
from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.following import lead_of, rest_of, settled, stands_alone
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.passive import Told, told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import subject_of, verb_between
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
    low = sentence.low(to + 1)
    verb = lexicon().of_base("notice" if low in ("realise", "realize") else low)
    group = Group(to, to + 2, verb, "done", denied=False, main=to + 1)
    clause = told(sentence, group, denied=False, own=False)
    last = len(sentence.tokens)
    if clause is None or clause.words.startswith("it ") or clause.end < last - 1:
        return
    if clause.end < last and sentence.low(last - 1) not in (".", "!"):
        return
    end = sentence.text[sentence.tokens[clause.end - 1].end :]
    yield Version(f"{capitalised(clause.words)} late{end}", "MEASURE", sentence.between(1, to))


def was_late(sentence: Sentence) -> Iterator[Version]:
    """Turn "they responded late to our ticket" into "the response to our ticket was late"."""
    nouns = lexicon().table("nominal") | lexicon().table("late_acts")
    for group in groups(sentence):
        base = next((one for one in sorted(group.verb.bases) if one in nouns), "")
        subject = subject_of(sentence, group)
        if not base or subject is None or subject.denied or subject.gap or group.beside:
            continue
        if group.sort != "done" or group.time != "past" or group.denied:
            continue
        late, end = _manner(sentence, group.end)
        lead = lead_of(sentence, subject.start)
        if not late or lead is None:
            continue
        to = _what_to(sentence, end)
        if to is None:
            continue
        rest = settled(sentence.after(to))
        noun = nouns[base][0]
        words = f"the {noun}{_between(sentence, end, to)} was {late}"
        words = words if lead.strip() else capitalised(words)
        if rest is not None and stands_alone(sentence, subject, Told(words, to), rest):
            gone = sentence.between(subject.start, subject.end)
            yield Version(f"{lead}{words}{rest}", "MEASURE", gone)


def took_longer(sentence: Sentence) -> Iterator[Version]:
    """Turn "we underestimated how long the copy would take" into "the copy took longer than"."""
    for group in groups(sentence):
        subject, place = subject_of(sentence, group), group.end
        if "underestimate" not in group.verb.bases or group.denied or subject is None:
            continue
        if sentence.words(place, place + 2) != ("how", "long") or subject.denied or subject.gap:
            continue
        words = sentence.words(place, place + 14)
        lead = lead_of(sentence, subject.start)
        if ("would", "take") not in pairwise(words) or lead is None:
            continue
        take = place + list(pairwise(words)).index(("would", "take")) + 2
        start, rest = place + 2, rest_of(sentence, take, group)
        inner = sentence.up_to(take - 2)
        phrase = phrase_at(inner, start)
        thing = phrase and with_complements(inner, phrase, frozenset())
        acting = lexicon().of_ing(sentence.low(start)) is not None
        whole = acting and not verb_between(sentence, start, take - 2)
        if rest is None or not (whole or (thing is not None and thing.end == take - 2)):
            continue
        said = f"{sentence.between(start, take - 2)} took longer than estimated"
        said = said if lead.strip() else capitalised(said)
        gone = sentence.between(subject.start, subject.end)
        yield Version(f"{lead}{said}{rest}", "MEASURE", gone)


def _manner(sentence: Sentence, place: int) -> tuple[str, int]:
    """Read "too slowly" as "too slow", and the token after it."""
    for length in (3, 2, 1):
        row = lexicon().lines("late_manners")
        words = sentence.words(place, place + length)
        for line in row:
            cut = line.index("=")
            if line[:cut] == words:
                return " ".join(line[cut + 1 :]), place + length
    return "", place


def _what_to(sentence: Sentence, place: int) -> int | None:
    """Return the token after "to the first reports"; None where something else follows."""
    if sentence.stops(place) or sentence.low(place) in ("and", "because", "when", "although"):
        return place
    if sentence.low(place) not in ("to", "with", "about", "on"):
        return None
    phrase = phrase_at(sentence, place + 1)
    full = phrase and with_complements(sentence, phrase, frozenset())
    while full is not None and sentence.low(full.end) in ("from", "of"):
        more = phrase_at(sentence, full.end + 1)
        full = more and replace(full, end=more.end)
    return None if full is None else full.end


def _between(sentence: Sentence, start: int, end: int) -> str:
    words = sentence.between(start, end)
    return f" {words}" if words else ""


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
