"""Actions, people, records, readers and words: what of them is still open."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from agent.hygiene import shorten
from agent.postmortem.actions import FINISHED, Action
from agent.postmortem.record import Postmortem
from agent.questions.situation import Listing, Relevance, Subject
from rubrics.conditions import smart
from rubrics.conditions.prose import acronyms, explained_inline
from rubrics.conditions.reading import items, text
from rubrics.narrative import narrative

STALLED_AFTER = timedelta(days=7)


def _live(relevance: Relevance) -> Iterator[Action]:
    return (action for action in relevance.document.actions if action.status != "declined")


def _action(action: Action) -> Subject:
    return Subject(action.id, shorten(action.text))


def _actions(relevance: Relevance) -> Iterator[Subject]:
    yield from map(_action, _live(relevance))


def _unlinked(relevance: Relevance) -> Iterator[Subject]:
    for action in _live(relevance):
        if not (action.cause_ids or action.barrier_ids or action.gap_ids):
            yield _action(action)


def _vague(relevance: Relevance) -> Iterator[Subject]:
    """List actions whose words don't say what will change, with the reason."""
    for action in items(relevance.facts, "actions"):
        reason = smart.parts(relevance.facts, action).unclear
        if reason and text(action, "status") != "declined":
            yield Subject(text(action, "id"), shorten(text(action, "text")), reason)


def _open_actions(relevance: Relevance) -> Iterator[Subject]:
    """List actions that aren't finished, or said to be so without anything to show for it."""
    for action in _live(relevance):
        if action.status not in FINISHED or not action.verification.evidence:
            yield _action(action)


def _stalled(relevance: Relevance) -> Iterator[Subject]:
    """List actions long overdue or blocked, and those declined without a reason."""
    limit = (relevance.now - STALLED_AFTER).date()
    for action in relevance.document.actions:
        overdue = action.due is not None and action.due < limit
        open_still = action.status not in FINISHED
        unexplained_no = action.status == "declined" and not action.declined_reason
        if unexplained_no or (open_still and (overdue or action.status == "blocked")):
            yield _action(action)


def _measured(relevance: Relevance) -> Iterator[Subject]:
    today = relevance.now.date()
    for action in _live(relevance):
        due = action.measure.check_on is None or action.measure.check_on <= today
        if action.measure.metric and due:
            yield _action(action)


def _parked(relevance: Relevance) -> Iterator[Subject]:
    for parked in relevance.document.parking_lot:
        yield Subject(parked.id, shorten(parked.text))


def _people(relevance: Relevance) -> Iterator[Subject]:
    for person in relevance.document.people:
        yield Subject(person.id, person.display)


def _responders(relevance: Relevance) -> Iterator[Subject]:
    for person in relevance.document.people:
        if person.role_in_incident not in {"none", "observer"}:
            yield Subject(person.id, person.display)


def _evidence(relevance: Relevance) -> Iterator[Subject]:
    for record in relevance.document.evidence:
        yield Subject(record.id, shorten(record.title or record.kind))


def _lessons(relevance: Relevance) -> Iterator[Subject]:
    for lesson in relevance.document.learning.lessons:
        yield Subject(lesson.id, shorten(lesson.text))


def _shares(relevance: Relevance) -> Iterator[Subject]:
    for share in relevance.document.sharing.events:
        words = f"{share.channel} for {share.audience}".replace("_", " ")
        yield Subject(share.id, words)


def _terms(relevance: Relevance) -> Iterator[Subject]:
    """List terms of the glossary without a meaning, and acronyms explained nowhere."""
    document = relevance.document
    meant = {term.term for term in document.summary.glossary if term.meaning}
    told = "\n".join(_prose(document))
    unknown = [term.term for term in document.summary.glossary if not term.meaning]
    unknown += [name for name in acronyms(told) if not explained_inline(name, told)]
    for name in dict.fromkeys(unknown):
        if name not in meant:
            yield Subject(name, name)


def _prose(document: Postmortem) -> Iterator[str]:
    yield document.summary.text
    yield document.summary.background
    yield from (event.text for event in document.timeline.events)
    for cause in document.analysis.causes:
        yield from (cause.statement.cause, cause.statement.effect)
    yield from (action.text for action in document.actions)
    yield from (lesson.text for lesson in document.learning.lessons)


def _passages(relevance: Relevance) -> Iterator[Subject]:
    for path, words in narrative(relevance.facts):
        yield Subject(path, shorten(words))


LISTINGS: Mapping[str, Listing] = {
    "action": _actions,
    "open_action": _open_actions,
    "unlinked_action": _unlinked,
    "vague_action": _vague,
    "measured_action": _measured,
    "stalled_action": _stalled,
    "lesson": _lessons,
    "person": _people,
    "responder": _responders,
    "evidence": _evidence,
    "term": _terms,
    "parked": _parked,
    "planned_share": _shares,
    "passage": _passages,
}
"""Kinds of subject in the plan, among people and in the texts."""
