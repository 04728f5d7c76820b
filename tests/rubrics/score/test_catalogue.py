"""Every condition of every file: its check, its names, its questions."""

import inspect
import re

import pytest
from pydantic import ValidationError

from agent.questions.bank import load_bank
from rubrics.catalogue import LEVELS, Clause, Criterion, advice, criteria
from rubrics.conditions import CHECKS
from rubrics.conditions.case import Case
from rubrics.conditions.dimensions import states
from rubrics.emphasis import emphasis

CLAUSES = [
    (criterion.id_of(level, clause), criterion, clause)
    for criterion in criteria()
    for level in LEVELS
    for clause in (*criterion.levels[level], *criterion.page.get(level, ()))
]
EXPECTED = {"C1": 23, "C2": 12, "C3": 18, "C4": 22, "C5": 15, "C6": 16, "C7": 15, "C8": 13}


def test_there_are_eight_criteria_in_order_with_all_conditions_of_the_method():
    counts = {c.criterion: sum(map(len, c.levels.values())) for c in criteria()}
    assert counts == EXPECTED
    assert list(counts) == sorted(counts)


def test_ids_are_names_and_never_twice_the_same():
    names = [name for name, _, _ in CLAUSES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"C[1-8]\.K[2-5]\.[a-z_]+", name) for name in names)


@pytest.mark.parametrize(("name", "clause"), [(name, clause) for name, _, clause in CLAUSES])
def test_a_check_exists_and_takes_the_params_of_its_condition(name: str, clause: Clause):
    signature = inspect.signature(CHECKS[clause.check])
    signature.bind(object(), **clause.params)
    assert clause.questions, name
    assert advice()[name].endswith(".")


def test_every_check_is_used_by_some_condition():
    assert {clause.check for _, _, clause in CLAUSES} == set(CHECKS)


def test_every_check_says_in_its_docstring_what_it_holds():
    assert all(check.__doc__ for check in CHECKS.values())


def test_a_key_that_is_not_known_is_an_error():
    with pytest.raises(ValidationError):
        Clause.model_validate(
            {"name": "a", "check": "a", "needed": "a", "do": "a", "questions": ["TL-01"], "x": 1}
        )


def test_a_condition_without_questions_does_not_load():
    with pytest.raises(ValidationError):
        Clause.model_validate(
            {"name": "a", "check": "a", "needed": "a", "do": "a", "questions": []}
        )


def test_every_question_is_in_the_bank():
    known = {question.id for question in load_bank().all()}
    asked = {q for _, _, clause in CLAUSES for q in clause.questions}
    asked |= {question for criterion in criteria() for question in criterion.asks.values()}
    assert asked <= known


@pytest.mark.parametrize("kind", list(emphasis().types))
def test_each_dimension_and_moment_of_a_type_has_a_question(kind: str):
    profile = emphasis().types[kind]
    asks: dict[str, Criterion] = {c.criterion: c for c in criteria()}
    assert set(profile.spine) <= set(asks["C1"].asks)
    assert set(profile.dimensions) <= set(asks["C2"].asks)
    assert len(profile.dimensions) == 6
    assert set(profile.pair) <= set(profile.dimensions)


def test_an_empty_document_covers_no_dimension(now):
    for kind in emphasis().types:
        case = Case({"meta": {"type": kind}}, now, "final")
        assert set(states(case).values()) == {"missing"}
