"""Files are written whole, for their owner only."""

import csv
import io
import os
import stat

import pytest

from agent.documents.actions_csv import HEAD, actions_csv
from agent.documents.files import replace_kept, write_atomic
from agent.errors import AgentError, DocumentError, InputError


def test_a_file_is_written_for_its_owner_only(tmp_path):
    path = tmp_path / "review.md"
    write_atomic(path, "Ärger\n")
    write_atomic(path, b"again")

    assert path.read_bytes() == b"again"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["review.md"]


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        write_atomic(tmp_path, "x")


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(pipe, "review")
        assert os.read(reader, 100) == b"review"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(InputError, match="There is no folder"):
        write_atomic(tmp_path / "none" / "review.md", "x")


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "review.md"
    write_atomic(path, "old")

    def full_disk(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(DocumentError, match="No space left on device") as caught:
        write_atomic(path, "new")

    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["review.md"]
    assert "\n" not in str(caught.value)


def test_a_name_that_no_file_can_have_is_one_clear_line(tmp_path):
    with pytest.raises(AgentError) as caught:
        write_atomic(tmp_path / ("x" * 300), "new")

    assert "\n" not in str(caught.value)


def test_a_link_keeps_pointing_at_its_file(tmp_path):
    real = tmp_path / "real.md"
    write_atomic(real, "old")
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write_atomic(link, "new")

    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path):
    path = tmp_path / "review.md"
    path.write_bytes(b"theirs")
    with pytest.raises(DocumentError, match="changed since it was read"):
        replace_kept(path, b"old", b"new")

    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["review.md"]


def test_a_change_during_the_write_is_seen(tmp_path, monkeypatch):
    path = tmp_path / "review.md"
    path.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", lambda _handle: path.write_bytes(b"theirs"))
    with pytest.raises(DocumentError, match="changed since it was read"):
        replace_kept(path, b"old", b"new")

    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["review.md"]


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "review.md"
    path.write_bytes(b"old")
    fsync, calls = os.fsync, []

    def full_at_the_second(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr("os.fsync", full_at_the_second)
    with pytest.raises(DocumentError, match="no space left on device") as caught:
        replace_kept(path, b"old", b"new")

    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["review.md"]
    assert "\n" not in str(caught.value)


def test_rights_and_the_old_content_are_kept(tmp_path):
    path = tmp_path / "review.md"
    path.write_bytes(b"old")
    path.chmod(0o664)
    backup = replace_kept(path, b"old", b"new")

    assert (path.read_bytes(), backup.read_bytes()) == (b"new", b"old")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(backup.stat().st_mode) == 0o664


def test_what_is_no_regular_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError, match="no regular file"):
        replace_kept(tmp_path / "pipe", b"", b"new")
    with pytest.raises(DocumentError, match="no such file"):
        replace_kept(tmp_path / "gone", b"", b"new")


def test_actions_stand_one_a_row_with_the_name_of_the_owner(full):
    rows = list(csv.DictReader(io.StringIO(actions_csv(full))))

    assert len(rows) == len(full.actions)
    assert rows[0]["owner"] == "Lea Brandt"
    assert rows[0]["due"] == "2026-05-15"
    assert tuple(rows[0]) == HEAD


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_a_formula_is_defused(full, start):
    evil = full.actions[0].model_copy(update={"text": f"{start}HYPERLINK(1)"})
    rows = list(csv.reader(io.StringIO(actions_csv(full.model_copy(update={"actions": (evil,)})))))

    assert rows[1][2][0] == "'"
