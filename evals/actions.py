"""How well the parts of SMART and the level of control are read from an action's text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from agent.errors import DocumentError
from evals.figures import Figure, Judged, Section, quality, share
from evals.labels import CONTROLS, FLAGS, LabelledAction
from rubrics.actions import Plan, classify, smart
from tui.commands.reports import report

_PAGE = "# Review of an incident\n\n## Action items\n\n- {text}\n"
"""The plainest page on which somebody else's action stands."""
_OPEN_FLAGS = frozenset({"assigned", "time_bound"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from an action's text. A flag that nothing reads is in neither set."""

    holds: frozenset[str]
    known: frozenset[str]
    control: str


@cache
def strangers_are_read() -> bool:
    """Return whether `unblame check` reads pages that it did not write."""
    try:
        report("page.md", _PAGE.format(text="Refuse values below 50"), None, None)
    except DocumentError:
        return False
    return True


def read(text: str) -> Reading:
    """Read one action as `unblame check` does; by the bare rules where that can't be done."""
    line = " ".join(text.split())
    if not strangers_are_read():
        return _by_rules(line)
    found = report("page.md", _PAGE.format(text=line), None, None)["actions"]
    if not found:
        return Reading(frozenset(), frozenset(FLAGS), "")
    holds = frozenset(flag for flag in FLAGS if found[0][flag] is True)
    return Reading(holds, frozenset(FLAGS), found[0]["control"])


def measure(actions: Sequence[LabelledAction], data: str) -> Section:
    """Read each action by itself and compare."""
    readings = {action.id: read(action.text) for action in actions}
    figures = [*_flags(actions, readings), *_controls(actions, readings)]
    wrong = tuple(
        f"{action.id} {what}" for action in actions for what in _wrong(action, readings[action.id])
    )
    note = "read by `unblame check` on a page of its own"
    if not strangers_are_read():
        note = "read by the rules from the bare text: nothing reads an owner or a date from it yet"
    cases = tuple(
        f"{action.id} {', '.join(_wrong(action, readings[action.id]))}: {action.text}"
        for action in actions
        if any(_wrong(action, readings[action.id])) and "half closed" not in action.tags
    )
    return Section("actions", data, tuple(figures), wrong, (note,), cases)


def _by_rules(text: str) -> Reading:
    parts = {part.letter: part.ok for part in smart(text, text, Plan()).parts}
    holds = {flag for flag, letter in (("specific", "S"), ("measurable", "M")) if parts[letter]}
    return Reading(frozenset(holds), frozenset(FLAGS) - _OPEN_FLAGS, classify(text).control)


def _flags(actions: Sequence[LabelledAction], readings: dict[str, Reading]) -> Iterator[Figure]:
    for flag in FLAGS:
        known = [action for action in actions if flag in readings[action.id].known]
        cases = [
            Judged(flag in action.holds, flag in readings[action.id].holds) for action in known
        ]
        if cases:
            yield from quality(cases, f"{flag}: ")
        else:
            yield Figure(f"{flag}: F1", None, 0)


def _controls(actions: Sequence[LabelledAction], readings: dict[str, Reading]) -> Iterator[Figure]:
    right = [action for action in actions if readings[action.id].control == action.control]
    yield share("control: accuracy", len(right), len(actions))
    for level in CONTROLS:
        mine = [action for action in actions if action.control == level]
        hits = sum(action.control == level for action in right)
        yield share(f"control: recall of {level}", hits, len(mine))


def _wrong(action: LabelledAction, reading: Reading) -> Iterator[str]:
    for flag in FLAGS:
        if flag in reading.known and (flag in action.holds) != (flag in reading.holds):
            yield flag
    if reading.control != action.control:
        yield f"control={reading.control or 'none'}"
