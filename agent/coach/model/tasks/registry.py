"""Which recipe serves which task."""

from collections.abc import Mapping

from agent.coach.model.tasks.actions import CLIMB, SHARPEN
from agent.coach.model.tasks.causes import MORE_CANDIDATES, MORE_FAULTS, STATE_CAUSE
from agent.coach.model.tasks.clusters import CLUSTER
from agent.coach.model.tasks.events import EXTRACT
from agent.coach.model.tasks.explaining import EXPLAIN_SCORE, EXPLAIN_SIMILARITY
from agent.coach.model.tasks.recipe import Recipe
from agent.coach.model.tasks.whys import NEXT_WHY
from agent.coach.model.tasks.wording import GENERALISE_LESSON, NEUTRALISE, SUMMARISE
from agent.coach.protocol import Task
from agent.questions.bank import CoachTask

RECIPES: Mapping[CoachTask, Recipe] = {
    "next_why": NEXT_WHY,
    "neutralise": NEUTRALISE,
    "sharpen_action": SHARPEN,
    "climb_hierarchy": CLIMB,
    "generalise_lesson": GENERALISE_LESSON,
    "summarise_incident": SUMMARISE,
    "state_cause": STATE_CAUSE,
    "more_candidates": MORE_CANDIDATES,
    "more_faults": MORE_FAULTS,
    "extract_events": EXTRACT,
    "explain_score": EXPLAIN_SCORE,
    "explain_similarity": EXPLAIN_SIMILARITY,
    "cluster_reasons": CLUSTER,
}


def recipe_for(task: Task) -> Recipe:
    """Return how a task is put to a model."""
    return RECIPES[task.kind]
