"""Which recipe serves which task."""

from typing import assert_never

from agent.coach.model.tasks.actions import CLIMB, SHARPEN
from agent.coach.model.tasks.causes import MORE_CANDIDATES, MORE_FAULTS, STATE_CAUSE
from agent.coach.model.tasks.events import EXTRACT
from agent.coach.model.tasks.explaining import EXPLAIN_SCORE, EXPLAIN_SIMILARITY
from agent.coach.model.tasks.recipe import Recipe
from agent.coach.model.tasks.whys import NEXT_WHY
from agent.coach.model.tasks.wording import GENERALISE_LESSON, NEUTRALISE, SUMMARISE
from agent.coach.protocol import (
    ClimbHierarchy,
    ExplainScore,
    ExplainSimilarity,
    ExtractEvents,
    GeneraliseLesson,
    MoreCandidates,
    MoreFaults,
    Neutralise,
    NextWhy,
    SharpenAction,
    StateCause,
    SummariseIncident,
    Task,
)


def recipe_for(task: Task) -> Recipe:  # noqa: C901, PLR0911, PLR0912 - one case a task
    """Return how a task is put to a model."""
    match task:
        case NextWhy():
            return NEXT_WHY
        case Neutralise():
            return NEUTRALISE
        case SharpenAction():
            return SHARPEN
        case ClimbHierarchy():
            return CLIMB
        case GeneraliseLesson():
            return GENERALISE_LESSON
        case SummariseIncident():
            return SUMMARISE
        case StateCause():
            return STATE_CAUSE
        case MoreCandidates():
            return MORE_CANDIDATES
        case MoreFaults():
            return MORE_FAULTS
        case ExtractEvents():
            return EXTRACT
        case ExplainScore():
            return EXPLAIN_SCORE
        case ExplainSimilarity():
            return EXPLAIN_SIMILARITY
        case _:
            assert_never(task)
