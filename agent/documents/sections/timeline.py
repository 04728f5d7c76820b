"""What happened, in order: the lane, the table of events, what the timeline shows."""

from agent.documents.codecs import IDS, TEXT, TIME, WORD, WORDS
from agent.documents.computed import lane_picture, metric_lines
from agent.documents.layout import Computed, Facts, Field, Items, Rows, Section

_EVENTS = Rows(
    "timeline.events",
    (
        Field("Id", "id"),
        Field("Time", "time", TIME),
        Field("What happened", "text"),
        Field("Kind", "kind", WORD, hide="other"),
        Field("Role", "actor_role"),
        Field("Effect on users", "effect", WORD),
        Field("Source", "sources", IDS, hide=()),
    ),
    (
        Field("Until", "end", TIME, hide=None, short=True),
        Field("Known", "known_at", WORD, hide="then", short=True),
        Field("Stated as", "statement", WORD, hide="fact", short=True),
        Field("Phase", "phase_label", TEXT, short=True),
        Field("Marked", "flags", WORDS, hide=(), short=True),
        Field("Followed from", "caused_by", IDS, hide=(), short=True),
        Field("Visible at that moment", "decision.information_available"),
        Field("Options", "decision.options"),
        Field("Chosen", "decision.chosen"),
        Field("Aim", "decision.goal"),
        Field("Pressure", "decision.pressure"),
        Field("Expected", "decision.expectation"),
        Field(
            "Would another colleague plausibly have done the same",
            "decision.substitution_test",
            WORD,
            hide="unknown",
        ),
    ),
)

_OBSERVATIONS = Items(
    "timeline.observations",
    Field("", "explanation"),
    (
        Field("Measure", "metric", short=True),
        Field("Value", "value", short=True),
        Field("Events", "events", IDS, hide=(), short=True),
    ),
)

_DETECTION = Facts(
    (
        Field("Noticed first by", "detection.source", WORD),
        Field("Could have been seen earlier", "detection.could_have_been_earlier"),
    )
)

_WINDOW = Facts(
    (
        Field("Begins with", "timeline.window.starts_with", WORD),
        Field("Begins", "timeline.window.start", TIME),
        Field("Ends", "timeline.window.end", TIME),
    )
)

TIMELINE = Section(
    "Timeline",
    (Computed(lane_picture, drawn="lane"), _EVENTS),
    (
        Section("Detection", (_DETECTION,), optional=True),
        Section("Span as stated", (_WINDOW,), optional=True),
        Section("What the timeline shows", (_OBSERVATIONS,)),
        Section("Durations", (Computed(metric_lines),), optional=True, computed=True),
    ),
)
