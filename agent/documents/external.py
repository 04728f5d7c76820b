"""The variant for people outside: four short parts, nothing that names a person or a machine."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from agent.documents.computed import metric_minutes
from agent.documents.escaping import escape_line
from agent.documents.layout import View, view_of
from agent.documents.masking import mask
from agent.documents.reader.sentences import paragraph_sentences
from agent.documents.words import duration, figure
from agent.postmortem.actions import Action
from agent.postmortem.record import Postmortem
from agent.postmortem.timeline import Event

_FROM_PEOPLE = ("human", "proposed-accepted", "proposed-edited", "imported")
_TOLD_KINDS = (
    "impact_start",
    "launched",
    "breakdown",
    "detected",
    "diagnosis",
    "mitigated",
    "contained",
    "eradicated",
    "resolved",
    "response_decided",
)
_TOLD_SENTENCES = 3
"""Of a summary that was not written for people outside."""
_CLOSED = ("done", "verified")
_OUTAGE = re.compile(r"\b(?:full |total |complete |major )?outage(s?)\b", re.IGNORECASE)
NOTHING_YET = "*Nothing is ready to be said here yet.*"


def to_external(document: Postmortem, facts: Mapping[str, Any]) -> str:
    """Return the external variant as Markdown (method, section 4).

    It is built from fields that a person wrote or accepted, or that were imported. People become
    their roles; hosts, addresses, mails, keys and the names of services are masked; "outage"
    stands only where everybody was without the service.
    """
    view = view_of(document, facts)
    parts = (
        ("Summary", _summary),
        ("What happened", _what_happened),
        ("Impact on you", _impact),
        ("What we do", _what_we_do),
    )
    say = _speaker(document)
    lines = [f"# {_title(view, say)}"]
    for title, tell in parts:
        lines += [f"## {title}", "\n".join(tell(view, say)) or NOTHING_YET]
    return "\n\n".join(lines) + "\n"


def said_by_people(document: Postmortem, path: str) -> bool:
    """Tell whether a field may leave the house: its origin, or that of what holds it, is known."""
    while path:
        origin = document.provenance.get(path)
        if origin is not None:
            return origin.origin in _FROM_PEOPLE
        path = path.rpartition(".")[0]
    return False


_Say = Callable[[str], str]


def _speaker(document: Postmortem) -> _Say:
    """Return what makes a text fit for outside."""
    total = _was_total(document)

    def say(text: str) -> str:
        masked = mask(document, text)
        return masked if total else _OUTAGE.sub(r"disruption\1", masked)

    return say


def _was_total(document: Postmortem) -> bool:
    """Tell whether everybody was without the service: an event says down and none says less."""
    down = any(event.effect == "down" for event in document.timeline.events)
    users = document.impact.users
    partial = users.affected is not None and users.base and users.affected < users.base
    return down and not partial and document.intake.total_loss != "no"


def _title(view: View, say: _Say) -> str:
    title = view.document.meta.title
    if title and said_by_people(view.document, "meta.title"):
        return escape_line(say(title))
    return "What happened, and what we do about it"


def _summary(view: View, say: _Say) -> list[str]:
    approved = view.document.sharing.external
    if approved.text and approved.approved_by:
        return _paragraphs(say(approved.text))
    if view.document.summary.text and said_by_people(view.document, "summary.text"):
        return _paragraphs(
            " ".join(paragraph_sentences(say(view.document.summary.text))[:_TOLD_SENTENCES])
        )
    return []


def _paragraphs(text: str) -> list[str]:
    parts = [part for part in re.split(r"\n{2,}", text) if part.strip()]
    return ["\n\n".join(escape_line(part.strip()) for part in parts)] if parts else []


def _what_happened(view: View, say: _Say) -> list[str]:
    events = [event for event in view.document.timeline.events if _is_told(view.document, event)]
    dated = len({event.time.at.date() for event in events if event.time.at}) > 1
    return [f"- {_moment(event, dated=dated)}{escape_line(say(event.text))}" for event in events]


def _is_told(document: Postmortem, event: Event) -> bool:
    if event.kind not in _TOLD_KINDS or not event.text or event.time.at is None:
        return False
    return said_by_people(document, f"timeline.events.{event.id}.text")


def _moment(event: Event, *, dated: bool) -> str:
    at = event.time.at
    if at is None:
        return ""
    zone = at.strftime("%Z") or "UTC"
    return f"{at.strftime('%Y-%m-%d %H:%M' if dated else '%H:%M')} {zone}: "


def _impact(view: View, say: _Say) -> list[str]:
    impact = view.document.impact
    lines: list[str] = []
    minutes = metric_minutes(view.facts, "impact_duration")
    if minutes is not None:
        lines.append(f"- It lasted {duration(minutes)}.")
    users = impact.users
    if users.affected is not None and said_by_people(view.document, "impact.users.affected"):
        share = f" ({figure(float(users.affected / users.base * 100))} %)" if users.base else ""
        about = "About " if users.estimated else ""
        unit = escape_line(say(users.unit or "users"))
        lines.append(f"- {about}{users.affected:,} {unit} were affected{share}.")
    for one in impact.dimensions:
        path = f"impact.dimensions.{one.id}.text"
        if one.text and one.key in _FOR_YOU and said_by_people(view.document, path):
            lines.append(f"- {escape_line(say(one.text))}")
    return lines


_FOR_YOU = ("users", "duration", "data", "subjects", "customers", "cases", "quality")
"""Dimensions that concern the people outside; money, effort and reputation are ours."""


def _what_we_do(view: View, say: _Say) -> list[str]:
    return [
        f"- {escape_line(say(action.text))}{_state(action)}"
        for action in view.document.actions
        if _is_promised(view.document, action)
    ]


def _is_promised(document: Postmortem, action: Action) -> bool:
    path = f"actions.{action.id}.text"
    open_or_done = action.status not in ("proposed", "declined")
    return bool(action.text) and open_or_done and said_by_people(document, path)


def _state(action: Action) -> str:
    if action.status in _CLOSED:
        return " (done)"
    return f" (by {action.due.isoformat()})" if action.due else ""
