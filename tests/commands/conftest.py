"""The command line as a person meets it: called in this process, or as a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.__main__ import main

SAMPLES = Path(__file__).parent.parent / "samples"
CERTIFICATE = SAMPLES / "answers" / "certificate.yaml"
NOW = "2026-04-15T08:00Z"

_EXTRA = (
    *("langgraph", "textual", "chromadb", "platformdirs", "jsonpatch", "filelock", "aiosqlite"),
    *("kingfisher_sdk", "keyring"),
)
_BLOCK = f"""
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {_EXTRA!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Block())
"""

FIRST_STEPS = """
answers:
  TR-01: Orders failed for two hours. A pool size of 10 reached production.
  TR-13: Orders down after a pool size change
  TR-03: production_outage
"""
"""Answers that leave TRIAGE unfinished."""


@dataclass(frozen=True)
class Said:
    """What one call printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON: it holds nothing else."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line of complaint on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


Run = Callable[..., Said]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in this process."""

    def call(*words: object) -> Said:
        capfd.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        return Said(code, *capfd.readouterr())

    return call


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Call the command line as a process of its own."""

    def call(
        *words: object,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        before: str = "",
        preexec: Callable[[], None] | None = None,
        python: Sequence[str] = (),
    ) -> Said:
        code = f"{before}\nimport sys\nfrom tui.__main__ import main\nsys.exit(main(sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, *python, "-c", code, *map(str, words)],
            input=stdin,
            capture_output=True,
            timeout=60,
            cwd=SAMPLES.parent.parent,
            env={**os.environ, "UNBLAME_HOME": str(tmp_path / "home"), **(env or {})},
            preexec_fn=preexec,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def blocked() -> str:
    """Code that hides the packages of the app extra from a process."""
    return _BLOCK


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write an answers file."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "answers.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def begun(run: Run, answers: Callable[[str | bytes], Path]) -> str:
    """A postmortem with its first answers; its id."""
    said = run("new", "--answers", answers(FIRST_STEPS), "--now", NOW, "--format", "json")
    assert said.code == 1
    return str(said.json["id"])


@pytest.fixture(scope="session")
def certificate() -> Path:
    """The answers of a complete review."""
    return CERTIFICATE


@pytest.fixture(scope="session")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders, in each the same review played to its end in a home of its own."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two"))
    surroundings = ({"TZ": "UTC", "PYTHONHASHSEED": "1"}, {"TZ": "Asia/Tokyo", "LC_ALL": "C"})
    plays = [_play(*pair) for pair in zip(folders, surroundings, strict=True)]
    for play, folder in zip(plays, folders, strict=True):
        out, err = play.communicate(timeout=120)
        (folder / "out.json").write_bytes(out)
        (folder / "err.txt").write_bytes(err)
        (folder / "code").write_text(str(play.returncode))
    return folders


def _play(folder: Path, surroundings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    words = ("new", "--answers", CERTIFICATE, "--now", NOW, "-o", folder / "out.md")
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *map(str, words), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=SAMPLES.parent.parent,
        env={**os.environ, "UNBLAME_HOME": str(folder / "home"), **surroundings},
    )


@pytest.fixture
def closed(twins: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed postmortem, PM-2026-001, in this test's home; the Markdown written of it."""
    shutil.copytree(twins[0] / "home", tmp_path / "home", dirs_exist_ok=True)
    monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / "home"))
    return Path(shutil.copy(twins[0] / "out.md", tmp_path / "out.md"))


STRANGER = """# Labels printed blank

Date: 2026-03-02
Severity: sev3

## Summary

Many orders left without a label.

## Timeline

- 14:05 UTC label job deployed
- 14:20 UTC on-call paged
- 15:00 UTC labels correct again

## Root cause

Kim forgot to look at the preview.

## Action items

- [ ] Reject blank templates in the deploy job (Owner: Ana, Due: 2026-03-20)
"""
"""A postmortem that Unblame did not write, with blame on line 18 and an open contradiction."""


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stranger's postmortem, in a folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "stranger.md"
    path.write_text(STRANGER)
    return path
