"""The rules without the trained part behind them."""

from collections.abc import Iterator

import pytest

from rubrics.language.opinions import RULES_ONLY, trained_part


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Switch the trained part off."""
    monkeypatch.setenv(RULES_ONLY, "1")
    trained_part.cache_clear()
    yield
    trained_part.cache_clear()
