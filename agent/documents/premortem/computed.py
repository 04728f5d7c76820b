"""What a pre-mortem shows that is computed: lines, pictures and guesses, never read back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from agent.documents.computed import fenced
from agent.documents.escaping import escape
from agent.documents.layout import ViewOf
from agent.documents.premortem.matrix import ranked_modes, risk_matrix
from agent.documents.words import count, figure, words
from agent.postmortem.actions import FINISHED
from agent.premortem.chances import over_confident_by
from agent.premortem.foresight import Foresight, foresight
from agent.premortem.ranking import Ranked, Spread, chances_of, ranked, without_probability
from agent.premortem.record import Premortem
from agent.premortem.watching import agenda, crossed, watched

PremortemView: TypeAlias = ViewOf[Premortem]
_WIDTH: Final = 76
_MOST: Final = 40


def matrix_lines(view: PremortemView) -> list[str]:
    """Return the risk matrix as a code block."""
    return fenced(risk_matrix(view.document, _WIDTH))


def ranking_lines(view: PremortemView) -> list[str]:
    """Return the modes in order of weight as a code block."""
    return fenced(ranked_modes(view.document, _WIDTH))


def weight_lines(view: PremortemView) -> list[str]:
    """Return what the ratings come to, mode by mode, as a table."""
    places = [place for place in ranked(view.document) if place.rated is not None]
    if not places:
        return []
    lowers = {w.mode: w.lowers_by for w in chances_of(view.document).weights}
    heads = ("Mode", "Class", "Before", "S", "O", "D", "Probability", "RPN (only shown)",
             "Without it P(any) falls by")  # fmt: skip
    return [
        f"| {' | '.join(heads)} |",
        f"| {' | '.join(['---'] * len(heads))} |",
        *(f"| {' | '.join(_weighed(place, lowers))} |" for place in places),
    ]


def _weighed(place: Ranked, lowers: Mapping[str, float]) -> list[str]:
    found = place.rated
    if found is None:
        return []
    gain = lowers.get(place.mode.id)
    return [
        escape(place.mode.id),
        place.priority,
        place.first_priority if place.first_priority != place.priority else "",
        *(_spread(one) for one in (found.severity, found.occurrence, found.detection)),
        _spread(found.probability_pct, " %"),
        "" if found.rpn is None else figure(found.rpn),
        "" if gain is None else f"{figure(gain * 100)} points",
    ]


def _spread(found: Spread | None, unit: str = "") -> str:
    """Return a median, with how far people lay apart where they did."""
    if found is None:
        return ""
    middle = f"{figure(found.median)}{unit}"
    return f"{middle} ({figure(found.low)} to {figure(found.high)})" if found.width else middle


def chance_lines(view: PremortemView) -> list[str]:
    """Say how probable any of the modes is, within bounds, against what was stated."""
    document = view.document
    found = chances_of(document)
    if not found.weights:
        return []
    lines = [
        f"> That any of {count(len(found.weights), 'mode')} happens: "
        f"{figure(found.any * 100)} % if they are independent (an upper bound where they share "
        f"causes), between {figure(found.lower * 100)} and {figure(found.upper * 100)} % in any "
        "case."
    ]
    if left_out := without_probability(document):
        lines.append(f"> Without a stated probability, so left out: {escape(', '.join(left_out))}.")
    stated = document.plan.success_pct
    too_high = over_confident_by(found, stated)
    if stated is not None:
        lines.append(f"> Success was put at {figure(stated)} %. {_compared(too_high)}")
    if found.brittle:
        lines.append(f"> What helps most is to remove {escape(found.brittle)}.")
    return _as_list(lines)


def _compared(too_high: float | None) -> str:
    if too_high is None:
        return "The modes do not contradict that."
    return f"The plan is over-confident by at least {figure(too_high)} points."


def _as_list(lines: list[str]) -> list[str]:
    """Return quoted lines as a quoted list; one line stays as it is."""
    if len(lines) < 2:
        return lines
    return [f"> - {line.removeprefix('> ')}" for line in lines]


# --- actions and signals -----------------------------------------------------------------------


def action_summary(view: PremortemView) -> list[str]:
    """Return how many mitigations there are and how many are done."""
    actions = [one for one in view.document.actions if one.status != "declined"]
    if not actions:
        return []
    closed = sum(one.status in FINISHED for one in actions)
    return [f"> {count(len(actions), 'mitigation')}, {closed} done."]


def cadence_guess(view: PremortemView, signal: Mapping[str, Any]) -> str:
    """Return the cadence that the probability of a signal's mode asks for."""
    found = (place for place in watched(view.document) if place.signal.id == signal["id"])
    return next((words(place.cadence) for place in found), "")


def crossed_guess(view: PremortemView, reading: Mapping[str, Any]) -> str:
    """Return whether a reading crossed its threshold, where numbers tell."""
    document = view.document
    signal = next((one for one in document.signals if one.id == reading["signal_id"]), None)
    value = next((one for one in document.readings if one.id == reading["id"]), None)
    if signal is None or value is None or value.value is None:
        return ""
    return "yes" if crossed(signal, value) else "no"


def due_lines(view: PremortemView) -> list[str]:
    """Return what is to be done on which day, the next first."""
    found = agenda(view.document)
    if not found:
        return []
    lines = [
        f"| {one.on.isoformat()} | {_WHAT[one.kind]}{_subject(one.subject)} | {escape(one.text)} "
        f"| {escape(view.names.people.get(one.owner, one.owner))} |"
        for one in found[:_MOST]
    ]
    return ["| On | What | About | Owner |", "| --- | --- | --- | --- |", *lines]


_WHAT: Final = {
    "signal": "look at signal",
    "action": "mitigation due",
    "contingency": "contingency ready",
    "review": "look at the list again",
    "end": "measure the outcome",
}


def _subject(subject: str) -> str:
    return f" {escape(subject)}" if subject else ""


# --- what happened -----------------------------------------------------------------------------


def foresight_lines(view: PremortemView) -> list[str]:
    """Return what the list had said of each failure that happened."""
    return [line for one in foresight(view.document) for line in _foresight(one)]


def _foresight(found: Foresight) -> list[str]:
    named, late = _listed(found.named_before), _listed(found.named_after)
    told = f"named before it happened: {named}" if named else "not named before it happened"
    after = f"; named afterwards: {late}" if late else ""
    return [f"- {escape(found.outcome.postmortem)}: {told}{after}. {_signals(found)}"]


def _signals(found: Foresight) -> str:
    if found.signal_fired is None:
        return "No signal watched for it."
    if not found.fired:
        return "No signal crossed its threshold before it."
    fired = ", ".join(f"{escape(one.signal.id)}{_on(one.fired_at)}" for one in found.fired)
    return f"Crossed before it: {fired}."


def _on(moment: datetime | None) -> str:
    day: date | None = moment.date() if moment else None
    return f" on {day.isoformat()}" if day else ""


def _listed(ids: tuple[str, ...]) -> str:
    return ", ".join(escape(one) for one in ids)
