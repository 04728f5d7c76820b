"""The frame of the review, what it rests on, and what is not known."""

from agent.documents.codecs import (
    DATE,
    FLOAT,
    MOMENT,
    PERSON,
    TEXTS,
    TRUTH,
    WHOLE,
    WORD,
    WORDS,
)
from agent.documents.computed import related_lines
from agent.documents.layout import Computed, Facts, Field, Items, Prose, Rows, Section
from agent.documents.visible import is_public_note

OVERRIDES = Section(
    "Guards passed without being met",
    (
        Rows(
            "meta.overrides",
            (
                Field("Step left", "state"),
                Field("Reason", "reason"),
                Field("Decided by", "by", PERSON),
                Field("At", "at", MOMENT),
                Field("Missing then", "missing", TEXTS, hide=()),
            ),
            key="",
        ),
    ),
    optional=True,
)

PARKING_LOT = Section(
    "Parking lot",
    (
        Items(
            "parking_lot",
            Field("", "text"),
            (
                Field("Became", "resolved_as"),
                Field("Raised in", "raised_in", short=True),
                Field("Raised", "raised_at", MOMENT, hide=None, short=True),
            ),
        ),
    ),
    optional=True,
)

_ABOUT = Facts(
    (
        Field("What would make it worth it", "meta.purpose"),
        Field("Asked for by", "meta.asked_by"),
        Field("Support for those closest to it", "support", WORD, hide="unknown"),
        Field("Ground rules", "ground_rules.text"),
        Field("Ground rules shown", "ground_rules.shown_at", MOMENT, hide=None),
    )
)

_DEADLINES = Rows(
    "meta.deadlines",
    (Field("Id", "id"), Field("What", "what"), Field("On", "on", DATE, hide=None)),
)

PEOPLE = Rows(
    "people",
    (
        Field("Id", "id"),
        Field("Name", "display"),
        Field("Also known as", "aliases", TEXTS, hide=()),
        Field("Sort", "kind", WORD, hide="individual"),
        Field("In the incident", "role_in_incident", WORD, hide="none"),
        Field("In the review", "review_roles", WORDS, hide=("participant",)),
        Field("Confirmed the timeline", "confirmed_timeline", WORD, hide="unknown"),
        Field("Confirmed", "confirmed_at", MOMENT, hide=None),
    ),
)

_EVIDENCE = Rows(
    "evidence",
    (
        Field("Id", "id"),
        Field("Record", "title"),
        Field("Kind", "kind", WORD),
        Field("Where", "locator"),
        Field("By a machine", "machine", TRUTH, hide=False),
    ),
    (
        Field("Saved", "captured_at", MOMENT, hide=None, short=True),
        Field("Gone from its source on", "expires_on", DATE, hide=None, short=True),
        Field("Fingerprint", "sha256", short=True),
        Field("Excerpt", "excerpt"),
    ),
)

_GLOSSARY = Rows(
    "summary.glossary", (Field("Id", "id"), Field("Term", "term"), Field("Meaning", "meaning"))
)

_NOTES = Rows(
    "notes",
    (
        Field("Id", "id"),
        Field("Question", "question"),
        Field("About", "about"),
        Field("Answer", "text"),
    ),
    chosen=is_public_note,
)

UNKNOWN = Rows(
    "absences",
    (
        Field("Field", "path"),
        Field("Why empty", "kind", WORD),
        Field("Reason", "reason"),
        Field("Who finds out", "follow_up_owner", PERSON),
        Field("By", "follow_up_by", DATE, hide=None),
    ),
    key="path",
)

_INTAKE = Facts(
    (
        Field("Over", "intake.resolved", WORD, hide="unknown"),
        Field("Known to be over by", "intake.resolved_how"),
        Field("Share of users hit at worst (%)", "intake.users_pct", FLOAT),
        Field("Lost altogether", "intake.total_loss", WORD, hide="unknown"),
        Field("Data lost, changed or exposed", "intake.data_exposed", WORD, hide="unknown"),
        Field("Noticed inside only", "intake.internal_only", WORD, hide="unknown"),
        Field("Gap, slip or share of wrong cases (%)", "intake.size_pct", FLOAT),
        Field("Law or contract broken", "intake.law_or_contract_breached", WORD, hide="unknown"),
        Field("Could credibly have become", "intake.worst_credible", WORD),
        Field("Stopped by", "intake.stopped_by", WORD),
        Field("Likelihood of the harm", "intake.likelihood", WORD),
        Field("Teams and companies involved", "intake.teams", WHOLE),
        Field("New service or interaction", "intake.new_service", WORD, hide="unknown"),
        Field("What surprised", "intake.surprises"),
        Field("Confusion reported", "intake.confusion", WORD, hide="unknown"),
        Field("Looks like", "intake.look_alikes", TEXTS, hide=()),
        Field("Resolve target missed", "intake.resolve_target_missed", WORD, hide="unknown"),
        Field("Luck limited the harm", "intake.luck_limited_harm", WORD, hide="unknown"),
        Field("Factors named at the start", "intake.contributing_factors", WHOLE),
        Field("Done by hand", "intake.manual_intervention"),
    )
)

APPENDIX = Section(
    "Appendix",
    (),
    (
        Section("About this review", (_ABOUT,), optional=True),
        Section("Outside deadlines", (_DEADLINES,), optional=True),
        Section("People", (PEOPLE,)),
        Section("Evidence", (_EVIDENCE,)),
        Section("Related reviews", (Computed(related_lines),), optional=True, computed=True),
        Section("Glossary", (_GLOSSARY,), optional=True),
        Section("Interview notes", (_NOTES,), optional=True),
        Section("What nobody knows, and what does not apply", (UNKNOWN,), optional=True),
        Section("What was known at the start", (_INTAKE,), optional=True),
    ),
)

SUMMARY = Section(
    "Summary",
    (Prose("summary.text"),),
    (Section("Background", (Prose("summary.background"),), optional=True),),
)

WAIVERS = Section(
    "Findings disputed or accepted",
    (
        Rows(
            "waivers",
            (
                Field("Id", "id"),
                Field("Rule", "rule"),
                Field("Field", "field"),
                Field("Reason", "reason"),
                Field("By", "by", PERSON),
            ),
        ),
    ),
    optional=True,
)
