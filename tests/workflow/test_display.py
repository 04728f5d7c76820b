"""What a front end is shown of the five steps."""

from datetime import UTC, datetime

import pytest

from agent.postmortem.record import Meta, Postmortem, StateName
from agent.workflow.display import progress
from agent.workflow.view import View

_NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("TRIAGE", "blocked open open open open"),
        ("IMPACT", "blocked open open open open"),
        ("CAUSES", "done blocked open open open"),
        ("LIGHT", "blocked blocked blocked open open"),
        ("SHARE", "done done done blocked open"),
        ("TRACK", "done done done done blocked"),
        ("CLOSED", "done done done done done"),
    ],
)
def test_the_five_steps_say_where_the_session_stands(state: StateName, steps: str) -> None:
    document = Postmortem(meta=Meta(id="PM-2026-001", state=state, depth="light"))
    shown = progress({"turn": 1}, View(document, _NOW))
    assert [step.status for step in shown.steps] == steps.split()
