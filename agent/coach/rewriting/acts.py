"""Rewrites clauses about what people did, failed to do or should have done, by a passive."""

from collections.abc import Iterator
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.doers import presumed_doer
from agent.coach.rewriting.doers_left import unknown_acts
from agent.coach.rewriting.following import lead_of, rest_of, settled, stands_alone
from agent.coach.rewriting.gaps import about_noun
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.passive import Told, done_to, told
from agent.coach.rewriting.phrases import begins_verb, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.splices import unspliced
from agent.coach.rewriting.subjects import (
    Subject,
    subject_before,
    subject_of,
)
from agent.coach.rewriting.swaps import swapped
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.verbs import wrongly
from agent.coach.rewriting.versions import Version

_STRATEGY = {"undone": "SHIFT", "counterfactual": "ACTUAL", "done": "SHIFT"}
_SPELLS = word_set("day night week month year time minute hour moment days weeks months years")
_SLOW: dict[tuple[str, ...], str] = {
    ("slow",): "a long time",
    ("too", "slow"): "too long",
    ("far", "too", "slow"): "far too long",
}
_UNSURE = word_set("hindsight retrospect maybe perhaps probably possibly arguably ideally")
_WHEN_OR_WHY = word_set("when while whilst after before as because since until once although")
_LONGEST_FRONT, _LONGEST_BARE = 22, 14
"""A verb that comes later than this is lost."""
_PARTS = word_set(", ; : — – and but so because which when while")


def without_doer(sentence: Sentence) -> Iterator[Version]:
    """Yield versions in which one clause does without its doer; the surest first."""
    found = list(_clauses(sentence))
    for wanted in (True, False):
        for group, subject in found:
            blames = _is_blaming(group, subject)
            if blames == wanted and (blames or _is_main(sentence, subject)):
                yield from _versions(sentence, group, subject)
    for group, subject in found:
        beside = not _is_blaming(group, subject) and not _is_main(sentence, subject)
        when = sentence.low(subject.start - 1) in _WHEN_OR_WHY
        if beside and when and subject.first_person and not subject.gap:
            yield from _versions(sentence, group, subject)


def _is_main(sentence: Sentence, subject: Subject) -> bool:
    """Return whether a clause is no mere "until a customer called", which blames nobody."""
    before = sentence.low(subject.start - 1)
    return before not in lexicon().among("subordinators") - {"that", "which", "because", "so"}


def too_slow(sentence: Sentence) -> Iterator[Version]:
    """Turn "we were too slow to roll it back" into "it took too long to roll it back"."""
    for place in range(1, len(sentence.tokens) - 2):
        spell = _spell(sentence, place)
        if spell is None:
            continue
        long, to = spell
        know = lexicon().of_base("know")
        subject = subject_of(sentence, Group(place, place + 1, know, "done", denied=False))
        if subject is None or subject.denied or subject.gap or _goes_on_alone(sentence, to):
            continue
        words = f"it took {long} to"
        words = capitalised(words) if _begins(sentence, subject.start) else words
        gone = sentence.between(subject.start, subject.end)
        text = f"{sentence.before(subject.start)}{words}{sentence.after(to + 1)}"
        yield Version(text, "MEASURE", gone)


def _spell(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Read "were too slow to" and "took 6 hours to": how long, and the place of "to"."""
    ahead = sentence.words(place + 1, place + 6)
    if "to" not in ahead or sentence.low(place) not in ("was", "were", "took"):
        return None
    to = place + 1 + ahead.index("to")
    words = sentence.words(place + 1, to)
    if sentence.low(place) == "took":
        timed = words[-2:] == ("too", "long") or any(word[:1].isdigit() for word in words)
        return (sentence.between(place + 1, to), to) if timed else None
    return (_SLOW[words], to) if words in _SLOW else None


def _goes_on_alone(sentence: Sentence, start: int) -> bool:
    """Return whether a verb of the same doer follows, who would be missing."""
    return any(
        sentence.low(place) in ("and", "but") and begins_verb(sentence, place + 1)
        for place in range(start, len(sentence.tokens))
    )


def second_act(sentence: Sentence) -> Iterator[Version]:
    """Turn "he left and forgot to tell the clinic" into "he left and the clinic was not told"."""
    for group in groups(sentence):
        judged = group.time != "present" and (group.judged or group.sort == "undone")
        if not judged or group.start < 3 or sentence.low(group.start - 1) not in ("and", "but"):
            continue
        if not group.human and not _speaks_of_people(sentence, group.start):
            continue
        if _within_relative(sentence, group.start) or _names_doer(sentence, group.start):
            continue
        if unknown_acts(sentence):
            continue
        clause = told(sentence, group, denied=group.denied, own=True)
        if clause is None:
            continue
        rest = rest_of(sentence, clause.end, group)
        if clause.words.startswith("it ") and "that" in sentence.words(0, group.start):
            continue
        nobody = Subject(group.start, group.start, denied=False, first_person=False)
        if rest is None or not stands_alone(sentence, nobody, clause, rest):
            continue
        yield Version(f"{sentence.before(group.start)}{clause.words}{rest}", "SHIFT")


def _within_relative(sentence: Sentence, end: int) -> bool:
    """Return whether "who copied it" stands before "and": its verb is not of the sentence."""
    start = end - 1
    while start > 0 and not sentence.stops(start - 1):
        start -= 1
    return bool({"who", "whose", "which"} & set(sentence.words(start, end)))


def _names_doer(sentence: Sentence, end: int) -> bool:
    """Return whether somebody is named whose second act it was: it would still be theirs."""
    subjects = [subject_of(sentence, group) for group in groups(sentence.up_to(end))]
    return any(one and not one.first_person for one in subjects)


def _speaks_of_people(sentence: Sentence, end: int) -> bool:
    """Return whether somebody stands before a token, of whom a verb after "and" may speak."""
    pronouns = lexicon().among("pronouns") - {"it", "this", "that", "these", "those"}
    return any(token.agent or token.low in pronouns for token in sentence.tokens[:end])


def _clauses(sentence: Sentence) -> Iterator[tuple[Group, Subject]]:
    for group in groups(sentence):
        subject = subject_of(sentence, group) or _left_out(group)
        if subject is None and group.sort == "counterfactual":
            subject = presumed_doer(sentence, group)
        if subject is not None:
            yield group, subject


def _left_out(group: Group) -> Subject | None:
    """Return the subject of a note that begins with its verb: "Also failed to check it"."""
    if group.start != 0 or group.sort != "undone" or group.time != "past":
        return None
    return Subject(0, 0, denied=False, first_person=True)


def _is_blaming(group: Group, subject: Subject) -> bool:
    judged = group.judged or group.sort != "done" or subject.denied
    return judged or group.verb.among("human_verbs") or group.verb.among("unseen")


def _versions(sentence: Sentence, group: Group, subject: Subject) -> Iterator[Version]:
    if subject.denied == group.denied and (group.denied or group.time == "past progressive"):
        return
    possible = {"could", "couldn't"} & set(sentence.words(group.start, group.main))
    if group.sort == "counterfactual" and (possible or _is_wish(sentence, group, subject)):
        return
    for shape in (_in_relative, swapped, _main):
        text = shape(sentence, group, subject)
        if text is not None:
            end = group.main if group.human else subject.end
            yield Version(text, _STRATEGY[group.sort], sentence.between(subject.start, end))


def _in_relative(sentence: Sentence, group: Group, subject: Subject) -> str | None:
    """Tell a clause about a noun, where it blames or speaks of the writers."""
    blames = _is_blaming(group, subject) or subject.first_person
    return about_noun(sentence, group, subject) if blames else None


def _is_wish(sentence: Sentence, group: Group, subject: Subject) -> bool:
    """Return whether "should have" tells an aim or is hedged: then a denial says something else."""
    words = sentence.words(0, group.end)
    thought = sentence.low(subject.start - 1) in lexicon().among("clausal")
    return thought or group.verb.among("aims") or bool(_UNSURE & set(words))


def doing_of(sentence: Sentence) -> Iterator[Version]:
    """Turn "due to the clerk not closing the valve" into "due to the valve not being closed"."""
    for place in range(2, len(sentence.tokens)):
        verb = lexicon().of_ing(sentence.low(place))
        if verb is None or verb.among("no_passive"):
            continue
        start = place
        while sentence.low(start - 1) in ("not", "never") or ends_as_adverb(
            sentence.low(start - 1)
        ):
            start -= 1
        before = sentence.words(start, place)
        beside = tuple(low for low in before if low not in lexicon().among("judging") | {"not"})
        group = Group(start, place + 1, verb, "done", denied="not" in before, main=place)
        subject = subject_before(sentence, start)
        if subject is None or not before:
            continue
        thing = done_to(sentence, group)
        rest = None if thing is None else settled(sentence.after(thing.end))
        if thing is None or rest is None:
            continue
        denied = "not " if group.denied else ""
        words = " ".join([f"{thing.words} {denied}being", *beside, verb.participle])
        gone = sentence.between(subject, start)
        yield Version(f"{sentence.before(subject)}{words}{rest}", "SHIFT", gone)


def _main(sentence: Sentence, group: Group, subject: Subject) -> str | None:
    """Turn "the clerk forgot to file the form" into "the form was not filed"."""
    if subject.gap and not _has_object(sentence, group, subject):
        return None
    wrong = _was_wrong(sentence, group)
    if wrong is not None:
        group = replace(group, beside=tuple(w for w in group.beside if w.lower() != wrongly(group)))
    denied = group.denied or subject.denied
    clause = told(sentence, group, denied=denied, own=not subject.first_person)
    if clause is None or group.end > clause.end or _hangs(sentence, subject, clause):
        return None
    rest = _behind(sentence, group, subject, clause)
    if rest is None:
        return None
    lead = lead_of(sentence, subject.start)
    of_them = " and were " in rest and " and were " not in sentence.text
    if lead is None or (of_them and " were " not in f"{clause.words} "):
        return None
    said = _owned(sentence, group, subject, clause.words)
    words = capitalised(said) if _begins(sentence, subject.start) else said
    if wrong is not None and rest.startswith(","):
        return f"{lead}{words}, which was {wrong}{rest}"
    return _ended(f"{lead}{words}{rest}", wrong)


def _behind(sentence: Sentence, group: Group, subject: Subject, clause: Told) -> str | None:
    """Return what stands behind a clause that lost its doer; None where it can't stay so."""
    rest = rest_of(sentence, clause.end, group, _again(sentence, subject))
    if rest is None or not stands_alone(sentence, subject, clause, rest):
        return None
    inside = _is_inside(sentence, subject.start)
    return unspliced(rest, inside=inside, of_us=subject.first_person)


def _is_inside(sentence: Sentence, start: int) -> bool:
    """Return whether a clause stands within another one, which goes on behind it."""
    return bool(set(sentence.words(0, start)) & lexicon().among("subordinators"))


def _hangs(sentence: Sentence, subject: Subject, clause: Told) -> bool:
    """Return whether a clause can't stand where it is: "whose prefix there was no test"."""
    relative = {"whose", "whom"} & set(sentence.words(0, subject.start))
    nominal = clause.words.startswith("there was") and relative
    length = len(clause.words.split())
    bare = sentence.low(clause.end) in ("", ".", "!")
    return bool(nominal) or length > (_LONGEST_BARE if bare else _LONGEST_FRONT)


def _owned(sentence: Sentence, group: Group, subject: Subject, words: str) -> str:
    """Tell "its part" of a named office as "the Oslo office's part": whose it is, is a fact."""
    who = sentence.between(subject.start, subject.end)
    named = any(token.is_name for token in sentence.tokens[subject.start + 1 : subject.end])
    its = sentence.low(group.end) == "its" and words.startswith("the ")
    return f"{who}'s {words[4:]}" if its and named and not who.endswith("s") else words


def _has_object(sentence: Sentence, group: Group, subject: Subject) -> bool:
    """Return whether the verb has an object of its own: "in that step we dropped the index"."""
    opens = sentence.low(0) in lexicon().among("prepositions") and not any(
        sentence.stops(place) for place in range(subject.start)
    )
    if sentence.low(subject.start - 1) == "which":
        return False
    if sentence.low(subject.start - 1) == "that":
        if sentence.low(subject.start - 2) in lexicon().among("holding"):
            return True
    elif not opens:
        return False
    phrase = phrase_at(sentence, group.end)
    if opens and group.sort == "undone":
        return phrase is not None
    determined = sentence.low(group.end) in lexicon().among("determiners")
    return determined and phrase is not None and sentence.low(phrase.head) not in _SPELLS


def _again(sentence: Sentence, subject: Subject) -> str:
    """Return "we" where the writers may be named again before a verb that needs them."""
    words = sentence.words(subject.start, subject.end)
    return words[0] if words == ("we",) else ""


def _was_wrong(sentence: Sentence, group: Group) -> str | None:
    """Return "incorrect" when what follows the verb is what was incorrect: "set it to 10"."""
    table = lexicon().table("not_right")
    if group.denied or len(table.get(wrongly(group), ())) < 2 or group.verb.among("believing"):
        return None
    words = sentence.words(group.end, len(sentence.tokens))
    if any(word in _PARTS for word in words):
        return None
    tells = words[:1] in (("that",), ("how",), ("whether",)) or bool({"to", "as"} & set(words))
    return table[wrongly(group)][1] if tells else None


def _ended(text: str, wrong: str | None) -> str:
    """Add "which was incorrect" at the end of a sentence."""
    if wrong is None:
        return text
    bare = text.rstrip(".! ")
    return f"{bare}, which was {wrong}{text[len(bare) :]}"


def _begins(sentence: Sentence, place: int) -> bool:
    """Return whether a sentence or a labelled note begins at a place, with a capital."""
    if place == 0:
        return True
    capital = sentence.tokens[place].text.strip("*_~")[:1].isupper()
    proper = sentence.low(place) == "i" or not sentence.low(place).isalpha()
    before = sentence.before(place).rstrip(" *_~")
    return capital and not proper and before.endswith(("-", "–", "—", ":", ".", "|"))
