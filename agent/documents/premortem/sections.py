"""What a pre-mortem holds, section by section, in the order in which it is read."""

from agent.documents.codecs import (
    DATE,
    FLOAT,
    IDS,
    MOMENT,
    NUMBER,
    PERSON,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    WORD,
    WORDINGS,
)
from agent.documents.layout import Computed, Facts, Field, Items, Prose, Rows, Section
from agent.documents.premortem.computed import (
    action_summary,
    cadence_guess,
    chance_lines,
    crossed_guess,
    due_lines,
    foresight_lines,
    matrix_lines,
    ranking_lines,
    weight_lines,
)
from agent.documents.sections.actions import ACTION_COLUMNS, ACTION_DETAILS
from agent.documents.sections.appendix import OVERRIDES, PARKING_LOT, PEOPLE, UNKNOWN
from agent.documents.sections.quality import QUALITY

_TEXT = Field("", "text")

PLAN = Section(
    "The plan",
    (
        Facts(
            (
                Field("Goal", "plan.goal"),
                Field("Measure of success", "plan.measure"),
                Field("Kind", "plan.kind", WORD),
                Field("Measured on", "plan.end", DATE, hide=None),
                Field("To be decided by", "plan.decision_on", DATE, hide=None),
                Field("Scope", "plan.scope"),
                Field("Out of scope", "plan.out_of_scope"),
                Field("Hard to take back", "plan.hard_to_reverse"),
                Field("Chance of success as stated at the start (%)", "plan.success_pct", FLOAT),
            )
        ),
    ),
    (
        Section(
            "What must hold",
            (
                Items(
                    "plan.assumptions",
                    _TEXT,
                    (Field("Held", "held", WORD, hide="unknown", short=True),),
                ),
            ),
        ),
    ),
)

FAILURE = Section(
    "The failure",
    (
        Prose("failure.text"),
        Facts((Field("Taken as given", "failure.accepted_at", MOMENT, hide=None),)),
    ),
)

_MODE_DETAILS = (
    Field("Mechanism", "mechanism", TEXTS, hide=()),
    Field("Reasons", "reason_ids", IDS, hide=(), short=True),
    Field("Lens", "lens", WORD, short=True),
    Field("Reach", "reach", WORD, short=True),
    Field("To the failure it is", "cause_class", WORD, short=True),
    Field("First sign", "first_sign"),
    Field("Explained away as", "explained_away"),
    Field("Behind ratings far apart", "discussion"),
    Field("How the design changed", "design_changed"),
    Field("Knowingly accepted", "accepted_risk.reason"),
    Field("Accepted by", "accepted_risk.by", PERSON, short=True),
    Field("Accepted until", "accepted_risk.until", DATE, hide=None, short=True),
    Field("If it happens", "contingency.text"),
    Field("Done by", "contingency.owner", PERSON, short=True),
    Field("Ready by", "contingency.ready_by", DATE, hide=None, short=True),
    Field("Stop rule", "stop.text"),
    Field("Then", "stop.kind", WORD, short=True),
    Field("Said by", "stop.by", PERSON, short=True),
)

MODES = Section(
    "Failure modes",
    (Items("modes", _TEXT, _MODE_DETAILS),),
    (
        Section(
            "How much each weighs",
            (
                Computed(matrix_lines, drawn="matrix"),
                Computed(ranking_lines, drawn="ranking"),
                Computed(weight_lines),
                Computed(chance_lines),
            ),
            optional=True,
            computed=True,
        ),
    ),
)

REASONS = Section(
    "Reasons",
    (
        Items(
            "reasons",
            _TEXT,
            (
                Field("Came", "source", WORD, hide="silent", short=True),
                Field("From", "origin", short=True),
                Field("Read out", "read_out_at", MOMENT, hide=None, short=True),
                Field("Also worded", "wordings", WORDINGS, hide=()),
            ),
        ),
    ),
    (
        Section(
            "Past incidents, looked at afterwards",
            (
                Facts((Field("Library searched", "priors_searched_at", MOMENT, hide=None),)),
                Items(
                    "priors",
                    Field("", "title"),
                    (
                        Field("Incident", "incident", short=True),
                        Field("Likeness", "similarity", FLOAT, hide=0.0, short=True),
                        Field("Causes", "causes", TEXTS, hide=()),
                        Field("Actions it led to", "actions_total", WHOLE, hide=None, short=True),
                        Field("Done", "actions_done", WHOLE, hide=None, short=True),
                        Field("Open", "actions_open", WHOLE, hide=None, short=True),
                        Field("Became", "taken_as", short=True),
                    ),
                ),
            ),
            optional=True,
        ),
    ),
)

MITIGATIONS = Section(
    "Mitigations",
    (Computed(action_summary), Rows("actions", ACTION_COLUMNS, ACTION_DETAILS)),
)

TRIPWIRES = Section(
    "Tripwires",
    (
        Rows(
            "signals",
            (
                Field("Id", "id"),
                Field("Signal", "name"),
                Field("Warns of", "mode_id"),
                Field("Threshold", "threshold"),
                Field("Source", "source"),
                Field("Looked at", "cadence", WORD, guess=cadence_guess),
                Field("Owner", "owner", PERSON),
                Field("Counted from", "watched_from", DATE, hide=None),
            ),
        ),
    ),
    (
        Section(
            "Readings",
            (
                Rows(
                    "readings",
                    (
                        Field("Id", "id"),
                        Field("Signal", "signal_id"),
                        Field("At", "at", MOMENT),
                        Field("Value", "value", NUMBER, hide=None),
                        Field("As written", "text"),
                        Field("Crossed", "crossed", WORD, guess=crossed_guess),
                        Field("Read by", "by", PERSON),
                    ),
                ),
            ),
            optional=True,
        ),
    ),
)

DECISION = Section(
    "The decision",
    (
        Facts(
            (
                Field("Decision", "decision.verdict", WORD),
                Field("Reason", "decision.reason"),
                Field("Decided by", "decision.by", PERSON),
                Field("Decided", "decision.at", MOMENT, hide=None),
                Field("Until", "decision.until", DATE, hide=None),
                Field("Asked, and nobody disagreed", "decision.no_dissent", TRUTH, hide=False),
            )
        ),
    ),
    (
        Section(
            "Voices against it",
            (Items("decision.dissent", _TEXT, (Field("By", "by", PERSON, short=True),)),),
            optional=True,
        ),
    ),
)

WATCHING = Section(
    "Watching",
    (),
    (
        Section("Coming up", (Computed(due_lines),), optional=True, computed=True),
        Section(
            "Looks at the list",
            (
                Items(
                    "reviews",
                    Field("", "note"),
                    (
                        Field("At", "at", MOMENT, short=True),
                        Field("Next", "next_on", DATE, hide=None, short=True),
                    ),
                ),
            ),
        ),
        Section(
            "What happened",
            (
                Items(
                    "outcomes",
                    Field("", "note"),
                    (
                        Field("Postmortem", "postmortem", TEXT, short=True),
                        Field("Modes", "modes", IDS, hide=(), short=True),
                        Field("Began", "happened_at", MOMENT, hide=None, short=True),
                        Field("Linked", "linked_at", MOMENT, hide=None, short=True),
                    ),
                ),
            ),
            optional=True,
        ),
        Section(
            "What the list had said of it",
            (Computed(foresight_lines),),
            optional=True,
            computed=True,
        ),
    ),
)

_RATINGS = Rows(
    "ratings",
    (
        Field("Id", "id"),
        Field("Mode", "mode_id"),
        Field("Rated by", "by", PERSON),
        Field("Round", "round", WORD),
        Field("Severity", "severity", WHOLE),
        Field("Occurrence", "occurrence", WHOLE, hide=None),
        Field("Detection", "detection", WHOLE, hide=None),
        Field("Probability (%)", "probability_pct", FLOAT, hide=None),
        Field("Given", "at", MOMENT, hide=None),
    ),
)

_NOTES = Rows(
    "notes",
    (
        Field("Id", "id"),
        Field("Question", "question"),
        Field("About", "about"),
        Field("Answer", "text"),
    ),
)

APPENDIX = Section(
    "Appendix",
    (),
    (
        Section("People", (PEOPLE,)),
        Section("Ratings", (_RATINGS,), optional=True),
        Section("Notes", (_NOTES,), optional=True),
        Section("What nobody knows, and what does not apply", (UNKNOWN,), optional=True),
    ),
)

SECTIONS = (
    PLAN,
    FAILURE,
    MODES,
    REASONS,
    MITIGATIONS,
    TRIPWIRES,
    DECISION,
    WATCHING,
    OVERRIDES,
    PARKING_LOT,
    APPENDIX,
    QUALITY,
)
