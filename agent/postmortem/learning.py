"""What was learned, whom it was shared with, and what became of the actions."""

from datetime import date, datetime
from typing import Literal

from agent.postmortem.values import Item, Value

Channel = Literal[
    "mail", "meeting", "all_hands", "newsletter", "kb", "status_page", "chat", "training"
]
Audience = Literal["team", "stakeholders", "related_teams", "org", "company"]


class WentWell(Item):
    """Something to keep on purpose. Ids: H1, H2 …."""

    text: str
    """What went well."""
    aspect: Literal["", "detection", "response", "communication", "technical", "design"] = ""
    """Which part of the work it belongs to."""
    made_possible_by: str = ""
    """What made it possible."""


class Lesson(Item):
    """What is known now that was not known before. Ids: L1, L2 …."""

    text: str
    """The lesson in the words of this incident."""
    principle: str = ""
    """The lesson for a team that has never heard of this service: no names, ids, dates, numbers."""
    links: tuple[str, ...] = ()
    """Ids of the causes and actions behind it."""


class TextItem(Item):
    """A line of a list. Ids by list: HL1 (luck), LP1 (pressures), LT1 (thanks) …."""

    text: str
    """The line."""


class CrossTeam(Item):
    """A team that should read this. Ids: V1, V2 …."""

    team: str
    """The team."""
    why: str = ""
    """What is in it for them."""


class Learning(Value):
    """What the incident taught."""

    went_well: tuple[WentWell, ...] = ()
    """What to keep on purpose."""
    went_poorly: tuple[TextItem, ...] = ()
    """What to do differently in the response."""
    lucky: tuple[TextItem, ...] = ()
    """Where luck helped."""
    lucky_none: bool = False
    """True when luck was asked about and none was found."""
    lessons: tuple[Lesson, ...] = ()
    """The lessons."""
    knowledge_gaps: tuple[TextItem, ...] = ()
    """Knowledge that sat with one person or nowhere."""
    pressures: tuple[TextItem, ...] = ()
    """Pressures and trade-offs, without judgement."""
    thanks: tuple[TextItem, ...] = ()
    """Thanks for openness."""
    adaptations: tuple[TextItem, ...] = ()
    """What people did that no procedure asked for."""
    open_questions: tuple[TextItem, ...] = ()
    """What is still not understood."""


class Share(Item):
    """One act of sharing, planned or done. Ids: Z1, Z2 …."""

    audience: Audience
    """Who was reached."""
    channel: Channel
    """How."""
    at: datetime | None = None
    """When; empty while planned."""
    planned_on: date | None = None
    """The day it is planned for."""
    by: str = ""
    """Who did it."""


class ExternalSummary(Value):
    """What is said outside the organisation."""

    text: str = ""
    """The approved text."""
    needed: Literal["", "needed", "not_needed"] = ""
    """Whether one is needed."""
    approved_by: str = ""
    """Who approved it."""
    approved_at: datetime | None = None
    """When."""


class MetricsSnapshot(Value):
    """How often this service fails, at the time of writing."""

    frequency: str = ""
    """Incidents of the service in the last twelve months."""
    median_ttr_min: float | None = None
    """Median time to recover of those, in minutes."""
    repeat_share: float | None = None
    """Share of them that were repeats, 0-1."""


class Sharing(Value):
    """Who reads this and where it is kept."""

    events: tuple[Share, ...] = ()
    """Sharing done and planned."""
    archive: str = ""
    """Where the document is kept."""
    cross_team: tuple[CrossTeam, ...] = ()
    """Teams that should read it."""
    cross_team_searched: bool = False
    """True when it was asked which teams should read it."""
    external: ExternalSummary = ExternalSummary()
    """What is said outside."""
    metrics_snapshot: MetricsSnapshot = MetricsSnapshot()
    """How often this service fails."""


class ReviewEntry(Item):
    """One look at the open actions. Ids: J1, J2 …."""

    at: datetime
    """When."""
    note: str = ""
    """What moved and what blocks."""
    actions: tuple[str, ...] = ()
    """Actions it speaks of."""
    kind: Literal["check_in", "follow_up_review", "reopened"] = "check_in"
    """A weekly look, the follow-up review two to four weeks after publication, or a new start."""


class Effectiveness(Item):
    """Whether the fix for a cause held. Ids: JE1, JE2 …."""

    cause_id: str
    """The cause."""
    verdict: Literal["held", "did_not_hold", "too_early", "waived"]
    """What was seen."""
    reason: str = ""
    """Why it was waived, or what was seen."""
    evidence: tuple[str, ...] = ()
    """Links or ids of evidence."""


class FollowUp(Value):
    """What became of it."""

    cadence_days: int = 7
    """Days between looks at the open actions."""
    entries: tuple[ReviewEntry, ...] = ()
    """The looks."""
    review_on: date | None = None
    """The day of the follow-up review."""
    effectiveness: tuple[Effectiveness, ...] = ()
    """Whether the fixes held."""
    learned_votes: tuple[Literal["yes", "no"], ...] = ()
    """Session check: learned something that changes one's work. No names."""
    again_votes: tuple[Literal["yes", "no"], ...] = ()
    """Session check: would join again. No names."""
