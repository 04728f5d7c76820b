"""A pre-mortem under way, at the moments at which things are hidden."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from foreseeing import FAILURE, PLAN
from talking import Talk

from agent.clock import SetClock
from agent.dialogue import Advance
from agent.premortem.record import Premortem
from agent.workflow.session import Session
from agent.workspace import Workspace

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands on a Tuesday morning."""
    return SetClock(NOW)


@pytest.fixture
async def premortem(workspace: Workspace) -> AsyncIterator[Session[Premortem]]:
    """A session at its first question."""
    opened = await workspace.new_premortem()
    yield opened
    await opened.close()


@pytest.fixture
async def talk(premortem: Session[Premortem]) -> Talk:
    """Turns in a session in which people are about to write alone."""
    talk = Talk(premortem)  # type: ignore[arg-type]
    for question, value in PLAN:
        await talk.answer(question, value)
    await talk.send(Advance())
    await talk.answer("PM-03", FAILURE)
    assert premortem.document.meta.state == "SILENT"
    return talk
