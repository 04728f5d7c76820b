"""The head of the Markdown: keys that other tools read, and those the way back needs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

import yaml

from agent.documents.lane import first_moment
from agent.documents.layout import AnyView, View
from agent.documents.words import score_figure
from agent.hygiene import clean
from agent.postmortem.kinds import DETECT, role_kinds
from agent.postmortem.people import ReviewRole
from agent.postmortem.record import Meta, Postmortem

CONTRACT = ("id", "title", "status", "type", "severity", "services", "tags", "related")
"""Keys of `meta` that every document has."""
FURTHER = (
    "published_at",
    "severity_source",
    "state",
    "depth",
    "incident_date",
    "timezone",
    "language",
    "confidentiality",
    "incident_ids",
    "teams",
    "created_at",
    "entered_review_at",
    "closed_at",
    "refused_reason",
)
"""Keys of `meta` that are shown when they say something."""


def front_matter(head: Mapping[str, Any]) -> str:
    """Return keys as front matter with its fences."""
    body = yaml.safe_dump(
        _plain(dict(head)),
        sort_keys=False,
        allow_unicode=True,
        width=10_000_000,
        default_flow_style=None,
    )
    return f"---\n{body}---\n"


def head_of(view: View) -> dict[str, Any]:
    """Return the front matter of a postmortem, in the order of the contract."""
    meta: dict[str, Any] = view.tree["meta"]
    document = view.document
    return {
        **{key: meta[key] for key in ("id", "title", "status", "type", "severity")},
        **moments(document),
        "services": meta["services"],
        "owner": ", ".join(names_in_role(document, "owner")),
        "facilitator": ", ".join(names_in_role(document, "facilitator")),
        "authors": [*names_in_role(document, "owner"), *names_in_role(document, "scribe")],
        "tags": meta["tags"],
        "related": meta["related"],
        "score": score_of(view),
        **scored_at(view),
        "published_at": meta["published_at"],
        **{key: meta[key] for key in FURTHER if meta[key] or Meta.model_fields[key].default},
    }


def moments(document: Postmortem) -> dict[str, datetime | None]:
    """Return when it began, was detected, was contained and was over, as far as is known."""
    timed = [(event.time.at, event) for event in document.timeline.events if event.time.at]
    kind = document.meta.type
    return {
        "started_at": first_moment(role_kinds(kind, "START"), timed),
        "detected_at": first_moment(DETECT, timed),
        "mitigated_at": first_moment(role_kinds(kind, "STOP"), timed),
        "resolved_at": first_moment(role_kinds(kind, "END"), timed),
    }


def names_in_role(document: Postmortem, role: ReviewRole) -> list[str]:
    """Return the names of the people with a role in the review."""
    return list(
        dict.fromkeys(person.display for person in document.people if role in person.review_roles)
    )


def score_of(view: AnyView) -> float | None:
    """Return the score as shown; None when there is none."""
    card = view.scorecard
    return None if card is None or card.overall is None else float(score_figure(card.overall))


def scored_at(view: AnyView) -> dict[str, datetime]:
    """Return the moment that the score holds for: judged there again, it is the same."""
    at = view.facts.get("computed", {}).get("at")
    return {} if view.scorecard is None or at is None else {"scored_at": datetime.fromisoformat(at)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of the head
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in cast("dict[str, Any]", value).items()}
    return value
