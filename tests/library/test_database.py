import os
import shutil
import sqlite3
import stat
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from agent.errors import StoreError
from agent.library import database
from agent.library.database import Database
from agent.library.records import Records
from agent.library.schema import APPLICATION_ID, MIGRATIONS
from agent.postmortem.record import Meta, Postmortem

VERSION_1 = """
CREATE TABLE numbers (year INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE documents (pm_id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, head BLOB,
  title TEXT NOT NULL DEFAULT '', type TEXT NOT NULL DEFAULT '', severity TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL, overall REAL, verdict TEXT NOT NULL DEFAULT '',
  open_actions INTEGER NOT NULL DEFAULT 0, purged_at TEXT);
CREATE TABLE revisions (pm_id TEXT NOT NULL REFERENCES documents (pm_id), revision INTEGER NOT NULL,
  turn INTEGER, at TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('full', 'patch')),
  body BLOB NOT NULL, PRIMARY KEY (pm_id, revision)) WITHOUT ROWID;
CREATE TABLE replies (pm_id TEXT NOT NULL REFERENCES documents (pm_id), turn INTEGER NOT NULL,
  at TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (pm_id, turn)) WITHOUT ROWID;
CREATE TABLE turns (pm_id TEXT NOT NULL REFERENCES documents (pm_id), turn INTEGER NOT NULL,
  at TEXT NOT NULL, state TEXT NOT NULL, question TEXT NOT NULL, about TEXT NOT NULL,
  reply_kind TEXT NOT NULL, filled INTEGER NOT NULL, revision INTEGER NOT NULL,
  PRIMARY KEY (pm_id, turn)) WITHOUT ROWID;
CREATE TABLE proposals (pm_id TEXT NOT NULL REFERENCES documents (pm_id), turn INTEGER NOT NULL,
  position INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, decision TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (pm_id, turn, position), UNIQUE (pm_id, id)) WITHOUT ROWID;
CREATE TABLE drafts (pm_id TEXT NOT NULL REFERENCES documents (pm_id), turn INTEGER NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY (pm_id, turn)) WITHOUT ROWID;
CREATE TABLE library (id TEXT PRIMARY KEY NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('own', 'imported')), path TEXT NOT NULL,
  sha256 TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL,
  severity TEXT NOT NULL, started_at TEXT NOT NULL, open_actions INTEGER NOT NULL,
  causes TEXT NOT NULL, body BLOB NOT NULL);
PRAGMA user_version = 1;
"""


def _raw(path: Path) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(path, isolation_level=None))


def _shape(path: Path) -> list[tuple[object, ...]]:
    with _raw(path) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return sorted(
            (t, *column[1:])
            for t in tables
            for column in connection.execute(f"PRAGMA table_info({t})")
        )


@pytest.fixture
def version_1(tmp_path):
    path = tmp_path / "unblame.db"
    with _raw(path) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.executescript(VERSION_1)
        connection.execute("INSERT INTO numbers VALUES (2026, 41)")
    return path


def test_a_version_1_file_written_by_hand_opens_and_has_the_shape_of_a_new_one(version_1, tmp_path):
    records = Records.open(version_1.parent)
    assert records.new_id(2026) == "PM-2026-042"
    records.close()
    Records.open(tmp_path / "new").close()
    assert _shape(version_1) == _shape(tmp_path / "new" / "unblame.db")


def test_a_version_1_file_that_is_only_read_is_understood_and_left_as_it_is(version_1):
    before = version_1.read_bytes()
    reader = Records.open(version_1.parent, read_only=True)
    assert reader.list() == ()
    reader.close()
    assert version_1.read_bytes() == before


def test_a_later_step_is_run_once_on_an_older_file(version_1, monkeypatch):
    step = (
        "ALTER TABLE counters ADD COLUMN note TEXT NOT NULL DEFAULT ';';\nCREATE TABLE extra (a);\n"
    )
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, step))
    for _ in range(2):
        Database.open(version_1).close()
    with _raw(version_1) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert connection.execute("SELECT * FROM counters").fetchall() == [("PM", 2026, 41, ";")]


def test_a_step_that_fails_leaves_the_file_at_its_version(version_1, monkeypatch):
    monkeypatch.setattr(
        database, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE extra (a);\nCREATE TABLE extra (a);\n")
    )
    with pytest.raises(StoreError):
        Database.open(version_1)
    with _raw(version_1) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchall()


def test_the_files_are_for_their_owner_only(home, records, begun):
    names = {file.name for file in home.data.iterdir()}
    assert {"unblame.db", "unblame.db-wal", "unblame.db-shm"} <= names
    for name in names:
        assert stat.S_IMODE((home.data / name).stat().st_mode) == 0o600


def test_the_settings_that_keep_it_safe_are_on(records):
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "busy_timeout": 10_000,
    }
    with records.database.read() as connection:
        for pragma, value in expected.items():
            assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def _damaged_header(path: Path) -> None:
    path.write_bytes(b"A letter to nobody in particular.\n" * 300)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _scribbled(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 20_000)


def _newer(path: Path) -> None:
    with _raw(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def _foreign(path: Path) -> None:
    path.unlink()
    with _raw(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_damaged_header, "damaged"),
        (_empty, "damaged"),
        (_cut, "damaged"),
        (_scribbled, "damaged"),
        (_newer, "newer Unblame"),
        (_foreign, "another program"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_one_line_and_not_touched(
    home, now, edited, turn, damage, said, read_only
):
    records = Records.open(home.data)
    for _ in range(20):
        records.create(Postmortem(meta=Meta(id=records.new_id(2026), title="x" * 500)), now)
    records.close()
    path = home.data / "unblame.db"
    damage(path)
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError, match=said) as caught:
            Records.open(home.data, read_only=read_only)
        assert str(path) in caught.value.problem
        assert caught.value.remedy
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_said(home):
    (home.data / "unblame.db").mkdir()
    with pytest.raises(StoreError, match="can't be read"):
        Records.open(home.data)


def test_a_full_disk_loses_nothing_that_was_stored(records, begun, edited, turn):
    with records.database.read() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    long = edited(begun, {"summary.text": os.urandom(40_000).hex()})
    with pytest.raises(StoreError, match="disk is full") as caught:
        records.commit_turn(turn(begun.meta.id, 1), long, decisions={})
    assert "Free some space" in caught.value.remedy
    assert records.load(begun.meta.id).document == begun
    assert records.turns(begun.meta.id) == ()
    with records.database.read() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    assert records.commit_turn(turn(begun.meta.id, 1), long, decisions={}) == 2


def test_records_held_by_another_process_are_said_to_be_locked(records, home, begun, turn):
    with records.database.read() as connection:
        connection.execute("PRAGMA busy_timeout = 0")
    with _raw(home.data / "unblame.db") as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another process"):
            records.commit_turn(turn(begun.meta.id, 1), begun, decisions={})
        assert records.load(begun.meta.id).document == begun
        other.execute("ROLLBACK")
    assert records.commit_turn(turn(begun.meta.id, 1), begun, decisions={}) == 1


def test_a_closed_store_says_so_in_one_line(home):
    records = Records.open(home.data)
    records.close()
    with pytest.raises(StoreError) as caught:
        records.list()
    assert "\n" not in str(caught.value)


def test_reading_only_changes_nothing_and_refuses_to_write(home, begun, records, now):
    records.close()
    before = (home.data / "unblame.db").read_bytes()
    reader = Records.open(home.data, read_only=True)
    assert reader.load(begun.meta.id).document == begun
    with pytest.raises(StoreError, match="can't be written"):
        reader.new_id(2026)
    reader.close()
    assert (home.data / "unblame.db").read_bytes() == before


def test_reading_where_nothing_was_ever_stored_makes_nothing(home):
    with pytest.raises(StoreError, match="no records"):
        Records.open(home.data, read_only=True)
    assert not list(home.data.iterdir())


def test_a_reader_sees_what_a_writer_stores_meanwhile(home, records, begun, edited, turn):
    reader = Records.open(home.data, read_only=True)
    changed = edited(begun, {"summary.text": "a"})
    records.commit_turn(turn(begun.meta.id, 1), changed, decisions={})
    assert reader.load(begun.meta.id).document == changed
    reader.close()


@pytest.fixture
def readable_folder():
    """A folder that another user may enter: pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="unblame-"))
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


ASK = """
import os
from pathlib import Path
from agent.errors import StoreError
from agent.library.records import Records
if os.geteuid() == 0:  # root may write anywhere
    os.setuid(65534)
for read_only in (True, False):
    try:
        print(len(Records.open(Path(given), read_only=read_only).list()))
    except StoreError as error:
        print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions work otherwise there")
def test_a_folder_that_cannot_be_written_can_still_be_read(readable_folder, elsewhere, now):
    records = Records.open(readable_folder)
    records.create(Postmortem(meta=Meta(id="PM-2026-001")), now)
    records.close()
    (readable_folder / "unblame.db").chmod(0o444)
    readable_folder.chmod(0o555)
    out, err = elsewhere(ASK, str(readable_folder)).communicate(timeout=60)
    count, refusal = out.splitlines() or [err, ""]
    assert count == "1"
    assert "can't be written" in refusal
    assert "UNBLAME_HOME" in refusal


def test_a_half_made_file_of_a_crash_is_no_obstacle(home):
    (home.data / "unblame.db.new").write_bytes(b"half a file")
    records = Records.open(home.data)
    assert records.new_id(2026) == "PM-2026-001"
    records.close()
    assert not (home.data / "unblame.db.new").exists()
