"""A postmortem as a form of document: what stands at its head, and its sections."""

from agent.documents.codecs import write_moment
from agent.documents.computed import metric_minutes
from agent.documents.escaping import escape
from agent.documents.front_matter import CONTRACT, FURTHER, head_of, moments, names_in_role
from agent.documents.layout import Form, View
from agent.documents.sections.order import SECTIONS
from agent.documents.words import TYPE_NAMES, duration, score_figure, words
from agent.hygiene import clean


def _summary(view: View) -> list[str]:
    """Say in a few lines what it was, when, and where the document stands."""
    meta = view.document.meta
    kind = TYPE_NAMES.get(meta.type, "Incident")
    severity = f", {meta.severity}" if meta.severity else ""
    lines = [f"**{kind}{severity}.** {escape(meta.id)}, {words(meta.status)}."]
    if when := _when(view):
        lines.append(f"{when}.")
    roles = [
        f"{role}: {escape(', '.join(found))}."
        for role, found in (
            ("Owner", names_in_role(view.document, "owner")),
            ("Facilitator", names_in_role(view.document, "facilitator")),
        )
        if found
    ]
    if roles:
        lines.append(" ".join(roles))
    if view.scorecard is not None:
        card = view.scorecard
        lines.append(f"Score {score_figure(card.overall)} of 5: {escape(card.label)}.")
    return lines


def _when(view: View) -> str:
    """Return when it began, was seen, was contained and was over; a day is told once."""
    parts: list[str] = []
    day = ""
    labels = ("began", "detected", "contained", "over")
    for label, at in zip(labels, moments(view.document).values(), strict=True):
        if at is not None:
            moment = write_moment(at)
            parts.append(f"{label} {moment.removeprefix(day)}")
            day = moment[:11]
    minutes = metric_minutes(view.facts, "impact_duration")
    lasted = f" ({duration(minutes)})" if minutes is not None else ""
    line = ", ".join(parts)
    return line[:1].upper() + line[1:] + lasted if line else ""


def _kind(view: View) -> str:
    meta = view.document.meta
    kind = [TYPE_NAMES.get(meta.type, "Incident"), meta.severity, words(meta.status)]
    return " · ".join(part for part in kind if part)


def _figures(view: View) -> list[tuple[str, str]]:
    labels = ("Began", "Detected", "Contained", "Over")
    times = zip(labels, moments(view.document).values(), strict=True)
    found = [(label, write_moment(at)) for label, at in times if at is not None]
    minutes = metric_minutes(view.facts, "impact_duration")
    if minutes is not None:
        found.append(("Lasted", duration(minutes)))
    for label, role in (("Owner", "owner"), ("Facilitator", "facilitator")):
        names = names_in_role(view.document, role)  # pyright: ignore[reportArgumentType]
        if names:
            found.append((label, clean(", ".join(names))))
    card = view.scorecard
    if card is not None:
        found.append(("Score", f"{score_figure(card.overall)} of 5: {clean(card.label)}"))
    return found


POSTMORTEM = Form(
    sections=SECTIONS,
    head=head_of,
    stored=(*CONTRACT, *FURTHER),
    summary=_summary,
    kind=_kind,
    figures=_figures,
)
