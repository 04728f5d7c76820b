"""The actions as CSV, safe to open in a spreadsheet."""

import csv
import io

from agent.hygiene import one_line
from agent.postmortem.actions import Action
from agent.postmortem.record import Postmortem

HEAD = (
    "postmortem",
    "id",
    "action",
    "done_when",
    "owner",
    "due",
    "status",
    "priority",
    "control",
    "intent",
    "causes",
    "tracker",
    "link",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def actions_csv(document: Postmortem) -> str:
    """Return one row an action. A cell that would be run as a formula begins with an apostrophe."""
    names = {person.id: person.display for person in document.people}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for action in document.actions:
        writer.writerow([_defused(cell) for cell in _cells(document, action, names)])
    return out.getvalue()


def _cells(document: Postmortem, action: Action, names: dict[str, str]) -> list[str]:
    return [
        document.meta.id,
        action.id,
        action.text,
        action.done_when,
        names.get(action.owner, action.owner),
        action.due.isoformat() if action.due else "",
        action.status,
        action.priority,
        action.control,
        action.intent,
        " ".join(action.cause_ids),
        " ".join(part for part in (action.tracker.system, action.tracker.key) if part),
        action.tracker.url,
    ]


def _defused(cell: str) -> str:
    line = one_line(cell)
    return f"'{line}" if line.startswith(_FORMULA_STARTS) else line
