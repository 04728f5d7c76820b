"""Rewrites clauses about a noun: "a change we did not catch"."""

from agent.coach.rewriting.belonging import SPELLS
from agent.coach.rewriting.following import stands_alone, turns
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon
from agent.coach.rewriting.passive import Told
from agent.coach.rewriting.phrases import begins_verb, phrase_at, plural_noun
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.verbs import is_phrasal, passive_verb

_RELATIVE = frozenset({"that", "which"})


def about_noun(sentence: Sentence, group: Group, subject: Subject) -> str | None:
    """Turn "a change we did not catch" into "a change that was not caught"."""
    noun = _noun(sentence, group, subject)
    plural = None if noun is None else _number(sentence, noun)
    if plural is None or not stands_alone(sentence, subject, Told("", group.end)):
        return None
    verb = passive_verb(group, denied=group.denied, plural=plural)
    relative = "" if sentence.low(subject.start - 1) in _RELATIVE else "that "
    return f"{sentence.before(subject.start)}{relative}{verb}{sentence.after(group.end)}"


def _noun(sentence: Sentence, group: Group, subject: Subject) -> int | None:
    """Return the noun that the clause is about; None where none is for certain."""
    if not subject.gap or subject.denied or group.verb.among("no_passive"):
        return None
    has_relative = sentence.low(subject.start - 1) in _RELATIVE
    if {"whose", "whom"} & set(sentence.words(subject.start - 4, subject.start)):
        return None
    if not _is_whole(sentence, group, has_relative=has_relative) or _is_shared(sentence, group):
        return None
    if not has_relative and (_opens_with_lead(sentence, subject) or _has_particle(sentence, group)):
        return None
    noun = subject.start - 1 - has_relative
    if has_relative and sentence.low(noun) in lexicon().among("holding"):
        return None
    return noun - 1 if sentence.low(noun) == "," else noun


def _is_whole(sentence: Sentence, group: Group, *, has_relative: bool) -> bool:
    """Return whether the verb has no object of its own behind it."""
    low = sentence.low(group.end)
    goes_on = _goes_on(sentence, group.end) or (has_relative and low in lexicon().among("finite"))
    return low != "to" and (sentence.stops(group.end) or goes_on)


def _is_shared(sentence: Sentence, group: Group) -> bool:
    """Return whether another course follows, or one more verb of the doer who is gone."""
    end = group.end
    turned = group.sort == "counterfactual" and turns(sentence, end)
    return turned or any(
        sentence.low(place) in ("and", "but") and begins_verb(sentence, place + 1)
        for place in range(end, len(sentence.tokens))
    )


def _opens_with_lead(sentence: Sentence, subject: Subject) -> bool:
    """Return whether "before the holidays" opens the clause: then "we" begins its own verb."""
    start = subject.start
    joins = lexicon().among("coordinators")
    while start > 0 and not sentence.stops(start - 1) and sentence.low(start - 1) not in joins:
        start -= 1
    opens = lexicon().among("prepositions") | lexicon().among("subordinators") | {"out"}
    return sentence.low(start) in opens


def _has_particle(sentence: Sentence, group: Group) -> bool:
    """Return whether "off caching" follows: a particle with an object of its own."""
    low = sentence.low(group.end)
    particle = low in lexicon().among("particles") and is_phrasal(group, low)
    return particle and phrase_at(sentence, group.end + 1) is not None


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether the verb has no object of its own: "did not catch in our review"."""
    words, low = lexicon(), sentence.low(place)
    after = words.among("after_object") | words.among("prepositions") | words.among("subordinators")
    if low in ("every", "each") and sentence.low(place + 1) in SPELLS:
        return True
    return low in after - {"that", "which", "what", "how", "whether"} or ends_as_adverb(low)


def _number(sentence: Sentence, noun: int) -> bool | None:
    """Return whether the noun before a clause about it is plural; None when that isn't plain."""
    token = sentence.tokens[noun]
    if token.kind != "word":
        return False if token.kind == "atom" else None
    nearest = plural_noun(token.text)
    place = noun
    if nearest and {"lot", "number", "couple"} & set(sentence.words(noun - 4, noun)):
        return True
    while place > 0 and sentence.low(place - 1) not in lexicon().among("finite"):
        place -= 1
        if sentence.low(place) in ("of", "in", "for", "to", "with", "from", "on", "at"):
            before = sentence.tokens[place - 1]
            return nearest if plural_noun(before.text) == nearest else None
        if sentence.stops(place) or sentence.low(place) in lexicon().among("determiners"):
            break
    return nearest
