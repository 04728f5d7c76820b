"""A pre-mortem as a form of document: what stands at its head, and its sections."""

from typing import Any

from agent.documents.escaping import escape
from agent.documents.front_matter import score_of, scored_at
from agent.documents.layout import Form
from agent.documents.premortem.computed import PremortemView
from agent.documents.premortem.sections import SECTIONS
from agent.documents.words import count, figure, score_figure, words
from agent.hygiene import clean
from agent.premortem.chances import over_confident_by
from agent.premortem.ranking import chances_of, ranked
from agent.premortem.record import Meta, participants

KIND = "premortem"
"""What its front matter says under `kind`."""
_ALWAYS = ("id", "title", "status", "services", "teams", "tags")
_FURTHER = (
    "outcome",
    "state",
    "timezone",
    "language",
    "confidentiality",
    "silent_minutes",
    "silent_reasons",
    "created_at",
    "closed_at",
    "closed_reason",
)


def _head(view: PremortemView) -> dict[str, Any]:
    """Return the front matter: keys for other tools, and those that the way back needs."""
    meta: dict[str, Any] = view.tree["meta"]
    document = view.document
    return {
        "kind": KIND,
        **{key: meta[key] for key in ("id", "title", "status")},
        "participants": [person.display for person in participants(document)],
        **{key: meta[key] for key in ("services", "teams", "tags")},
        "measured_on": document.plan.end,
        "decision": document.decision.verdict,
        "score": score_of(view),
        **scored_at(view),
        **{key: meta[key] for key in _FURTHER if meta[key] or Meta.model_fields[key].default},
    }


def _summary(view: PremortemView) -> list[str]:
    document = view.document
    meta = document.meta
    lines = [f"**{_name(view)}.** {escape(meta.id)}, {words(meta.status)}."]
    if document.decision.verdict:
        at = document.decision.at
        day = f" on {at.date().isoformat()}" if at else ""
        lines.append(f"Decided{day}: {words(document.decision.verdict)}.")
    if weighed := _weighed(view):
        lines.append(f"{weighed}.")
    if view.scorecard is not None:
        card = view.scorecard
        lines.append(f"Score {score_figure(card.overall)} of 5: {escape(card.label)}.")
    return lines


def _name(view: PremortemView) -> str:
    return "Pre-mortem of a success" if view.document.meta.outcome == "success" else "Pre-mortem"


def _weighed(view: PremortemView) -> str:
    places = ranked(view.document)
    if not places:
        return ""
    classes = [place.priority for place in places]
    counted = ", ".join(
        f"{classes.count(name)} {word}"
        for name, word in (("H", "high"), ("M", "medium"), ("L", "low"))
        if name in classes
    )
    told = count(len(places), "failure mode")
    return f"{told}: {counted}" if counted else told


def _kind(view: PremortemView) -> str:
    document = view.document
    parts = (_name(view), words(document.meta.status), words(document.decision.verdict))
    return " · ".join(part for part in parts if part)


def _figures(view: PremortemView) -> list[tuple[str, str]]:
    document = view.document
    plan, found = document.plan, chances_of(document)
    too_high = over_confident_by(found, plan.success_pct)
    shown = (
        ("Goal", clean(plan.goal)),
        ("Measured on", plan.end.isoformat() if plan.end else ""),
        ("Taking part", clean(", ".join(one.display for one in participants(document)))),
        ("Decision", words(document.decision.verdict)),
        ("Any mode happens", f"{figure(found.any * 100)} %" if found.weights else ""),
        ("Over-confident by", f"{figure(too_high)} points" if too_high else ""),
        ("Score", _score(view)),
    )
    return [(label, text) for label, text in shown if text]


def _score(view: PremortemView) -> str:
    card = view.scorecard
    return "" if card is None else f"{score_figure(card.overall)} of 5: {clean(card.label)}"


PREMORTEM = Form(
    sections=SECTIONS,
    head=_head,
    stored=(*_ALWAYS, *_FURTHER),
    summary=_summary,
    kind=_kind,
    figures=_figures,
)
