"""The order of the sections (method, section 4)."""

from agent.documents.sections.actions import ACTIONS
from agent.documents.sections.analysis import ANALYSIS
from agent.documents.sections.appendix import APPENDIX, OVERRIDES, PARKING_LOT, SUMMARY
from agent.documents.sections.impact import IMPACT
from agent.documents.sections.learning import FOLLOW_UP, LESSONS, OPEN_QUESTIONS, RETROSPECT
from agent.documents.sections.quality import QUALITY
from agent.documents.sections.timeline import TIMELINE

SECTIONS = (
    SUMMARY,
    IMPACT,
    TIMELINE,
    ANALYSIS,
    ACTIONS,
    RETROSPECT,
    LESSONS,
    OPEN_QUESTIONS,
    FOLLOW_UP,
    OVERRIDES,
    PARKING_LOT,
    APPENDIX,
    QUALITY,
)
