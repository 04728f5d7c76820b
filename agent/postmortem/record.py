"""The whole document as one frozen value, and the frame around its sections."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar, Literal, get_args

from pydantic import Field

from agent.postmortem.actions import Action
from agent.postmortem.causes import Analysis
from agent.postmortem.impact import Impact
from agent.postmortem.learning import FollowUp, Learning, Sharing
from agent.postmortem.people import (
    Evidence,
    GlossaryTerm,
    GroundRules,
    Intake,
    Note,
    ParkedItem,
    Person,
)
from agent.postmortem.timeline import Detection, Timeline
from agent.postmortem.values import Absence, Document, Item, Provenance, Value

SCHEMA_VERSION = 1
PREFIXES: Mapping[str, str] = {
    "people": "P",
    "evidence": "R",
    "timeline.events": "E",
    "timeline.observations": "O",
    "impact.dimensions": "D",
    "impact.users.segments": "S",
    "impact.quotes": "Q",
    "impact.metrics_table": "M",
    "analysis.nodes": "W",
    "analysis.causes": "U",
    "analysis.fishbone.items": "F",
    "analysis.fault_tree.nodes": "T",
    "analysis.barriers": "B",
    "analysis.control_loops": "CL",
    "analysis.considered_none": "X",
    "analysis.recurrence.candidates": "Y",
    "actions": "A",
    "learning.went_well": "H",
    "learning.went_poorly": "HP",
    "learning.lucky": "HL",
    "learning.lessons": "L",
    "learning.knowledge_gaps": "LK",
    "learning.pressures": "LP",
    "learning.thanks": "LT",
    "learning.adaptations": "LA",
    "learning.open_questions": "LQ",
    "sharing.events": "Z",
    "sharing.cross_team": "V",
    "followup.entries": "J",
    "followup.effectiveness": "JE",
    "meta.deadlines": "DL",
    "summary.glossary": "G",
    "parking_lot": "K",
    "notes": "N",
    "waivers": "WV",
}
"""The prefix of the ids of each list of the document."""

IncidentType = Literal[
    "production_outage",
    "security_incident",
    "product_failure",
    "project_failure",
    "process_failure",
    "near_miss",
]
INCIDENT_TYPES: tuple[IncidentType, ...] = get_args(IncidentType)
Severity = Literal["sev1", "sev2", "sev3", "sev4"]
Depth = Literal["light", "standard", "deep"]
StateName = Literal[
    "TRIAGE",
    "SETUP",
    "TIMELINE",
    "IMPACT",
    "CAUSES",
    "ACTIONS",
    "LEARNING",
    "LIGHT",
    "REVIEW",
    "SHARE",
    "TRACK",
    "CLOSED",
    "REFUSED",
]
Status = Literal["draft", "in_review", "reviewed", "published", "tracking", "closed", "refused"]


class Override(Value):
    """A guard that was passed without being met. It costs the verdict "ready"."""

    state: str
    """The state that was left."""
    reason: str
    """Why."""
    by: str
    """Who decided it."""
    at: datetime
    """When."""
    missing: tuple[str, ...] = ()
    """The facts that were missing."""


class Deadline(Item):
    """An outside clock on the write-up. Ids: DL1, DL2 …."""

    what: str
    """The contract, regulator, board or promise."""
    on: date | None = None
    """The day."""


class Meta(Value):
    """What the document is about and where it stands."""

    id: str
    """PM-YYYY-NNN."""
    title: str = ""
    """A title a reader recognises."""
    type: Literal["", IncidentType] = ""
    """The incident's type."""
    severity: Literal["", "sev1", "sev2", "sev3", "sev4"] = ""
    """The severity that counts: as declared, else as computed."""
    severity_source: Literal["", "computed", "declared"] = ""
    """Where the severity came from."""
    incident_ids: tuple[str, ...] = ()
    """Ids of the incident in other tools."""
    related: tuple[str, ...] = ()
    """Ids of related reviews."""
    services: tuple[str, ...] = ()
    """Services involved."""
    teams: tuple[str, ...] = ()
    """Teams involved."""
    tags: tuple[str, ...] = ()
    """Tags to find it by."""
    status: Status = "draft"
    """Where the document stands."""
    state: StateName = "TRIAGE"
    """Where the session stands."""
    depth: Literal["", "light", "standard", "deep"] = ""
    """How deep the review goes."""
    incident_date: date | None = None
    """The day the incident began: times without a date are read on it."""
    timezone: str = ""
    """The IANA zone or offset in which times without one are read."""
    language: str = "en"
    """The language of the document."""
    confidentiality: Literal["public", "internal", "restricted"] = "internal"
    """Who may read it."""
    kept_out: str = ""
    """What must stay out of the document."""
    purpose: str = ""
    """What would make the review worth it."""
    asked_by: str = ""
    """Who asked for it and what it is used for."""
    deadlines: tuple[Deadline, ...] = ()
    """Outside clocks."""
    created_at: datetime | None = None
    """When the session began."""
    entered_review_at: datetime | None = None
    """When REVIEW was first entered."""
    published_at: datetime | None = None
    """When it was published."""
    closed_at: datetime | None = None
    """When it was closed."""
    refused_reason: Literal["", "ongoing", "punitive", "trivial"] = ""
    """Why it was refused."""
    overrides: tuple[Override, ...] = ()
    """Guards that were passed without being met."""


class Summary(Value):
    """The story in brief."""

    text: str = ""
    """One to three sentences: effect, length, cause."""
    background: str = ""
    """What a reader needs to know before."""
    glossary: tuple[GlossaryTerm, ...] = ()
    """Terms explained."""


class Waiver(Item):
    """A finding that a person disputes or accepts, with the reason. Ids: WV1, WV2 …."""

    rule: str
    """The rule, check or condition."""
    reason: str
    """Why."""
    by: str = ""
    """Who."""
    field: str = ""
    """The field it is about; empty means anywhere."""


class ScoreEntry(Value):
    """The score at one moment."""

    at: datetime
    """When."""
    mode: Literal["provisional", "final"]
    """With or without credit for what is planned."""
    overall: float | None
    """The weighted mean, 1-5."""
    scores: dict[str, float | None]
    """Score per criterion."""
    verdict: str
    """fail, basic, ready or excellent."""


class Postmortem(Document):
    """A blameless postmortem: one frozen value, edited only through `agent.postmortem.edits`."""

    prefixes: ClassVar[Mapping[str, str]] = PREFIXES

    schema_version: int = SCHEMA_VERSION
    """The version of this shape."""
    meta: Meta
    """What it is about and where it stands."""
    intake: Intake = Intake()
    """What TRIAGE learned."""
    summary: Summary = Summary()
    """The story in brief."""
    people: tuple[Person, ...] = ()
    """Who took part."""
    ground_rules: GroundRules = GroundRules()
    """The opening words."""
    support: Literal["offered", "not_needed", "in_place", "unknown"] = "unknown"
    """Support for those closest to the trigger. No name is stored."""
    evidence: tuple[Evidence, ...] = ()
    """The records."""
    timeline: Timeline = Timeline()
    """What happened."""
    detection: Detection = Detection()
    """How it became known."""
    impact: Impact = Impact()
    """The harm."""
    analysis: Analysis = Analysis()
    """Why it was possible."""
    actions: tuple[Action, ...] = ()
    """What will change."""
    learning: Learning = Learning()
    """What was learned."""
    parking_lot: tuple[ParkedItem, ...] = ()
    """Fixes and topics raised before their time."""
    sharing: Sharing = Sharing()
    """Who reads it."""
    followup: FollowUp = FollowUp()
    """What became of it."""
    notes: tuple[Note, ...] = ()
    """Answers with no field of their own."""
    score_history: tuple[ScoreEntry, ...] = ()
    """Scores over time."""
    waivers: tuple[Waiver, ...] = ()
    """Findings disputed or accepted."""
    provenance: dict[str, Provenance] = Field(default_factory=dict[str, Provenance])
    """Where each field came from, by path: `summary.text`, `actions.A1.owner`."""
    absences: dict[str, Absence] = Field(default_factory=dict[str, Absence])
    """Fields that are unknown or do not apply, by path."""
    issued: dict[str, int] = Field(default_factory=dict[str, int])
    """The last number given out per prefix of id. Ids are never used again."""
