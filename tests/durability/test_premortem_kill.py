"""A pre-mortem that is killed at any moment ends as one that never was: row for row."""

import json
from pathlib import Path

from leftovers import Kill, contents, play

from agent.home import Home
from agent.library.records import Records

MOMENTS = ("after begin", "after write 1", "before commit", "after commit")
WRITES = (9, 41, 23, 37, 16, 44)
"""How many writes each life lasts: one after the other, over the whole way."""


def test_kills_on_the_way_from_the_plan_to_the_watch_change_nothing(tmp_path: Path) -> None:
    kills: list[Kill] = [
        {"where": "records", "number": number, "moment": MOMENTS[place % len(MOMENTS)]}
        for place, number in enumerate(WRITES)
    ]
    report = play(tmp_path / "killed", kills, kind="premortem")
    assert [life["signal"] for life in report] == [9] * len(kills), report
    play(tmp_path / "whole", [], kind="premortem")
    ours, theirs = contents(tmp_path / "killed"), contents(tmp_path / "whole")
    assert ours == theirs
    records = Records.open(Home.resolve({"UNBLAME_HOME": str(tmp_path / "killed")}).data)
    (listing,) = records.list()
    document = json.loads(records.load(listing.id).document.model_dump_json())
    records.close()
    assert document["meta"]["state"] == "WATCH"
    assert all(reason["by"] for reason in document["reasons"] if reason["source"] == "silent")
