"""The texts of the prompts: as they are sent, word by word, and what may never be in them."""

import asyncio
import re
from dataclasses import fields
from importlib.resources import files
from typing import get_args

import pytest
from clustering import grouping
from hypothesis import given
from hypothesis import strategies as st

from agent.coach.model.prompts import fence_for, fingerprint, laid_out, rendered, stance
from agent.coach.model.rounds import Rounds
from agent.coach.model.tasks.registry import RECIPES, recipe_for
from agent.coach.model.tokens import estimate
from agent.coach.protocol import (
    ClimbHierarchy,
    ClusterReasons,
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
from agent.questions.bank import CoachTask

TASKS = (
    NextWhy("W2"),
    Neutralise("summary.text", "The fitter carelessly left valve V-7 open for 40 minutes."),
    SharpenAction("A1"),
    ClimbHierarchy("A1"),
    GeneraliseLesson("L1"),
    SummariseIncident(),
    StateCause("U1"),
    MoreCandidates(),
    MoreFaults(),
    ExtractEvents("06:10 line 3 fills\n06:12 alarm on V-7"),
    ExplainScore(
        "C3 root cause", "2.5", ("A primary cause is named.",), ("No evidence.",), "CA-12"
    ),
    ExplainSimilarity("Y1", "Rinse water in 2029\nThe panel of line 1 had one colour."),
    ClusterReasons(),
)
NAMES = sorted(file.name for file in files("prompts").iterdir() if file.name.endswith(".md"))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.kind)
def test_a_prompt_is_sent_as_it_was_looked_at(task, review, snapshot):
    brief = recipe_for(task).brief(task, about(task, review))
    assert rendered(brief.name, laid_out(brief.sections), brief.words) == snapshot


def about(task, review):
    """Return a document that the task is about."""
    return review if recipe_for(task).about is type(review) else grouping()


def test_every_prompt_has_a_task_and_every_task_a_prompt():
    assert {task.kind for task in TASKS} == set(RECIPES) == set(get_args(CoachTask))
    assert set(NAMES) - {f"{kind}.md" for kind in RECIPES} == {"coach.md", "facilitator.md"}


def test_every_task_has_one_recipe():
    kinds = {
        field.default for one in get_args(Task) for field in fields(one) if field.name == "kind"
    }
    assert kinds == set(RECIPES)


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_shouts_at_nobody_and_names_each_limit_once(name):
    text = files("prompts").joinpath(name).read_text("utf-8")
    bare = re.sub(r"\[[A-Z]+_\d\]", "", text)
    assert not re.findall(r"\b[A-Z]{4,}\b(?<!JSON)(?<!HTML)", bare)
    assert text.count("$words") <= 1


def test_the_prefix_is_long_enough_to_be_cached_and_holds_nothing_that_changes():
    assert estimate(stance(), 1.35) > 1024
    assert "$" not in stance()


def test_a_fingerprint_tells_prompts_apart():
    prints = {fingerprint(name.removesuffix(".md")) for name in NAMES if name != "coach.md"}
    assert len(prints) == len(NAMES) - 1
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in prints)


@given(st.text(max_size=300))
def test_no_data_can_close_its_fence(data):
    fence = fence_for(data)
    assert fence not in data
    prompt = rendered("extract_events", data, {"words": "40"})
    assert prompt.count(f"</data-{fence}>") == 2
    assert f"<data-{fence}>\n{data}\n</data-{fence}>" in prompt


def test_the_same_data_has_the_same_fence():
    assert fence_for("a line") == fence_for("a line") != fence_for("another")


def test_the_schema_of_an_answer_has_no_field_that_may_be_left_out(review, bench):
    rounds: Rounds = bench("").coach._rounds
    for task in TASKS:
        question = asyncio.run(rounds.question(task, about(task, review)))
        assert question is not None, task.kind
        assert '"default"' not in question.ask.schema
        assert f'"title": "{task.kind}"' in question.ask.schema
