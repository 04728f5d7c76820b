import sqlite3

import pytest

VERBS = (
    ("list",),
    ("show", "PM-2026-001"),
    ("export", "PM-2026-001"),
    ("purge", "PM-2026-001"),
    ("library", "list"),
    ("similar", "anything"),
)


def _not_a_database(path):
    path.write_bytes(b"these are not the records you are looking for" * 100)


def _truncated(path):
    path.write_bytes(path.read_bytes()[:20_000])


def _newer(path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _somebody_elses(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE plants (name TEXT)")
    connection.close()


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (_not_a_database, "damaged"),
        (_truncated, "damaged"),
        (_newer, "newer"),
        (_somebody_elses, "another program"),
    ],
)
def test_records_that_cannot_be_used_are_named_and_left_as_they_are(
    run, begun, tmp_path, words, spoil, word
):
    path = tmp_path / "home" / "data" / "unblame.db"
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    spoil(path)
    before = path.read_bytes()
    said = run(*words)
    assert said.code == 2
    assert said.out == ""
    assert word in said.line
    assert str(path) in said.line
    assert path.read_bytes() == before


def test_a_database_that_is_a_folder_is_named(run, tmp_path):
    (tmp_path / "home" / "data" / "unblame.db").mkdir(parents=True)
    said = run("list")
    assert said.code == 2
    assert "unblame.db" in said.line
