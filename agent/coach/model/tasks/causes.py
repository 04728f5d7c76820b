"""Causes: the missing part of a statement, and what fishbone and fault tree do not hold yet."""

from collections.abc import Iterator

from agent.coach.model.answers import Candidates, Faults, Rewording
from agent.coach.model.checks import not_said, nothing_new
from agent.coach.model.prompts import Brief, Section, section
from agent.coach.model.tasks.recipe import Draft, Recipe, decent
from agent.coach.offers import ask, put
from agent.coach.protocol import MoreCandidates, MoreFaults, StateCause
from agent.dialogue import AddItem, AskNext, Proposal
from agent.postmortem.causes import Cause
from agent.postmortem.record import Postmortem

_WORDS = 25
_CANDIDATES = 3
_FAULTS = 2
_OWN_FIRST = 3
"""People's own items on a diagram before a model may add to it."""


def _problem(document: Postmortem) -> Section:
    return section("The problem", document.analysis.problem.text or document.summary.text)


def _known(document: Postmortem) -> Section:
    """Return what else the review knows; the oldest is cut first where it is too long."""
    events = [f"- {one.text}" for one in document.timeline.events]
    nodes = [f"- {one.text}" for one in document.analysis.nodes]
    return section("What else the review knows", *events, *nodes, stays=False)


def _cause(task: StateCause, document: Postmortem) -> Cause | None:
    found = next((one for one in document.analysis.causes if one.id == task.cause_id), None)
    if found is None or found.confidence == "rejected" or found.category == "unknown":
        return None
    said = found.statement
    return found if said.cause.strip() and not said.effect.strip() else None


def _cause_brief(task: StateCause, document: Postmortem) -> Brief | None:
    cause = _cause(task, document)
    if cause is None:
        return None
    return Brief(
        "state_cause",
        (
            section("The cause", cause.statement.cause),
            section("What it led to", cause.statement.event),
            _problem(document),
            _known(document),
        ),
        {"words": str(_WORDS)},
    )


def _effect(answer: Rewording, task: StateCause, document: Postmortem) -> Iterator[Draft]:
    brief, cause = _cause_brief(task, document), _cause(task, document)
    text = answer.text.strip().rstrip(".")
    if brief is None or cause is None or not text:
        return
    reason = f"What “{cause.statement.cause.strip().rstrip('.')}” made likelier."
    offer = put("effect of the cause", text, reason, f"analysis.causes.{cause.id}.statement.effect")
    known = (cause.statement.cause, cause.statement.event, document.analysis.problem.text)
    yield Draft(offer, (*decent(document, _WORDS), nothing_new(brief.source), not_said(known)))


STATE_CAUSE = Recipe(Rewording, _cause_brief, _effect, "what the cause made likelier")


def _fishbone_brief(task: MoreCandidates, document: Postmortem) -> Brief | None:
    del task
    fishbone = document.analysis.fishbone
    if len(fishbone.items) < _OWN_FIRST:
        return None
    bones = dict.fromkeys(one.bone for one in fishbone.items)
    return Brief(
        "more_candidates",
        (
            _problem(document),
            section("Bones", *(f"- {bone}" for bone in bones)),
            section("On them so far", *(f"- {one.bone}: {one.text}" for one in fishbone.items)),
            _known(document),
        ),
        {"words": str(_WORDS)},
    )


def _candidates(answer: Candidates, task: MoreCandidates, document: Postmortem) -> Iterator[Draft]:
    brief = _fishbone_brief(task, document)
    if brief is None:
        return
    bones = {one.bone for one in document.analysis.fishbone.items}
    new = not_said([one.text for one in document.analysis.fishbone.items])
    checks = (*decent(document, _WORDS, fewest=2), nothing_new(brief.source), new)
    for one in answer.candidates[:_CANDIDATES]:
        if one.bone in bones:
            effect = AddItem(list_path="analysis.fishbone.items", fields={"bone": one.bone})
            reason = f"The bone “{one.bone}” does not hold it yet."
            offer = Proposal(
                id="", label="candidate", text=one.text.strip(), reason=reason, effect=effect
            )
            yield Draft(offer, checks)


MORE_CANDIDATES = Recipe(Candidates, _fishbone_brief, _candidates, "what the diagram lacks")


def _tree_brief(task: MoreFaults, document: Postmortem) -> Brief | None:
    del task
    nodes = document.analysis.fault_tree.nodes
    if len(nodes) < _OWN_FIRST:
        return None
    told = (
        f"- {one.id} {one.gate or 'event'}: {one.text} {list(one.inputs) or ''}" for one in nodes
    )
    return Brief(
        "more_faults",
        (
            section("The top event", document.analysis.fault_tree.top),
            section("Gates and events", *told),
            _known(document),
        ),
        {"words": str(_WORDS)},
    )


def _faults(answer: Faults, task: MoreFaults, document: Postmortem) -> Iterator[Draft]:
    """Ask where an event belongs instead of adding one that hangs on no gate."""
    brief = _tree_brief(task, document)
    if brief is None:
        return
    nodes = document.analysis.fault_tree.nodes
    gates = {one.id: one for one in nodes if one.gate}
    checks = (
        *decent(document, _WORDS, fewest=2),
        nothing_new(brief.source),
        not_said([one.text for one in nodes]),
    )
    for one in answer.events[:_FAULTS]:
        if one.gate in gates:
            event = one.text.strip().rstrip(".")
            words = f"Under “{gates[one.gate].text}”: how far did this have to be so: {event}?"
            reason = "The tree does not hold it yet."
            offer = ask("missing event", words, reason, AskNext(question="CA-29"))
            yield Draft(offer, (), ((event, checks),))


MORE_FAULTS = Recipe(Faults, _tree_brief, _faults, "what the tree lacks")
