"""What will change, grouped by how soon it is due."""

from collections.abc import Callable, Mapping
from typing import Any

from agent.documents.codecs import DATE, IDS, MOMENT, PERSON, TEXT, TEXTS, TRUTH, WHOLE, WORD
from agent.documents.computed import (
    accepted_risk_lines,
    action_horizon,
    action_summary,
    computed_control,
    computed_intent,
    computed_strength,
)
from agent.documents.layout import Computed, Field, Rows, Section, View

ACTION_COLUMNS = (
    Field("Id", "id"),
    Field("Action", "text"),
    Field("Done when", "done_when"),
    Field("Owner", "owner", PERSON),
    Field("Due", "due", DATE, hide=None),
    Field("Control", "control", WORD, guess=computed_control),
    Field("Strength", "", guess=computed_strength),
    Field("For", "cause_ids", IDS, hide=()),
    Field("Status", "status", WORD),
)
ACTION_DETAILS = (
    Field("Priority", "priority", short=True),
    Field("Intent", "intent", WORD, short=True, guess=computed_intent),
    Field("Effect (1-5)", "impact", WHOLE, short=True),
    Field("Effort (1-5)", "effort", WHOLE, short=True),
    Field("Due stands for a month or a quarter", "due_coarse", TRUTH, hide=False, short=True),
    Field("Horizon as stated", "stated_horizon", WORD, short=True),
    Field("Mends", "barrier_ids", IDS, hide=(), short=True),
    Field("Closes", "gap_ids", IDS, hide=(), short=True),
    Field("After", "depends_on", IDS, hide=(), short=True),
    Field("Tracked in", "tracker.system", TEXT, short=True),
    Field("As", "tracker.key", TEXT, short=True),
    Field("Link", "tracker.url"),
    Field("Why this", "rationale"),
    Field("Could break or make harder", "side_effects"),
    Field("Seen in", "measure.metric"),
    Field("Today", "measure.baseline", short=True),
    Field("Target", "measure.target", short=True),
    Field("Looked at on", "measure.check_on", DATE, hide=None, short=True),
    Field("Seen", "measure.result"),
    Field("Declined because", "declined_reason"),
    Field("Written down", "created_at", MOMENT, hide=None, short=True),
    Field("Taken on by the owner", "owner_accepted_at", MOMENT, hide=None, short=True),
    Field("Closed", "closed_at", MOMENT, hide=None, short=True),
    Field("Checked by", "verification.by", PERSON, short=True),
    Field("Checked", "verification.at", MOMENT, hide=None, short=True),
    Field("Evidence that it is done", "verification.evidence", TEXTS, hide=()),
)


def _due_within(horizon: str) -> Callable[[View, Mapping[str, Any]], bool]:
    return lambda view, action: action_horizon(view, action) == horizon


def _group(title: str, horizon: str) -> Section:
    rows = Rows("actions", ACTION_COLUMNS, ACTION_DETAILS, chosen=_due_within(horizon))
    return Section(title, (rows,), optional=True)


ACTIONS = Section(
    "Actions",
    (Computed(action_summary),),
    (
        _group("Immediate (within 7 days)", "immediate"),
        _group("Short term (8 to 30 days)", "short"),
        _group("Long term (31 to 90 days)", "long"),
        _group("Beyond 90 days", "beyond"),
        _group("No due date", "none"),
        _group("Declined", "declined"),
        Section("Accepted risks", (Computed(accepted_risk_lines),), optional=True, computed=True),
    ),
)
