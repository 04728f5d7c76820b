"""Sessions played by processes that are killed, and what these leave on disk."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

from agent.library.records import Records
from agent.postmortem.record import Postmortem, StateName

DOOMED = Path(__file__).with_name("doomed.py")
Kill = dict[str, Any]


def play(home: Path, kills: Sequence[Kill], states: Sequence[str] = (), **plan: Any) -> list[Kill]:
    """Play the demo in a home, killed as planned; return how each life ended."""
    path = home.with_suffix(".plan.json")
    path.write_text(
        json.dumps({"home": str(home), "kills": list(kills), "states": list(states), **plan})
    )
    done = subprocess.run(
        [sys.executable, str(DOOMED), str(path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "UNBLAME_HOME": str(home)},
        cwd=DOOMED.parent.parent.parent,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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


def undisturbed_home(shared: Path, states: Sequence[str] = ()) -> Path:
    """Return a home whose session was played in one go; made once for all workers."""
    place = shared / ("-".join(states) or "all")
    shared.mkdir(exist_ok=True)
    with FileLock(place.with_suffix(".lock")):
        if not place.with_suffix(".done").exists():
            play(place, [], states)
            place.with_suffix(".done").touch()
    return place


def document_in(home: Path, state: StateName) -> Postmortem:
    """Return the demo's document as it was when its session left a state."""
    records = Records.open(home / "data", read_only=True)
    try:
        (listing,) = records.list()
        moves = [turn for turn in records.turns(listing.id) if turn.reply_kind == "moved"]
        names = ["TRIAGE", *(move.state for move in moves)]
        if state == names[-1]:
            return records.load(listing.id).document
        left = moves[names.index(state)]
        return records.at_revision(listing.id, left.revision - 1)
    finally:
        records.close()
