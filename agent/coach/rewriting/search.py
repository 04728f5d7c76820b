"""Looks for a neutral version of one sentence: step by step, each version checked."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from agent.coach.fidelity import preserved
from agent.coach.judgement import without_judgement
from agent.coach.rewriting.absence import no_such_step, without_doing
from agent.coach.rewriting.acts import (
    doing_of,
    second_act,
    too_slow,
    without_doer,
)
from agent.coach.rewriting.agents import without_agent
from agent.coach.rewriting.as_required import as_required
from agent.coach.rewriting.asides import without_asides
from agent.coach.rewriting.beliefs import beside_belief
from agent.coach.rewriting.by_roles import without_role
from agent.coach.rewriting.checks import names_of, sound
from agent.coach.rewriting.conditionals import otherwise
from agent.coach.rewriting.conduct import without_conduct
from agent.coach.rewriting.courses import what_happened
from agent.coach.rewriting.delays import done_late, not_enough, took_longer, was_late
from agent.coach.rewriting.doers_left import leaves_actor, speaks_of_same
from agent.coach.rewriting.duties import not_as_it_should
from agent.coach.rewriting.error_causes import error_as_cause
from agent.coach.rewriting.estimates import underestimated
from agent.coach.rewriting.failures import failures
from agent.coach.rewriting.faults import he_is_nobody, they_are_nobody
from agent.coach.rewriting.firsts import first_done
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.havings import there_was_one
from agent.coach.rewriting.impersonal import with_doer
from agent.coach.rewriting.known import known_beside, known_of_things
from agent.coach.rewriting.labels import without_label
from agent.coach.rewriting.lacking import lacking
from agent.coach.rewriting.later_acts import later_act
from agent.coach.rewriting.logged import in_present
from agent.coach.rewriting.missing import was_missing
from agent.coach.rewriting.mistakes import told_of_mistake
from agent.coach.rewriting.mockery import literally
from agent.coach.rewriting.notes import notes
from agent.coach.rewriting.one_clause import splits, stays_blameless
from agent.coach.rewriting.otherwise import otherwise_possible
from agent.coach.rewriting.outcomes import what_came_of_it
from agent.coach.rewriting.owners import without_owner
from agent.coach.rewriting.participles import which_came_of_it
from agent.coach.rewriting.parts.versions import told_by_parts
from agent.coach.rewriting.passed_over import as_it_turned_out, not_minded
from agent.coach.rewriting.places import with_place
from agent.coach.rewriting.plain_acts import there_was_an_act
from agent.coach.rewriting.plain_duties import plain_duty
from agent.coach.rewriting.plain_words import Plain, plainly
from agent.coach.rewriting.possible import not_done_though_possible
from agent.coach.rewriting.probable_causes import probable_cause
from agent.coach.rewriting.residue import leaves_blame, mocks, says_little
from agent.coach.rewriting.restated import restated
from agent.coach.rewriting.should_be import should_have_been
from agent.coach.rewriting.slips import leaves_doer, leaves_failure, with_slip
from agent.coach.rewriting.subjects import subject_of
from agent.coach.rewriting.tags import without_tag
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.torn import is_torn
from agent.coach.rewriting.touches import put_in_place, touched_up
from agent.coach.rewriting.unnamed import names_someone, unnamed
from agent.coach.rewriting.verdict_acts import told_of_verdict
from agent.coach.rewriting.versions import Version
from agent.coach.rewriting.who_did import when_it_was_done
from agent.coach.rewriting.writing.versions import surely_written, written_anew

Clean = Callable[[str], bool]
_MOCKING = re.compile(
    r"^(?:great|nice|good|brilliant|excellent|well) (?:job|work|done|one|going)\b|^(?:congrat"
    r"ulations|kudos|thanks(?! to (?:(?:the|our|an?) |[\w-]+['’]s )))\b|\bbravo\b",
    re.IGNORECASE,
)
"""Mockery says something else than its words: no version of them is faithful."""
_CONTRACTED = re.compile(r"(?:(?<=should)|(?<=could)|(?<=would)|(?<=might))['’]ve\b", re.IGNORECASE)
_WOULD = re.compile(r"(?<=\w)['’]d(?= (?:[a-z]+ly |not |never )?have\b)", re.IGNORECASE)
_EMPTY_TAIL = re.compile(
    r", (?:plain and simple|simple as that|full stop|period|end of story)(?=[.!]*$)", re.IGNORECASE
)
_CUT_OFF = re.compile(
    r"\b(?:when|while|whilst|by|after|before|for|of|from|to) (?:[a-z]{3,20}ing"
    r"(?: (?:each|every|the|an?))?|the|an?|each|every)\s*$"
)
"""A line that was cut from its sentence: what its last verb is of, stands on the next."""
_I_ACT = re.compile(r"\b(?:we|i)\b", re.IGNORECASE)
"""What writers tell of themselves blames nobody else."""
_MOST_VERBS = 16
"""More in one sentence are no sentence, and each costs a look at every step."""
_ROUNDS = 3
_WIDEST = 6
"""How many versions of a round are followed; more only cost time."""


def neutral_version(text: str, clean: Clean, people: Sequence[str] = ()) -> Version | None:
    """Return the first version of a sentence that is clean and sound; None when there is none.

    Args:
        text: One sentence without list mark.
        clean: Whether a text lays no blame. It judges versions; `text` itself is taken to blame.
        people: Names of the document's people.
    """
    found = None if _CUT_OFF.search(text) else _found(text, clean, people)
    placed = None if found is None else with_place(text, found)
    for better in (touched_up(text, one) for one in (placed, found) if one is not None):
        if clean(better.text) and sound(text, better, people):
            return better
    return found


def _found(text: str, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return the first version, which may have lost where it happened together with who did it."""
    if len([*groups(Sentence(text, people))]) > _MOST_VERBS:
        return None
    literal = literally(text)
    plain = plainly(with_doer(literal))
    if literal != text:
        plain = replace(plain, passive=True)
    told = None if plain.text == text else _in_plain_words(text, plain, clean, people)
    if _MOCKING.search(text) or mocks(text):
        return told
    return told or _by_any_step(text, clean, people) or _by_clause(text, clean, people)


def _by_any_step(text: str, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return the first version of a sentence as it stands, by grammar, marks or drafts.

    A draft that the writer is sure of comes first: readers found it bad half as often as others.
    """
    return (
        _drafted(text, surely_written(text, people), clean, people)
        or _version_of(text, clean, people)
        or _of_nobody(text, clean, people)
        or _by_parts(text, clean, people)
        or _drafted(text, written_anew(text, people), clean, people)
    )


def _by_clause(text: str, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return a sentence of which one clause is said anew, where only that one blames."""
    for split in splits(Sentence(text, people)):
        if clean(split.clause) or not clean(split.rest):
            continue
        told = _by_any_step(split.clause, clean, people)
        if told is None or not stays_blameless(split, told.gone, people):
            continue
        version = _mended(text, replace(told, text=split.with_clause(told.text)), clean, people)
        if sound(text, version, people) and _may_stand(text, version, clean, people):
            return version
    return None


def _by_parts(text: str, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return the version that the trained tagger's marks make, where it is clean and sound."""
    version = told_by_parts(text, people)
    return _trained(text, version, clean, people) if version else None


def _drafted(
    text: str, version: Version | None, clean: Clean, people: Sequence[str]
) -> Version | None:
    """Return a draft of the trained writer, where there is one and it is clean and sound."""
    return _trained(text, version, clean, people) if version else None


def _trained(text: str, version: Version, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return a version of the trained parts that is clean and sound; None where it is not."""
    version = put_in_place(text, version)
    minded = (replace(version, text=one.text) for one in not_minded(Sentence(version.text, people)))
    plain = without_judgement(version.text)
    judged = () if plain is None else (replace(version, text=plain),)
    for one in (*minded, version, *judged):
        told = _accepted(text, one, clean, people) if sound(text, one, people) else None
        if told is not None:
            us = _I_ACT.search(told.text) is not None
            told = _without_actor(text, told, clean, people) if us else told
            return None if leaves_actor(Sentence(told.text, people), told.gone) else told
    return None


def may_be_said(text: str, version: Version) -> bool:
    """Return whether a version is sound, keeps its facts, and leaves nobody and nothing out."""
    return sound(text, version, ()) and _accepted(text, version, lambda _: True, ()) is not None


def _of_nobody(text: str, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return the version of a sentence whose doer was said to be someone, and went."""
    told = None if mocks(text) else unnamed(text)
    found = told and _version_of(told.text, clean, people)
    if told is None or not found or names_someone(found.text):
        return None
    words = in_present(found.text) if told.present else found.text
    version = words and replace(found, text=words, gone=f"{told.gone} {found.gone}")
    stands = (
        version and sound(told.source, version, people) and _may_stand(text, version, clean, people)
    )
    return version if version and stands else None


def _in_plain_words(text: str, plain: Plain, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return the version of a sentence whose idioms and mockery were said in plain words."""
    found = _version_of(plain.text, clean, people)
    bare = Version(plain.text, "DESCRIBE")
    if (
        found is None
        and plain.passive
        and not plain.acts
        and _tells_of_things(Sentence(plain.text, people))
    ):
        found = bare if _may_stand(text, bare, clean, people) else None
    if found is None or any(act in found.text.lower() for act in plain.acts):
        return None
    named = (*people, *names_of(found.gone))
    torn = is_torn(text, found.text, found.gone)
    return None if torn or preserved(text, found.text, people=named) else found


def _tells_of_things(sentence: Sentence) -> bool:
    """Return whether a sentence is a passive that names nobody."""
    named = any(token.agent or token.text.startswith("@") for token in sentence.tokens)
    if named or any(subject_of(sentence, group) for group in groups(sentence)):
        return False
    words = sentence.words(0, len(sentence.tokens))
    return not {"was", "were", "been"}.isdisjoint(words)


def _version_of(text: str, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return the first version that the steps make of a sentence, clean and sound."""
    if _MOCKING.search(text) or mocks(text):
        return None
    text = _WOULD.sub(" would", _EMPTY_TAIL.sub("", _CONTRACTED.sub(" have", text)))
    front = [Version(text, "")]
    seen = {text}
    for _ in range(_ROUNDS):
        following: list[Version] = []
        for one in front:
            for version in _steps(Sentence(one.text, people)):
                if version.text in seen:
                    continue
                seen.add(version.text)
                whole = Version(
                    version.text, one.strategy or version.strategy, f"{one.gone} {version.gone}"
                )
                if not sound(text, whole, people):
                    continue
                told = _accepted(text, whole, clean, people)
                finished = told and _finished(text, told, clean, people)
                if finished is not None:
                    return finished
                following.append(whole)
        front = following[:_WIDEST]
    return None


def _accepted(text: str, whole: Version, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return a sound version with the slip it tells of, where it is still sound and may stand."""
    slip = with_slip(text, whole.text)
    if slip is None:
        return None
    told = replace(whole, text=slip)
    whole_told = slip == whole.text or sound(text, told, people)
    words = as_required(text, slip) if whole_told else None
    version = replace(told, text=words) if words else None
    return version if version and _may_stand(text, version, clean, people) else None


def _may_stand(source: str, version: Version, clean: Clean, people: Sequence[str]) -> bool:
    """Return whether a sound version lays no blame and speaks of nobody who is gone."""
    words = version.text
    if not clean(words) or leaves_failure(words) or he_is_nobody(source, words, version.gone):
        return False
    if they_are_nobody(words, version.gone):
        return False
    sentence = Sentence(words, people)
    if next(without_role(sentence), None) is not None or says_little(source, words):
        return False
    return not leaves_blame(sentence) and not leaves_doer(source, sentence)


def _mended(text: str, found: Version, clean: Clean, people: Sequence[str]) -> Version:
    """Return a version with "was ignored" and "should have been" told plainly, if sound."""
    words = Sentence(found.text, people)
    for better in (*not_minded(words), *should_have_been(words)):
        gone = f"{found.gone} {better.gone}"
        version = Version(better.text, found.strategy, gone)
        if sound(text, version, people) and clean(version.text):
            return version
    return found


def _finished(text: str, told: Version, clean: Clean, people: Sequence[str]) -> Version | None:
    """Return a version without what is still held against somebody; None where that stays."""
    found = _mended(text, told, clean, people)
    for _ in range(_ROUNDS):
        before, found = found, _without_actor(text, found, clean, people)
        if found == before:
            break
    found = _without_mockery(text, found, clean, people)
    return None if leaves_actor(Sentence(found.text, people), found.gone) else found


def _without_actor(text: str, found: Version, clean: Clean, people: Sequence[str]) -> Version:
    """Return a version that names nobody as the one who acted, where that is sound."""
    sentence = Sentence(found.text, people)
    if _I_ACT.search(found.text) and not speaks_of_same(sentence, found.gone):
        return found
    return _first_that_stands(text, found, without_doer(sentence), clean, people)


def _without_mockery(text: str, found: Version, clean: Clean, people: Sequence[str]) -> Version:
    """Return a version without asides and judgements that the rules don't see, if sound."""
    sentence = Sentence(found.text, people)
    shorter = (*without_asides(sentence), *without_conduct(sentence))
    found = _first_that_stands(text, found, shorter, clean, people)
    plain = without_judgement(found.text)
    judged = () if plain is None else (Version(plain, found.strategy),)
    return _first_that_stands(text, found, judged, clean, people)


def _first_that_stands(
    text: str, found: Version, better: Iterable[Version], clean: Clean, people: Sequence[str]
) -> Version:
    """Return the first of better versions that is sound and may stand; the found one if none is."""
    for one in better:
        version = Version(one.text, found.strategy, f"{found.gone} {one.gone}")
        if sound(text, version, people) and _may_stand(text, version, clean, people):
            return version
    return found


def _steps(sentence: Sentence) -> Iterator[Version]:
    yield from without_asides(sentence)
    yield from without_conduct(sentence)
    yield from underestimated(sentence)
    yield from known_of_things(sentence)
    yield from known_beside(sentence)
    yield from there_was_one(sentence)
    yield from notes(sentence)
    yield from not_minded(sentence)
    yield from as_it_turned_out(sentence)
    yield from otherwise(sentence)
    yield from otherwise_possible(sentence)
    yield from not_done_though_possible(sentence)
    yield from not_as_it_should(sentence)
    yield from plain_duty(sentence)
    yield from restated(sentence)
    yield from was_missing(sentence)
    yield from what_came_of_it(sentence)
    yield from what_happened(sentence)
    yield from without_agent(sentence)
    yield from without_role(sentence)
    yield from without_tag(sentence)
    yield from without_doing(sentence)
    yield from beside_belief(sentence)
    yield from later_act(sentence)
    yield from when_it_was_done(sentence)
    yield from without_doer(sentence)
    yield from should_have_been(sentence)
    yield from too_slow(sentence)
    yield from done_late(sentence)
    yield from was_late(sentence)
    yield from took_longer(sentence)
    yield from not_enough(sentence)
    yield from first_done(sentence)
    yield from doing_of(sentence)
    yield from second_act(sentence)
    yield from lacking(sentence)
    yield from there_was_an_act(sentence)
    yield from without_label(sentence)
    yield from told_of_mistake(sentence)
    yield from told_of_verdict(sentence)
    yield from error_as_cause(sentence)
    yield from probable_cause(sentence)
    yield from failures(sentence)
    yield from without_owner(sentence)
    yield from which_came_of_it(sentence)
    plain = without_judgement(sentence.text)
    if plain is not None:
        yield Version(plain, "DESCRIBE")
    yield from no_such_step(sentence)
