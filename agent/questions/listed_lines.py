"""Pasted lists and tables of actions, people and evidence as rows."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from agent.hygiene import one_line
from agent.postmortem.values import EvidenceKind
from agent.questions.days import MONTH
from agent.questions.pasted import (
    LONGEST,
    Line,
    PastedRow,
    PastedRows,
    cells_of,
    headings_of,
    is_rule,
    pair,
)
from agent.questions.sources import read_evidence
from rubrics.patterns import regex

if TYPE_CHECKING:
    from agent.dialogue import FormField

_KEYS: Mapping[str, str] = {
    "owner": "owner", "assignee": "owner", "assigned to": "owner", "responsible": "owner",
    "who": "owner", "due": "due", "due date": "due", "deadline": "due", "by": "due",
    "by when": "due", "eta": "due", "done when": "done_when", "acceptance": "done_when",
    "definition of done": "done_when",
}  # fmt: skip
_KEY = "|".join(sorted(map(re.escape, _KEYS), key=len, reverse=True))
_KEYED = regex(
    rf"(?P<key>{_KEY})\s*[:=]\s*(?P<value>.+?)(?=\s*[,;|.]?\s+(?:{_KEY})\s*[:=]|$)", re.I
)
_PARENS = regex(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]")
_DAY = (
    rf"(?:\d{{4}}-\d\d?-\d\d?|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}(?![a-z])(?:,? \d{{4}})?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}})?|(?:end of )?q[1-4](?: \d{{4}})?"
    rf"|end of {MONTH}(?: \d{{4}})?|tomorrow|next (?:week|month|quarter|[a-z]+day))"
)
_BY_DAY = regex(rf"[\s,;–—-]*\b(?:by|due|until|before)\s*:?\s+(?P<day>{_DAY})\.?$", re.IGNORECASE)
_DAY_ALONE = regex(rf"(?:by |due )?{_DAY}", re.IGNORECASE)
_LAST_DAY = regex(rf"\s*(?:[,;–—]|\s-)\s*(?P<day>{_DAY})\.?$", re.IGNORECASE)
_HANDLE = regex(r"[\s,;–—-]*(?<![\w@])@(?P<name>[A-Za-z][\w.-]*)")
_DOES = regex(r"\s+(?:to|will|should|must|shall|needs? to|has to)\s", re.IGNORECASE)
"""After a handle that is the subject of the sentence: cut out, it would leave half a sentence."""
_ROLES: Mapping[str, tuple[str, str]] = {
    "incident commander": ("role_in_incident", "commander"),
    "commander": ("role_in_incident", "commander"),
    "incident lead": ("role_in_incident", "commander"),
    "ic": ("role_in_incident", "commander"),
    "technical lead": ("role_in_incident", "technical_lead"),
    "tech lead": ("role_in_incident", "technical_lead"),
    "communicator": ("role_in_incident", "communicator"),
    "communications": ("role_in_incident", "communicator"),
    "communications lead": ("role_in_incident", "communicator"),
    "incident scribe": ("role_in_incident", "scribe"),
    "responder": ("role_in_incident", "responder"),
    "on-call": ("role_in_incident", "responder"),
    "on-call engineer": ("role_in_incident", "responder"),
    "service owner": ("role_in_incident", "service_owner"),
    "reporter": ("role_in_incident", "reporter"),
    "affected": ("role_in_incident", "affected"),
    "observer": ("role_in_incident", "observer"),
    "owner": ("review_roles", "owner"),
    "document owner": ("review_roles", "owner"),
    "facilitator": ("review_roles", "facilitator"),
    "scribe": ("review_roles", "scribe"),
    "reviewer": ("review_roles", "reviewer"),
    "participant": ("review_roles", "participant"),
}
_NAME_THEN_ROLES = regex(
    r"^(?P<name>[^:–—|(]+?)\s*(?:\s[-–—]\s|[:–—]|,|\((?=[^)]*\)$))\s*(?P<roles>.+?)\)?$"
)
_EVIDENCE_KINDS: frozenset[EvidenceKind] = frozenset(
    {
        "log", "metric", "alert", "deploy", "ticket", "chat", "call", "interview", "dashboard",
        "document", "status_page", "customer", "survey", "other",
    }
)  # fmt: skip


def read_actions(lines: Sequence[Line], columns: "Sequence[FormField]" = ()) -> PastedRows:
    """Return actions: "- [ ] Do X (Owner: Ana, Due: 15 March)", "* Do X — @ana, by 2026-03-15"."""
    order = tuple(column.name for column in columns) or ("text", "owner", "due")
    return _read(lines, columns, "actions", order, _action)


def read_people(lines: Sequence[Line], columns: "Sequence[FormField]" = ()) -> PastedRows:
    """Return people: "Ana Ruiz - incident commander, facilitator"."""
    return _read(lines, columns, "people", (), _person)


def read_evidence_lines(lines: Sequence[Line], columns: "Sequence[FormField]" = ()) -> PastedRows:
    """Return evidence: "title — link", "alert | title | link", or a title alone."""
    return _read(lines, columns, "evidence", (), _evidence)


READERS: "Mapping[str, Callable[[Sequence[Line], Sequence[FormField]], PastedRows]]" = {
    "actions": read_actions,
    "people": read_people,
    "evidence": read_evidence_lines,
}
"""The reader of each shape of list."""


def _read(
    lines: Sequence[Line],
    columns: "Sequence[FormField]",
    shape: str,
    order: tuple[str, ...],
    read_line: Callable[[str], dict[str, str]],
) -> PastedRows:
    rows: list[PastedRow] = []
    unread: list[Line] = []
    passed: list[Line] = []
    headings: tuple[str, ...] = ()
    for line in _joined(lines):
        cells = cells_of(line.bare)
        if is_rule(line.text) or line.text.lstrip().startswith("#"):
            passed.append(line)
        elif not rows and (found := headings_of(line.text, shape, columns)):
            headings = found
            passed.append(line)
        else:
            fields = headings or order
            row = pair(cells, fields) if len(cells) > 1 and fields else read_line(line.bare)
            (rows if row else unread).append(row or line)  # type: ignore[arg-type]
    return PastedRows(tuple(rows), tuple(unread), tuple(passed))


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Join lines that are set in to the point above them."""
    joined: list[Line] = []
    for line in lines:
        table = "|" in line.text
        if joined and line.indented and not joined[-1].indented and not table:
            joined[-1] = Line(joined[-1].number, f"{joined[-1].text}\n{line.bare}")
        else:
            joined.append(line)
    return joined


def _action(text: str) -> dict[str, str]:
    row: dict[str, str] = {}
    if len(text) > LONGEST:
        return {"text": text}
    first, *more = text.split("\n")
    first = _from_brackets(first, row)
    first = _keyed(first, row)
    for line in more:
        left = _keyed(line, row)
        first = f"{first}\n{left}" if left else first
    handle = _HANDLE.search(first)
    if handle and "owner" not in row:
        row["owner"] = handle["name"]
        if not _DOES.match(first, handle.end()):
            first = f"{first[: handle.start()]}{first[handle.end() :]}"
    for pattern in (_BY_DAY, _LAST_DAY):
        day = pattern.search(first)
        if day and "due" not in row:
            row["due"] = day["day"]
            first = first[: day.start()]
    first = first.strip().rstrip(",;–—- ")
    return {"text": first, **row} if first else {}


def _from_brackets(text: str, row: dict[str, str]) -> str:
    """Take "(Owner: Ana, Due: 15 March)" and "(Ana, 15 March)" out of a line."""
    for match in reversed(list(_PARENS.finditer(text))):
        inside = match["inside"]
        before = dict(row)
        left = _keyed(inside, row) if _KEYED.match(inside.strip()) else inside
        if row == before:
            left = _name_and_day(inside, row)
        if row != before and not left.strip(" ,;"):
            text = text[: match.start()] + text[match.end() :]
        else:
            row.clear()
            row.update(before)
    return text


def _name_and_day(inside: str, row: dict[str, str]) -> str:
    """Read "Ana, 15 March" or "@ana": two parts, a name and a day, and nothing else."""
    parts = [part.strip() for part in inside.split(",") if part.strip()]
    days = [part for part in parts if _DAY_ALONE.fullmatch(part)]
    names = [part for part in parts if part not in days]
    handle = len(names) == 1 and names[0].startswith("@")
    if len(names) > 1 or not (days or handle) or len(days) > 1:
        return inside
    if days:
        row["due"] = days[0]
    if names:
        row["owner"] = names[0].removeprefix("@")
    return ""


def _keyed(text: str, row: dict[str, str]) -> str:
    """Take "Owner: Ana" and its like out of a text."""
    left = text
    keyed = _KEYED.finditer(text) if ":" in text or "=" in text else ()
    for match in reversed(list(keyed)):
        name = _KEYS[match["key"].lower()]
        joined = match.start() == 0 or not text[match.start() - 1].isalnum()
        if name in row or not joined:
            continue
        value = match["value"].strip().rstrip(",;. ").removeprefix("@")
        if name != "done_when" and len(value) > 60:
            continue
        row[name] = value
        left = left[: match.start()].rstrip(" .") + left[match.end() :]
    return left.strip().rstrip(",;([—–- ")


def _person(text: str) -> dict[str, str]:
    line = one_line(text)
    if len(line) > LONGEST:
        return {}
    cells = cells_of(text)
    if len(cells) > 1:
        name, roles = cells[0], [part for cell in cells[1:] for part in re.split(r"[,;/]", cell)]
    else:
        match = _NAME_THEN_ROLES.match(line)
        name = match["name"] if match else line
        roles = re.split(r"[,;/&]|\band\b", match["roles"]) if match else []
    row = {"display": name.strip().removeprefix("@")}
    _add_roles([one_line(role) for role in roles], row)
    return row if row["display"] else {}


def _add_roles(words: Sequence[str], row: dict[str, str]) -> None:
    """Sort roles into those of the incident and of the review; other words stay by the name."""
    other: list[str] = []
    for word in filter(None, words):
        place, role = _ROLES.get(word.lower().replace("_", " "), ("", ""))
        if place == "review_roles":
            row[place] = ", ".join(filter(None, [row.get(place, ""), role]))
        elif place and place not in row:
            row[place] = role
        else:
            other.append(word)
    if other:
        row["display"] = f"{row['display']} ({', '.join(other)})"


def _evidence(text: str) -> dict[str, str]:
    if len(text) > LONGEST:
        return {}
    cells = [cell for cell in cells_of(one_line(text)) if cell]
    row: dict[str, str] = {}
    kind = cells[0].lower().replace(" ", "_") if len(cells) > 1 else ""
    if kind in _EVIDENCE_KINDS:
        row["kind"] = kind
        cells = cells[1:]
    record = read_evidence(" — ".join(cells))
    row["title"] = record.title
    if record.locator:
        row["locator"] = record.locator
    return row if record.title else {}
