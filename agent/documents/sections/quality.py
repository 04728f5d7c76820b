"""The quality sheet: how good the document is, and what is still open."""

from agent.documents.layout import Computed, Section
from agent.documents.quality import condition_lines, score_lines, warning_lines
from agent.documents.sections.appendix import WAIVERS

QUALITY = Section(
    "Quality sheet",
    (Computed(score_lines, drawn="scores"),),
    (
        Section("Not met yet", (Computed(condition_lines),), optional=True, computed=True),
        Section("Open warnings", (Computed(warning_lines),), optional=True, computed=True),
        WAIVERS,
    ),
)
