"""The things of a pre-mortem that questions are about: writers, reasons, modes, signals."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from agent.hygiene import shorten
from agent.premortem.hiding import hidden
from agent.premortem.lenses import LENSES, NAMES
from agent.premortem.modes import Mode
from agent.premortem.ranking import fell_without_reason, ranked, rated, ratings_of
from agent.premortem.reasons import Prior, Reason
from agent.premortem.record import Premortem, participants
from agent.premortem.watching import watched
from agent.questions.situation import Listing, Relevance, Subject

_DOUBTED_BELOW = 20
"""Below this stated chance a success is worth imagining (method, section 5)."""
Seen = Relevance[Premortem]


def next_unread(document: Premortem) -> tuple[Reason, ...]:
    """Return the reasons that were not read out yet, one of each author a round."""
    everyone = sorted(document.reasons, key=_number)
    order: dict[str, int] = {person.id: n for n, person in enumerate(participants(document))}
    turn: dict[str, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    for reason in everyone:
        author = reason.by or reason.origin
        order.setdefault(author, len(order))
        turn[reason.id] = (counts.get(author, 0), order[author])
        counts[author] = counts.get(author, 0) + 1
    return tuple(sorted(hidden(document), key=lambda reason: turn[reason.id]))


def loose(document: Premortem) -> tuple[Reason, ...]:
    """Return the reasons that stand in no failure mode."""
    placed = {reason for mode in document.modes for reason in mode.reason_ids}
    return tuple(reason for reason in document.reasons if reason.id not in placed)


def missing_lenses(document: Premortem) -> tuple[str, ...]:
    """Return the lenses under which nothing stands."""
    seen = {str(mode.lens) for mode in document.modes}
    seen |= {reason.origin for reason in document.reasons}
    return tuple(lens for lens in LENSES if lens not in seen)


def told(prior: Prior) -> str:
    """Return a past incident in words: what caused it, and what became of its fixes."""
    words = prior.title or prior.incident
    if prior.causes:
        words += f": {'; '.join(prior.causes[:2])}"
    if prior.actions_total is not None:
        words += f"; {prior.actions_done or 0} of {prior.actions_total} fixes done"
    elif prior.actions_open:
        words += f"; {prior.actions_open} fixes open"
    return words


def _number(reason: Reason) -> int:
    digits = reason.id.removeprefix("RS")
    return int(digits) if digits.isdigit() else 0


def _people(seen: Seen) -> Iterator[Subject]:
    return (Subject(person.id, person.display) for person in participants(seen.document))


def _raters_again(seen: Seen) -> Iterator[Subject]:
    if seen.document.actions:
        again = {rating.by for rating in seen.document.ratings if rating.round == "after"}
        yield from (subject for subject in _people(seen) if subject.id not in again)


def _unread(seen: Seen) -> Iterator[Subject]:
    return (Subject(reason.id, reason.text) for reason in next_unread(seen.document)[:1])


def _loose(seen: Seen) -> Iterator[Subject]:
    if seen.document.modes:
        yield from (Subject(reason.id, reason.text) for reason in loose(seen.document))


def _lenses(seen: Seen) -> Iterator[Subject]:
    document = seen.document
    missing = missing_lenses(document)
    if document.modes and missing and not loose(document):
        yield Subject("lenses", ", ".join(NAMES[lens] for lens in LENSES if lens in missing))


def _priors(seen: Seen) -> Iterator[Subject]:
    return (Subject(prior.id, told(prior)) for prior in seen.document.priors)


def _mode(mode: Mode) -> Subject:
    return Subject(mode.id, shorten(mode.text))


def _modes(seen: Seen) -> Iterator[Subject]:
    return map(_mode, seen.document.modes)


def _apart(seen: Seen) -> Iterator[Subject]:
    for mode in seen.document.modes:
        found = rated(ratings_of(seen.document, mode.id, "first"))
        if found is not None and found.apart and not mode.discussion:
            yield Subject(mode.id, shorten(mode.text), ", ".join(found.apart))


def _fallen(seen: Seen) -> Iterator[Subject]:
    return (_mode(place.mode) for place in ranked(seen.document) if fell_without_reason(place))


def _due_signals(seen: Seen) -> Iterator[Subject]:
    for place in watched(seen.document):
        limit = f"{place.signal.name} ({place.signal.threshold})"
        yield Subject(place.signal.id, shorten(limit))


def _assumptions(seen: Seen) -> Iterator[Subject]:
    return (Subject(one.id, shorten(one.text)) for one in seen.document.plan.assumptions)


LISTINGS: Mapping[str, Listing] = {
    "writer": _people,
    "rater": _people,
    "rater_again": _raters_again,
    "unread_reason": _unread,
    "loose_reason": _loose,
    "missing_lens": _lenses,
    "prior": _priors,
    "mode": _modes,
    "mode_apart": _apart,
    "mode_fallen": _fallen,
    "due_signal": _due_signals,
    "assumption": _assumptions,
}
"""What each kind of subject means in a pre-mortem."""

PREDICATES: Mapping[str, Callable[[Relevance[Any]], bool]] = {
    "failure_is_imagined": lambda seen: seen.document.meta.outcome == "failure",
    "success_is_imagined": lambda seen: seen.document.meta.outcome == "success",
    "success_is_doubted": lambda seen: (
        seen.document.plan.success_pct is not None
        and seen.document.plan.success_pct < _DOUBTED_BELOW
    ),
    "list_is_complete": lambda seen: bool(seen.document.modes) and not loose(seen.document),
}
"""What `when` in the bank of a pre-mortem can name."""
