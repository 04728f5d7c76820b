import os
import signal

from agent.library.records import Records

WRITE = """
from datetime import UTC, datetime
from pathlib import Path
from agent.library.records import Records, TurnRecord
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
now = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
records = Records.open(Path(given["folder"]))
pm_id = records.new_id(2026)
document = Postmortem(meta=Meta(id=pm_id))
records.create(document, now)
for turn in range(1, given["turns"] + 1):
    records.stage(pm_id, turn, "{}", now)
    draft = Draft(document)
    draft.add("timeline.events", {"text": f"{pm_id} {turn}"})
    document = draft.finish()
    records.commit_turn(
        TurnRecord(pm_id, turn, now, "TIMELINE", "TL-04", "", "answer", True), document, decisions={}
    )
    print(pm_id, turn, flush=True)
"""


def test_two_processes_writing_at_once_lose_nothing(home, elsewhere):
    given = {"folder": str(home.data), "turns": 40}
    writers = [elsewhere(WRITE, given) for _ in range(2)]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
    records = Records.open(home.data)
    assert sorted(line.id for line in records.list()) == ["PM-2026-001", "PM-2026-002"]
    for line in records.list():
        assert [turn.turn for turn in records.turns(line.id)] == list(range(1, 41))
        texts = [event.text for event in records.load(line.id).document.timeline.events]
        assert texts == [f"{line.id} {turn}" for turn in range(1, 41)]
    records.close()


def test_what_was_stored_survives_a_kill(home, elsewhere):
    writer = elsewhere(WRITE, {"folder": str(home.data), "turns": 100_000})
    acknowledged = [writer.stdout.readline().split() for _ in range(15)]
    os.kill(writer.pid, signal.SIGKILL)
    rest, _ = writer.communicate(timeout=30)
    acknowledged += [line.split() for line in rest.splitlines() if len(line.split()) == 2]
    pm_id, last = acknowledged[-1]
    records = Records.open(home.data)
    stored = records.turns(pm_id)
    assert len(stored) >= int(last)
    assert records.at_revision(pm_id, stored[-1].revision) == records.load(pm_id).document
    records.close()
