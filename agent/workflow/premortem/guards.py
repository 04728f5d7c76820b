"""The exit guard of each state of a pre-mortem: the facts still missing, the questions for them."""

from collections.abc import Callable, Iterator, Mapping

from agent.dialogue import AnyState, Missing
from agent.postmortem.actions import Action
from agent.premortem.modes import Mode
from agent.premortem.ranking import fell_without_reason, ranked, to_answer, to_watch
from agent.premortem.record import Premortem, participants
from agent.premortem.sentence import gaps
from agent.questions.about_premortem import loose, next_unread
from agent.workflow.premortem import silence
from agent.workflow.premortem.view import PremortemView

Guard = Callable[[PremortemView], Iterator[Missing]]

_ASSUMPTIONS = 3
_LINKS = 2
"""Links that make a chain: a cause and what it leads to."""


def missing_facts(state: AnyState, view: PremortemView) -> tuple[Missing, ...]:
    """Return what the guard of a state still needs; nothing means that it may be left."""
    return tuple(GUARDS[state](view))


def _need(fact: str, *questions: str, about: str = "", rule: str = "") -> Missing:
    return Missing(fact=fact, questions=questions, about=about, rule=rule)


def _plan(view: PremortemView) -> Iterator[Missing]:
    document, plan = view.document, view.document.plan
    if not plan.goal:
        yield _need("what is about to be done", "PM-01a")
    if not document.meta.title:
        yield _need("a title", "PM-17")
    if not plan.measure:
        yield _need("how success is measured", "PM-01b")
    if plan.end is None:
        yield _need("the day on which success is measured", "PM-01c")
    if plan.decision_on is None:
        yield _need("the day of the decision", "PM-20")
    if not plan.scope:
        yield _need("what belongs to the plan", "PM-19")
    have = len(plan.assumptions)
    if have < _ASSUMPTIONS:
        yield _need(f"three assumptions that must hold ({have} so far)", "PM-02")
    if not participants(document):
        yield _need("at least one participant, by name", "PM-21")
    yield from _dates(document)


def _dates(document: Premortem) -> Iterator[Missing]:
    """Yield the dates that contradict each other."""
    plan = document.plan
    if plan.end and plan.decision_on and plan.decision_on > plan.end:
        fact = f"a decision ({plan.decision_on}) before the end of the plan ({plan.end})"
        yield _need(fact, "PM-20", rule="decision-after-end")


def _failure(view: PremortemView) -> Iterator[Missing]:
    document = view.document
    question = "PM-50" if document.meta.outcome == "success" else "PM-03"
    if not document.failure.text:
        yield _need("the failure, told as a fact", question)
        return
    for gap in gaps(document.failure.text):
        yield _need(gap, question)
    if document.failure.accepted_at is None:
        yield _need("the sentence, taken as given", question)


def _silent(view: PremortemView) -> Iterator[Missing]:
    """Yield who may still write; not how much anybody wrote, for all see what is missing."""
    document = view.document
    reasons, minutes = document.meta.silent_reasons, document.meta.silent_minutes
    for person in participants(document):
        if not silence.may_end(document, person.id, view.now):
            fact = f"{reasons} reasons of {person.display}, or {minutes} minutes of writing"
            yield _need(fact, "PM-04", about=person.id)


def _collect(view: PremortemView) -> Iterator[Missing]:
    for reason in next_unread(view.document):
        yield _need(f"{reason.id} read out", "PM-26", about=reason.id)


def _cluster(view: PremortemView) -> Iterator[Missing]:
    document = view.document
    if not document.modes:
        yield _need("failure modes", "PM-29")
        return
    for reason in loose(document):
        yield _need(f"a failure mode for {reason.id}", "PM-31", "PM-29", about=reason.id)
    yield from _placed_wrongly(document)
    for mode in document.modes:
        if len(mode.mechanism) < _LINKS:
            yield _need(
                f"the chain that leads from {mode.id} to the failure", "PM-30", about=mode.id
            )


def _placed_wrongly(document: Premortem) -> Iterator[Missing]:
    """Yield reasons that stand in two modes, and modes that name reasons there are none of."""
    known = {reason.id for reason in document.reasons}
    seen: dict[str, str] = {}
    for mode in document.modes:
        for reason in mode.reason_ids:
            if reason not in known:
                yield _need(f"{mode.id} without {reason}: there is no such reason", "PM-29")
            elif reason in seen:
                fact = f"{reason} in one failure mode, not in {seen[reason]} and {mode.id}"
                yield _need(fact, "PM-29", rule="reason-in-two-modes")
            seen.setdefault(reason, mode.id)


def _rate(view: PremortemView) -> Iterator[Missing]:
    document = view.document
    given = {(rating.by, rating.mode_id) for rating in document.ratings}
    for person in participants(document):
        open_modes = [mode.id for mode in document.modes if (person.id, mode.id) not in given]
        if open_modes and not silence.is_away(document, person.id):
            fact = f"ratings of {', '.join(open_modes[:4])} by {person.display}"
            yield _need(fact, "PM-32", about=person.id)


def _mitigate(view: PremortemView) -> Iterator[Missing]:
    document = view.document
    live = [action for action in document.actions if action.status != "declined"]
    for place in to_answer(document):
        mode = place.mode
        if not (_is_covered(mode, live) or _is_accepted(mode) or _has_contingency(mode)):
            fact = f"an action against {mode.id}, a contingency, or its risk accepted"
            yield _need(fact, "PM-14", "PM-35", "PM-16", about=mode.id)
    for action in live:
        if not action.owner:
            yield _need(f"an owner of {action.id}", "AC-05", about=action.id)
        if action.due is None:
            yield _need(f"a date for {action.id}", "AC-06", about=action.id)
    for place in ranked(document):
        if fell_without_reason(place):
            fact = f"what changed in the design: the severity of {place.mode.id} fell"
            yield _need(fact, "PM-39", about=place.mode.id, rule="severity-fell")


def _is_covered(mode: Mode, live: list[Action]) -> bool:
    return any(mode.id in action.cause_ids for action in live)


def _is_accepted(mode: Mode) -> bool:
    risk = mode.accepted_risk
    return risk is not None and bool(risk.reason and risk.by and risk.until)


def _has_contingency(mode: Mode) -> bool:
    plan = mode.contingency
    return bool(plan.text and plan.owner and plan.ready_by)


def _signals(view: PremortemView) -> Iterator[Missing]:
    document = view.document
    watched = {
        signal.mode_id
        for signal in document.signals
        if signal.threshold and signal.source and signal.owner
    }
    for place in to_watch(document):
        if place.mode.id not in watched:
            yield _need(f"a signal that warns of {place.mode.id}", "PM-40", about=place.mode.id)
        if not (place.mode.stop.kind and place.mode.stop.text):
            fact = f"when {place.mode.id} makes the plan pause or stop"
            yield _need(fact, "PM-15", about=place.mode.id)


def _decide(view: PremortemView) -> Iterator[Missing]:
    decision = view.document.decision
    if not (decision.verdict and decision.reason):
        yield _need("a decision with its reason", "PM-41")
    if not (decision.dissent or decision.no_dissent):
        yield _need("voices against it, or that there are none", "PM-42")


def _watch(view: PremortemView) -> Iterator[Missing]:
    if not view.document.meta.closed_reason:
        yield _need("what became of the plan", "PM-46")


def _closed(_: PremortemView) -> Iterator[Missing]:
    return iter(())


GUARDS: Mapping[AnyState, Guard] = {
    "PLAN": _plan,
    "FAILURE": _failure,
    "SILENT": _silent,
    "COLLECT": _collect,
    "CLUSTER": _cluster,
    "RATE": _rate,
    "MITIGATE": _mitigate,
    "SIGNALS": _signals,
    "DECIDE": _decide,
    "WATCH": _watch,
    "CLOSED": _closed,
}
