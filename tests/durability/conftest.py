"""Sessions that are killed, and what they leave on disk."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

DOOMED = Path(__file__).parent.parent / "support" / "doomed.py"
Kill = dict[str, Any]
Doom = Callable[..., list[Kill]]


@pytest.fixture
def doom() -> Doom:
    """Play answers in a home, killed as planned, then to the end; return how each life ended."""
    return run


def run(home: Path, kills: Sequence[Kill], states: Sequence[str] = (), **plan: Any) -> list[Kill]:
    path = home.with_suffix(".plan.json")
    path.write_text(
        json.dumps({"home": str(home), "kills": list(kills), "states": list(states), **plan})
    )
    done = subprocess.run(
        [sys.executable, str(DOOMED), str(path)],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "UNBLAME_HOME": str(home)},
        cwd=Path(__file__).parent.parent.parent,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A home whose session was played in one go; made once for all workers."""
    shared = tmp_path_factory.getbasetemp().parent / "undisturbed"

    def home(*states: str) -> Path:
        place = shared / ("-".join(states) or "all")
        shared.mkdir(exist_ok=True)
        with FileLock(place.with_suffix(".lock")):
            if not place.with_suffix(".done").exists():
                run(place, [], states)
                place.with_suffix(".done").touch()
        return place

    return home


def contents(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the records."""
    with sqlite3.connect(home / "data" / "unblame.db") as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in names
        }
