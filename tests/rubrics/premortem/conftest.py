"""The pre-mortem that the tests look at."""

import pytest
import searching

from agent.premortem.record import Premortem


@pytest.fixture
def full() -> Premortem:
    """Return a whole pre-mortem."""
    return searching.full()
