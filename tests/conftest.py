"""Shared ground: no keys, no way out of the machine, a home of its own for each test."""

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from agent.clock import SetClock

_KEYS = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_PROFILE", "ANTHROPIC_BASE_URL")

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in _KEYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path / "anthropic"))
    monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("UNBLAME_OFFLINE", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("NO_COLOR", raising=False)
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        outside = isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}
        if outside:
            pytest.fail(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
    os.umask(0o022)


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands on a Thursday morning."""
    return SetClock(datetime(2026, 3, 5, 10, 0, tzinfo=UTC))
