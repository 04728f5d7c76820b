"""No front end knows a question by name: the session says which one goes on from where."""

import ast
import re
from pathlib import Path

import pytest

import tui
from agent.questions.bank import load_bank

NAMES = {one.id for kind in ("postmortem", "premortem") for one in load_bank(kind).all()}
SHAPE = re.compile(r"\b[A-Z]{2}-[A-Z]?\d+[a-z]?\b")
FRONT = Path(next(iter(tui.__path__)))


def test_names_of_questions_are_seen_by_their_shape():
    assert {name for name in NAMES if not SHAPE.fullmatch(name)} == set()


@pytest.mark.parametrize(
    "module", sorted(FRONT.rglob("*.py")), ids=lambda path: str(path.relative_to(FRONT))
)
def test_no_front_end_names_a_question_of_the_bank(module):
    texts = [
        one for one in ast.walk(ast.parse(module.read_bytes())) if isinstance(one, ast.Constant)
    ]
    said = {name for one in texts for name in SHAPE.findall(str(one.value))}
    assert said & NAMES == set()
