"""Why it was possible: tree, causes, safeguards, fishbone, fault tree."""

from agent.documents.codecs import DATE, FLOAT, IDS, PERSON, TEXT, TEXTS, WHOLE, WORD
from agent.documents.computed import (
    category_words,
    cut_set_lines,
    fault_tree_picture,
    fishbone_picture,
)
from agent.documents.layout import Computed, Facts, Field, Items, Rows, Section

_PLACE = (
    Field("Level", "level", WORD, short=True),
    Field("Domain", "domain", WORD, short=True),
    Field("Category", "category", WORD, short=True),
)
_EVIDENCE = Field("Evidence", "evidence", IDS, hide=(), short=True)
_SURE = Field("Confidence", "confidence", WORD, short=True)

_PROBLEM = Facts(
    (
        Field("Problem", "analysis.problem.text"),
        Field("What deviated", "analysis.problem.object"),
        Field("How", "analysis.problem.deviation"),
        Field("How far", "analysis.problem.extent"),
        Field("From when to when", "analysis.problem.since"),
    )
)

_TREE = Items(
    "analysis.nodes",
    Field("", "text"),
    (
        Field("Explains", "parent", short=True),
        Field("Kind", "kind", WORD, hide="condition", short=True),
        *_PLACE,
        _SURE,
        _EVIDENCE,
        Field("Could be changed here", "lever"),
        Field("Asked for by", "duty_ref"),
        Field("Could be expected because", "expected_because"),
        Field("Role", "human.role"),
        Field("Visible at that moment", "human.information_available"),
        Field("Aim", "human.goal"),
        Field("Pressure", "human.pressure"),
        Field("Options", "human.options"),
        Field("Expected", "human.expectation"),
        Field(
            "Would another colleague plausibly have done the same",
            "human.substitution_test",
            WORD,
            hide="unknown",
        ),
        Field("Sort of deviation", "human.deviation_type", WORD),
    ),
    nested=True,
)

_CAUSES = Items(
    "analysis.causes",
    Field("", "statement.cause"),
    (
        Field("Made more likely", "statement.effect"),
        Field("Led to", "statement.event"),
        Field("Role", "role", WORD, short=True),
        *_PLACE,
        Field("Phase", "phase", WORD, short=True),
        _SURE,
        _EVIDENCE,
        Field("Drawn from", "node_id", TEXT, short=True),
        Field("Found by", "techniques", TEXTS, hide=(), short=True),
        Field("Second look on", "second_look_on", DATE, hide=None, short=True),
        Field("Could be expected because", "expected_because"),
        Field("Ruled out because", "reject_reason"),
        Field("Risk accepted because", "accepted_risk.reason"),
        Field("Risk accepted by", "accepted_risk.by", PERSON, short=True),
        Field("Risk accepted until", "accepted_risk.until", DATE, hide=None, short=True),
    ),
)

_BARRIERS = Rows(
    "analysis.barriers",
    (
        Field("Id", "id"),
        Field("Layer", "layer", WORD),
        Field("Safeguard", "name"),
        Field("What it did", "state", WORD),
        Field("What let the harm through", "hole"),
        Field("Cause", "cause_id"),
        Field("Evidence", "evidence", IDS, hide=()),
    ),
)

_FISHBONE = Rows(
    "analysis.fishbone.items",
    (
        Field("Id", "id"),
        Field("Bone", "bone"),
        Field("Candidate", "text"),
        Field("Votes", "votes", WHOLE, hide=0),
        Field("Status", "status", WORD),
        Field("Evidence", "evidence", IDS, hide=()),
    ),
)

_FAULT_TREE = Rows(
    "analysis.fault_tree.nodes",
    (
        Field("Id", "id"),
        Field("Stands for", "text"),
        Field("Gate", "gate"),
        Field("Needs", "k", WHOLE),
        Field("Inputs", "inputs", IDS, hide=()),
        Field("Probability", "p", FLOAT),
    ),
)

_LOOPS = Rows(
    "analysis.control_loops",
    (
        Field("Id", "id"),
        Field("Who steers", "controller"),
        Field("What is steered", "process"),
        Field("Unsafe control", "unsafe_action"),
        Field("Feedback missing or late", "feedback"),
        Field("State as believed", "believed"),
        Field("State as it was", "actual"),
    ),
)

_CONTEXT = Facts(
    (
        Field("Why now", "analysis.why_now"),
        Field("Where the same conditions don't fail", "analysis.contrast"),
        Field("Related work that was postponed", "analysis.backlog_check"),
    )
)

_NONE_FOUND = Items("analysis.considered_none", Field("", "domain", WORD), (Field("Note", "note"),))

_RECURRENCE = (
    Facts(
        (
            Field("Searched", "analysis.recurrence.searched_at"),
            Field("For", "analysis.recurrence.query"),
        )
    ),
    Rows(
        "analysis.recurrence.candidates",
        (
            Field("Id", "id"),
            Field("Review", "pm_id"),
            Field("Title", "title"),
            Field("Similarity", "similarity", FLOAT, hide=0.0),
            Field("The same thing", "confirmed", WORD, hide="unknown"),
            Field("Actions still open", "open_actions", WHOLE, hide=0),
        ),
    ),
)

ANALYSIS = Section(
    "Analysis",
    (),
    (
        Section("The problem", (_PROBLEM,)),
        Section("Why it was possible", (_TREE,)),
        Section("Causes", (Computed(category_words), _CAUSES)),
        Section("Safeguards", (_BARRIERS,)),
        Section(
            "Fishbone",
            (
                Computed(fishbone_picture),
                Facts((Field("Scheme", "analysis.fishbone.scheme"),)),
                _FISHBONE,
            ),
            optional=True,
        ),
        Section(
            "Fault tree",
            (
                Computed(fault_tree_picture),
                Facts((Field("Top event", "analysis.fault_tree.top"),)),
                _FAULT_TREE,
                Computed(cut_set_lines),
            ),
            optional=True,
        ),
        Section("Control loops", (_LOOPS,), optional=True),
        Section("Why now, and what differs elsewhere", (_CONTEXT,), optional=True),
        Section("Looked at without finding a cause", (_NONE_FOUND,), optional=True),
        Section("Earlier incidents like this one", _RECURRENCE),
    ),
)
