"""Tells what happened where an idiom blames: "left us to clean up" is "we had to clean up"."""

from collections.abc import Iterator
from itertools import pairwise

from agent.coach.grammar import capitalised
from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.following import lead_of, rest_of, settled, stands_alone
from agent.coach.rewriting.fronting import SUBJECT_FORM
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.idioms import Found, idioms_at, is_passive
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.passed_over import without_people
from agent.coach.rewriting.passive import Told
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_TOLD = word_set("told warned informed notified asked alerted advised reminded")
_NOTICING = word_set("notice see know hear receive get read spot learn find watch discover observe")
_NOT_SAID_AGAIN = word_set("it this that them his her their its he she they him")


def what_happened(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell what happened in place of what people made of it."""
    for place in range(1, len(sentence.tokens)):
        for found in idioms_at(sentence, place, "courses"):
            if is_passive(found.how):
                yield from _to_the_thing(sentence, found)
            elif sentence.low(found.start - 1) in ("and", "but", "then"):
                yield from _second(sentence, found)
            else:
                yield from _main(sentence, found)


def _to_the_thing(sentence: Sentence, found: Found) -> Iterator[Version]:
    """Turn "was pushed through by the lead at 9" into "went ahead at 9"."""
    first, *words = found.idiom.plain
    if first != "A" or words[0] == "be" or found.how not in ("was", "were"):
        return
    rest, gone = without_people(sentence, found.end)
    said = settled(rest)
    if said is not None:
        told = " ".join(_verb(word, "") for word in words)
        gone = f"{gone} {sentence.between(found.start, found.end)}"
        yield Version(f"{sentence.before(found.start)}{told}{said}", "SHIFT", gone)


def _main(sentence: Sentence, found: Found) -> Iterator[Version]:
    """Turn "the vendor left us to find out" into "we had to find out"."""
    human = lexicon().of_base("forget")
    group = Group(found.start, found.end, human, "done", denied=False)
    subject, clause = subject_of(sentence, group), _clause(sentence, found)
    opened = sentence.low(0) in lexicon().among("prepositions")
    if subject is None or clause is None or subject.denied or (subject.gap and not opened):
        return
    rest, lead = rest_of(sentence, clause.end, group), lead_of(sentence, subject.start)
    # "To find out from its own drivers" is of those who were left to.
    alone = "had to" in clause.words or stands_alone(sentence, subject, clause, rest)
    if rest is None or lead is None or not alone:
        return
    words = clause.words if lead.strip("*_ ") else capitalised(clause.words)
    yield Version(f"{lead}{words}{rest}", "SHIFT", _gone(sentence, subject.start, found))


def _second(sentence: Sentence, found: Found) -> Iterator[Version]:
    """Tell "and left us to find out" as "and we had to find out", and the act before it."""
    clause = _clause(sentence, found)
    rest = None if clause is None else settled(sentence.after(clause.end))
    if clause is None or rest is None:
        return
    text = f"{sentence.before(found.start)}{clause.words}{rest}"
    before = sentence.up_to(found.start)
    if _is_of_patients(before) or _only_noticed(before):
        yield Version(text, "SHIFT", _gone(sentence, found.start, found))
        return
    whole = Sentence(text, sentence.people)
    gone = _gone(sentence, found.start, found)
    for first in without_doer(whole):
        yield Version(first.text, first.strategy, f"{gone} {first.gone}")
    if not any(groups(sentence.up_to(found.start))):
        yield Version(text, "SHIFT", gone)


def _is_of_patients(sentence: Sentence) -> bool:
    """Return whether people were told something before: then they did nothing in that clause."""
    words = sentence.words(0, len(sentence.tokens))
    return any(
        low in ("was", "were", "been") and after in _TOLD
        for low, after in pairwise(word for word in words if not ends_as_adverb(word))
    )


def _only_noticed(sentence: Sentence) -> bool:
    """Return whether all that people did before was to notice or to know of it."""
    acts = list(groups(sentence))
    noticed = [not group.denied and not group.verb.bases.isdisjoint(_NOTICING) for group in acts]
    return bool(acts) and all(noticed)


def _gone(sentence: Sentence, start: int, found: Found) -> str:
    words = " ".join(word for word in found.idiom.words if word not in ("A", "V"))
    return f"{sentence.between(start, found.start + 2)} {words}"


def _clause(sentence: Sentence, found: Found) -> Told | None:
    """Return the clause that tells what happened, and the token after it."""
    words = found.idiom.words
    things, end = list(found.things), found.end
    if words[-1] == "A":
        phrase = phrase_at(sentence, end)
        full = phrase and with_complements(sentence, phrase, frozenset())
        if full is None:
            return None
        things[-1], end = sentence.between(full.start, full.end), full.end
    plain = found.idiom.plain
    if plain[0] != "A":
        said = " ".join(things[0] if word == "A" else word for word in plain)
        return Told(said, end) if found.how in ("", "did") else None
    thing, plural = _as_subject(things[0])
    if not thing:
        return None
    told = [thing, *(_verb(word, found.how, plural=plural) for word in plain[1:])]
    if told[-1] == "V":
        told[-1] = sentence.low(end - 1)
    return Told(" ".join(told), end)


def _as_subject(thing: str) -> tuple[str, bool]:
    """Return a thing as it stands before a verb, and whether it is several; empty when it can't."""
    inner = Sentence(thing)
    phrase: Phrase | None = phrase_at(inner, 0)
    low = inner.low(0)
    if low in SUBJECT_FORM and low in ("us", "me"):
        return SUBJECT_FORM[low], low == "us"
    if phrase is None or low in _NOT_SAID_AGAIN:
        return "", False
    return thing, phrase.plural


def _verb(word: str, how: str, *, plural: bool = False) -> str:
    """Return a word of the clause; a verb in the tense of the idiom."""
    if word == "be":
        return "had been" if how else "were" if plural else "was"
    if not word.startswith("~"):
        return word
    verb = lexicon().of_base(word[1:])
    return f"{how} {verb.participle}" if how else lexicon().past(verb)
