"""A home whose session nobody killed, to compare with, and fresh ones."""

import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from leftovers import undisturbed_home
from talking import Talk

from agent.clock import SetClock
from agent.home import Home
from agent.workspace import Workspace


@pytest.fixture
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A home whose session was played in one go; made once a run for all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "undisturbed"
    return lambda *states: undisturbed_home(shared, states)


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
async def talk(workspace: Workspace) -> AsyncIterator[Talk]:
    """Turns in a fresh session."""
    session = await workspace.new_session()
    yield Talk(session)
    await session.close()
