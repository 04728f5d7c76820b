"""A disk that is full when the records are made, and has room later."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "support" / "small_disk.py"
ALONE = ("unshare", "--map-root-user", "--mount")


def _may_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        [*ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


@pytest.mark.skipif(not _may_mount(), reason="this machine lets no process mount a disk of its own")
def test_records_begun_on_a_full_disk_are_made_anew_once_there_is_room(tmp_path):
    done = subprocess.run(
        [*ALONE, sys.executable, str(SCRIPT), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=SCRIPT.parent.parent.parent,
    )
    assert done.returncode == 0, done.stderr
    outcomes = [line.split("\t") for line in done.stdout.splitlines()]
    small, later = [one[1] for one in outcomes], [one[2] for one in outcomes]
    assert "full" in small[0]
    assert small[-1] == "opened"
    assert set(later) == {"opened"}
