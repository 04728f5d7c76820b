"""The people of a postmortem, what is known at intake, and the frame of the review."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from agent.postmortem.values import EvidenceKind, Item, Tri, Value

IncidentRole = Literal[
    "commander",
    "technical_lead",
    "communicator",
    "scribe",
    "responder",
    "service_owner",
    "reporter",
    "affected",
    "observer",
    "none",
]
ReviewRole = Literal["owner", "facilitator", "scribe", "reviewer", "participant", "none"]
DetectionSource = Literal[
    "alert", "dashboard", "colleague", "customer", "partner", "press", "audit", "chance"
]


class Person(Item):
    """A person or a group that took part in the incident or in the review. Ids: P1, P2 …."""

    display: str
    """The name to show."""
    aliases: tuple[str, ...] = ()
    """Other spellings and handles."""
    kind: Literal["individual", "group"] = "individual"
    """A group can't own an action."""
    role_in_incident: IncidentRole = "none"
    """What they did during the incident."""
    review_roles: tuple[ReviewRole, ...] = ("participant",)
    """What they do in the review. One person may hold several roles."""
    confirmed_timeline: Tri = "unknown"
    """Whether they recognise the story as told."""
    confirmed_at: datetime | None = None
    """When they said so."""


def names_of(people: Iterable[Person]) -> tuple[str, ...]:
    """Return the names and handles of the persons among them; a group has no name to hide."""
    persons = (one for one in people if one.kind == "individual")
    return tuple(n for one in persons for n in (one.display, *one.aliases) if n.strip())


class Evidence(Item):
    """A record of what happened: where it is and what it is. Ids: R1, R2 …."""

    kind: EvidenceKind = "other"
    """What sort of record it is."""
    title: str = ""
    """A name a reader recognises."""
    locator: str = ""
    """A link or a place where it can be found."""
    machine: bool = False
    """True for what a machine recorded, false for a human account."""
    captured_at: datetime | None = None
    """When it was saved."""
    expires_on: date | None = None
    """When the record will be gone from its source."""
    sha256: str = ""
    """Fingerprint of the imported original."""
    excerpt: str = ""
    """The part that matters, verbatim."""


class Intake(Value):
    """What TRIAGE learned: the facts that severity and depth are computed from."""

    resolved: Tri = "unknown"
    """Whether the harm is over."""
    resolved_how: str = ""
    """How it is known to be over."""
    purpose_conflict: Literal["none", "punitive"] = "none"
    """Punitive when somebody wishes to punish or assess a person."""
    users_pct: float | None = None
    """Share of users hit at the worst moment, 0-100."""
    total_loss: Tri = "unknown"
    """Whether the service or journey was lost altogether."""
    data_exposed: Tri = "unknown"
    """Whether data was lost, changed or exposed."""
    internal_only: Tri = "unknown"
    """Whether only people inside the organisation noticed."""
    size_pct: float | None = None
    """Product, project, process: target gap, slip or share of wrong cases in percent."""
    law_or_contract_breached: Tri = "unknown"
    """Raises the severity of product, project and process failures by one step."""
    worst_credible: Literal["", "sev1", "sev2", "sev3", "sev4"] = ""
    """Near miss: what it could credibly have become."""
    stopped_by: Literal["", "barrier", "luck", "both"] = ""
    """Near miss: what stood between this and harm."""
    likelihood: Literal["", "frequent", "occasional", "uncommon", "remote"] = ""
    """Near miss: how likely the harm was."""
    teams: int | None = None
    """Number of teams and outside companies involved."""
    new_service: Tri = "unknown"
    """Whether a new service or a new interaction took part."""
    surprises: str = ""
    """What surprised the people who handled it."""
    confusion: Tri = "unknown"
    """Whether people reported confusion."""
    look_alikes: tuple[str, ...] = ()
    """Ids or names of earlier incidents it resembles."""
    resolve_target_missed: Tri = "unknown"
    """Whether a resolve target was missed, where it isn't computed from the timeline."""
    luck_limited_harm: Tri = "unknown"
    """Whether luck kept the harm small."""
    contributing_factors: int | None = None
    """How many contributing factors were named at the start."""
    manual_intervention: str = ""
    """What was rolled back, rerouted or repaired by hand."""
    restricted_branch: bool = False
    """True when a legal hold, HR case or suspected intent keeps the human-action branch closed."""


class GroundRules(Value):
    """The opening words of the review."""

    text: str = ""
    """The rules as they were shown."""
    shown_at: datetime | None = None
    """When they were shown and confirmed."""


class ParkedItem(Item):
    """A fix or a side topic raised before its time. Ids: K1, K2 …."""

    text: str
    """What was raised."""
    raised_in: str = ""
    """The state in which it was raised."""
    raised_at: datetime | None = None
    """When."""
    resolved_as: str = ""
    """What became of it: an action's id, or a reason to drop it."""


class Note(Item):
    """An answer that has no field of its own. Ids: N1, N2 …."""

    question: str
    """The id of the question it answers."""
    text: str
    """The answer."""
    about: str = ""
    """The id of what it is about."""


class GlossaryTerm(Item):
    """A term or acronym that a reader may not know. Ids: G1, G2 …."""

    term: str
    """The term as used in the document."""
    meaning: str = ""
    """What it means."""
