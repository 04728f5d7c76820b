"""What an answer of a pre-mortem calls for besides its own field."""

from collections.abc import Callable, Mapping
from typing import Any

from agent.dialogue import Remark
from agent.errors import AnswerError
from agent.postmortem.edits import Draft
from agent.premortem.thresholds import number_in
from agent.workflow.floor import Floor

HANDS_OVER, WRITES, READS_OUT = "PM-25", "PM-04", "PM-26"
"""The questions that say that nobody sees the screen, that ask for reasons, that read one out."""


def follow(question: str, about: str, draft: Draft, floor: Floor) -> None:
    """Do what an answer calls for. Raises AnswerError when that can't be done."""
    effect = _EFFECTS.get(question)
    if effect is not None:
        effect(about, draft, floor)


def _wrote(person: str, draft: Draft, floor: Floor) -> None:
    """Begin the time of a person who wrote before saying that nobody sees the screen."""
    known = [item for item in draft.get("silences") if item["person"] == person]
    if not known:
        draft.add("silences", {"person": person, "began_at": floor.now.isoformat()})


def _read_out(reason: str, draft: Draft, _: Floor) -> None:
    """Put a reason behind those that were read out before it, or make it a wording of one."""
    items: list[dict[str, Any]] = draft.get("reasons")
    item = _item(items, reason)
    if item["same_as"]:
        _merge(item, draft)
        return
    items.remove(item)
    before = sum(other["read_out_at"] is not None for other in items)
    items.insert(before, item)


def _merge(item: Mapping[str, Any], draft: Draft) -> None:
    target = item["same_as"]
    others = [other for other in draft.get("reasons") if other["read_out_at"] is not None]
    if target == item["id"] or all(other["id"] != target for other in others):
        raise AnswerError(
            f"{target} was not read out before {item['id']}.", "Name one that was, or keep it."
        )
    merge(draft, target, item)


def merge(draft: Draft, target: str, item: Mapping[str, Any]) -> None:
    """Make a reason a wording of another one: both texts are kept."""
    words = {key: item[key] for key in ("text", "by", "source", "origin")}
    held = draft.get(f"reasons.{target}.wordings")
    draft.set(f"reasons.{target}.wordings", [*held, words, *item["wordings"]])
    draft.remove(f"reasons.{item['id']}")


def _took(prior: str, draft: Draft, _: Floor) -> None:
    if all(item["id"] != prior for item in draft.get("priors")):
        raise AnswerError(f"There is no past incident {prior}.", "Choose one of those shown.")
    taken = [item["id"] for item in draft.get("reasons") if item["origin"] == prior]
    if taken:
        draft.set(f"priors.{prior}.taken_as", taken[-1])


def _read_signal(_: str, draft: Draft, __: Floor) -> None:
    reading = draft.get("readings")[-1]
    value = number_in(reading["text"])
    if value is not None and reading.get("value") is None:
        draft.set(f"readings.{reading['id']}.value", str(value))


_EFFECTS: Mapping[str, Callable[[str, Draft, Floor], None]] = {
    WRITES: _wrote,
    READS_OUT: _read_out,
    "PM-48": _took,
    "PM-43": _read_signal,
}
"""What the answer to a question does, by its id."""


def _item(items: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    return next(item for item in items if item["id"] == wanted)


def greeting(state: str) -> tuple[Remark, ...]:
    """Return what is said when a state begins."""
    words = _GREETINGS.get(state)
    return (Remark(text=words, rule="conduct:premortem"),) if words else ()


_GREETINGS: Mapping[str, str] = {
    "FAILURE": "Take it as given from here on: it has failed. The question is only why.",
    "SILENT": (
        "Each writes alone. Nobody sees what another wrote, and nothing is offered until all "
        "are done."
    ),
    "COLLECT": "One reason a turn, round the table. Ask what it means; debate comes later.",
    "CLUSTER": "The list is complete. What comes from elsewhere is labelled from here on.",
    "RATE": "Each rates alone; the middle of the ratings counts. Talk only where they lie apart.",
    "DECIDE": "A voice against the decision is worth as much as the decision: it is written down.",
}
