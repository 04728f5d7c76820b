"""Failure modes: reasons that fail in one way, how bad and how likely each is, what is done."""

from datetime import date, datetime
from typing import Literal, get_args

from pydantic import Field

from agent.postmortem.causes import AcceptedRisk
from agent.postmortem.values import Item, Value
from agent.premortem.lenses import Lens

CauseClass = Literal["necessary", "sufficient", "contributing", "accelerating"]
Round = Literal["first", "after"]
"""Rated as things stand, or again with the mitigations in place."""
ROUNDS: tuple[Round, ...] = get_args(Round)


class Contingency(Value):
    """What is done when the mode happens all the same."""

    text: str = ""
    """What is done."""
    owner: str = ""
    """The id of the person who does it."""
    ready_by: date | None = None
    """The day by which it is ready to be used."""


class StopRule(Value):
    """The criterion at which the plan is paused or stopped."""

    kind: Literal["", "pause", "kill"] = ""
    """Whether the plan pauses or stops."""
    text: str = ""
    """The criterion: which value of which signal."""
    by: str = ""
    """The id of the person who says so."""


class Mode(Item):
    """One way in which the plan fails. Ids: FM1, FM2 …."""

    text: str
    """The mode, in a sentence."""
    reason_ids: tuple[str, ...] = ()
    """The reasons that belong to it."""
    mechanism: tuple[str, ...] = ()
    """The chain from the first cause over its effects to the failure, link by link."""
    lens: Literal[""] | Lens = ""
    """The lens under which it falls."""
    reach: Literal["", "preventable", "only_survivable"] = ""
    """Whether it can be prevented, or only survived."""
    cause_class: Literal["", "necessary", "sufficient", "contributing", "accelerating"] = ""
    """What it is to the failure."""
    first_sign: str = ""
    """The first small sign of it, and when it showed."""
    explained_away: str = ""
    """What people told themselves to explain the sign away."""
    discussion: str = ""
    """What lay behind ratings far apart."""
    design_changed: str = ""
    """How the design changed, so that severity may fall as well; empty: it didn't."""
    accepted_risk: AcceptedRisk | None = None
    """That it is knowingly accepted, with a reason, a name and a day."""
    contingency: Contingency = Contingency()
    """What is done when it happens all the same."""
    stop: StopRule = StopRule()
    """The criterion at which the plan pauses or stops."""


class Rating(Item):
    """One person's rating of one mode in one round. Ids: RT1, RT2 …."""

    mode_id: str
    """The mode."""
    by: str
    """The id of the person."""
    round: Round = "first"
    """As things stand, or with the mitigations in place."""
    severity: int = Field(ge=1, le=10)
    """How bad, 1-10. Always asked."""
    occurrence: int | None = Field(default=None, ge=1, le=10)
    """How often, 1-10; empty: from the band of the probability."""
    detection: int | None = Field(default=None, ge=1, le=10)
    """How hard to notice in time, 1-10: 10 is the hardest."""
    probability_pct: float | None = Field(default=None, ge=0, le=100)
    """How probable it is until the end date, in percent."""
    at: datetime | None = None
    """When it was given."""
