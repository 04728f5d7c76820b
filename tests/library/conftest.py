"""Real records, a real library and small documents to put into them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.home import Home
from agent.library.records import Records, TurnRecord
from agent.library.search import Library
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem

PROJECT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()


@pytest.fixture
def records(home: Home) -> Iterator[Records]:
    store = Records.open(home.data)
    yield store
    store.close()


@pytest.fixture
def library(records: Records, home: Home) -> Iterator[Library]:
    shelf = Library(records, home)
    yield shelf
    shelf.close()


@pytest.fixture
def begun(records: Records) -> Postmortem:
    """A document that was just created in the records."""
    document = Postmortem(meta=Meta(id=records.new_id(2026), title="Checkout slow"))
    records.create(document, NOW)
    return document


@pytest.fixture
def edited() -> Callable[..., Postmortem]:
    """Set paths of a document: `edited(document, {"summary.text": "…"})`."""

    def edit(document: Postmortem, values: dict[str, object]) -> Postmortem:
        draft = Draft(document)
        for path, value in values.items():
            draft.set(path, value)
        return draft.finish()

    return edit


@pytest.fixture
def turn() -> Callable[..., TurnRecord]:
    """Make the record of a turn."""

    def make(pm_id: str, number: int, **changes: object) -> TurnRecord:
        fields = {
            "pm_id": pm_id,
            "turn": number,
            "at": NOW,
            "state": "TIMELINE",
            "question": "TL-04",
            "about": "",
            "reply_kind": "answer",
            "filled": True,
        }
        return TurnRecord(**(fields | changes))

    return make


@pytest.fixture
def elsewhere() -> Callable[..., "subprocess.Popen[str]"]:
    """Start Python in another process, with values passed as JSON in `given`."""

    def start(script: str, given: object = None, **options: object) -> "subprocess.Popen[str]":
        head = f"import json, sys\ngiven = json.loads({json.dumps(json.dumps(given))})\n"
        return subprocess.Popen(
            [sys.executable, "-c", head + script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"},
            **options,
        )

    return start
