"""What was learned, and what became of it."""

from agent.documents.codecs import (
    DATE,
    FLOAT,
    IDS,
    MOMENT,
    PERSON,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    WORD,
    WORDS,
)
from agent.documents.layout import Facts, Field, Items, Prose, Rows, Section

_TEXT = Field("", "text")

RETROSPECT = Section(
    "What went well, what went poorly, where luck helped",
    (),
    (
        Section(
            "What went well",
            (
                Items(
                    "learning.went_well",
                    _TEXT,
                    (
                        Field("Made possible by", "made_possible_by"),
                        Field("Part of", "aspect", WORD, short=True),
                    ),
                ),
            ),
        ),
        Section("What went poorly", (Items("learning.went_poorly", _TEXT),)),
        Section(
            "Where luck helped",
            (
                Facts((Field("Asked, and none found", "learning.lucky_none", TRUTH, hide=False),)),
                Items("learning.lucky", _TEXT),
            ),
        ),
        Section("Pressures and trade-offs", (Items("learning.pressures", _TEXT),), optional=True),
        Section(
            "What people did that no procedure asked for",
            (Items("learning.adaptations", _TEXT),),
            optional=True,
        ),
        Section("Thanks", (Items("learning.thanks", _TEXT),), optional=True),
    ),
)

LESSONS = Section(
    "Lessons",
    (
        Items(
            "learning.lessons",
            _TEXT,
            (
                Field("For others", "principle"),
                Field("From", "links", IDS, hide=(), short=True),
            ),
        ),
    ),
    (
        Section(
            "Knowledge that sat with one person or nowhere",
            (Items("learning.knowledge_gaps", _TEXT),),
            optional=True,
        ),
    ),
)

OPEN_QUESTIONS = Section("Open questions", (Items("learning.open_questions", _TEXT),))

_LOOKS = Items(
    "followup.entries",
    Field("", "note"),
    (
        Field("At", "at", MOMENT, short=True),
        Field("Sort", "kind", WORD, hide="check_in", short=True),
        Field("Actions", "actions", IDS, hide=(), short=True),
    ),
)

_HELD = Rows(
    "followup.effectiveness",
    (
        Field("Id", "id"),
        Field("Cause", "cause_id"),
        Field("Verdict", "verdict", WORD),
        Field("What was seen", "reason"),
        Field("Evidence", "evidence", TEXTS, hide=()),
    ),
)

_SHARED = Rows(
    "sharing.events",
    (
        Field("Id", "id"),
        Field("Audience", "audience", WORD),
        Field("Channel", "channel", WORD),
        Field("Planned for", "planned_on", DATE, hide=None),
        Field("Done", "at", MOMENT, hide=None),
        Field("By", "by", PERSON),
    ),
)

_EXTERNAL = (
    Facts(
        (
            Field("Needed", "sharing.external.needed", WORD),
            Field("Approved by", "sharing.external.approved_by", PERSON),
            Field("Approved", "sharing.external.approved_at", MOMENT, hide=None),
        )
    ),
    Prose("sharing.external.text"),
)

_SNAPSHOT = Facts(
    (
        Field("Incidents of this service in a year", "sharing.metrics_snapshot.frequency"),
        Field("Median time to recover (min)", "sharing.metrics_snapshot.median_ttr_min", FLOAT),
        Field("Share of repeats (0-1)", "sharing.metrics_snapshot.repeat_share", FLOAT),
    )
)

FOLLOW_UP = Section(
    "Follow-up",
    (
        Facts(
            (
                Field("Follow-up review on", "followup.review_on", DATE, hide=None),
                Field("Days between looks", "followup.cadence_days", WHOLE, hide=7),
                Field("Learned something", "followup.learned_votes", WORDS, hide=()),
                Field("Would join again", "followup.again_votes", WORDS, hide=()),
            )
        ),
    ),
    (
        Section("Looks at the actions", (_LOOKS,), optional=True),
        Section("Did the fixes hold", (_HELD,), optional=True),
        Section(
            "Sharing",
            (
                Facts(
                    (
                        Field("Kept at", "sharing.archive"),
                        Field(
                            "Asked which teams should read it",
                            "sharing.cross_team_searched",
                            TRUTH,
                            hide=False,
                        ),
                    )
                ),
                _SHARED,
            ),
        ),
        Section(
            "Teams that should read this",
            (Items("sharing.cross_team", Field("", "team"), (Field("Why", "why", TEXT),)),),
            optional=True,
        ),
        Section("Said outside", _EXTERNAL, optional=True),
        Section("How often this service fails", (_SNAPSHOT,), optional=True),
    ),
)
