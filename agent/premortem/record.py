"""The whole pre-mortem as one frozen value, and the frame around its parts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar, Literal, get_args

from pydantic import Field

from agent.postmortem.actions import Action
from agent.postmortem.people import Note, ParkedItem, Person
from agent.postmortem.record import Override, Postmortem, Waiver
from agent.postmortem.values import Absence, Document, Item, Provenance, Value
from agent.premortem.modes import Mode, Rating
from agent.premortem.reasons import Prior, Reason, Silence
from agent.premortem.signals import Reading, Signal

SCHEMA_VERSION = 1
PREFIXES: Mapping[str, str] = {
    "people": "P",
    "plan.assumptions": "AS",
    "silences": "SL",
    "reasons": "RS",
    "priors": "PR",
    "modes": "FM",
    "ratings": "RT",
    "actions": "A",
    "signals": "SG",
    "readings": "RD",
    "decision.dissent": "DS",
    "reviews": "RV",
    "outcomes": "OC",
    "parking_lot": "K",
    "notes": "N",
    "waivers": "WV",
}
"""The prefix of the ids of each list of the document."""

PremortemState = Literal[
    "PLAN",
    "FAILURE",
    "SILENT",
    "COLLECT",
    "CLUSTER",
    "RATE",
    "MITIGATE",
    "SIGNALS",
    "DECIDE",
    "WATCH",
    "CLOSED",
]
PREMORTEM_STATES: tuple[PremortemState, ...] = get_args(PremortemState)
Verdict = Literal["go", "go_with_changes", "delay", "stop"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
PlanKind = Literal["launch", "migration", "project", "release", "other"]


class Meta(Value):
    """What the document is about and where it stands."""

    id: str
    """PRE-YYYY-NNN."""
    title: str = ""
    """A title a reader recognises."""
    outcome: Literal["failure", "success"] = "failure"
    """What is imagined. A success is imagined for a plan that few believe in."""
    status: Literal["draft", "decided", "watching", "closed"] = "draft"
    """Where the document stands."""
    state: PremortemState = "PLAN"
    """Where the session stands."""
    timezone: str = ""
    """The IANA zone or offset in which times without one are read."""
    language: str = "en"
    """The language of the document."""
    confidentiality: Literal["public", "internal", "restricted"] = "internal"
    """Who may read it."""
    services: tuple[str, ...] = ()
    """Services and systems that the plan touches."""
    teams: tuple[str, ...] = ()
    """Teams that take part in the plan."""
    tags: tuple[str, ...] = ()
    """Tags to find it by."""
    silent_minutes: int = Field(default=3, ge=1, le=60)
    """How long each person writes alone."""
    silent_reasons: int = Field(default=3, ge=1, le=20)
    """After how many reasons a person may stop before the time is up."""
    created_at: datetime | None = None
    """When the session began."""
    closed_at: datetime | None = None
    """When it was closed."""
    closed_reason: str = ""
    """Why it was closed."""
    overrides: tuple[Override, ...] = ()
    """Guards that were passed without being met."""


class Assumption(Item):
    """Something that must hold for the plan to work. Ids: AS1, AS2 …."""

    text: str
    """The assumption."""
    held: Literal["yes", "no", "unknown"] = "unknown"
    """Whether it held, once that is known."""


class Plan(Value):
    """What is about to be done, and how its success would be seen."""

    goal: str = ""
    """What is to be reached."""
    measure: str = ""
    """How success is measured."""
    kind: Literal["", "launch", "migration", "project", "release", "other"] = ""
    """What kind of plan it is."""
    end: date | None = None
    """The day on which success is measured."""
    decision_on: date | None = None
    """The day by which it is decided whether to go."""
    scope: str = ""
    """What belongs to it."""
    out_of_scope: str = ""
    """What does not."""
    hard_to_reverse: str = ""
    """Which decision is hard to take back, and when it is taken."""
    assumptions: tuple[Assumption, ...] = ()
    """What must hold."""
    success_pct: float | None = Field(default=None, ge=0, le=100)
    """How probable success is, as stated before the reasons were written, in percent."""


class Failure(Value):
    """The failure, told as a fact."""

    text: str = ""
    """One sentence in the past tense, with its date and its size."""
    accepted_at: datetime | None = None
    """When the people took it as given."""


class Dissent(Item):
    """A voice against the decision. Ids: DS1, DS2 …."""

    text: str
    """What it says."""
    by: str = ""
    """The id of the person, when the person wants it named."""


class Decision(Value):
    """What was decided about the plan, and why."""

    verdict: Literal["", "go", "go_with_changes", "delay", "stop"] = ""
    """Go, go with changes, delay or stop."""
    reason: str = ""
    """Why."""
    by: str = ""
    """The id of the person who decided."""
    at: datetime | None = None
    """When."""
    until: date | None = None
    """For a delay: until when."""
    dissent: tuple[Dissent, ...] = ()
    """Voices against it."""
    no_dissent: bool = False
    """True when it was asked for and nobody disagreed."""


class Review(Item):
    """A look at the list of modes after the decision. Ids: RV1, RV2 …."""

    at: datetime
    """When."""
    note: str = ""
    """What was found, and what changed."""
    next_on: date | None = None
    """When it is looked at again; empty: after three months."""


class Outcome(Item):
    """A failure that happened: the postmortem of it, and the modes it shows. Ids: OC1, OC2 …."""

    postmortem: str
    """The id of the postmortem."""
    modes: tuple[str, ...] = ()
    """The modes that happened, as linked by people; none: the failure was not among them."""
    happened_at: datetime | None = None
    """When the harm began, from the postmortem."""
    linked_at: datetime | None = None
    """When it was linked."""
    note: str = ""
    """What there is to say about it."""


class Premortem(Document):
    """A pre-mortem: one frozen value, edited only through `agent.postmortem.edits`."""

    prefixes: ClassVar[Mapping[str, str]] = PREFIXES

    schema_version: int = SCHEMA_VERSION
    """The version of this shape."""
    meta: Meta
    """What it is about and where it stands."""
    plan: Plan = Plan()
    """What is about to be done."""
    failure: Failure = Failure()
    """The failure, told as a fact."""
    people: tuple[Person, ...] = ()
    """Who takes part (review role `participant`), and others who are named."""
    silences: tuple[Silence, ...] = ()
    """Each person's time of writing alone."""
    reasons: tuple[Reason, ...] = ()
    """Why it failed."""
    priors: tuple[Prior, ...] = ()
    """Past incidents like the plan, looked at after the people's own reasons."""
    priors_searched_at: datetime | None = None
    """When the library was searched; empty: not yet."""
    modes: tuple[Mode, ...] = ()
    """The ways in which it fails."""
    ratings: tuple[Rating, ...] = ()
    """Each person's ratings."""
    actions: tuple[Action, ...] = ()
    """Mitigations. `cause_ids` names the modes they act on."""
    signals: tuple[Signal, ...] = ()
    """Tripwires."""
    readings: tuple[Reading, ...] = ()
    """What the signals showed."""
    decision: Decision = Decision()
    """What was decided."""
    reviews: tuple[Review, ...] = ()
    """Looks at the list after the decision."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of it: postmortems of failures that happened."""
    parking_lot: tuple[ParkedItem, ...] = ()
    """Topics raised before their time."""
    notes: tuple[Note, ...] = ()
    """Answers with no field of their own."""
    waivers: tuple[Waiver, ...] = ()
    """Findings disputed or accepted."""
    provenance: dict[str, Provenance] = Field(default_factory=dict[str, Provenance])
    """Where each field came from, by path: `plan.goal`, `modes.FM1.text`."""
    absences: dict[str, Absence] = Field(default_factory=dict[str, Absence])
    """Fields that are unknown or do not apply, by path; `lenses.law` for a lens with nothing."""
    issued: dict[str, int] = Field(default_factory=dict[str, int])
    """The last number given out per prefix of id. Ids are never used again."""


AnyDocument = Postmortem | Premortem
"""What a session can be about."""


def participants(document: Premortem) -> tuple[Person, ...]:
    """Return the people who write and rate: single persons with the role of a participant."""
    return tuple(
        person
        for person in document.people
        if "participant" in person.review_roles and person.kind == "individual"
    )
