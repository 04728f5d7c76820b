"""A real workspace in a folder of its own, and turns taken in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from talking import Talk

from agent.clock import SetClock
from agent.home import Home
from agent.workflow.session import Session
from agent.workspace import Workspace


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folders of one installation."""
    return Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()


@pytest.fixture
async def workspace(home: Home, clock: SetClock) -> AsyncIterator[Workspace]:
    """A workspace with nothing in it."""
    place = Workspace(home, clock)
    yield place
    place.close()


@pytest.fixture
async def session(workspace: Workspace) -> AsyncIterator[Session]:
    """A session at its first question."""
    opened = await workspace.new_session()
    yield opened
    await opened.close()


@pytest.fixture
def talk(session: Session) -> Talk:
    """Turns in a fresh session."""
    return Talk(session)
