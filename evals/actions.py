"""How well the parts of SMART and the level of control are read from an action's text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.figures import Figure, Judged, Section, quality, share
from evals.labels import CONTROLS, FLAGS, LabelledAction
from tui.commands.reports import report

_PAGE = "# Review of an incident\n\n## Action items\n\n- {text}\n"
"""The plainest page on which somebody else's action stands."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from an action's text."""

    holds: frozenset[str]
    control: str


def read(text: str) -> Reading:
    """Read one action as `unblame check` does."""
    line = " ".join(text.split())
    found = report("page.md", _PAGE.format(text=line), None, None)["actions"]
    if not found:
        return Reading(frozenset(), "")
    holds = frozenset(flag for flag in FLAGS if found[0][flag] is True)
    return Reading(holds, found[0]["control"])


def measure(actions: Sequence[LabelledAction], data: str) -> Section:
    """Read each action by itself and compare."""
    readings = {action.id: read(action.text) for action in actions}
    figures = [*_flags(actions, readings), *_controls(actions, readings)]
    wrong = tuple(
        f"{action.id} {what}" for action in actions for what in _wrong(action, readings[action.id])
    )
    note = "read by `unblame check` on a page of its own"
    cases = tuple(
        f"{action.id} {', '.join(_wrong(action, readings[action.id]))}: {action.text}"
        for action in actions
        if any(_wrong(action, readings[action.id])) and "half closed" not in action.tags
    )
    return Section("actions", data, tuple(figures), wrong, (note,), cases)


def _flags(actions: Sequence[LabelledAction], readings: dict[str, Reading]) -> Iterator[Figure]:
    for flag in FLAGS:
        cases = [
            Judged(flag in action.holds, flag in readings[action.id].holds) for action in actions
        ]
        yield from quality(cases, f"{flag}: ")


def _controls(actions: Sequence[LabelledAction], readings: dict[str, Reading]) -> Iterator[Figure]:
    right = [action for action in actions if readings[action.id].control == action.control]
    yield share("control: accuracy", len(right), len(actions))
    for level in CONTROLS:
        mine = [action for action in actions if action.control == level]
        hits = sum(action.control == level for action in right)
        yield share(f"control: recall of {level}", hits, len(mine))


def _wrong(action: LabelledAction, reading: Reading) -> Iterator[str]:
    for flag in FLAGS:
        if (flag in action.holds) != (flag in reading.holds):
            yield flag
    if reading.control != action.control:
        yield f"control={reading.control or 'none'}"
